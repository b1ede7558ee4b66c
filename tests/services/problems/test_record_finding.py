"""A finding from the entry form to closure, rebound and back: the score is its deductions, the number is never used twice."""

from datetime import date, datetime

import pytest

from data_access.database import head, reading
from data_access.versions import Header, commit, said_by_hand
from domain.periods import parse
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import Problem
from domain.refusals import Refusal
from services.county.withdraw_change import withdraw_change
from services.known.read_states import problems_on
from services.known.read_visits import visits_on
from services.measures.read_measures import read_measures
from services.problems.act_on_problem import act_on_problem
from services.problems.list_problems import list_problems
from services.problems.open_problem import open_problem
from services.problems.record_checklist import Tick, record_checklist
from services.problems.record_finding import Finding, record_finding
from services.problems.show_daily import show_daily
from tests.personal_numbers import phone_number
from tests.services.problems.test_official_ledger import Book, came_back, exported, taken_in

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 25, 9, 0)
INSPECTOR = Actor("督查 甲某", Role.INSPECTOR)
VILLAGE = "V0003"


@pytest.fixture
def record(own_sample):
    def one(by=INSPECTOR, **more):
        asked = {"village": VILLAGE, "day": DAY, "text": "沟边存量垃圾未清理", "kind": "垃圾积存", **more}
        return record_finding(
            own_sample, by, Finding(**asked), scope=WHOLE_COUNTY, team="第一督查组", now=NOW
        )

    return one


def problem(store, number, n):
    moment = Moment(NOW.date(), n)
    rows = list_problems(store, scope=WHOLE_COUNTY, moment=moment, status=None, overdue=False)
    return rows[(rows["problem"] == number).to_numpy()].iloc[0]


def test_findings_make_the_visit_its_score_and_the_day_of_the_page(own_sample, record):
    waiting = record()
    handed = record(text="制度没有上墙", kind="台账不全", severity="较重", person="村支书 乙某")
    fixed = record(text="路边杂物", kind="路肩杂物", fixed=True)
    assert [one.number for one in (waiting, handed, fixed)] == [f"日督-20261123-00{n}" for n in (1, 2, 3)]
    assert [one.score for one in (waiting, handed, fixed)] == [9_800, 9_400, 9_200]
    assert fixed.n == waiting.n + 2

    told = {one.number: problem(own_sample, one.number, fixed.n) for one in (waiting, handed, fixed)}
    assert [row["status"] for row in told.values()] == ["waiting", "fixing", "closed"]
    assert {f"{row['deadline']:%m-%d}" for row in (told[waiting.number], told[handed.number])} == {"11-26"}
    page = show_daily(own_sample, scope=WHOLE_COUNTY, moment=Moment(DAY, fixed.n))
    assert (page.day.visited, page.day.found, page.day.fixed, page.day.handed) == (1, 3, 1, 1)
    assert "发现问题 3 处" in page.conclusion.plain

    visits = visits_on(own_sample, fixed.n, DAY)
    own = visits[((visits["day"] == DAY) & (visits["place"] == VILLAGE)).to_numpy()]
    assert own["score"].tolist() == [9_200]


def facts_of(store, number):
    with reading(store) as connection:
        moment = Moment(date(2026, 11, 19), head(connection))
    return dict(open_problem(store, scope=WHOLE_COUNTY, moment=moment, number=number).facts)


def test_what_a_ledger_did_not_link_is_linked_at_both_ends_by_the_rule_that_counts_it(sample):
    first, again = "日督-20261008-018", "日督-20261013-004"
    assert facts_of(sample, again)["原问题编号"] == f"像是 {first} 的反弹（同村同类，销号后 30 天内）"
    assert facts_of(sample, first)["又出现"] == again
    with reading(sample) as connection:
        moment = Moment(date(2026, 11, 19), head(connection))
    others = [
        open_problem(sample, scope=WHOLE_COUNTY, moment=moment, number=one).others for one in (first, again)
    ]
    assert others == [(again,), (first,)], "each is opened from the other"


def test_what_a_ledger_calls_exposed_is_told_as_its_word_and_not_as_our_exposure(sample):
    with reading(sample) as connection:
        state = problems_on(sample, head(connection), date(2026, 11, 19))
    marked = state["problem"][[one is True for one in state["exposed"]]]
    told = {facts_of(sample, number)["是否曝光"] for number in marked.head(3)}
    assert told == {"台账写“是”；没有在看板里审核，不上曝光台"}


def test_what_comes_back_after_closing_names_its_first_and_weighs_more(own_sample, record):
    first = record(day=date(2026, 11, 20), fixed=True, spot="二组桥头")
    elsewhere = record(day=date(2026, 11, 22), spot="五组路口")
    again = record(spot="二组桥头")
    assert (elsewhere.rebound_of, again.rebound_of) == ("", first.number)
    assert (first.severity, again.severity) == ("一般", "较重")
    moment = Moment(NOW.date(), again.n)
    facts = dict(open_problem(own_sample, scope=WHOLE_COUNTY, moment=moment, number=again.number).facts)
    assert facts["原问题编号"] == first.number
    before = dict(open_problem(own_sample, scope=WHOLE_COUNTY, moment=moment, number=first.number).facts)
    assert before["又出现"] == again.number
    assert show_daily(own_sample, scope=WHOLE_COUNTY, moment=Moment(DAY, again.n)).day.rebounded == 1


def test_what_comes_back_weighs_more_than_its_first_did_however_little_is_said_of_it(own_sample, record):
    first = record(day=date(2026, 11, 20), fixed=True, spot="二组桥头", severity="较重")
    again = record(spot="二组桥头", severity="一般")
    assert (again.rebound_of, again.severity) == (first.number, "严重")


def test_a_severity_a_ledger_gives_a_rebound_is_kept_and_told_beside_what_the_rule_asks(own_sample):
    first, again = "日督-20261008-018", "日督-20261013-004"
    assert [facts_of(own_sample, number)["严重程度"] for number in (first, again)] == ["一般", "较重"]
    book = Book(exported(own_sample, source="inspection"))
    book.cell(again, "严重程度").value = "一般"
    taken_in(own_sample, book.content())
    with reading(own_sample) as connection:
        n = head(connection)
    assert facts_of(own_sample, again)["严重程度"] == "一般（台账所写；是反弹，按规则应为较重）"
    out = exported(own_sample, source="inspection")
    assert Book(out).cell(again, "严重程度").value == "一般", "the file's own word stays"
    _, file = came_back(own_sample, out)
    assert (file.counts.changed, file.counts.new, file.counts.conflict) == (0, 0, 0)

    header = Header("edit", "王某", "admin", "更正", NOW, (), ())
    commit(own_sample, header, [said_by_hand(Problem, {"problem": again, "severity": "较重"})], n)
    assert facts_of(own_sample, again)["严重程度"] == "较重"


def test_what_a_page_raised_already_is_not_asked_to_weigh_more_when_its_first_is_opened_again(
    own_sample, record
):
    first = record(day=date(2026, 11, 20), fixed=True, spot="二组桥头")
    again = record(spot="二组桥头")
    told = {"note": "又堆上了", "actor": "督查 甲某"}
    done = act_on_problem(
        own_sample, INSPECTOR, scope=WHOLE_COUNTY, number=first.number, kind="reopened", day=DAY, told=told, seen=again.n,
        now=NOW,
    )  # fmt: skip
    moment = Moment(NOW.date(), done.n)
    severities = [
        dict(open_problem(own_sample, scope=WHOLE_COUNTY, moment=moment, number=one.number).facts)["严重程度"]
        for one in (first, again)
    ]
    assert severities == ["较重", "较重"]


def test_a_village_where_nothing_was_found_was_visited_and_has_its_hundred_points(own_sample, record):
    done = record(text="", kind="")
    assert (done.number, done.score) == ("", 10_000)
    page = show_daily(own_sample, scope=WHOLE_COUNTY, moment=Moment(DAY, done.n))
    assert (page.day.visited, page.day.found) == (1, 0)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"by": Actor("镇上 丙某", Role.CLERK)}, "由审核、督查、管理来做"),
        ({"day": date(2026, 11, 26)}, "还没有到"),
        ({"kind": ""}, "没有选问题类别"),
        ({"text": ""}, "没有写问题"),
        ({"village": "V9999"}, "没有选村"),
        ({"text": f"来电人 {phone_number()}"}, "“看到的问题”里写有手机号"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_written(own_sample, record, more, sentence):
    with reading(own_sample) as connection:
        before = head(connection)
    with pytest.raises(Refusal, match=sentence):
        record(**more)
    with reading(own_sample) as connection:
        assert head(connection) == before


@pytest.fixture
def check(own_sample):
    def one(*ticks, day=DAY, by=INSPECTOR):
        return record_checklist(
            own_sample, by, village=VILLAGE, day=day, ticks=ticks, scope=WHOLE_COUNTY, team="第一督查组", now=NOW
        )  # fmt: skip

    return one


def scored(store, n):
    """ENV_SCORE of the village, numerator and denominator, on the day of the visit."""
    rows = read_measures(store, scope=WHOLE_COUNTY, moment=Moment(DAY, n), codes=("ENV_SCORE",),
                         window=parse(DAY.isoformat()))  # fmt: skip
    row = rows[(rows["subject"] == VILLAGE).to_numpy()].iloc[0]
    return row["numerator"], row["denominator"]


def test_what_is_ticked_becomes_problems_and_the_score_is_what_they_leave(own_sample, check, record):
    done = check(Tick("GAR2", 2, "二组桥头", "村支书 乙某"), Tick("TOI3", 1, "三组"))
    assert [one.deduction for one in done.written] == [200, 300]
    assert done.score == 9_500
    rows = problems_on(own_sample, done.n, DAY).set_index("problem")
    first, second = (rows.loc[one.number] for one in done.written)
    assert (first["category"], first["severity"], first["status"]) == ("垃圾围箱", "一般", "fixing")
    assert (first["spot"], first["check_item"], f"{first['deadline']:%m-%d}") == ("二组桥头", "GAR2", "11-23")
    assert (second["category"], second["status"], f"{second['deadline']:%m-%d}") == (
        "厕所问题",
        "waiting",
        "12-23",
    )
    assert scored(own_sample, done.n) == (95, 1)
    more = record(text="制度没有上墙", kind="台账不全")
    assert (more.score, scored(own_sample, more.n)) == (9_300, (93, 1))


def test_a_finding_taken_back_or_not_taken_up_gives_its_points_back(own_sample, check):
    first, second = check(Tick("GAR1")), check(Tick("GAR2", 3))
    assert (second.score, scored(own_sample, second.n)) == (9_600, (96, 1))
    gone = withdraw_change(own_sample, Actor("管理 丁某", Role.ADMIN), n=first.n, reason="记错了", now=NOW)
    assert scored(own_sample, gone.n) == (97, 1)


def test_a_block_is_not_charged_above_its_points_over_several_rounds(check):
    check(Tick("GAR4", 3))
    again = check(Tick("GAR3", 2))
    assert again.written[0].deduction == 200
    assert again.score == 8_000


@pytest.mark.parametrize(
    ("ticks", "sentence"),
    [((), "还没有勾"), ((Tick("不在的"),), "不在清单上"), ((Tick("GAR1", 51),), "1 到 50 处之间")],
)
def test_what_the_checklist_does_not_hold_is_refused(check, ticks, sentence):
    with pytest.raises(Refusal, match=sentence):
        check(*ticks)
