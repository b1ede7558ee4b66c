"""问题: what the inspectors found, when it had to be right, when it was, and what came back.

A rebound is what the county calls one: the same village, kind and spot again within thirty days after closing.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from sample_data.chance import around, happens, pick, share, whole
from sample_data.county import Village, official
from sample_data.days import AS_OF, next_working
from sample_data.problem_words import DEDUCTIONS, KIND_WEIGHTS, KINDS, NUMERALS, PLACES
from sample_data.visits import Stop, stops

REBOUND_DAYS = 30


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of the 日督查 ledger. `deadline_written` is how the sheet says it; `done_on` the village's own word,
    `checked_on` the day it was looked at again, `closed_on` the same day where it passed."""

    number: str
    stop: Stop
    kind: str
    text: str
    spot: str
    severity: int
    deadline: date
    at_once: bool
    done_on: date | None
    returned_on: date | None
    closed_on: date | None
    rebound_of: str
    named: bool
    deduction: int
    person: str

    @property
    def village(self) -> Village:
        return self.stop.village

    @property
    def exposed(self) -> bool:
        return self.severity == 2 or bool(self.rebound_of)

    @property
    def on_time(self) -> bool:
        return self.closed_on is not None and self.closed_on <= self.deadline


def found_at(stop: Stop) -> int:
    """How many new problems one visit finds: none or one where things are well kept, up to four where not."""
    expected = 0.4578 + 2.4 * (1 - stop.village.care)
    return sum(share("found", stop.number, turn) < expected / 4 for turn in range(4))


def kind_of(*key: object) -> str:
    drawn = share("kind", *key) * sum(KIND_WEIGHTS)
    for kind, weight in zip(KINDS, KIND_WEIGHTS, strict=True):
        drawn -= weight
        if drawn < 0:
            return kind
    raise AssertionError(key)


def spot_in(village: Village, *key: object) -> str:
    group = whole(1, min(10, village.hamlets), "group", village.key, *key)
    return f"{NUMERALS[group]}组{pick(PLACES, 'spot', village.key, *key)}"


def first_problem(stop: Stop, turn: int) -> Problem:
    """A problem found for the first time."""
    key = (stop.number, turn)
    drawn = share("severity", *key)
    kind = kind_of(*key)
    return settled(stop, kind, spot_in(stop.village, *key), (drawn > 0.74) + (drawn > 0.95), "", key)


def settled(
    stop: Stop, kind: str, spot: str, severity: int, rebound_of: str, key: tuple[object, ...]
) -> Problem:
    """A problem with its deadline and what became of it by 2026-11-19."""
    texts, allowed = KINDS[kind]
    deadline = next_working(stop.day + timedelta(days=allowed))
    care = stop.village.care
    in_time = happens(0.9 + 0.09 * care, "in time", *key)
    returned = not in_time and happens(0.5, "returned", *key)
    stuck = not in_time and care < 0.6 and happens(0.06, "stuck", *key)
    if in_time:
        done = stop.day + timedelta(days=whole(0, max(0, allowed - 1), "done", *key))
        checked = min(deadline, next_working(done + timedelta(days=whole(0, 1, "checked", *key))))
    else:
        done = deadline + timedelta(days=whole(1, 12, "late", *key))
        checked = next_working(done + timedelta(days=whole(0, 2, "checked", *key)))
    return Problem(
        number="",
        stop=stop,
        kind=kind,
        text=pick(texts, "text", *key),
        spot=spot,
        severity=severity,
        deadline=deadline,
        at_once=allowed == 0,
        done_on=None if stuck or done > AS_OF else done,
        returned_on=next_working(deadline) if returned and next_working(deadline) <= AS_OF else None,
        closed_on=None if stuck or checked > AS_OF else checked,
        rebound_of=rebound_of,
        named=happens(0.5, "named", *key),
        deduction=DEDUCTIONS[severity] * (2 if rebound_of else 1),
        person=official("village head", stop.village.key),
    )


def comes_back(problem: Problem) -> bool:
    return problem.closed_on is not None and happens(
        0.01 + 0.22 * (1 - problem.village.care) ** 1.3,
        "back",
        problem.village.key,
        problem.spot,
        problem.stop.day,
    )


@cache
def problems() -> tuple[Problem, ...]:
    """Every problem to 2026-11-19 in order of finding; a number is never used twice."""
    made: list[Problem] = []
    waiting: dict[str, list[Problem]] = {}
    counted: dict[date, int] = {}
    for stop in stops():
        back = [old for old in waiting.pop(stop.village.key, []) if may_return(old, stop)]
        waiting[stop.village.key] = [
            old for old in back if old.closed_on is None or old.closed_on >= stop.day
        ]
        returned = [old for old in back if old not in waiting[stop.village.key]][:1]
        here = [
            settled(stop, old.kind, old.spot, min(2, old.severity + 1), old.number, (stop.number, old.number))
            for old in returned
        ] + [first_problem(stop, turn) for turn in range(found_at(stop))]
        for problem in here:
            counted[stop.day] = counted.get(stop.day, 0) + 1
            numbered = replace(problem, number=f"日督-{stop.day:%Y%m%d}-{counted[stop.day]:03d}")
            made.append(numbered)
            if comes_back(numbered):
                waiting.setdefault(stop.village.key, []).append(numbered)
    return tuple(made)


def may_return(old: Problem, stop: Stop) -> bool:
    return old.closed_on is not None and stop.day <= old.closed_on + timedelta(days=REBOUND_DAYS)


def rebounds() -> list[tuple[Problem, Problem]]:
    """(closed one, the one that came back) by the county's rule, whether or not the ledger names it."""
    earlier: dict[tuple[str, str, str], list[Problem]] = {}
    found = []
    for problem in problems():
        place = (problem.village.key, problem.kind, problem.spot)
        closed = [old for old in earlier.get(place, []) if old.closed_on and old.closed_on < problem.stop.day]
        if closed and (problem.stop.day - closed[-1].closed_on).days <= REBOUND_DAYS:
            found.append((closed[-1], problem))
        earlier.setdefault(place, []).append(problem)
    return found


def score_of(stop: Stop) -> int:
    """得分 in hundredths: a hundred less what the problems cost and what the inspectors saw in passing."""
    cost = sum(problem.deduction for problem in problems_at()[stop.number])
    passing = round(around(17 * (1 - stop.village.care) + 2.5, 2.5, "passing", stop.number) * 10) * 10
    return max(4000, 10_000 - cost - passing)


@cache
def problems_at() -> dict[str, list[Problem]]:
    """Visit number → its problems."""
    found: dict[str, list[Problem]] = {stop.number: [] for stop in stops()}
    for problem in problems():
        found[problem.stop.number].append(problem)
    return found
