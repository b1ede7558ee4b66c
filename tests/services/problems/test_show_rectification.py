"""What the 问题整改 page shows of the sample county."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.database import head, reading
from domain.measures.strip import STRIP_WORDS
from domain.permissions import WHOLE_COUNTY, Moment
from domain.problem_selection import DUE_WORDS, EVERYTHING, FEEDBACK, SOURCE_WORDS, UNSAID
from domain.refusals import Refusal
from domain.spans import SPAN_WORDS
from services.problems.list_behind import list_behind
from services.problems.open_problem import open_problem
from services.problems.rectification_choices import rectification_choices
from services.problems.show_rectification import OPEN_STATUSES, show_rectification

LAST_DAY = date(2026, 11, 19)


@pytest.fixture(scope="module")
def moment(sample):
    with reading(sample) as connection:
        return Moment(LAST_DAY, head(connection))


@pytest.fixture(scope="module")
def shown(sample, moment):
    """The page of a source and unit, and of whatever else is asked."""

    def ask(source=EVERYTHING, unit=EVERYTHING, scope=WHOLE_COUNTY, at=moment, **more):
        return show_rectification(sample, scope=scope, moment=at, source=source, unit=unit, **more)

    return ask


@pytest.mark.parametrize("source", [EVERYTHING, FEEDBACK, *SOURCE_WORDS])
@pytest.mark.parametrize("unit", [EVERYTHING, "U08", "U09"])
@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 10, 31), LAST_DAY])
def test_the_equation_adds_up_and_ends_at_what_is_open_in_any_selection(shown, moment, source, unit, day):
    page = shown(source, unit, at=replace(moment, as_of=day))
    assert page.flow.holds
    assert page.flow.closing == len(page.open) == sum(page.ages.values())
    assert page.flow.closing == int(page.units[[*OPEN_STATUSES]].to_numpy().sum())


def test_the_opening_is_what_was_known_on_the_eve_of_the_xun(shown):
    flow = shown().flow
    assert (flow.opening, flow.new, flow.late_entry, flow.closed, flow.closing) == (47, 54, 12, 72, 41)


def test_both_closing_rates_of_the_first_two_letters_are_right(shown):
    closing = shown("superior").closing
    assert (closing.closed, closing.staged, closing.asked) == (20, 5, 25)
    assert (closing.rate, closing.rate_with_staged) == (0.8, 1.0)


def test_what_a_ledger_calls_done_waits_for_a_look_and_is_not_closed(shown):
    page = shown(FEEDBACK)
    assert page.closing.closed == 37
    assert page.closing.checking == 2
    assert "台账报完成待复查 2 个" in page.conclusion.sub


def test_the_list_begins_with_the_longest_overdue_and_ends_with_what_has_no_clock(shown):
    rows = shown(FEEDBACK).open
    assert rows["days_left"].tolist()[:4] == [-14, -11, -5, -2]
    assert rows["text"].iloc[0] == "柳湾乡水口村垃圾围箱、清运不及时"
    assert rows["light"].tolist()[:4] == ["bad", "bad", "warn", "note"]
    assert rows["deadline"].tolist()[-5:] == ["长期坚持"] * 5


def test_officials_are_named_only_to_those_who_may_see_names(shown):
    hidden = shown(scope=replace(WHOLE_COUNTY, may_see_names=False))
    assert set(hidden.open["person"]) == {""}
    assert "乡长 陶某" in set(shown().open["person"])


def test_a_unit_sees_its_own_problems_only(sample, moment, shown):
    own = replace(WHOLE_COUNTY, places=frozenset(), units=frozenset({"U09"}))
    assert shown(scope=own).flow.closing == 3
    assert "unit" not in rectification_choices(sample, scope=own, moment=moment)


def test_a_problem_opens_with_everything_that_happened_to_it(sample, moment):
    found = open_problem(sample, scope=WHOLE_COUNTY, moment=moment, number="整改-046")
    assert found.days_late == 14
    assert ("责任单位", "柳湾乡") in found.facts
    assert found.events["day"].is_monotonic_increasing
    assert found.events["status_word"].iloc[-1] == "退回"
    assert found.events["file"].notna().all()


def test_what_lies_outside_the_scope_is_refused_in_the_words_of_what_does_not_exist(sample, moment):
    own = replace(WHOLE_COUNTY, places=frozenset(), units=frozenset({"U09"}))
    said = []
    for number in ("整改-046", "整改-999"):
        with pytest.raises(Refusal) as refused:
            open_problem(sample, scope=own, moment=moment, number=number)
        said.append(str(refused.value).replace(number, ""))
    assert said[0] == said[1]


def test_without_a_ledger_nothing_is_known_and_nothing_fails(sqlite_store):
    page = show_rectification(sqlite_store, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, 0))
    assert not page.known
    assert page.open.empty
    assert rectification_choices(sqlite_store, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, 0)) == {}


@settings(max_examples=6)
@given(st.data())
def test_every_number_of_any_cut_and_any_span_opens_exactly_the_problems_it_counts(
    sample, moment, shown, data
):
    choices = rectification_choices(sample, scope=WHOLE_COUNTY, moment=moment)
    asked = {
        field: data.draw(st.sampled_from(list(words)), label=field)
        for field, words in choices.items()
        if data.draw(st.booleans())
    }
    day = date(2026, 1, 5) + timedelta(days=data.draw(st.integers(0, 318)))
    span = data.draw(st.sampled_from(list(SPAN_WORDS)))
    since = day - timedelta(days=data.draw(st.integers(0, 120)))
    at = replace(moment, as_of=day)
    page = shown(at=at, span=span, since=since, **asked)
    assert page.flow.holds

    def opened(behind):
        return list_behind(
            sample, scope=WHOLE_COUNTY, moment=at, behind=behind, span=span, since=since, **asked
        ).count

    assert {term: opened(f"flow~{term}") for term in STRIP_WORDS} == {
        term: getattr(page.flow, term) for term in STRIP_WORDS
    }
    assert {age: opened(f"age~{age}") for age in page.ages} == page.ages
    assert opened("all~asked") == page.closing.asked
    assert opened("all~checking") == page.closing.checking
    for row in page.units.to_dict("records")[:2]:
        for part in (*page.heads, "open", "late", "closed"):
            assert opened(f"unit~{row['unit'] or 'none'}~{part}") == row[part]


def test_a_problem_behind_a_number_leads_to_its_file(sample, moment):
    found = list_behind(sample, scope=WHOLE_COUNTY, moment=moment, behind="unit~U08~returned")
    assert found.title == "柳湾乡退回"
    assert found.rows[["problem", "file"]].iloc[0].tolist() == [
        "整改-046", "反馈问题整改台账（10月31日）.xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize("behind", ["flow~nothing", "unit~U08~nothing", "x", "age~", "all~"])
def test_what_points_at_no_number_is_refused(sample, moment, behind):
    with pytest.raises(Refusal):
        list_behind(sample, scope=WHOLE_COUNTY, moment=moment, behind=behind)


def test_only_what_occurs_is_offered_and_officials_only_to_those_who_may_see_them(sample, moment):
    whole = rectification_choices(sample, scope=WHOLE_COUNTY, moment=moment)
    assert whole["batch"] == {
        EVERYTHING: "全部批次", "10月自查": "10月自查", "第一批": "第一批", "第二批": "第二批",
        "资金使用管理情况审计": "资金使用管理情况审计", UNSAID: "没有写批次",
    }  # fmt: skip
    assert whole["due"] == {EVERYTHING: "全部期限", **DUE_WORDS}
    hidden = rectification_choices(sample, scope=replace(WHOLE_COUNTY, may_see_names=False), moment=moment)
    assert set(whole) - set(hidden) == {"leader", "person"}


def test_nobody_asks_by_a_name_they_may_not_see(shown):
    hidden = replace(WHOLE_COUNTY, may_see_names=False)
    assert shown(leader="副县长 陈某").flow.closing < shown(leader="副县长 陈某", scope=hidden).flow.closing


def test_another_span_has_another_opening_and_the_same_end(shown):
    month = shown(span="month")
    assert month.conclusion.plain.startswith("本月销号")
    assert month.flow.closing == shown().flow.closing
    own = shown(span="own", since=date(2026, 11, 3))
    assert own.conclusion.plain.startswith("11月3日以来销号")
    assert own.details["opening"] == "截至11月2日"
