"""Baselines by day and name, lights on the number as shown, rules in words with their numbers."""

from datetime import date

import pandas as pd
import pytest

from domain.baselines import (
    Baseline,
    Node,
    as_published,
    baseline,
    interpolated,
    offered_lines,
    target_lines,
    time_share,
)
from domain.indicators import catalogue
from domain.judged import judged
from domain.lights import light, light_rules, overdue_light
from domain.measure_frame import measures
from domain.records import Target, meanings
from domain.targets import needed_pace, next_node, projected
from tests.domain.counties import frame
from tests.domain.shipped import frame as shipped

DAY = date(2026, 11, 19)
CATALOGUE = catalogue(shipped("indicators"))
RULES = light_rules(shipped("light_rules"))
LINES = target_lines(shipped("targets"))


def lamp(code, value, *, line=None, base=1000.0):
    indicator = CATALOGUE.version(code, DAY)
    return light(
        indicator, value, base=base, against=line and Baseline("node", line, "县定节点"), rules=RULES, day=DAY
    )


def test_a_month_end_counts_whole_twelfths_as_the_published_bulletin_does():
    assert round((21185.83 / 50422 - time_share(date(2023, 4, 30))) * 100, 2) == pytest.approx(8.68, abs=0.01)
    assert time_share(date(2026, 12, 31)) == 1
    assert time_share(date(2026, 11, 19)) == pytest.approx(323 / 365)


@pytest.mark.parametrize(
    ("day", "share"),
    [("2026-01-01", 0.0), ("2026-03-31", 0.30), ("2026-10-31", 0.75 + 0.20 * 31 / 61), ("2026-12-31", 1.0)],
)
def test_the_node_line_is_straight_between_its_nodes(day, share):
    found = baseline(
        CATALOGUE.version("FND_PAY", DAY), "C01", line="node", day=date.fromisoformat(day), lines=LINES
    )
    assert (found.name, found.value) == ("县定节点", pytest.approx(share))


def test_a_node_line_of_another_year_says_nothing():
    assert (
        baseline(CATALOGUE.version("FND_PAY", DAY), "C01", line="node", day=date(2031, 5, 1), lines=LINES)
        is None
    )


def test_a_subjects_own_line_wins_over_everybodys():
    rows = [
        Target(indicator="TOI_COV", subject="*", line="target", day=date(2026, 12, 31), value=900_000),
        Target(indicator="TOI_COV", subject="T02", line="target", day=date(2026, 12, 31), value=800_000),
    ]
    lines = target_lines(frame(Target, rows))
    toilets = CATALOGUE.version("TOI_COV", DAY)
    assert baseline(toilets, "T02", line="target", day=DAY, lines=lines).value == 0.8
    assert baseline(toilets, "T01", line="target", day=DAY, lines=lines).value == 0.9


def test_the_provincial_average_is_the_last_published_never_a_guess_ahead():
    rows = [
        Target(indicator="FND_PAY", subject="*", line="province", day=date(2026, 6, 30), value=388_600),
        Target(indicator="FND_PAY", subject="*", line="province", day=date(2026, 12, 31), value=990_000),
    ]
    funds, lines = CATALOGUE.version("FND_PAY", DAY), target_lines(frame(Target, rows))
    assert baseline(funds, "C01", line="province", day=DAY, lines=lines).value == 0.3886
    assert baseline(funds, "C01", line="province", day=date(2026, 5, 1), lines=lines) is None


def test_only_declared_baselines_are_offered_the_default_first():
    assert offered_lines(CATALOGUE.version("FND_PAY", DAY), day=DAY, lines=LINES) == ("node", "time")
    assert offered_lines(CATALOGUE.version("TOI_COV", DAY), day=DAY, lines=LINES) == ("target",)


def test_an_empty_line_has_no_value():
    assert interpolated((), DAY) is None


@pytest.mark.parametrize(
    ("value", "level"),
    [(0.90, "ok"), (0.95, "ok"), (0.8996, "ok"), (0.8994, "note"), (0.801, "note"), (0.8004, "warn"), (0.80, "warn"),
     (0.60, "warn"), (0.5996, "warn"), (0.5994, "bad"), (0.0, "bad")],
)  # fmt: skip
def test_a_pace_light_follows_the_yinchuan_bands_on_the_shown_decimals(value, level):
    assert lamp("PRJ_DONE", value, line=0.90).level == level


def test_the_rule_stands_beside_the_light_with_its_numbers():
    assert lamp("PRJ_DONE", 0.78, line=0.883).sentence() == (
        "预警：低于县定节点 10—30 个百分点（现在 78.0%，县定节点 88.3%，差 −10.3 个百分点）"
    )
    assert lamp("FND_PAY", 0.95, line=0.9).band == "不低于县定节点"
    assert lamp("FND_PAY", 0.85, line=0.9).band == "低于县定节点不到 10 个百分点"
    assert lamp("FND_PAY", 0.5, line=0.9).band == "低于县定节点 30 个百分点以上"


@pytest.mark.parametrize(
    ("code", "value", "level"),
    [
        ("HOT_SAT", 0.95, "ok"), ("HOT_SAT", 0.9496, "ok"), ("HOT_SAT", 0.9494, "warn"), ("HOT_SAT", 0.8494, "bad"),
        ("INSP_REB", 0.05, "ok"), ("INSP_REB", 0.0996, "warn"), ("INSP_REB", 0.101, "bad"),
        ("MED_KEY", 1.0, "ok"), ("MED_KEY", 0.999, "bad"), ("MED_KEY", 0.9999, "bad"),
        ("JOB_PAY", 0.4, "warn"), ("ENV_SCORE", 89.994, "warn"), ("ENV_SCORE", 89.996, "ok"), ("ENV_SCORE", 79.9, "bad"),
        ("PRJ_RESV", 1.0, "bad"), ("PRJ_RESV", 1.01, "warn"), ("PRJ_RESV", 1.2, "ok"),
        ("PRJ_LATE", 0, "ok"), ("PRJ_LATE", 1, "warn"), ("PRJ_LATE", 2, "bad"),
        ("EDU_DROP", 0, "ok"), ("EDU_DROP", 1, "bad"), ("HOU_RISK", 3, "warn"), ("RST_FIRE", 1, "bad"),
        ("INSP_N", 5, "none"), ("MON_CLR", 0.9, "none"), ("TOI_COV", float("nan"), "none"), ("TOI_HARM", 0.5, "none"),
    ],
)  # fmt: skip
def test_every_kind_of_light_falls_where_its_thresholds_say(code, value, level):
    assert lamp(code, value).level == level


@pytest.mark.parametrize(
    ("value", "level"), [(0.90, "ok"), (0.8996, "ok"), (0.86, "warn"), (0.85, "warn"), (0.8494, "bad")]
)
def test_a_target_light_warns_within_five_points(value, level):
    assert lamp("TOI_COV", value, line=0.90).level == level


def test_a_start_rate_has_its_own_rule_after_its_node():
    assert lamp("PRJ_START", 1.0, line=1.0).level == "ok"
    assert lamp("PRJ_START", 0.90, line=1.0).level == "warn"
    assert lamp("PRJ_START", 0.899, line=1.0).level == "bad"


def test_a_sample_below_five_is_not_judged():
    assert lamp("TOI_USE", 1.0, base=4.0).level == "none"
    assert lamp("TOI_USE", 1.0, base=5.0).level == "ok"


@pytest.mark.parametrize(
    ("days", "level", "band"),
    [(0, "ok", "未逾期"), (1, "note", "逾期 1—3 天"), (3, "note", "逾期 1—3 天"), (4, "warn", "逾期 4—7 天"),
     (7, "warn", "逾期 4—7 天"), (8, "bad", "逾期超过 7 天")],
)  # fmt: skip
def test_an_overdue_matter_climbs_the_ladder(days, level, band):
    found = overdue_light(days, RULES, DAY)
    assert (found.level, found.band) == (level, band)


def row(code, subject, value, status="reported"):
    return {
        "indicator": [code], "subject_kind": "place", "subject": [subject], "period": ["2026-11-19"],
        "numerator": [value * 100], "denominator": [100.0], "value": [value], "reported": [1], "expected": [1],
        "status": [status],
    }  # fmt: skip


def test_a_measure_frame_carries_baseline_gap_light_and_sentence():
    found = judged(
        measures(row("FND_PAY", "C01", 0.831)), CATALOGUE, day=DAY, lines=LINES, rules=RULES, line=""
    ).iloc[0]
    assert found["line"] == "县定节点"
    assert found["gap"] == pytest.approx(0.831 - found["baseline"])
    assert found["light"] == "note"
    timed = judged(
        measures(row("FND_PAY", "C01", 0.5)), CATALOGUE, day=DAY, lines=LINES, rules=RULES, line="time"
    )
    assert timed.iloc[0]["light"] == "bad"


@pytest.mark.parametrize("status", ["not_reported", "stale", "under_review", "not_applicable", "not_due"])
def test_only_what_is_reported_gets_a_light(status):
    rows = measures(row("FND_PAY", "C01", 0.1, status))
    assert judged(rows, CATALOGUE, day=DAY, lines=LINES, rules=RULES, line="").iloc[0]["light"] == "none"


POINTS = [Node(date(2026, 10, 20), 0.70), Node(date(2026, 10, 31), 0.75), Node(date(2026, 11, 10), 0.80),
          Node(date(2026, 11, 20), 0.83)]  # fmt: skip


def test_the_needed_pace_is_what_is_missing_over_the_days_left():
    goal = Node(date(2026, 12, 31), 1.0)
    pace = needed_pace(POINTS, goal, as_of=date(2026, 11, 21))
    assert pace.days_left == 40
    assert pace.needed == pytest.approx(0.17 / 4)
    assert needed_pace(POINTS, goal, as_of=date(2026, 12, 31)).needed is None
    assert needed_pace([], goal, as_of=DAY) is None


def test_the_last_three_xun_lead_to_a_range_never_over_the_ceiling():
    ahead = projected(POINTS, until=date(2026, 12, 31), ceiling=1.0)
    assert ahead.low == pytest.approx(0.83 + 0.003 * 41)
    assert ahead.high == 1.0
    assert projected(POINTS[:3], until=date(2026, 12, 31), ceiling=1.0) is None


def test_the_next_node_is_the_one_not_yet_past():
    nodes = LINES.line(CATALOGUE.version("FND_PAY", DAY), "*", "node")
    assert next_node(nodes, DAY).day == date(2026, 11, 30)
    assert target_lines(pd.DataFrame(columns=list(meanings(Target)))).nodes == {}


def test_the_provincial_average_holds_from_its_publication_to_the_next_and_is_never_guessed():
    nodes = (Node(date(2025, 12, 31), 0.9), Node(date(2026, 6, 30), 0.4), Node(date(2026, 9, 30), 0.7))
    drawn = [(node.day, node.value) for node in as_published(nodes, date(2026, 11, 19))]
    assert drawn == [
        (date(2026, 6, 30), 0.4),
        (date(2026, 9, 30), 0.4),
        (date(2026, 9, 30), 0.7),
        (date(2026, 11, 19), 0.7),
    ]
    assert as_published(nodes, date(2026, 3, 1)) == []
    assert [node.value for node in as_published(nodes, date(2026, 6, 30))] == [0.4, 0.4]
