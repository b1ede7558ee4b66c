"""Rolling up in time: flows sum, stocks take their last, scores weigh by days, a gap stays a gap."""

from datetime import date

import pandas as pd
import pytest

from domain.aggregation import current_measures
from domain.indicators import catalogue
from domain.periods import parse
from domain.reported_parts import visible_parts
from domain.seams import over_seam, periods_over_seams
from domain.time_rollup import rolled_parts
from tests.domain.counties import county, place
from tests.domain.settings import figure, figures, measure, setting
from tests.domain.shipped import frame as shipped

CATALOGUE = catalogue(shipped("indicators"))
NOVEMBER = parse("2026-11")


def month(*rows, code, of="xun", known=CATALOGUE):
    parts = visible_parts(figures(*rows), known, as_of=date(2026, 12, 1), codes=[code])
    return rolled_parts(parts, known, into=NOVEMBER, of=of, codes=[code]).iloc[0]


def three(code, *pairs):
    return [figure("V0001", n, d, code=code, period=f"2026-11-X{x}") for x, (n, d) in enumerate(pairs, 1)]


def test_a_flow_rate_is_sum_over_sum_of_its_xun_and_not_their_mean():
    row = month(*three("TOI_USE", (5, 5), (0, 5), (90, 90)), code="TOI_USE")
    assert row["value"] == pytest.approx(95 / 100)
    assert row["value"] != pytest.approx((1 + 0 + 1) / 3)


def test_a_running_total_is_its_last():
    row = month(*three("TOI_COV", (50, 100), (60, 100), (70, 100)), code="TOI_COV")
    assert row["value"] == 0.7


def test_a_count_is_summed():
    row = month(*three("INSP_N", (3, None), (4, None), (0, None)), code="INSP_N")
    assert row["value"] == 7


def test_a_score_is_weighted_by_the_days_of_its_periods():
    frame = shipped("indicators")
    reported = frame.assign(report_level=frame["report_level"].where(frame["code"] != "ENV_SCORE", "village"))
    row = month(
        figure("V0001", 9000, 100, code="ENV_SCORE", period="2026-11-01", cutoff=date(2026, 11, 1)),
        figure("V0001", 8000, 100, code="ENV_SCORE", period="2026-11-02", cutoff=date(2026, 11, 2)),
        code="ENV_SCORE", of="day", known=catalogue(reported),
    )  # fmt: skip
    assert row["value"] == pytest.approx(85)
    rows = three("ENV_SCORE", (9000, 100), (9000, 100), (6000, 100))
    assert month(*rows, code="ENV_SCORE")["value"] == pytest.approx((90 * 20 + 60 * 10) / 30)


@pytest.mark.parametrize("code", ["TOI_USE", "TOI_COV"])
def test_a_missing_xun_leaves_the_month_without_a_value(code):
    row = month(*three(code, (5, 10), (5, 10)), code=code)
    assert pd.isna(row["value"])
    assert (row["said"], row["asked"]) == (2, 3)


def test_a_week_is_never_added_to_a_month():
    with pytest.raises(ValueError, match="does not tile"):
        month(*three("TOI_USE", (5, 5)), code="TOI_USE", of="week")


THEN, NOW = date(2026, 6, 30), date(2026, 11, 19)
MERGED = county(
    place("V0001", "甲村", "T01", valid_to=THEN),
    place("V0002", "乙村", "T01", valid_to=THEN),
    place("V0003", "丙村", "T01", valid_from=date(2026, 7, 1), predecessors="V0001;V0002"),
    place("V0004", "丁村", "T01"),
)


def before(*rows):
    return current_measures(figures(*rows), setting(MERGED), as_of=THEN, codes=["TOI_COV"])


def june(subject, numerator):
    return figure(subject, numerator, 100, period="2026-06-X3", cutoff=date(2026, 6, 29))


def test_over_a_seam_a_merged_village_is_the_sum_of_its_predecessors():
    told = over_seam(
        before(june("V0001", 90), june("V0002", 50), june("V0004", 60)), MERGED, then=THEN, now=NOW
    )
    row = measure(told, "V0003")
    assert (row["numerator"], row["denominator"], row["value"], row["seam"]) == (140, 200, 0.7, True)
    assert not measure(told, "V0004")["seam"]
    assert "V0001" not in set(told["subject"])
    assert measure(told, "T01")["value"] == pytest.approx(200 / 300)


def test_a_seam_with_an_unreported_predecessor_has_no_value():
    row = measure(over_seam(before(june("V0001", 90)), MERGED, then=THEN, now=NOW), "V0003")
    assert row["status"] == "not_reported"
    assert pd.isna(row["value"])


def test_many_periods_at_once_are_told_as_each_by_itself():
    merged, day = [june("V0001", 90), june("V0002", 50), june("V0004", 60)], date(2026, 7, 9)
    later = figure("V0003", 150, 200, period="2026-07-X1", cutoff=day)
    frames = [
        before(*merged),
        current_measures(figures(*merged, later), setting(MERGED), as_of=day, codes=["TOI_COV"]),
    ]
    ended = {"2026-06-X3": THEN, "2026-07-X1": day}
    rows = pd.concat([f[f["period"] == code] for f, code in zip(frames, ended, strict=True)])
    told = periods_over_seams(rows, MERGED, ended=ended, now=NOW)
    alone = pd.concat(
        over_seam(rows[rows["period"] == code], MERGED, then=then, now=NOW).assign(day=then)
        for code, then in ended.items()
    )
    pd.testing.assert_frame_equal(told, alone.reset_index(drop=True))
    assert [measure(told[told["day"] == day_], "V0003")["seam"] for day_ in ended.values()] == [True, False]


def test_the_definition_that_holds_is_the_newest_begun():
    old = shipped("indicators")
    new = old[old["code"] == "TOI_COV"].assign(valid_from="2026-07-01", definition="按常住户")
    known = catalogue(pd.concat([new, old], ignore_index=True))
    assert known.version("TOI_COV", THEN).valid_from == ""
    assert known.version("TOI_COV", NOW).valid_from == "2026-07-01"
    assert not known.comparable("TOI_COV", THEN, NOW)
    assert known.comparable("GAR_RATE", THEN, NOW)
    assert known.breaks("TOI_COV")[0].note == "2026-07-01 起口径变更：按常住户"


def test_one_column_feeds_every_indicator_that_reads_it():
    uses = {(use.code, use.field) for use in CATALOGUE.part_uses("应计户数", NOW)}
    assert uses == {("TOI_COV", "denominator"), ("TOI_HARM", "denominator")}
    assert CATALOGUE.sharing_parts("MON_HH", NOW) == ("MON_CLR",)
