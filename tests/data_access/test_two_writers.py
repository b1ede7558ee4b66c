"""Two at once: one goes first, the other gets a later number or Moved; never a mixture."""

import threading

from committing_child import commit_many, head_of, spawning
from saying import amounts, header
from sqlalchemy import text

from data_access.database import head, reading
from data_access.versions import check, commit
from domain.refusals import Moved

TIMES = 15


def test_of_two_who_saw_the_same_preview_one_is_told_that_it_moved(store):
    commit(store, header(), [amounts({"P1": 1, "P2": 1})], 0)
    barrier, outcomes = threading.Barrier(2), []

    def write(amount):
        barrier.wait()
        try:
            outcomes.append(commit(store, header(), [amounts({"P1": amount})], 1).n)
        except Moved as moved:
            outcomes.append(moved.keys)

    threads = [threading.Thread(target=write, args=(amount,)) for amount in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [1, 2]
    assert head_of(store) == 2
    assert check(store) == []


def test_two_who_touch_different_keys_both_get_a_number(store):
    barrier, outcomes = threading.Barrier(2), []

    def write(project):
        barrier.wait()
        outcomes.append(commit(store, header(), [amounts({project: 1})], 0).n)

    threads = [threading.Thread(target=write, args=(project,)) for project in ("P1", "P2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [1, 2]
    assert check(store) == []


def test_two_processes_counting_together_lose_no_count(store):
    context = spawning()
    ready = context.Event()
    children = [
        context.Process(target=commit_many, args=(store.url, name, TIMES, ready)) for name in ("甲", "乙")
    ]
    for child in children:
        child.start()
    ready.set()
    for child in children:
        child.join(120)
        assert child.exitcode == 0
    with reading(store) as connection:
        assert head(connection) == 2 * TIMES
        total = text("SELECT amount FROM allocation WHERE project = 'sum' AND closed_by IS NULL")
        assert connection.execute(total).scalar_one() == 2 * TIMES
        writers = connection.execute(text("SELECT DISTINCT actor FROM change")).scalars().all()
    assert sorted(writers) == ["乙", "甲"]
    assert check(store) == []
