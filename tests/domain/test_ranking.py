"""Scores, ranks and their laws: 1-2-2-4 as published, no rank moved by shuffling or by doubling all weights."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import rank_bands
from domain.measure_frame import measures
from domain.progress_classes import progress_classes
from domain.rank_bands import clearly_first, clearly_last, rank_intervals
from domain.ranking import competition_ranks, peer_groups, ranking, red_and_black, with_changes
from domain.records import SchemeItem
from domain.scoring import Scheme, scheme_on, scores
from tests.domain.counties import county, place
from tests.domain.settings import setting
from tests.domain.shipped import frame as shipped

DAY = date(2026, 11, 19)
SCENARIOS = Path(__file__).parents[1] / "scenarios"
CATALOGUE = setting(county()).catalogue


def item(code, weight, floor=0, full=1_000_000, scheme="S", **more):
    return SchemeItem(
        scheme=scheme, indicator=code, block="甲", weight=weight, floor=floor, full=full, **more
    )


TWO = Scheme("S", "测试", "village", 2, (item("TOI_COV", 6000), item("GAR_RATE", 4000)))


def rows(code, values, base=1000.0):
    """Reported rates of villages V0 …; None is not reported, "不适用" not applicable."""
    status = [
        "not_applicable" if v == "不适用" else "not_reported" if v is None else "reported" for v in values
    ]
    value = [v if isinstance(v, float) else np.nan for v in values]
    return measures({
        "indicator": code, "subject_kind": "place", "subject": [f"V{n}" for n in range(len(values))], "period": "2026-11-X2",
        "numerator": np.array(value) * base, "denominator": base, "value": value, "reported": 1, "expected": 1,
        "status": status,
    })  # fmt: skip


def scored(toilets, waste, scheme=TWO, base=1000.0):
    both = pd.concat([rows("TOI_COV", toilets, base), rows("GAR_RATE", waste, base)], ignore_index=True)
    return scores(both, scheme, CATALOGUE, subjects=[f"V{n}" for n in range(len(toilets))], day=DAY)


def test_the_published_list_of_a_town_is_ranked_as_it_was_published():
    with (SCENARIOS / "published_ranks.csv").open(encoding="utf-8", newline="") as file:
        published = [(float(row["score"]), int(row["rank"])) for row in csv.DictReader(file)]
    found = competition_ranks(np.array([score for score, _ in published]))
    assert found.tolist() == [rank for _, rank in published]


def test_a_score_is_the_weighted_share_between_floor_and_full():
    found = scored([0.5, 1.0], [1.0, 0.25])
    assert found.table["score"].tolist() == [70.0, 70.0]
    assert found.points.loc["V1"].tolist() == [60.0, 10.0]


def test_outside_floor_and_full_a_score_is_clamped_and_down_is_better_upside_down():
    scheme = Scheme(
        "S", "测试", "village", 2, (item("TOI_COV", 1, 700_000, 900_000), item("GAR_RATE", 1, 500_000, 0))
    )
    found = scored([0.6, 0.95, 0.8], [0.6, 0.0, 0.25], scheme)
    assert found.table["score"].tolist() == [0.0, 100.0, 50.0]


def test_a_missing_item_is_weighed_out_and_marked():
    scheme = Scheme("S", "测试", "village", 2, (item("TOI_COV", 7000), item("GAR_RATE", 3000)))
    found = scored([0.8], [None], scheme)
    assert found.table["score"].tolist() == [80.0]
    assert found.table["missing"].tolist() == ["GAR_RATE"]


def test_with_more_than_thirty_percent_missing_a_village_takes_no_part_and_is_never_last():
    found = scored([0.8, 0.1], [None, 0.1])
    ranked = ranking(found, {}, order=["V0", "V1"]).set_index("subject")
    assert np.isnan(ranked.loc["V0", "rank"])
    assert ranked.loc["V0", "reason"] == "农村生活垃圾治理率未报（缺项权重 40%）"
    assert ranked.loc["V1", ["rank", "of"]].tolist() == [1, 1]
    assert list(ranked.index) == ["V1", "V0"]


def test_what_does_not_apply_is_left_out_without_being_missing():
    found = scored([0.8, "不适用"], ["不适用", "不适用"])
    assert found.table["takes_part"].tolist() == [True, False]
    assert found.table["score"].tolist()[0] == 80.0
    assert found.table["missing"].tolist() == ["", ""]
    assert found.table["reason"].tolist()[1] == "没有可评的指标"


RATES = st.lists(
    st.tuples(st.one_of(st.none(), st.floats(0, 1)), st.one_of(st.none(), st.floats(0, 1))),
    min_size=1,
    max_size=30,
)


@settings(max_examples=40)
@given(RATES, st.randoms())
def test_shuffling_rows_or_doubling_all_weights_changes_no_rank(rates, chance):
    both = pd.concat(
        [rows("TOI_COV", [a for a, _ in rates]), rows("GAR_RATE", [b for _, b in rates])], ignore_index=True
    )
    subjects = [f"V{n}" for n in range(len(rates))]
    doubled = Scheme("S", "测试", "village", 2, (item("TOI_COV", 12000), item("GAR_RATE", 8000)))
    mixed = chance.sample(subjects, len(subjects))
    plain = ranking(scores(both, TWO, CATALOGUE, subjects=subjects, day=DAY), {}, order=subjects)
    for scheme, order, frame in (
        (doubled, subjects, both), (TWO, mixed, both.sample(frac=1, random_state=chance.randint(0, 99)))
    ):  # fmt: skip
        other = ranking(scores(frame, scheme, CATALOGUE, subjects=order, day=DAY), {}, order=subjects)
        pd.testing.assert_frame_equal(plain, other)


@settings(max_examples=40)
@given(RATES)
def test_contributions_sum_to_the_score(rates):
    found = scored([a for a, _ in rates], [b for _, b in rates])
    points = found.points.sum(axis=1, min_count=1).to_numpy()
    score = found.table["score"].to_numpy()
    assert np.array_equal(np.isnan(points), np.isnan(score))
    assert np.nanmax(np.abs(points - score), initial=0) <= 0.005 + 1e-6


def test_the_shown_decimals_decide_the_order():
    ranked = ranking(scored([0.90001, 0.90002, 0.8], [0.9, 0.9, 0.8]), {}, order=["V1", "V0", "V2"])
    assert ranked["rank"].tolist() == [1, 1, 3]
    assert ranked["subject"].tolist() == ["V1", "V0", "V2"]


def test_ranks_are_taken_within_groups():
    ranked = ranking(scored([0.9, 0.8, 0.7], [0.9, 0.8, 0.7]), {"V0": "甲", "V1": "乙", "V2": "乙"}, order=[])
    assert ranked.set_index("subject")["rank"].to_dict() == {"V0": 1, "V1": 1, "V2": 2}


def test_a_group_of_fewer_than_five_joins_the_next_smallest():
    sizes = {"集聚提升类": 8, "特色保护类": 2, "搬迁撤并类": 4, "城郊融合类": 6}
    kinds = [name for name, count in sizes.items() for _ in range(count)]
    roster = county(*(place(f"V{n:04}", f"村{n}", "T01", category=kind) for n, kind in enumerate(kinds)))
    found = peer_groups(roster, [f"V{n:04}" for n in range(len(kinds))])
    assert set(found.values()) == {"集聚提升类", "城郊融合类", "搬迁撤并类、特色保护类"}
    alone = county(place("V0001", "甲村", "T01"))
    assert peer_groups(alone, ["V0001"]) == {"V0001": "未分组"}


def test_a_one_in_seven_is_drawn_towards_its_peers():
    both = pd.concat(
        [rows("TOI_COV", [6 / 7], 7.0), rows("TOI_COV", [0.0, 0.97], 1000.0).iloc[[1]]], ignore_index=True
    )
    scheme = Scheme("S", "测试", "village", 2, (item("TOI_COV", 100),))
    found = scores(both, scheme, CATALOGUE, subjects=["V0", "V1"], day=DAY)
    mean = 976 / 1007
    assert found.table["score"].tolist() == [round((6 + 10 * mean) / 17 * 100, 2), 97.0]


def test_a_yes_or_no_village_is_no_small_sample():
    both = pd.concat([rows("SEW_RATE", [1.0, 0.0], 1.0)], ignore_index=True)
    scheme = Scheme("S", "测试", "village", 2, (item("SEW_RATE", 100),))
    assert scores(both, scheme, CATALOGUE, subjects=["V0", "V1"], day=DAY).table["score"].tolist() == [
        100.0,
        0.0,
    ]


MERGED = county(
    place("V0", "甲村", "T01"), place("V1", "乙村", "T01"),
    place("V2", "丙村", "T01", valid_from=date(2026, 11, 1), predecessors="V8"), place("V8", "丁村", "T01", valid_to=date(2026, 10, 31)),
)  # fmt: skip


def test_a_rank_is_compared_with_the_previous_period_but_not_over_a_seam():
    then = ranking(scored([0.9, 0.8, None], [0.9, 0.8, None]), {}, order=[])
    now = ranking(scored([0.7, 0.8, 0.9], [0.7, 0.8, 0.9]), {}, order=[])
    found = with_changes(now, then, MERGED, then=date(2026, 10, 31), day=DAY).set_index("subject")
    assert found.loc["V0", ["before", "change", "note"]].tolist() == [1, -2, ""]
    assert found.loc["V1", "change"] == 0
    assert (found.loc["V2", "note"], np.isnan(found.loc["V2", "change"])) == ("新并村", True)


def test_who_had_no_rank_before_is_newly_taking_part():
    then = ranking(scored([0.9, None], [0.9, None]), {}, order=[])
    now = ranking(scored([0.9, 0.8], [0.9, 0.8]), {}, order=[])
    found = with_changes(
        now, then, county(place("V0", "甲", "T01"), place("V1", "乙", "T01")), then=DAY, day=DAY
    )
    assert found.set_index("subject").loc["V1", "note"] == "新参评"


def test_red_and_black_take_ties_whole_and_never_who_takes_no_part():
    ranked = ranking(
        scored([0.9, 0.9, 0.8, 0.7, 0.5, 0.5, None], [0.9, 0.9, 0.8, 0.7, 0.5, 0.5, None]), {}, order=[]
    )
    assert red_and_black(ranked, top=1, bottom=1).tolist() == ["红榜", "红榜", "", "", "黑榜", "黑榜", ""]


def test_a_small_base_has_a_wide_interval_and_22_of_22_is_no_sure_first():
    both = pd.concat([rows("TOI_COV", [1.0], 22.0), *(
        rows("TOI_COV", [0.0] * n + [4100 / 4226], 4226.0).iloc[[n]] for n in range(1, 8)
    )], ignore_index=True)  # fmt: skip
    subjects = [f"V{n}" for n in range(8)]
    scheme = Scheme("S", "测试", "village", 2, (item("TOI_COV", 100, 800_000, 1_000_000),))
    found = scores(both, scheme, CATALOGUE, subjects=subjects, day=DAY)
    bands = rank_intervals(found, CATALOGUE, {}, runs=1000, seed=1).set_index("subject")
    assert bands.loc["V0", "rank_low"] == 1
    assert bands.loc["V0", "rank_high"] >= 7
    again = rank_intervals(found, CATALOGUE, {}, runs=1000, seed=1).set_index("subject")
    pd.testing.assert_frame_equal(bands, again)


def test_intervals_are_the_same_whether_the_draws_are_kept_and_whichever_group_is_asked_for(monkeypatch):
    shares = [0.99, 0.80, None, 0.80, 0.79, 0.40, 0.6, 0.61]
    found = scored(shares, list(reversed(shares)), base=30.0)
    groups = {f"V{n}": "甲乙丙"[n % 3] for n in range(len(shares))}
    kept = rank_intervals(found, CATALOGUE, groups, runs=200, seed=7)
    monkeypatch.setattr(rank_bands, "MOST_KEPT", 0)
    pd.testing.assert_frame_equal(rank_intervals(found, CATALOGUE, groups, runs=200, seed=7), kept)
    for name in "甲乙丙":
        one = rank_intervals(found, CATALOGUE, groups, runs=200, seed=7, only=name)
        own = kept[[groups[subject] == name for subject in kept["subject"]]]
        pd.testing.assert_frame_equal(one, own.reset_index(drop=True))


def test_who_is_far_ahead_or_behind_on_a_large_base_is_clearly_so():
    shares = [0.99, 0.80, 0.79, 0.80, 0.79, 0.40]
    found = scored(shares, shares, base=5000.0)
    ranked = ranking(found, {}, order=[])
    bands = rank_intervals(found, CATALOGUE, {}, runs=300, seed=1)
    assert clearly_first(ranked, bands, top=1) == ["V0"]
    assert clearly_last(ranked, bands, bottom=1) == ["V5"]


def test_truly_equal_villages_are_almost_never_named_last():
    chance, named = np.random.default_rng(3), 0
    subjects = [f"V{n}" for n in range(40)]
    for _ in range(10):
        toilets, waste = (chance.binomial(100, 0.85, 40) / 100 for _ in range(2))
        both = pd.concat(
            [rows("TOI_COV", list(toilets), 100.0), rows("GAR_RATE", list(waste), 100.0)], ignore_index=True
        )
        found = scores(both, TWO, CATALOGUE, subjects=subjects, day=DAY)
        bands = rank_intervals(found, CATALOGUE, {}, runs=300, seed=1)
        named += len(clearly_last(ranking(found, {}, order=subjects), bands, bottom=5))
    assert named <= 0.05 * 400


def test_a_gain_is_told_against_what_was_left_to_gain():
    now = pd.DataFrame({"subject": list("ABCD"), "group": "甲", "score": [99.5, 70.0, 90.0, 60.0]})
    before = pd.DataFrame({"subject": list("ABCD"), "score": [99.0, 60.0, 95.0, 65.0]})
    found = progress_classes(now, before, full=100.0).set_index("subject")
    assert found["class"].to_dict() == {"A": "先进", "B": "进步", "C": "整改", "D": "治理"}
    assert found.loc["A", "progress"] == found.loc["B", "progress"] * 2 == pytest.approx(0.5)


def test_a_scheme_takes_each_items_newest_version_and_drops_what_weighs_nothing():
    items = shipped("schemes")
    changed = items[items["indicator"] == "TOI_COV"].assign(valid_from="2026-07-01", weight=0)
    both = pd.concat([items, changed], ignore_index=True)
    assert len(scheme_on(both, "VILLAGE", date(2026, 6, 30)).items) == 12
    found = scheme_on(both, "VILLAGE", DAY)
    assert len(found.items) == 11
    assert (found.name, found.decimals, found.shares().sum()) == ("村级综合榜", 2, pytest.approx(100))
    assert scheme_on(items, "NONE", DAY) is None


def test_thirty_thousand_villages_are_ranked_every_one():
    chance, count = np.random.default_rng(1), 30_000
    scheme = scheme_on(shipped("schemes"), "VILLAGE", DAY)
    subjects = [f"V{n}" for n in range(count)]
    frames = [rows(i.indicator, [0.0] * count).assign(value=chance.random(count)) for i in scheme.items]
    both = pd.concat(frames, ignore_index=True)
    groups = dict(zip(subjects, chance.choice(["甲", "乙", "丙"], count), strict=True))
    ranked = ranking(scores(both, scheme, CATALOGUE, subjects=subjects, day=DAY), groups, order=subjects)
    assert ranked["rank"].notna().all()
