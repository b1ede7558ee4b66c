"""The one control of 本期, 上期, 去年同期, 考核基期 on every page of the sample county, whose data begin in 2026."""

from math import isnan

import pytest

from domain.comparisons import Against
from services.funds.show_funds import show_funds
from services.measures.show_group import show_group
from services.measures.show_indicator import show_indicator
from services.overview.show_overview import show_overview
from services.problems.show_rectification import show_rectification
from services.sanitation.show_sanitation import show_sanitation
from services.villages.show_village import show_village
from tests.services.leader_pages import LEADER, newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")


def overview(sample, against):
    page = show_overview(sample, scope=LEADER, moment=newest(sample), against=against)
    return page, {figure.code: figure for figure in page.figures}


def test_last_years_numbers_are_not_invented(sample):
    page, cards = overview(sample, Against.YEAR)
    assert page.since == "去年同期"
    assert {code: card.uncompared for code, card in cards.items()} == dict.fromkeys(cards, "earlier")
    assert all(isnan(card.now.previous) for card in cards.values())
    assert "去年同期" not in page.conclusion.sub


def test_this_period_alone_tells_no_change_and_no_reason(sample):
    page, cards = overview(sample, Against.NOTHING)
    assert {card.uncompared for card in cards.values()} == {""}
    assert "提高" not in page.conclusion.sub


def test_a_ledgers_total_is_not_held_against_the_years_end(sample):
    _, cards = overview(sample, Against.BASE)
    assert {cards[code].uncompared for code in ("PRJ_DONE", "FND_PAY")} == {"new_year"}


def test_each_indicator_of_a_group_is_compared_by_its_own_periods(sample):
    rows = show_group(sample, scope=LEADER, moment=newest(sample), group="3+1保障")
    since = {row.figure.code: row.figure.since for row in rows}
    assert (since["WAT_TAP"], since["HOU_RISK"]) == ("上季度", "上月")
    assert not any(isnan(row.figure.now.previous) for row in rows)


def test_income_is_the_one_that_knows_last_year(sample):
    asked = {"scope": LEADER, "moment": newest(sample), "code": "INC_PC", "place": ""}
    page = show_indicator(sample, **asked, against=Against.YEAR)
    assert page.since == "去年同期"
    assert page.uncompared == ""
    assert page.towns["previous"].notna().all()
    assert "较去年同期提高" in page.conclusion.sub.replace(" ", "")
    base = show_indicator(sample, **asked, against=Against.BASE)
    assert base.uncompared == "年初重新累计，不与考核基期比"


def test_a_weak_villages_count_is_compared_with_the_quarter_before(sample):
    """Derived from a quarter's reports: told on the day on which those of the quarter before were the newest."""
    page = show_indicator(sample, scope=LEADER, moment=newest(sample), code="COL_WEAK", place="")
    assert page.towns["previous"].notna().any()


@pytest.mark.parametrize(("against", "since"), [("last", "上旬"), ("year", "去年同期")])
def test_the_other_pages_follow_the_same_control(sample, against, since):
    asked = {"scope": LEADER, "moment": newest(sample), "against": against}
    funds = show_funds(sample, **asked, line="node", base="issued", place="all")
    sanitation = show_sanitation(sample, **asked)
    closing = show_rectification(sample, **asked).closing
    assert {funds.since, sanitation.since, closing.since} == {since}
    known = against == "last"
    assert (funds.uncompared == "") == known
    assert (sanitation.uncompared == "") == known
    assert (closing.uncompared == "") == known
    assert isnan(closing.before) != known


def test_a_village_says_why_it_is_not_compared(sample):
    asked = {"scope": LEADER, "moment": newest(sample), "found": "V001"}
    village = sorted(
        show_sanitation(sample, scope=LEADER, moment=newest(sample)).rates[0].at("village")["subject"]
    )[0]
    page = show_village(sample, **{**asked, "found": village}, against=Against.YEAR)
    told = {row.why for row in page.indicators if row.status == "reported"}
    assert told == {"没有去年同期的数"} | ({""} if "" in told else set())
    assert all(isnan(row.moved) for row in page.indicators)
