"""Tasks in a ledger: 「整改-012/青石镇」 is a part of 整改-012, a problem no more; while one is open no row closes the problem.

The button refuses the same (domain/problem_life.py): a problem from above closes last, however the closing is told.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from domain.names import Match
from domain.official_ledger import Stood, last_on_the_way
from domain.problem_life import HANDED_DOWN, SPREAD, SPREAD_SIGN, TASK_SIGN
from domain.problem_status import ENDED, ProblemStatus
from uploads.forms.events import History, Step
from uploads.forms.our_rows import OurHistory
from uploads.knowledge import Knowledge

Histories = Sequence[History | OurHistory | None]
_FOUND = "found"


class Parents:
    """Which numbers of a sheet are tasks, of which problem: those known and those the sheet itself lists."""

    def __init__(self, numbers: Sequence[str], knowledge: Knowledge, day: date) -> None:
        self._known = knowledge.problems["problem"]
        self._numbers = {*self._known, *numbers}
        self._roster, self._day = knowledge.roster, day

    def begins(self, number: str, stood: Sequence[Stood]) -> str:
        """The kind of a problem's first event: what is known of it, else what its number says."""
        if stood:
            return next((one.kind for one in stood if one.kind in (HANDED_DOWN, SPREAD)), _FOUND)
        above, sign, town = number.rpartition(TASK_SIGN)
        if sign and above in self._numbers:
            named = isinstance(self._roster.resolve_town(town, self._day), Match)
            return HANDED_DOWN if named else _FOUND
        above, sign, _ = number.rpartition(SPREAD_SIGN)
        return SPREAD if sign and above in self._numbers else _FOUND

    def under(self, above: set[str]) -> dict[str, list[str]]:
        """The towns' tasks under these problems."""
        found: dict[str, list[str]] = defaultdict(list)
        for number in sorted(self._numbers):
            parent, sign, _ = number.rpartition(TASK_SIGN)
            if sign and parent in above:
                found[parent].append(number)
        return found


def held_open(
    numbers: Sequence[str], histories: Histories, parents: Parents, knowledge: Knowledge
) -> dict[int, tuple[str, ...]]:
    """Rows that would close a problem, and its tasks still open once every row of the sheet is taken in."""
    stood = knowledge.stood({number for number, one in zip(numbers, histories, strict=True) if one})
    closing = {
        number: i
        for i, (number, one) in enumerate(zip(numbers, histories, strict=True))
        if one and closes(one, stood.get(number, ()))
    }
    if not closing:
        return {}
    under = parents.under(set(closing))
    told = {number: one for number, one in zip(numbers, histories, strict=True) if one}
    known = knowledge.stood({task for tasks in under.values() for task in tasks})
    found = {
        closing[parent]: tuple(task for task in tasks if not _ends(told.get(task), known.get(task, ())))
        for parent, tasks in under.items()
    }
    return {i: tasks for i, tasks in found.items() if tasks}


def closes(one: History | OurHistory, stood: Sequence[Stood]) -> bool:
    """Whether a row tells a closing that is not known yet."""
    known = {event.when for event in stood if event.to is ProblemStatus.CLOSED}
    now = last_on_the_way(stood)
    if now is not None and now.to is ProblemStatus.CLOSED:
        return False
    return any(_is_close(step) and (step.day, step.seq) not in known for step in one.steps)


def without_closing(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps of a row without the one that is not taken."""
    return tuple(step for step in steps if not _is_close(step))


def _is_close(step: Step) -> bool:
    return step.to_status is ProblemStatus.CLOSED


def _ends(told: History | OurHistory | None, stood: Sequence[Stood]) -> bool:
    """Whether a task is over, by what is known and what the sheet tells."""
    ways: Mapping[tuple[date, int], ProblemStatus] = {
        **{one.when: one.to for one in stood},
        **{(step.day, step.seq): step.to_status for step in (told.steps if told else ())},
    }
    return bool(ways) and ways[max(ways)] in ENDED
