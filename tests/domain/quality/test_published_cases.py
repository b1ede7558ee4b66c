"""The published figures that contradict themselves, and the consistent ones (scenarios/published_cases.json).

Each contradiction is found and named by the numbers it is about; what adds up passes.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from domain.issues import issue
from domain.quality.base_lock import Parts, grew_by, split_words
from domain.quality.claims import closing_rates, lead_off
from domain.quality.ratios import digit_lost, far_below, outside, ratio
from domain.quality.rules import quality_rules
from domain.quality.typed_rate import rate_gap
from domain.quality.whole import exceeds_whole
from domain.ranking import competition_ranks
from tests.domain.shipped import frame, records

CASES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[2] / "scenarios" / "published_cases.json").read_text("utf-8")
    )
}
RULES = quality_rules(frame("quality_rules"))
INDICATORS = {row.code: row for row in records("indicators")}
PPM = 1_000_000


def named(code, **words):
    return issue(code, "讲话", cell="C5", column="率", **words).message


@pytest.mark.parametrize("id", ["DQ1", "OK1", "OK2"])
def test_a_typed_rate_is_held_against_its_own_parts(id):
    case = CASES[id]
    scale = 100
    gap = rate_gap(round(case["reported"] * PPM), round(case["num"] * scale), round(case["den"] * scale))
    if case["expect"] == "mismatch":
        assert round(gap.computed / PPM, 4) == case["recomputed"]
        told = named("rate_disagrees", found="85.0%", expected="69.2%", detail=f"{abs(gap.gap) / 10_000:.1f}")
        assert "69.2%" in told
        assert "15.8 个百分点" in told
    else:
        assert gap is None


def test_households_and_persons_give_neither_of_them_the_claimed_rate():
    case = CASES["DQ1"]
    assert round(250 / 2800, 4) == case["alt_person"]
    assert rate_gap(850_000, 250, 2800) is not None


def test_the_unfinished_are_held_against_the_completion_rate():
    case = CASES["DQ4"]
    gap = rate_gap(round(case["reported"] * PPM), case["projects"] - case["unfinished"], case["projects"])
    assert round(gap.computed / PPM, 4) == case["recomputed"]
    assert rate_gap(950_000, 23, 24, tolerated=10_000) is None, "23 of 24 would be it"


def test_forty_three_persons_in_a_household_is_a_lost_digit():
    case, rule = CASES["DQ2"], RULES.of("out_of_ratio", "MON_PP")
    found = ratio(case["persons"], case["households"])
    assert round(found / PPM, 2) == case["ratio"]
    assert outside(found, rule.low, rule.high)
    assert (
        digit_lost(case["persons"], case["households"], rule.low, rule.high) == f"疑为 {case['suspect'][:-1]}"
    )
    assert not outside(ratio(350, 85), rule.low, rule.high)


def test_a_subset_is_not_larger_than_its_total():
    case = CASES["DQ5"]
    assert exceeds_whole(case["subset_projects"], case["total_projects"])
    assert exceeds_whole(case["subset_amount_wan"], case["total_amount_wan"])
    told = named("above_whole", found="24", expected="3", detail="全部项目")
    assert "24，大于全部项目 3" in told


def test_a_claimed_lead_of_three_points_is_one_behind():
    case = CASES["DQ6"]
    assert lead_off(case["a"], case["b"], case["claimed_diff_pp"]) == case["actual_diff_pp"]
    assert lead_off(15, 12, 3) is None


def test_an_income_several_times_the_countrys_is_out_of_what_can_be():
    rule = RULES.of("out_of_ratio", "INC_PC")
    assert outside(CASES["DQ7"]["value_yuan"] * PPM, rule.low, rule.high)
    assert not outside(16_000 * PPM, rule.low, rule.high)


def test_a_rate_far_below_its_target_is_asked_about():
    case, rule = CASES["DQ8"], RULES.of("far_below_target", "MED_KEY")
    target = INDICATORS["MED_KEY"].t1
    assert target == case["target"] * PPM
    assert far_below(round(case["reported"] * PPM), target, by=rule.low)
    assert not far_below(980_000, target, by=rule.low)


def test_sewage_better_than_the_countrys_is_asked_about_and_toilets_are_not():
    case, rule = CASES["DQ9"], RULES.of("above_benchmark", "SEW_RATE")
    assert case["sewage"] * PPM > rule.high + rule.low
    assert RULES.of("above_benchmark", "TOI_COV") is None
    assert RULES.of("above_benchmark", "GAR_RATE") is None


def test_twenty_of_twenty_five_are_two_rates_never_one():
    case = CASES["DQ10"]
    rates = closing_rates(case["total"], case["done"], case["staged"])
    assert (rates.done, rates.done_or_staged) == (case["rate_done"], case["rate_done_or_staged"])
    assert closing_rates(0, 0, 0) is None


def test_next_years_reserve_has_to_pass_this_years_plan():
    assert CASES["RES"]["expect"] == "ratio>1"
    least = INDICATORS["PRJ_RESV"].t2
    short, equal, enough = ratio(650_000, 680_000), ratio(1, 1), ratio(748_000, 680_000)
    assert outside(short, least, None)
    assert outside(equal, least, None)
    assert not outside(enough, least, None)


def test_a_lead_over_the_time_line_is_in_points():
    case = CASES["OK1"]
    gap = case["reported"] * 100 - case["seq_base"] * 100
    assert gap == pytest.approx(case["seq_gap_pp"], abs=0.02)


def test_ties_share_a_rank_and_the_next_is_passed_over():
    case = CASES["RANK"]
    assert competition_ranks(np.array(case["scores"])).tolist() == case["ranks"]


def test_a_base_that_shrank_did_all_of_the_rise():
    told = split_words(Parts(238, 268), Parts(238, 240))
    assert "率由 88.8% 升到 99.2%（+10.4 个百分点）" in told
    assert "做得多 0.0，算得少 +10.4，其中分母贡献 100%" in told
    assert split_words(Parts(238, 268), Parts(246, 268)).endswith("算得少 0.0，其中分母贡献 0%")
    assert split_words(Parts(238, 268), Parts(230, 268)) == "", "nothing rose"
    assert grew_by(200, 210) == 50_000
