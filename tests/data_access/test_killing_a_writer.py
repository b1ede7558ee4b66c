"""kill -9 in the middle of a commit: the change is there whole, or not at all."""

import random
import time
from contextlib import contextmanager

import pytest
from committing_child import commit_for_ever, head_of, spawning

from data_access.database import open_store
from data_access.versions import check

WRITERS_WATCHED = 3


@contextmanager
def writer(store, seed):
    """A child process that commits for ever, from the moment it is ready; killed when the block is left."""
    context = spawning()
    started = context.Event()
    child = context.Process(target=commit_for_ever, args=(store.url, seed, started))
    child.start()
    assert started.wait(60)
    try:
        yield
    finally:
        child.kill()
        child.join()
    assert child.exitcode == -9


def pace_of(store):
    """Seconds until a new writer's first commit here and now, so that kills fall into commits on a busy machine too."""
    waited = 0.0
    for seed in range(WRITERS_WATCHED):
        before = head_of(store)
        with writer(store, seed):
            ready = time.monotonic()
            while head_of(store) == before:
                time.sleep(0.001)
            waited += time.monotonic() - ready
    return waited / WRITERS_WATCHED


def kill_at_a_random_moment(store, seed, pace):
    """Start a writer, kill it in or right after its first commit, reopen; the newest change when it is over."""
    before = head_of(store)
    with writer(store, seed):
        until = time.monotonic() + random.Random(seed).uniform(0.0, 3 * pace)
        while time.monotonic() < until and head_of(store) == before:
            time.sleep(0.001)
    reopened = open_store(store.url)
    try:
        assert check(reopened) == []
        return head_of(reopened)
    finally:
        reopened.engine.dispose()


def test_a_writer_killed_100_times_leaves_no_half_written_change(sqlite_store):
    pace = pace_of(sqlite_store)
    heads = [kill_at_a_random_moment(sqlite_store, seed, pace) for seed in range(100)]
    assert heads == sorted(heads)
    assert heads[-1] > 20, "the children were killed before they wrote anything"


@pytest.mark.postgres
def test_a_writer_killed_on_postgresql_leaves_no_half_written_change(postgres_store):
    pace = pace_of(postgres_store)
    heads = [kill_at_a_random_moment(postgres_store, seed, pace) for seed in range(10)]
    assert heads == sorted(heads)


@pytest.mark.soak
def test_a_writer_killed_1000_times_leaves_no_half_written_change(store):
    pace = pace_of(store)
    for seed in range(1000):
        kill_at_a_random_moment(store, seed, pace)
