"""A reader is charged for what it does and for standing still, not for waiting among others; real processes throughout."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import Refusal
from uploads.reading import Limits, answer_of_child
from uploads.watching import Cost

SPINS = "while True: pass"
SLEEPS = "import time; time.sleep(600)"
ANSWERS_AND_STAYS = "import os, time; os.write(1, b'S'); os.close(1); time.sleep(600)"
WORKS_THEN_SLEEPS = (
    "import time\nuntil = time.process_time() + 1.5\nwhile time.process_time() < until: pass\ntime.sleep(600)"
)
# Twenty turns of a little work and a wait for the next: over three seconds on the wall, a fraction of one of the processor.
TAKES_TURNS = (
    "import time\nfor turn in range(20):\n    sum(range(200_000))\n    time.sleep(0.15)\nprint('S', end='')"
)
ENDLESS_TURNS = "import time\nwhile True:\n    sum(range(200_000))\n    time.sleep(0.15)"


def answered(program, **limits):
    return answer_of_child([sys.executable, "-c", program], b"", "表.xlsx", Limits(**limits))


def sentence(program, **limits):
    with pytest.raises(Refusal) as caught:
        answered(program, **limits)
    assert caught.value.code == "timeout"
    return caught.value.sentence


@pytest.mark.parametrize("program", [SPINS, SLEEPS, ANSWERS_AND_STAYS, WORKS_THEN_SLEEPS])
def test_a_reader_that_spins_or_sleeps_or_does_both_is_stopped_at_its_limit(program):
    assert "读了 3 秒还没有读完" in sentence(program, seconds=3.0)


def test_a_reader_that_only_waits_for_its_turn_is_not_stopped_though_the_wall_says_so():
    assert answered(TAKES_TURNS, seconds=2.0) == b"S"


def test_one_that_waits_for_its_turn_for_ever_is_stopped_by_the_wall():
    assert "读了 4 秒还没有读完" in sentence(ENDLESS_TURNS, seconds=60.0, longest=4.0)


@given(st.lists(st.tuples(st.floats(0.001, 1.0), st.booleans()), max_size=200))
def test_with_the_machine_to_itself_a_child_is_charged_all_its_time_but_short_pauses(looks):
    """Each look it either worked all the while or not at all; only pauses of up to two seconds go free."""
    cost, worked, pauses, pause = Cost(), 0.0, [], 0.0
    for passed, works in looks:
        worked += passed * works
        cost.add(passed, worked)
        pauses, pause = ([*pauses, pause], 0.0) if works else (pauses, pause + passed)
    pauses.append(pause)
    assert cost.watched == pytest.approx(sum(passed for passed, _ in looks))
    assert cost.charged == pytest.approx(worked + sum(one for one in pauses if one > 2.0))


def test_what_passes_while_the_watcher_itself_is_stopped_is_not_charged():
    cost = Cost()
    cost.add(0.02, 0.01)
    cost.add(600.0, 0.01)
    assert (cost.charged, cost.watched) == (0.01, 1.02)
