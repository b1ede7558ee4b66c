"""排查轮次 and 部门线索 of the sample county, read like any other indicator."""

from datetime import date

from services.known.read_setting import read_setting
from services.measures.follow_subjects import Asked, follow_village
from services.measures.show_indicator import show_indicator
from tests.services.leader_pages import LEADER, newest

ENDS = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 10, 10)]


def test_a_round_is_named_dated_and_compared_as_the_office_declared_it(sample):
    found = show_indicator(sample, scope=LEADER, moment=newest(sample), code="SCR_ROUND", place="")
    assert found.conclusion.plain.startswith("集中排查轮次完成率 99.2%，低于目标 0.8 个百分点")
    assert (found.since, found.cadence, found.strip.period) == ("上轮", "round", "2026年第3轮（9.11—10.10）")
    assert found.series["day"].tolist() == ENDS
    assert found.towns["name"].iloc[0] == "望峰乡"


def test_a_village_is_followed_over_the_days_of_its_rounds(sample):
    moment = newest(sample)
    one = read_setting(sample, moment.known_at).catalogue.version("SCR_COV", moment.as_of)
    found = follow_village(sample, Asked(one, LEADER, moment, "round", 8), "V0002")
    assert found.series["day"].tolist() == ENDS
    assert {band.day for band in found.bands} <= set(ENDS)


def test_leads_are_pushed_hit_looked_into_and_answered(sample):
    told = {
        code: show_indicator(sample, scope=LEADER, moment=newest(sample), code=code, place="").units
        for code in ("MON_HIT", "MON_CHECK", "MON_PUSH")
    }
    assert {code: len(units) for code, units in told.items()} == dict.fromkeys(told, 7)
    pushed = {code: units["denominator"].sum() for code, units in told.items()}
    assert len(set(pushed.values())) == 1
    assert told["MON_HIT"]["numerator"].sum() < told["MON_CHECK"]["numerator"].sum()
