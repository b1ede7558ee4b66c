"""Whoever may not see small counts of people sees none of them anywhere: measures, a village, a trace, rows, a change."""

from dataclasses import replace

import pytest

from data_access.database import reading
from data_access.rows import rows_known
from domain.permissions import WHOLE_COUNTY, Role, scope_for
from domain.records import Figure
from domain.small_counts import WORD, counts_people
from services.completeness.write_gaps import gap_sheets
from services.county.show_change import show_change
from services.known.list_rows import list_rows
from services.known.read_setting import read_setting
from services.measures.compare_rates import compare_rates
from services.measures.list_figures import list_figures
from services.measures.read_measures import read_measures, read_trend
from services.measures.show_indicator import show_indicator
from services.measures.trace_number import trace
from services.villages.show_village import show_village
from tests.services.leader_pages import newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")

LOOKS = scope_for(Role.LEADER, places=None, units=None)
WORKS = scope_for(Role.REVIEWER, places=None, units=None)


@pytest.fixture(scope="module")
def moment(sample):
    return newest(sample)


@pytest.fixture(scope="module")
def small(sample, moment):
    """(indicator, village, period) of small counts as stored, of the newest period of each indicator."""
    with reading(sample) as connection:
        rows = rows_known(connection, Figure, moment.known_at)
    setting = read_setting(sample, moment.known_at)
    people = [one.code for one in setting.catalogue.valid_on(moment.as_of) if counts_people(one)]
    villages = [node.place for node in setting.roster.valid_on(moment.as_of, "village")]
    own = rows[rows["indicator"].isin(people).to_numpy() & rows["subject"].isin(villages).to_numpy()]
    own = own.sort_values("cutoff").drop_duplicates(["indicator", "subject"], keep="last")
    found = own[own["numerator"].between(1, 4).to_numpy()]
    return list(zip(found["indicator"], found["subject"], found["period"], strict=True))


def test_the_sample_has_small_counts_of_several_indicators(small):
    assert len({code for code, _, _ in small}) >= 3


def told_small(rows, catalogue):
    counted = [
        row["value"]
        if catalogue.versions[row["indicator"]][-1].unit in ("户", "人", "人次")
        else row["numerator"]
        for row in rows.to_dict("records")
        if row["subject_kind"] == "place"
    ]
    return [count for count in counted if 0 < count < 5]


def test_no_measure_of_today_or_of_the_past_tells_one(sample, moment, small):
    setting = read_setting(sample, moment.known_at)
    codes = tuple(sorted({code for code, _, _ in small}))
    county = setting.roster.county.place
    for rows in (
        read_measures(sample, scope=LOOKS, moment=moment, codes=codes),
        *(
            read_trend(sample, scope=LOOKS, moment=moment, code=code, count=3, cadence="month")
            for code in codes[:2]
        ),
        list_figures(sample, scope=LOOKS, moment=moment, indicator=codes[0], level="village"),
    ):
        assert told_small(rows[(rows["subject"] != county).to_numpy()], setting.catalogue) == []
        assert (rows["status"] == "hidden").any()
    seen = read_measures(sample, scope=WORKS, moment=moment, codes=codes)
    assert told_small(seen, setting.catalogue)
    assert not (seen["status"] == "hidden").any()


def test_a_village_and_an_indicator_s_page_write_the_word_in_its_place(sample, moment, small):
    code, village, _ = next(one for one in small if one[0] == "HOU_RISK")
    page = show_village(sample, scope=LOOKS, moment=moment, found=village)
    row = next(row for row in page.indicators if row.code == code)
    assert row.hidden
    assert row.value != row.value
    assert all(not 0 < worth < 5 for worth in row.history if worth == worth)
    one = show_indicator(sample, scope=LOOKS, moment=moment, code=code, place="")
    assert set(one.villages["subject"][one.villages["hidden"]]) >= {village}
    hidden = one.villages[one.villages["hidden"]]
    assert hidden["previous"].isna().all()


def test_a_trace_and_the_figure_itself_write_the_word(sample, moment, small):
    code, village, period = small[0]
    found = trace(sample, scope=LOOKS, moment=moment, record="measure", key=(code, "place", village))
    assert found.value == WORD
    assert "hidden" in set(found.parts["status"])
    figure = trace(sample, scope=LOOKS, moment=moment, record="figure", key=(code, "place", village, period))
    assert WORD in figure.value
    assert (
        WORD
        not in trace(
            sample, scope=WORKS, moment=moment, record="figure", key=(code, "place", village, period)
        ).value
    )


def test_rows_of_the_command_line_leave_them_out(sample, moment, small):
    rows = list_rows(sample, Figure, scope=LOOKS, moment=moment)
    kept = {(row["indicator"], row["subject"], row["period"]): row for row in rows.to_dict("records")}
    for key in small[:20]:
        assert kept[key]["numerator"] != kept[key]["numerator"] or kept[key]["numerator"] is None
        assert kept[key]["status"] == "hidden"


def test_a_change_does_not_list_them(sample, moment, small):
    code, village, period = small[0]
    rows = list_rows(sample, Figure, scope=WORKS, moment=moment)
    own = (rows["indicator"] == code) & (rows["subject"] == village) & (rows["period"] == period)
    n = int(rows["change"][own.to_numpy()].iloc[0])
    told = show_change(sample, scope=LOOKS, moment=moment, n=n).touched
    assert (told["new"] == WORD).any()


def test_moved_bases_and_rates_leave_them_out(sample, moment):
    for rate in compare_rates(sample, scope=LOOKS, moment=moment, codes=("TOI_USE", "TOI_COV")):
        moved = rate.moved
        assert not moved["numerator"].between(1, 4).any()
        assert not moved["numerator_before"].between(1, 4).any()


def test_a_gap_workbook_repeats_none(sample, moment):
    setting = read_setting(sample, moment.known_at)
    owners = [place.place for place in setting.roster.valid_on(moment.as_of, "town")]
    people = ("户数", "人数", "户", "人")
    for owner in owners[:3]:
        for sheet in gap_sheets(sample, scope=LOOKS, moment=moment, owner=owner):
            counted = [at for at, part in enumerate(sheet.parts) if part.endswith(people)]
            shown = [worth for _, cells in sheet.rows for at in counted for worth in cells[at]]
            assert not [worth for worth in shown if worth is not None and 0 < worth < 5]


def test_a_town_sees_only_its_own_and_the_hiding_is_the_same(sample, moment, small):
    code, village, _ = small[0]
    town = read_setting(sample, moment.known_at).roster.town_of(village)
    own = replace(LOOKS, places=frozenset({town, village}))
    rows = read_measures(sample, scope=own, moment=moment, codes=(code,))
    assert rows["status"][(rows["subject"] == village).to_numpy()].tolist() == ["hidden"]
    assert WHOLE_COUNTY.may_see_small_counts
