"""What the 问题整改 page shows of the sample county."""

from dataclasses import replace
from datetime import date

import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Moment
from domain.refusals import Refusal
from services.follow_problems import EVERYTHING, FEEDBACK, SOURCE_WORDS
from services.open_problem import open_problem
from services.show_rectification import OPEN_STATUSES, show_rectification

LAST_DAY = date(2026, 11, 19)


@pytest.fixture(scope="module")
def moment(sample):
    with reading(sample) as connection:
        return Moment(LAST_DAY, head(connection))


@pytest.fixture(scope="module")
def shown(sample, moment):
    """The page of a source and unit."""

    def ask(source=EVERYTHING, unit=EVERYTHING, scope=WHOLE_COUNTY, at=moment):
        return show_rectification(sample, scope=scope, moment=at, source=source, unit=unit)

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


def test_a_unit_sees_its_own_problems_only(shown):
    page = shown(scope=replace(WHOLE_COUNTY, places=frozenset(), units=frozenset({"U09"})))
    assert set(page.answering) == {EVERYTHING, "U09"}
    assert page.flow.closing == 3


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
    page = show_rectification(
        sqlite_store, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, 0), source=EVERYTHING, unit=EVERYTHING
    )
    assert not page.known
    assert page.open.empty
