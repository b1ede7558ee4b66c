"""What an office answered once is known the next time, until that change is withdrawn: forms, columns, names."""

from datetime import datetime

import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import Alias, Figure, HeaderWord
from domain.refusals import Refusal
from services.county.load_catalogue import load_catalogue
from services.county.progress import silent
from services.county.withdraw_change import withdraw_change
from services.known.list_rows import list_rows
from services.settings.accept_settings import accept_settings
from services.settings.preview_settings import preview_value
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Answer, upload_of
from tests.uploads.books import xlsx

OFFICE = Actor("王某", Role.ADMIN)
NOW = datetime(2026, 11, 21, 9)
ROSTER = [
    ["云岭县镇村名册"], ["乡镇", "村", "区划代码", "生效日期", "撤销日期", "由哪些村并入"],
    ["青石镇", "东关村", "990101100201", None, None, None], ["青石镇", "王家庄村", "990101100202", None, None, None],
    ["柳湾乡", "上垅村", "990101200201", None, datetime(2026, 6, 30), None],
    ["柳湾乡", "下垅村", "990101200202", None, datetime(2026, 6, 30), None],
    ["柳湾乡", "新垅村", "990101200203", datetime(2026, 7, 1), None, "上垅村、下垅村"],
]  # fmt: skip
HEAD = ["序号", "行政村", "应计户数", "卫生厕所户数", "卫生厕所普及率"]
FIRST = [[1, "东关村", 200, 172, "86%"], [2, "王家庄村", 300, 240, "80%"]]
LATER = [[1, "东关村", 200, 176, "88%"], [2, "王家庄村", 300, 246, "82%"]]


def report(rows=FIRST, head=HEAD, title="青石镇2026年11月上旬农村人居环境旬报"):
    return xlsx([[title], head, *rows])


def later(rows=LATER, head=HEAD):
    return report(rows, head, "青石镇2026年11月中旬农村人居环境旬报")


def look(store, content, **answers):
    given = {question: Answer(choice) for question, choice in answers.items()}
    file = upload_of("旬报.xlsx", content, form=None, period=None, as_of=None, answers=given)
    return preview(store, OFFICE, WHOLE_COUNTY, [file], now=NOW, progress=silent)


def take(store, content, **answers):
    return accept(store, OFFICE, WHOLE_COUNTY, look(store, content, **answers), reason="报", now=NOW).change


def clicks(seen):
    """What the person has to do before the blue button: questions without a default, cells to correct or explain."""
    return [*seen.open_questions(), *seen.blocking(), *seen.to_explain()]


def known(store, record, change):
    return list_rows(store, record, scope=WHOLE_COUNTY, moment=Moment(NOW.date(), change))


@pytest.fixture
def county(sqlite_store):
    """The shipped catalogue and seven villages."""
    load_catalogue(sqlite_store, OFFICE, now=NOW)
    take(sqlite_store, xlsx(ROSTER))
    return sqlite_store


def test_the_second_upload_of_a_form_needs_no_click(county):
    take(county, report())
    seen = look(county, later())
    assert (clicks(seen), seen.questions(), seen.counts().new) == ([], [], 6)


def test_a_moved_column_needs_no_click_and_changes_no_figure(county):
    take(county, report())
    order = (4, 3, 1, 0, 2)
    moved = later([[row[at] for at in order] for row in LATER], [HEAD[at] for at in order])
    seen = look(county, moved)
    assert (clicks(seen), seen.questions()) == ([], [])
    take(county, later())
    assert (look(county, moved).counts().same, look(county, moved).changes_anything()) == (6, False)


def test_a_renamed_column_is_confirmed_once_and_asked_again_after_withdrawing(county):
    take(county, report())
    head = ["序号", "行政村", "应计户数", "卫生厕所累计户数情况", "卫生厕所普及率"]
    seen = look(county, later(head=head))
    [asked] = seen.questions()
    assert (asked.id, "卫生厕所户数" in asked.choices) == ("header:卫生厕所累计户数情况", True)
    assert "上次这张表有“卫生厕所户数”" in asked.text
    # What the form said last time is not passed over in silence: without an answer nothing is written.
    assert (seen.open_questions(), asked.default) == ([asked], "")
    with pytest.raises(Refusal) as refused:
        take(county, later(head=head))
    assert refused.value.code == "unanswered"
    change = take(county, later(head=head), **{asked.id: "卫生厕所户数"})
    words = known(county, HeaderWord, change)
    told = words[words["change"] == change]
    assert told["part"].tolist() == ["卫生厕所户数"]
    again = [[1, "东关村", 200, 177, None], [2, "王家庄村", 300, 247, None]]
    assert look(county, later(again, head)).questions() == []
    withdraw_change(county, OFFICE, n=change, reason="认错了列", now=NOW)
    assert [question.id for question in look(county, later(again, head)).questions()] == [asked.id]


def test_a_confirmed_name_is_known_until_its_change_is_withdrawn(county):
    rows = [FIRST[0], [2, "王庄村", 300, 240, "80%"]]
    seen = look(county, report(rows))
    [asked] = seen.open_questions()
    assert (asked.choices[0], seen.counts().refused) == ("王家庄村（青石镇）", 3)
    change = take(county, report(rows), **{asked.id: asked.choices[0]})
    aliases = known(county, Alias, change)
    assert aliases[["written", "subject", "change", "file"]].values.tolist() == [
        ["王庄村", "V0002", change, "旬报.xlsx"]
    ]
    named = later([LATER[0], [2, "王庄村", 300, 246, "82%"]])
    assert (clicks(look(county, named)), look(county, named).counts().new) == ([], 6)
    withdraw_change(county, OFFICE, n=change, reason="不是一个村", now=NOW)
    assert [question.id for question in look(county, named).open_questions()] == [asked.id]


def test_a_remembered_name_and_column_are_withdrawn_on_their_own(county):
    """The upload stands; the word alone is a fact that goes, by a change that can go again."""
    rows = [FIRST[0], [2, "王庄村", 300, 240, "80%"]]
    head = ["序号", "行政村", "应计户数", "卫生厕所累计户数情况", "卫生厕所普及率"]
    asked = {question.id: question for question in look(county, report(rows, head)).questions()}
    name, column = sorted(asked, reverse=True)
    answers = {name: asked[name].choices[0], column: "卫生厕所户数"}
    taken = take(county, report(rows, head), **answers)
    again = later([LATER[0], [2, "王庄村", 300, 246, "82%"]], head)
    assert look(county, again).questions() == []

    def withdrawn(record, key, field):
        seen = preview_value(county, OFFICE, record, key, name=field, written="")
        return accept_settings(county, OFFICE, seen, reason="认错了", now=NOW).n

    first = withdrawn(Alias, ("place", "T01", "王庄村"), "subject")
    assert [question.id for question in look(county, again).questions()] == [name]
    withdrawn(
        HeaderWord,
        (known(county, HeaderWord, first)["written"][lambda w: w.str.contains("累计户数情况")].iloc[0],),
        "part",
    )
    assert {question.id for question in look(county, again).questions()} == {name, column}
    figures = known(county, Figure, first)
    assert set(figures["change"]) == {taken}
    withdraw_change(county, OFFICE, n=first, reason="没有认错", now=NOW)
    assert [question.id for question in look(county, again).questions()] == [column]


def test_a_name_confirmed_in_one_town_is_unknown_in_another(county):
    rows = [FIRST[0], [2, "王庄村", 300, 240, "80%"]]
    [asked] = look(county, report(rows)).open_questions()
    take(county, report(rows), **{asked.id: asked.choices[0]})
    other = report([[1, "王庄村", 50, 40, "80%"]], title="柳湾乡2026年11月上旬农村人居环境旬报")
    assert [issue.code for issue in look(county, other).blocking()] == ["unknown_place"]


def test_a_merged_village_is_named_before_its_merger_and_explained_after(county):
    rows = [[1, "上垅村", 50, 40, "80%"]]
    before = look(county, report(rows, title="柳湾乡2026年6月中旬农村人居环境旬报"))
    assert (clicks(before), before.counts().new) == ([], 3)
    after = look(county, report(rows, title="柳湾乡2026年7月中旬农村人居环境旬报"))
    [told] = after.blocking()
    assert "“上垅村”已于2026年7月1日并入新垅村" in told.message
    assert after.open_questions()[0].choices[0] == "新垅村（柳湾乡）"
    early = look(county, report([[1, "新垅村", 90, 70, None]], title="柳湾乡2026年6月中旬农村人居环境旬报"))
    assert "“新垅村”自2026年7月1日起才有，此前是上垅村、下垅村" in early.blocking()[0].message
