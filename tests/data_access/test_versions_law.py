"""The law of the version store, against a model that keeps a list per key and nothing else (DESIGN 1).

One random skeleton of changes and withdrawals is shared by many keys, each with a random history of its own: keys
do not touch one another, so every key is a sequence, and one database holds thousands.
"""

import random
from datetime import date, timedelta

import pytest
from saying import header

from data_access.database import head, reading
from data_access.lookup import rows_standing
from data_access.statements import Said
from data_access.versions import check, commit, withdraw
from domain.records import UNSAID, Figure, ProjectStatus
from domain.refusals import Refusal

DAY = date(2026, 11, 20)


class Model:
    """A list of sayings per key, a list of withdrawals, and the rule."""

    def __init__(self, fields):
        self.fields = fields
        self.said = {}
        self.withdrawals = {}

    def say(self, n, key, fields):
        self.said.setdefault(key, []).append((n, fields))

    def withdraw(self, w, n):
        self.withdrawals[w] = n

    def stands(self, n, known_at):
        withdrawn_by = [w for w, target in self.withdrawals.items() if target == n and w <= known_at]
        return not any(self.stands(w, known_at) for w in withdrawn_by)

    def sayings(self, key, known_at):
        return [f for n, f in self.said.get(key, []) if n <= known_at and self.stands(n, known_at)]

    def worth(self, key, known_at):
        sayings = self.sayings(key, known_at)
        worth = dict.fromkeys(self.fields)
        for fields in sayings:
            worth |= fields
        return worth if sayings else None


class Sequences:
    """Some keys of one record going through one random skeleton of changes, in the store and in the model."""

    def __init__(self, store, rng, record, keys, choices):
        self.store, self.rng, self.record, self.keys, self.choices = store, rng, record, keys, choices
        self.model = Model(tuple(choices))
        with reading(store) as connection:
            self.before = head(connection)
        self.last = self.before

    def upload(self, keys):
        """Some keys say some of their fields; a key that stands for nothing says all of them."""
        spoken = {}
        for key in keys:
            fields = [name for name in self.choices if self.rng.random() < 0.6]
            if self.model.worth(key, self.last) is None:
                fields = list(self.choices)
            if fields:
                spoken[key] = {name: self.rng.choice(self.choices[name]) for name in fields}
        if not spoken:
            return
        columns = {
            name: [fields.get(name, UNSAID) for fields in spoken.values()] for name in self.choices
        } | {name: [key[name] for key in map(dict, spoken)] for name in dict(self.keys[0])}
        said = Said(self.record, None, columns, [None] * len(spoken))
        self.last = commit(self.store, header(), [said], self.last).n
        for key, fields in spoken.items():
            self.model.say(self.last, key, fields)

    def withdraw_one(self):
        """Withdraw a change or a withdrawal that stands; the model says whether it has to be refused."""
        standing = [n for n in range(self.before + 1, self.last + 1) if self.model.stands(n, self.last)]
        if not standing:
            return
        n = self.rng.choice(standing)
        self.model.withdraw(self.last + 1, n)
        if any(self.is_half(key) for key in self.keys):
            del self.model.withdrawals[self.last + 1]
            with pytest.raises(Refusal, match="缺“截数日”"):
                withdraw(self.store, header("withdrawal"), n)
        else:
            self.last = withdraw(self.store, header("withdrawal"), n).n

    def is_half(self, key):
        sayings = self.model.sayings(key, self.last + 1)
        return self.record is Figure and sayings != [] and not any("cutoff" in said for said in sayings)

    def run(self, steps):
        for _ in range(steps):
            if self.rng.random() < 0.35:
                self.withdraw_one()
            else:
                some = self.rng.random()
                self.upload([key for key in self.keys if self.rng.random() < some])

    def compare(self):
        """Every past version re-read: the store says what the model says."""
        keys = [
            tuple(value if not isinstance(value, date) else value.isoformat() for _, value in key)
            for key in self.keys
        ]
        with reading(self.store) as connection:
            for n in range(self.before, self.last + 1):
                known = rows_standing(connection, self.record, keys, n)
                for at, key in enumerate(self.keys):
                    stored = {name: known.columns[name][at] for name in self.choices}
                    expected = self.model.worth(key, n)
                    if expected is not None:
                        expected = {
                            name: str(v) if isinstance(v, date) else v for name, v in expected.items()
                        }
                    assert (stored if known.ids[at] is not None else None) == expected, (key, n)


STATUS_CHOICES = {"stage": ("building", "completed"), "progress": (0, 500_000, None), "paid": (1, 2, 3)}
FIGURE_CHOICES = {"cutoff": (DAY, DAY - timedelta(days=9)), "numerator": (37, 38), "denominator": (100, None)}


def run_status_sequences(store, skeletons, keys, seed):
    for skeleton in range(skeletons):
        rng = random.Random(f"{seed}/{skeleton}")
        named = [(("project", f"P{skeleton}-{at}"), ("day", DAY)) for at in range(keys)]
        sequences = Sequences(store, rng, ProjectStatus, named, STATUS_CHOICES)
        sequences.run(steps=rng.randint(4, 12))
        sequences.compare()
    assert check(store) == []


def run_figure_sequences(store, skeletons, seed):
    """Few keys, two periods of one subject, so that latest figures uncover one another."""
    for skeleton in range(skeletons):
        rng = random.Random(f"{seed}/{skeleton}")
        named = [
            (
                ("indicator", "TOI_COV"),
                ("subject_kind", "place"),
                ("subject", f"V{skeleton}"),
                ("period", period),
            )
            for period in ("2026-11-X2", "2026-11", "2026-11-20")
        ]
        sequences = Sequences(store, rng, Figure, named, FIGURE_CHOICES)
        sequences.run(steps=rng.randint(3, 9))
        sequences.compare()
    assert check(store) == []


def test_ten_thousand_random_histories_read_as_the_model_says(sqlite_store):
    run_status_sequences(sqlite_store, skeletons=200, keys=50, seed="状态")


def test_random_histories_of_figures_keep_the_latest_figures_equal_to_history(sqlite_store):
    run_figure_sequences(sqlite_store, skeletons=150, seed="数据")


@pytest.mark.postgres
def test_random_histories_read_the_same_on_postgresql(postgres_store):
    run_status_sequences(postgres_store, skeletons=12, keys=50, seed="状态")
    run_figure_sequences(postgres_store, skeletons=15, seed="数据")
