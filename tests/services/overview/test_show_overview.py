"""What 总览 shows of the sample county."""

from datetime import date, datetime
from math import isnan

import pandas as pd
import pytest

from data_access.database import head, reading
from data_access.rows import rows_known
from data_access.statements import Header, Said
from data_access.versions import commit
from domain.permissions import Moment
from domain.records import Indicator, meanings
from services.known.read_setting import read_setting
from services.measures.compare_towns import TOWN_CODES, comparable, compare_towns, periods_so_far
from services.overview.show_overview import show_overview
from tests.services.leader_pages import LAST_DAY, LEADER, ONE_TOWN, newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")


@pytest.fixture(scope="module")
def page(sample):
    return show_overview(sample, scope=LEADER, moment=newest(sample))


@pytest.fixture(scope="module")
def cards(page):
    return {figure.code: figure for figure in page.figures}


@pytest.mark.parametrize(
    ("code", "percent", "parts", "light"),
    [
        ("PRJ_DONE", 78.3, (47, 60), "warn"),
        ("FND_PAY", 83.1, (56_537_000, 68_000_000), "note"),
        ("TOI_COV", 87.6, (29_609, 33_803), "warn"),
        ("REC_DONE", 67.3, (37, 55), "bad"),
        ("INSP_FIX", 96.3, (1_413, 1_467), "ok"),
    ],
)
def test_the_five_cards_tell_the_countys_truth(cards, code, percent, parts, light):
    now = cards[code].now
    assert round(now.value * 100, 1) == percent
    assert (now.numerator, now.denominator) == parts
    assert now.light == light


def test_every_card_names_what_it_is_held_against(cards):
    assert {code: card.baseline for code, card in cards.items()} == {
        "PRJ_DONE": "县定节点", "FND_PAY": "县定节点", "TOI_COV": "目标", "REC_DONE": "到期应销号", "INSP_FIX": "目标",
    }  # fmt: skip


def test_every_card_says_who_reported_or_what_it_rests_on(cards):
    assert cards["TOI_COV"].reported == "已报 112 / 120 村，缺 8"
    assert cards["FND_PAY"].reported.startswith("国库支付台账")
    assert cards["REC_DONE"].reported == "另有 5 个阶段性完成"
    assert cards["INSP_FIX"].reported == "30 天督查覆盖 111 / 120 村"


def test_a_rate_moves_only_by_the_villages_that_spoke_both_times(sample):
    """From 10月下旬 to 11月上旬 eight low villages fell silent: the rate seems to rise by 1.1, truly by 0.2."""
    then = show_overview(sample, scope=LEADER, moment=newest(sample, date(2026, 11, 10)))
    toilets = next(figure for figure in then.figures if figure.code == "TOI_COV")
    assert round((toilets.now.value - toilets.now.previous) * 100, 1) == 0.2


def test_overdue_problems_decide_the_light_of_rectification(cards):
    card = cards["REC_DONE"]
    assert (card.word, card.gap, card.gap_bad) == ("逾期 14 天", "4 个逾期，其中 2 个超过 7 天", True)
    assert "逾期" in card.now.sentence


def test_the_headline_says_the_two_furthest_behind_and_what_is_long_overdue(page):
    whole = page.conclusion.plain + page.conclusion.red
    assert "10.1 个百分点" in whole
    assert "8.3 个百分点" in whole
    assert page.conclusion.red == "2 个反馈问题逾期超过 7 天"
    assert "完工 1 个项目" in page.conclusion.sub


def test_a_new_year_is_not_compared_with_the_old(sample):
    """A running total begins anew in January: 1月上旬 has no 上旬 to be compared with."""
    early = show_overview(sample, scope=LEADER, moment=newest(sample, date(2026, 1, 10)))
    assert all(
        isnan(figure.now.previous) for figure in early.figures if figure.code in ("PRJ_DONE", "FND_PAY")
    )


def test_before_any_report_nothing_is_claimed(sample):
    empty = show_overview(sample, scope=LEADER, moment=Moment(LAST_DAY, 0))
    assert empty.conclusion.plain == "本期还没有数据"
    assert empty.matters == ()
    assert empty.strip.expected is None


def test_a_town_sees_its_own_figures(sample):
    own = show_overview(sample, scope=ONE_TOWN, moment=newest(sample))
    projects = next(figure for figure in own.figures if figure.code == "PRJ_DONE")
    assert (projects.now.numerator, projects.now.denominator) == (6, 6)
    assert projects.trace == ("measure", ("PRJ_DONE", "place", "T08"))


@pytest.mark.parametrize("code", TOWN_CODES)
def test_towns_stand_worst_first_whatever_is_compared(sample, code):
    towns = compare_towns(sample, scope=LEADER, moment=newest(sample), code=code)
    last = towns.rows[towns.rows["value"].notna()].drop_duplicates("subject", keep="last")
    gaps = (last["value"] - last["baseline"]).tolist()
    assert gaps == sorted(gaps)
    assert len(last) == 8


def test_towns_are_held_against_the_threshold_the_light_is_judged_by(sample):
    towns = compare_towns(sample, scope=LEADER, moment=newest(sample), code="INSP_FIX")
    assert towns.baseline == "目标"
    assert set(towns.rows["baseline"]) == {0.95}
    last = towns.rows[towns.rows["value"].notna()].drop_duplicates("subject", keep="last")
    assert last["gap"].tolist() == sorted(last["value"] - 0.95)


def test_a_quarter_nobody_has_to_report_yet_ends_no_line_in_a_hole(sample):
    rows = compare_towns(sample, scope=LEADER, moment=newest(sample), code="GOV_POINT").rows
    last = rows[rows["period"].ne("").to_numpy()].drop_duplicates("subject", keep="last")
    assert set(last["status"]) == {"reported"}


def test_the_town_furthest_behind_in_money_is_said(sample):
    towns = compare_towns(sample, scope=LEADER, moment=newest(sample), code="FND_PAY")
    assert towns.said == "柳湾乡离县定节点最远，低 45.4 个百分点"
    assert towns.rows.groupby("subject")["day"].min().eq(date(2026, 1, 1)).all()


@pytest.mark.parametrize(
    ("cadence", "day", "count"),
    [
        ("month", date(2026, 1, 1), 1),
        ("month", date(2026, 11, 19), 11),
        ("xun", date(2026, 11, 19), 32),
        ("quarter", date(2026, 11, 19), 4),
        ("half", date(2026, 11, 19), 2),
        ("year", date(2026, 11, 19), 1),
        ("round", date(2026, 11, 19), 3),
    ],
)
def test_a_year_holds_as_many_periods_as_have_begun(sample, cadence, day, count):
    setting = read_setting(sample, newest(sample).known_at)
    assert periods_so_far(cadence, day, setting) == count


def test_every_indicator_with_towns_can_be_compared_by_its_name(sample):
    moment = newest(sample)
    offered = comparable(sample, scope=LEADER, moment=moment)
    assert len(set(offered.values())) == len(offered) > 50
    assert not set(offered) & set(TOWN_CODES)
    water = compare_towns(sample, scope=LEADER, moment=moment, code="WAT_TAP")
    assert (water.name, water.baseline) == ("农村自来水普及率", "目标")
    assert water.rows["subject"].nunique() == 8
    weak = compare_towns(sample, scope=LEADER, moment=moment, code="COL_WEAK")
    assert weak.rows["value"].notna().any()


def test_without_a_better_direction_the_largest_stands_first(sample):
    found = compare_towns(sample, scope=LEADER, moment=newest(sample), code="MON_HH").rows
    last = found[found["value"].notna().to_numpy()].drop_duplicates("subject", keep="last")
    assert last["value"].is_monotonic_decreasing


def test_a_card_says_why_nothing_is_compared(sample):
    january = show_overview(sample, scope=LEADER, moment=newest(sample, date(2026, 1, 10)))
    why = {figure.code: figure.uncompared for figure in january.figures}
    assert why["FND_PAY"] == "new_year"
    now = show_overview(sample, scope=LEADER, moment=newest(sample))
    assert {figure.uncompared for figure in now.figures} == {""}


@pytest.mark.parametrize("code", ["TOI_COV", "PRJ_DONE"])
def test_nothing_is_compared_across_a_new_definition(own_sample, code):
    with reading(own_sample) as connection:
        seen = head(connection)
        rows = rows_known(connection, Indicator, seen, where={"code": [code]})
    columns = {name: [_plain(rows[name].iloc[0])] for name in meanings(Indicator)}
    columns |= {"valid_from": ["2026-11-11"], "definition": ["按常住户"]}
    header = Header(
        kind="edit",
        actor="王某",
        role="admin",
        reason="口径",
        at=datetime(2026, 11, 20, 9, 0),
        files=(),
        sources=(),
    )
    commit(own_sample, header, [Said(Indicator, None, columns, [None])], seen)
    page = show_overview(own_sample, scope=LEADER, moment=newest(own_sample))
    card = next(figure for figure in page.figures if figure.code == code)
    assert card.uncompared == "broken"
    assert isnan(card.now.previous)
    assert [isnan(worth) for worth in card.history] == [True] * 8 + [False], "no line is drawn across"
    assert [isnan(worth) for worth in card.history_baseline] == [True] * 8 + [False]
    assert card.standing.name not in page.conclusion.sub.partition("差距")[0]
    towns = compare_towns(own_sample, scope=LEADER, moment=newest(own_sample), code=code)
    assert [one.note for one in towns.breaks] == ["2026-11-11 起口径变更：按常住户"]


def _plain(worth):
    """A field of a frame as it may be said again."""
    if pd.isna(worth):
        return None
    return worth.item() if hasattr(worth, "item") else worth
