"""Moves unlike the others', counts that stand still, sheets that say the same again, numbers that end in nought."""

from domain.quality.copied import is_copy
from domain.quality.frozen import frozen_rows
from domain.quality.heaping import is_heaped, round_share
from domain.quality.peer_moves import unlike_peers
from domain.quality.whole import sum_off

BEFORE = dict.fromkeys(range(8), 150)
BASES = dict.fromkeys(range(8), 200)


def odd(now, bases=BASES, before=BEFORE):
    return unlike_peers(now, before, bases, least=0.05, most=0.2)


def test_a_jump_among_rows_that_stand_still_is_odd():
    [(row, move)] = odd([150, 151, 150, 152, 181, 150, 151, 150]).items()
    assert (row, round(move.own, 1), round(move.usual, 2)) == (4, 15.5, 0.25)


def test_a_month_in_which_all_rose_is_no_jump():
    assert odd([180, 182, 181, 184, 180, 183, 181, 182]) == {}


def test_who_stood_still_while_all_rose_by_much_is_odd():
    assert set(odd([190, 192, 191, 194, 190, 193, 191, 150])) == {7}


def test_few_rows_and_small_bases_have_no_usual_move():
    assert odd([150, 150, 181, 150], before=dict.fromkeys(range(4), 150)) == {}
    small = {**BASES, 4: 9}
    assert odd([150, 151, 150, 152, 181, 150, 151, 150], bases=small) == {}


def test_plain_amounts_are_compared_by_times():
    before = dict.fromkeys(range(6), 1_000_000)
    now = [1_100_000, 1_050_000, 1_080_000, 9_000_000, 1_060_000, 1_090_000]
    [(row, move)] = odd(now, bases=None, before=before).items()
    assert (row, move.is_share, round(move.own)) == (3, False, 800)


def test_a_count_that_stands_still_among_rows_that_move_is_named_unless_it_is_done():
    earlier = {row: [150, 150] for row in range(6)}
    now = [150, 152, 153, 151, 154, 150]
    assert frozen_rows(now, earlier, {0: 200, 5: 150}, periods=3) == [0]
    assert frozen_rows([150] * 6, earlier, {}, periods=3) == [], "a quiet month blames nobody"


def test_a_sheet_that_says_the_same_again_is_a_copy_only_when_it_is_long():
    assert is_copy([(n, n) for n in range(20)], fewest=20)
    assert not is_copy([(n, n) for n in range(19)], fewest=20)
    assert not is_copy([*((n, n) for n in range(19)), (5, 6)], fewest=20)


def test_counts_that_end_in_nought_are_counted_among_those_large_enough():
    assert round_share([120, 130, 140, 155, 7, 10, None]) == (3, 4)
    assert is_heaped(6, 10, least=500_000)
    assert not is_heaped(4, 10, least=500_000)
    assert not is_heaped(9, 9, least=500_000), "too few to say"


def test_parts_make_the_whole_where_all_are_there():
    assert sum_off(10, [3, 4, 2]) == 9
    assert sum_off(10, [3, 4, 3]) is None
    assert sum_off(10, [3, None, 2]) is None
