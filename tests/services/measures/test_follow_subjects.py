"""One village, one unit or all units of an indicator over time, on the sample county."""

import pytest

from domain.permissions import WHOLE_COUNTY
from services.measures.follow_subjects import EVERY, subjects_offered
from services.measures.show_indicator import show_indicator
from tests.services.leader_pages import LAST_DAY, newest

TOWN, VILLAGE = "T08", "V0113"


@pytest.fixture(scope="module")
def shown(sample):
    def ask(code, place="", alone=""):
        return show_indicator(
            sample, scope=WHOLE_COUNTY, moment=newest(sample), code=code, place=place, alone=alone
        )

    return ask


@pytest.fixture(scope="module")
def offered(sample):
    def ask(code, place=""):
        return subjects_offered(sample, scope=WHOLE_COUNTY, moment=newest(sample), code=code, place=place)

    return ask


def test_villages_are_offered_within_a_town_and_units_where_units_report(offered):
    assert offered("TOI_COV") == {}
    assert offered("TOI_COV", TOWN)[VILLAGE] == "水口村"
    assert next(iter(offered("TOI_COV", TOWN))) == EVERY
    assert "青石镇人民政府" in offered("HOT_SAT").values()
    assert "青石镇人民政府" not in offered("REC_DONE", TOWN).values()


def test_a_village_is_drawn_before_the_middle_half_of_its_kind(shown):
    page = shown("TOI_COV", TOWN, VILLAGE)
    assert page.whose == "水口村"
    assert page.peer_name == "同类村"
    last = page.series.iloc[-1]
    assert (last["numerator"], last["denominator"], last["day"]) == (169, 290, LAST_DAY)
    assert page.bands[-1].members == 63
    assert all(band.low <= band.middle <= band.high for band in page.bands)


def test_what_units_report_has_a_line_of_all_of_them_and_of_each(shown):
    whole = shown("HOT_SAT").series
    known = whole[whole["value"].notna()]
    assert len(known) > 6
    assert (known["value"] == known["numerator"] / known["denominator"]).all()
    one = shown("HOT_SAT", alone="U01")
    assert one.whose == "青石镇人民政府"
    assert (one.peer_name, one.bands[-1].members) == ("各单位", 20)


def test_a_threshold_of_its_own_is_drawn_as_the_target(shown):
    page = shown("COL_DIV")
    assert page.line == "目标"
    assert set(page.series["baseline"]) == set(page.villages["baseline"]) == {1.0}
