"""Rows kept by the change that last altered them are, at every N of a random history, the rows a fresh read gives."""

import random
from datetime import date

from pandas.testing import assert_frame_equal
from sqlalchemy import text

from data_access.database import head, reading
from data_access.erasure import erase
from data_access.last_word import last_erasure
from data_access.rows import rows_known
from data_access.statements import Said
from data_access.versions import commit, withdraw
from domain.records import Allocation, Event, Figure
from domain.refusals import Refusal
from services.known.known_rows import (
    known_figures,
    known_rows,
    last_change,
    last_change_of_events,
    last_change_of_figures,
    packed_figures,
)
from tests.data_access.saying import amounts, figures, header

INDICATORS = ("TOI_COV", "TOI_HARM", "SEW_RATE")
DAY = date(2026, 11, 20)
CUTOFFS = (date(2026, 10, 31), date(2026, 11, 18), DAY)


def events(rng):
    """A few events about problems or projects, some with a text."""
    numbers = rng.sample(range(9), rng.randint(1, 4))
    count = len(numbers)
    columns = {
        "about": [rng.choice(["problem", "project"]) for _ in numbers],
        "number": [f"{number:03d}" for number in numbers],
        "day": [DAY] * count,
        "seq": [1] * count,
        "kind": ["moved"] * count,
        "to_status": [rng.choice(["fixing", "closed"]) for _ in numbers],
        "note": [rng.choice(["说明", "另说", None]) for _ in numbers],
    }
    return Said(Event, None, columns, [None] * count)


def something(rng):
    kind = rng.random()
    if kind < 0.2:
        return amounts({f"P{n}": rng.randint(1, 3) for n in rng.sample(range(6), 2)})
    if kind < 0.45:
        return events(rng)
    values = {f"V{n}": rng.randint(1, 2) for n in rng.sample(range(12), rng.randint(1, 6))}
    period = rng.choice(["2026-11-X2", "2026-10-X3"])
    return figures(values, indicator=rng.choice(INDICATORS), period=period, cutoff=rng.choice(CUTOFFS))


def a_history(store, rng, steps, look):
    """Uploads, withdrawals of any change, erasures; `look` is called after each."""
    with reading(store) as connection:
        last = head(connection)
    for _ in range(steps):
        kind = rng.random()
        try:
            if kind < 0.3 and last:
                last = withdraw(store, header("withdrawal"), rng.randint(1, last)).n
            elif kind < 0.36:
                key = ("problem", f"{rng.randint(0, 8):03d}", DAY.isoformat(), 1)
                last = erase(store, header("erasure"), Event, key, fields=["note"], files=[]).n
            else:
                last = commit(store, header(), [something(rng)], last).n
        except Refusal:
            continue
        look(last)


def fresh(store, record, n, **where):
    with reading(store) as connection:
        return rows_known(connection, record, n, where={k: [v] for k, v in where.items()})


def same(store, n):
    assert_frame_equal(known_rows(store, Allocation, n), fresh(store, Allocation, n))
    assert_frame_equal(known_rows(store, Event, n), fresh(store, Event, n))
    for code in INDICATORS:
        assert_frame_equal(known_figures(store, code, n), fresh(store, Figure, n, indicator=code))


def erased_last(store):
    with reading(store) as connection:
        return last_erasure(connection, head(connection))


def test_kept_rows_equal_fresh_ones_at_every_change_of_random_histories(sqlite_store):
    for seed in range(6):
        rng = random.Random(seed)
        # Whoever looks does not look at every change, and looks back now and then.
        looked = []

        def look(n, rng=rng, looked=looked):
            if rng.random() < 0.7:
                same(sqlite_store, n)
                looked.append(n)
            # An erasure takes a text out of the past as well; who looked before it has seen it.
            since = [one for one in looked if one >= erased_last(sqlite_store)]
            if since and rng.random() < 0.2:
                same(sqlite_store, rng.choice(since))

        a_history(sqlite_store, rng, 25, look)


def test_the_histories_hold_what_they_are_about(sqlite_store):
    kinds = []
    a_history(sqlite_store, random.Random(7), 60, lambda n: kinds.append(n))
    with reading(sqlite_store) as connection:
        asked = text("SELECT count(withdraws), sum(kind = 'erasure') FROM change")
        withdrawals, erasures = connection.execute(asked).one()
    assert withdrawals > 5
    assert erasures > 0
    assert len(fresh(sqlite_store, Event, kinds[-1])) > 0


def test_what_was_known_then_is_read_afterwards_as_well(sqlite_store):
    a_history(sqlite_store, random.Random("后来"), 30, lambda n: None)
    with reading(sqlite_store) as connection:
        last = head(connection)
    for n in [*range(last + 1)][::-3]:
        same(sqlite_store, n)


def test_between_the_last_change_and_now_every_read_gives_the_same(sqlite_store):
    a_history(sqlite_store, random.Random("之间"), 40, lambda n: None)
    with reading(sqlite_store) as connection:
        last = head(connection)
    for n in range(last + 1):
        then = last_change(sqlite_store, n, Allocation)
        assert_frame_equal(fresh(sqlite_store, Allocation, then), fresh(sqlite_store, Allocation, n))
        for code in INDICATORS:
            then = last_change_of_figures(sqlite_store, n, [code])
            pair = (fresh(sqlite_store, Figure, at, indicator=code) for at in (then, n))
            assert_frame_equal(*pair)
        then = last_change_of_events(sqlite_store, n, "problem")
        assert_frame_equal(*(fresh(sqlite_store, Event, at, about="problem") for at in (then, n)))


def test_what_was_seen_on_an_earlier_day_is_the_same_since_its_own_last_change(sqlite_store):
    a_history(sqlite_store, random.Random("那天"), 40, lambda n: None)
    with reading(sqlite_store) as connection:
        last = head(connection)
    earlier = set()
    for n in range(last + 1):
        for day in (date(2026, 1, 1), *CUTOFFS):
            then = last_change_of_figures(sqlite_store, n, ["TOI_COV"], until=day)
            earlier.add(then < last_change_of_figures(sqlite_store, n, ["TOI_COV"]))
            rows = [fresh(sqlite_store, Figure, at, indicator="TOI_COV") for at in (then, n)]
            seen = [one[(one["cutoff"] <= day).to_numpy(dtype=bool)].reset_index(drop=True) for one in rows]
            assert_frame_equal(*seen, check_dtype=False)
    assert earlier == {True, False}


def test_a_change_of_one_indicator_leaves_the_frames_of_the_others_what_they_are(sqlite_store):
    n = commit(sqlite_store, header(), [figures({"V1": 1}), figures({"V1": 1}, indicator="SEW_RATE")], 0).n
    before = {code: packed_figures(sqlite_store, code, n) for code in ("TOI_COV", "SEW_RATE")}
    m = commit(sqlite_store, header(), [figures({"V1": 2})], n).n
    assert packed_figures(sqlite_store, "SEW_RATE", m) is before["SEW_RATE"]
    assert known_figures(sqlite_store, "TOI_COV", m)["numerator"].tolist() == [2]
    assert packed_figures(sqlite_store, "TOI_COV", n) is before["TOI_COV"]
