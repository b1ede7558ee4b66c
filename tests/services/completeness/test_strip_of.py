"""The as-of strip: who has reported the 旬报, who has not, and since when."""

from dataclasses import replace
from datetime import date

import pytest

from domain.permissions import Moment
from services.completeness.read_completeness import read_completeness
from services.completeness.strip_of import strip_of
from tests.services.leader_pages import LEADER, ONE_TOWN, newest


def test_the_strip_names_the_period_and_who_is_missing_most_first(sample):
    strip = strip_of(sample, scope=LEADER, moment=newest(sample), baseline="县定节点")
    assert strip.as_of == "2026年11月19日 18:00"
    assert strip.period == "11月中旬（11.11—11.20）"
    assert (strip.expected, strip.reported, strip.counted) == (120, 112, "村")
    assert strip.missing == ("柳湾乡 5", "望峰乡 3")


def test_a_period_whose_deadline_has_not_come_is_not_asked_for(sample):
    strip = strip_of(sample, scope=LEADER, moment=newest(sample, date(2026, 11, 18)))
    assert strip.period == "11月上旬（11.01—11.10）"


def test_nobody_is_missing_where_all_have_reported(sample):
    strip = strip_of(sample, scope=LEADER, moment=newest(sample, date(2026, 10, 30)))
    assert (strip.expected, strip.reported, strip.missing) == (120, 120, ())


@pytest.mark.parametrize("moment", [Moment(date(2026, 1, 3), 0), Moment(date(2026, 1, 3), 42)])
def test_before_the_first_report_nobody_is_late(sample, moment):
    strip = strip_of(sample, scope=LEADER, moment=moment)
    assert (strip.expected, strip.reported, strip.missing, strip.period) == (None, None, (), "")


def test_a_narrow_scope_counts_only_its_own_villages(sample):
    scope = replace(ONE_TOWN, places=frozenset({"T08", "V0115", "V0116", "V0119"}))
    found = read_completeness(sample, scope=scope, moment=newest(sample), form="ENV")
    assert found.rows["subject"].tolist() == ["V0115", "V0116", "V0119"]


def test_silence_is_counted_period_by_period_and_remembers_the_last_word(sample):
    found = read_completeness(sample, scope=LEADER, moment=newest(sample), form="ENV")
    assert len(found.missing) == 8
    assert set(found.missing["silent"]) == {2}
    assert set(found.missing["last"]) == {"2026-10-X3"}
    assert (found.rows.loc[found.rows["spoken"], "silent"] == 0).all()


def test_a_merged_village_has_spoken_when_its_predecessors_spoke(sample):
    found = read_completeness(sample, scope=LEADER, moment=newest(sample, date(2026, 7, 10)), form="ENV")
    assert found.missing.empty
