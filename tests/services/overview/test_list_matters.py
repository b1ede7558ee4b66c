"""What the sample county's leaders have to decide on its last day."""

import pytest

from domain.permissions import Moment
from services.overview.list_matters import list_matters
from tests.services.leader_pages import LAST_DAY, LEADER, ONE_TOWN, newest


@pytest.fixture(scope="module")
def matters(sample):
    return list_matters(sample, scope=LEADER, moment=newest(sample))


def titles(matters):
    return [matter.title for matter in matters]


def test_the_most_urgent_stand_first(matters):
    urgency = [matter.urgency for matter in matters]
    assert urgency == sorted(urgency, reverse=True)
    assert titles(matters)[0] == "柳湾乡冷链集配中心，支出 21.4%"


def test_every_matter_says_what_is_asked(matters):
    assert all(matter.ask for matter in matters)


def test_all_four_overdue_problems_are_told_with_their_days(matters):
    feedback = {matter.key[0]: matter.days for matter in matters if matter.record == "problem"}
    assert {number: days for number, days in feedback.items() if number.startswith("整改")} == {
        "整改-046": 14,
        "整改-033": 11,
        "整改-047": 5,
        "整改-048": 2,
    }


def test_all_four_projects_past_their_end_are_told(matters):
    late = {
        matter.key[0] for matter in matters if matter.record == "project" and matter.word.startswith("逾期")
    }
    assert late == {"YL-2026-027", "YL-2026-037", "YL-2026-042", "YL-2026-051"}


def test_what_a_meeting_decided_is_told_once_its_day_is_past(matters):
    [late] = [matter for matter in matters if matter.record == "directive"]
    assert (late.title, late.word, late.ask) == (
        "水口村反复出现的点位集中整治", "逾期 1 天", "定新的完成日，或记未办结"
    )  # fmt: skip
    assert late.details == ("柳湾乡", "乡长 任某", "11月上旬调度会定，11-18 到期")


def test_the_eight_silent_villages_are_one_matter(matters):
    silent = [matter for matter in matters if matter.light == "none"]
    assert [(m.title, m.word) for m in silent] == [("柳湾乡、望峰乡 8 村未报人居环境旬报", "连缺 2 旬")]


def test_who_may_not_see_names_reads_none(sample):
    told = list_matters(sample, scope=ONE_TOWN, moment=newest(sample))
    assert told
    assert all("某" not in "".join(matter.details) for matter in told)


def test_a_narrow_scope_hears_nothing_of_other_towns(sample):
    told = list_matters(sample, scope=ONE_TOWN, moment=newest(sample))
    assert not any("望峰乡" in matter.title or "梨园镇" in matter.title for matter in told)


def test_an_empty_county_has_nothing_to_decide(sample):
    assert list_matters(sample, scope=LEADER, moment=Moment(LAST_DAY, 0)) == ()
