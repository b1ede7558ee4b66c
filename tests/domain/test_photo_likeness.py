"""The same photo again is found however it was changed; the same place taken again is not blamed.

A small sample of `python -m bench.photos`, which measures two hundred of each.
"""

import numpy as np
import pytest

from bench.photos import KINDS, honest, matches, reused, saved
from bench.scenes import photo
from domain.photo_likeness import SIDE, candidates, hashes_of, print_of, same_picture
from tests.photographs import drawn
from uploads.photos import grey_of

SCENES = range(4)


@pytest.fixture(scope="module")
def pool():
    return [grey_of(saved(drawn(scene), 90)) for scene in SCENES]


@pytest.fixture(scope="module")
def table(pool):
    return hashes_of([print_of(grey) for grey in pool])


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_handed_in_again_is_found_and_is_no_other(pool, table, kind):
    for scene in SCENES:
        again = grey_of(reused(drawn(scene), kind, np.random.default_rng([scene, 5])))
        assert matches(again, pool, table, without=-1) == [scene]


def test_the_place_taken_again_is_a_candidate_at_most(pool, table):
    for scene in SCENES:
        after = grey_of(saved(photo(scene, honest(scene)).resize((480, 360)), 90))
        assert matches(after, pool, table, without=-1) == []


def test_a_print_of_another_release_or_none_is_like_nothing(pool):
    table = hashes_of(["", "9" + "0" * 304, "1", print_of(pool[0])])
    assert [one.row for one in candidates(pool[0], table)] == [3]


def test_a_picture_with_nothing_in_it_is_like_nothing():
    grey = np.full((SIDE, SIDE), 128, dtype=np.float32)
    assert not same_picture(grey, grey)
