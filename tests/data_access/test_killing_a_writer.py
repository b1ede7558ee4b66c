"""kill -9 in the middle of a commit: the change is there whole, or not at all."""

import random
import time

import pytest
from committing_child import commit_for_ever, head_of, spawning

from data_access.database import open_store
from data_access.versions import check


def kill_at_a_random_moment(store, seed):
    """Start a writer, kill it, reopen; the newest change when it is over."""
    context = spawning()
    started = context.Event()
    child = context.Process(target=commit_for_ever, args=(store.url, seed, started))
    child.start()
    assert started.wait(30)
    time.sleep(random.Random(seed).uniform(0.0, 0.04))
    child.kill()
    child.join()
    assert child.exitcode == -9
    reopened = open_store(store.url)
    try:
        assert check(reopened) == []
        return head_of(reopened)
    finally:
        reopened.engine.dispose()


def test_a_writer_killed_100_times_leaves_no_half_written_change(sqlite_store):
    heads = [kill_at_a_random_moment(sqlite_store, seed) for seed in range(100)]
    assert heads == sorted(heads)
    assert heads[-1] > 20, "the children were killed before they wrote anything"


@pytest.mark.postgres
def test_a_writer_killed_on_postgresql_leaves_no_half_written_change(postgres_store):
    heads = [kill_at_a_random_moment(postgres_store, seed) for seed in range(10)]
    assert heads == sorted(heads)


@pytest.mark.soak
def test_a_writer_killed_1000_times_leaves_no_half_written_change(store):
    for seed in range(1000):
        kill_at_a_random_moment(store, seed)
