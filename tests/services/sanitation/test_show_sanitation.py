"""What the 人居环境 page shows of the sample county."""

from dataclasses import replace
from datetime import date
from math import isnan

import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Moment
from domain.places import TOWN, VILLAGE
from services.known.read_setting import read_setting
from services.measures.read_measures import read_trend
from services.sanitation.score_weeks import score_weeks
from services.sanitation.show_sanitation import show_sanitation

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")

LAST_DAY = date(2026, 11, 19)


@pytest.fixture(scope="module")
def newest(sample):
    with reading(sample) as connection:
        return head(connection)


@pytest.fixture(scope="module")
def page(sample, newest):
    return show_sanitation(sample, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, newest))


def panel(page, code):
    return next(
        p.rows.set_index("name") for p, r in zip(page.panels, page.rates, strict=True) if r.code == code
    )


def test_towns_stand_in_one_order_in_all_three_panels(page):
    orders = {tuple(p.rows["subject"]) for p in page.panels}
    assert orders == {tuple(f"T{n:02d}" for n in range(1, 9))}


def test_a_town_without_sewage_columns_is_not_reported_and_keeps_its_last_rate(page):
    row = panel(page, "SEW_RATE").loc["柳湾乡"]
    assert isnan(row["value"])
    assert row["status"] == "not_reported"
    assert round(row["previous"] * 100, 1) == 33.3


def test_the_rates_of_the_sample_county(page):
    toilets, waste = panel(page, "TOI_COV"), panel(page, "GAR_RATE")
    assert round(toilets.loc["石桥镇", "value"] * 100, 1) == 88.3
    assert round((waste.loc["柳湾乡", "value"] - waste.loc["柳湾乡", "previous"]) * 100, 1) == -2.9


def test_the_headline_names_the_towns_that_fell_and_the_villages_that_are_missing(page):
    assert page.conclusion.plain == "厕所 5 镇、污水 3 镇、垃圾 3 镇未达标（缺 8 村）；"
    assert page.conclusion.red == "柳湾乡、双塘镇垃圾较上旬回落超过 1 个百分点"


def test_a_village_that_rose_only_by_a_smaller_base_is_named_with_both_bases(page):
    assert "石桥镇竹坑村由 88.8% 升到 99.2%，只因应计户数由 268 减到 240" in page.warned
    assert page.notes[0] == "全县厕所较上旬 +0.4 个百分点：做得多 +0.3，算得少 +0.1。"


def test_eight_silent_villages_raise_no_rate_and_the_page_says_what_they_would_have(sample, newest):
    page = show_sanitation(sample, scope=WHOLE_COUNTY, moment=Moment(date(2026, 11, 14), newest))
    county = page.rates[0].rows.iloc[0]
    assert round((county["value"] - county["previous"]) * 100, 1) == 0.2
    assert any("全县厕所因此显得高 0.9 个百分点" in note for note in page.notes)
    assert "回落" not in page.conclusion.red


def test_a_week_of_the_heat_table_is_the_score_measured_for_that_week(sample, newest):
    moment = Moment(LAST_DAY, newest)
    weeks = score_weeks(sample, scope=WHOLE_COUNTY, moment=moment)
    trend = read_trend(sample, scope=WHOLE_COUNTY, moment=moment, code="ENV_SCORE", count=2, cadence="week")
    own = trend[(trend["period"] == weeks.codes[-2]) & trend["subject"].isin(weeks.rows["village"])]
    measured = own.set_index("subject")["value"].dropna()
    shown = weeks.rows.set_index("village")[weeks.codes[-2]].dropna()
    assert shown.to_dict() == pytest.approx(measured.to_dict())


def test_an_unvisited_village_has_no_score_in_any_week(sample, newest):
    weeks = score_weeks(sample, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, newest))
    never = weeks.rows[weeks.rows["visits"] == 0]
    assert "黄竹坑村" in set(never["name"])
    assert never["mean"].isna().all()
    assert (never["below"] == 0).all()


def test_a_town_clerk_sees_the_own_town_with_the_rates_everybody_sees(sample, newest, page):
    roster = read_setting(sample, newest).roster
    own = frozenset({"T04", *(node.place for node in roster.children("T04", LAST_DAY))})
    scope = replace(WHOLE_COUNTY, places=own)
    seen = show_sanitation(sample, scope=scope, moment=Moment(LAST_DAY, newest))
    assert list(seen.towns.values()) == ["石桥镇"]
    assert len(seen.rates[0].at(VILLAGE)) == 15
    whole, part = page.rates[0].at(TOWN).set_index("name"), seen.rates[0].at(TOWN).set_index("name")
    assert (
        part.loc["石桥镇", ["value", "previous"]].tolist()
        == whole.loc["石桥镇", ["value", "previous"]].tolist()
    )


def test_before_the_first_report_there_is_nothing_to_draw(sqlite_store):
    page = show_sanitation(sqlite_store, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, 0))
    assert page.panels == ()
    assert page.weeks.rows.empty
    assert page.conclusion.plain == "本期还没有人居环境旬报的数"


def test_bases_that_moved_are_told_old_and_new_towns_first(page):
    assert page.bases["name"].tolist() == ["石桥镇", "竹坑村"]
    village = page.bases.iloc[1]
    assert (village["denominator_before"], village["denominator"], village["only_base"]) == (268, 240, True)
    assert round(village["counted"] * 100, 1) == 10.4
    assert village["said"].startswith("竹坑村应计户数核减28户"), "what was said at upload stands beside it"


def test_how_many_were_looked_at_and_how_long_ago_is_told(page):
    assert page.covered == "近 30 天督查覆盖 111 / 120 村（92.5%）"
    ago = page.weeks.rows.set_index("name")["ago"]
    assert ago["水口村"] == 2
    assert (ago.dropna() >= 0).all()
