"""A draw anybody can repeat: by its seed, fair between towns, the long unvisited first; and 回头看 with its interval."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Closed, came_back
from domain.inspection_draw import Candidate, drawn_share, drawn_villages
from domain.measures.look_back import LookedBack

VILLAGES = st.lists(
    st.builds(
        Candidate, st.uuids().map(str), st.sampled_from("甲乙丙"), st.booleans()
    ),
    unique_by=lambda one: one.village, max_size=40,
)  # fmt: skip


@given(VILLAGES, st.integers(0, 50), st.text(max_size=5))
def test_a_draw_is_the_same_for_everybody_and_gives_every_town_its_share(villages, count, seed):
    drawn = drawn_villages(villages, count, seed=seed)
    assert drawn == drawn_villages(list(reversed(villages)), count, seed=seed)
    assert len(drawn) == len(set(drawn)) == min(count, len(villages))
    for town in {one.town for one in villages}:
        own = [one for one in villages if one.town == town]
        got = [one for one in own if one.village in drawn]
        assert abs(len(got) - len(drawn) * len(own) / len(villages)) < 1
        left_out_long = any(one.long_unvisited and one.village not in drawn for one in own)
        assert not (left_out_long and any(not one.long_unvisited for one in got))


def test_another_seed_draws_others():
    villages = [Candidate(f"V{n}", "甲", long_unvisited=False) for n in range(200)]
    assert drawn_villages(villages, 10, seed="a") != drawn_villages(villages, 10, seed="b")


def test_a_share_is_at_least_one_and_between_ten_and_twenty_percent_of_many():
    assert drawn_share([], seed="a", share=15) == []
    assert len(drawn_share(["一"], seed="a", share=15)) == 1
    assert len(drawn_share([str(n) for n in range(72)], seed="a", share=15)) == 11


def test_a_rate_of_false_closures_comes_with_the_interval_of_its_small_sample():
    found = LookedBack(1, 12)
    low, high = found.interval
    assert (round(found.rate, 3), round(low, 3), round(high, 3)) == (0.083, 0.015, 0.354)
    assert LookedBack(0, 0).rate != LookedBack(0, 0).rate


def test_only_the_same_kind_on_the_same_spot_soon_after_closing_is_a_return():
    before = [Closed("日督-1", "V1", "垃圾积存", "桥头", date(2026, 10, 1))]

    def returned(village="V1", kind="垃圾积存", spot="桥头", day=date(2026, 10, 31)):
        return came_back(before, village=village, kind=kind, spot=spot, day=day, within=30)

    assert returned() == returned(spot="") == "日督-1"
    assert returned(village="V2") == returned(kind="污水横流") == returned(spot="村口") == ""
    assert returned(day=date(2026, 11, 1)) == returned(day=date(2026, 10, 1)) == ""
