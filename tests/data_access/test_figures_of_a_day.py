"""Which figure speaks for a subject on a day: cases, and a naive model for random histories."""

import random
from datetime import date, timedelta

import pytest
from saying import figures, header
from sqlalchemy import text

from data_access.database import head, reading
from data_access.figures import figure_history, figures_as_of, latest_figures
from data_access.latest import PERIOD_LENGTH
from data_access.rows import rows_known
from data_access.versions import commit, withdraw
from domain.periods import parse
from domain.records import Figure


def say(store, *said):
    with reading(store) as connection:
        seen = head(connection)
    return commit(store, header(), said, seen).n


def november(day):
    return date(2026, 11, day)


def spoken(store, as_of, known_at=None, **limits):
    """{subject: (period, numerator)} of TOI_COV on the day."""
    with reading(store) as connection:
        at = head(connection) if known_at is None else known_at
        limits = {"places": None, "units": None} | limits
        found = figures_as_of(connection, ["TOI_COV"], as_of, at, **limits)
    return {row.subject: (row.period, row.numerator) for row in found.itertuples()}


def test_a_figure_is_visible_from_its_cutoff_day_on(store):
    say(store, figures({"V0001": 37}, cutoff=november(20)))
    assert spoken(store, november(19)) == {}
    assert spoken(store, november(20)) == {"V0001": ("2026-11-X2", 37)}


def test_the_latest_cutoff_day_speaks_whatever_came_in_last(store):
    say(store, figures({"V0001": 40}, period="2026-11-X2", cutoff=november(20)))
    say(store, figures({"V0001": 30}, period="2026-11-X1", cutoff=november(10)))
    assert spoken(store, november(30)) == {"V0001": ("2026-11-X2", 40)}
    assert spoken(store, november(15)) == {"V0001": ("2026-11-X1", 30)}


def test_of_one_cutoff_day_the_shortest_period_speaks(store):
    say(store, figures({"V0001": 37}, period="2026-11-X3", cutoff=november(30)))
    say(store, figures({"V0001": 99}, period="2026-11", cutoff=november(30)))
    say(store, figures({"V0001": 98}, period="2026-H2", cutoff=november(30)))
    assert spoken(store, november(30)) == {"V0001": ("2026-11-X3", 37)}


def test_of_one_cutoff_day_and_length_the_greatest_change_speaks(store):
    say(store, figures({"V0001": 37}, period="W2026-11-13", cutoff=november(19)))
    say(store, figures({"V0001": 38}, period="W2026-11-12", cutoff=november(19)))
    assert spoken(store, november(30)) == {"V0001": ("W2026-11-12", 38)}


def test_an_older_version_speaks_as_it_did(store):
    first = say(store, figures({"V0001": 37}))
    second = say(store, figures({"V0001": 38}))
    withdraw(store, header("withdrawal"), second)
    assert [spoken(store, november(30), n) for n in (0, first, second, 3)] == [
        {}, {"V0001": ("2026-11-X2", 37)}, {"V0001": ("2026-11-X2", 38)}, {"V0001": ("2026-11-X2", 37)},
    ]  # fmt: skip


def test_a_scope_sees_its_places_and_units_only(store):
    say(store, figures({"V0001": 1, "V0002": 2}), figures({"U01": 3, "U02": 4}, subject_kind=["unit"] * 2))
    assert set(spoken(store, november(30), places={"V0001"}, units=set())) == {"V0001"}
    assert set(spoken(store, november(30), places=set(), units={"U02"})) == {"U02"}
    assert set(spoken(store, november(30), places=None, units=None)) == {"V0001", "V0002", "U01", "U02"}


def test_a_figure_whose_change_was_withdrawn_cites_the_change_that_still_says_it(store):
    first, second = say(store, figures({"V0001": 37})), say(store, figures({"V0001": 37}))
    withdraw(store, header("withdrawal"), first)
    with reading(store) as connection:
        cited = [
            list(figures_as_of(connection, ["TOI_COV"], november(30), n, places=None, units=None)["said_by"])
            for n in (1, 2, 3)
        ]
        rows = rows_known(connection, Figure, 3)
    assert cited == [[first], [first], [second]]
    assert list(rows["said_by"]) == [second]


def test_the_history_of_a_figure_is_every_visible_one_in_order(store):
    for day, period in ((30, "2026-11-X3"), (10, "2026-11-X1"), (20, "2026-11-X2")):
        say(store, figures({"V0001": day}, period=period, cutoff=november(day)))
    with reading(store) as connection:
        found = figure_history(connection, ["TOI_COV"], november(25), 3, places=None, units=None)
    assert list(found["period"]) == ["2026-11-X1", "2026-11-X2"]


def test_nothing_known_gives_an_empty_frame_with_every_column(store):
    with reading(store) as connection:
        found = figures_as_of(connection, ["TOI_COV"], november(30), 0, places=None, units=None)
        assert set(rows_known(connection, Figure, 0).columns) == set(found.columns)
        assert len(found) == len(latest_figures(connection, 0)) == 0


def test_the_order_of_period_lengths_is_that_of_the_calendar(sqlite_store):
    codes = ["2026-11-19", "W2026-11-13", "2026-11-X2", "2026-11", "2026-Q4", "2026-H2", "2026"]
    days = [(parse(code).end - parse(code).start).days for code in codes]
    with reading(sqlite_store) as connection:
        lengths = [
            connection.execute(
                text(f"SELECT {PERIOD_LENGTH} FROM (SELECT :p AS period)"), {"p": code}
            ).scalar()
            for code in [*codes, "R2026-3"]
        ]
    assert days == sorted(days)
    assert lengths == sorted(set(lengths))


PERIODS = {"2026-11-X2": 10, "2026-11": 30, "2026-11-20": 1, "2026-Q4": 90}


def naive(rows, as_of):
    """The rule of time, said once more over rows as known."""
    best = {}
    for row in rows.itertuples():
        rank = (row.cutoff, -PERIODS[row.period], row.said_by, row.id)
        if row.cutoff <= as_of and rank > best.get(row.subject, ((date.min,),))[0]:
            best[row.subject] = (rank, (row.period, row.numerator))
    return {subject: worth for subject, (_rank, worth) in best.items()}


@pytest.mark.parametrize("seed", range(3))
def test_random_histories_speak_as_the_naive_rule_says(store, seed):
    rng = random.Random(seed)
    for _ in range(14):
        subjects = rng.sample([f"V{at}" for at in range(8)], rng.randint(1, 8))
        cutoff = november(rng.choice((10, 19, 20)))
        say(
            store,
            figures(
                {one: rng.randint(0, 9) for one in subjects}, period=rng.choice(list(PERIODS)), cutoff=cutoff
            ),
        )
        if rng.random() < 0.4:
            with reading(store) as connection:
                newest = head(connection)
                standing = [
                    n
                    for n in range(1, newest + 1)
                    if connection.execute(text("SELECT 1 FROM change WHERE withdraws = :n"), {"n": n}).first()
                    is None
                ]
            withdraw(store, header("withdrawal"), rng.choice(standing))
    with reading(store) as connection:
        for n in range(head(connection) + 1):
            rows = rows_known(connection, Figure, n)
            for as_of in (november(9), november(10), november(19), november(19) + timedelta(days=9)):
                assert spoken(store, as_of, n) == naive(rows, as_of), (n, as_of)
