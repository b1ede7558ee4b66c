"""Tasks in a ledger: 「整改-012/青石镇」 is a part of 整改-012, a problem no more; while one is open no row closes the problem.

The button refuses the same (domain/problem_life.py): a problem from above closes last, however the closing is told.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from domain.names import Match
from domain.official_ledger import Stood, last_on_the_way
from domain.places import TOWN, Roster
from domain.problem_life import HANDED_DOWN, SPREAD, SPREAD_SIGN, TASK_SIGN
from domain.problem_status import ENDED, ProblemStatus
from uploads.forms.events import History, Step
from uploads.forms.our_rows import OurHistory
from uploads.knowledge import Knowledge
from uploads.tables import Table

Histories = Sequence[History | OurHistory | None]
_FOUND = "found"
AS_TASKS, AS_REPEATED = "一个问题分给几个镇", "重复的行，只读第一行"


def number_tasks(
    table: Table, numbers: Sequence[str], located: Sequence[object], knowledge: Knowledge
) -> list[str]:
    """The numbers, with those of one finding that stands once per town 涉及镇村 told apart, where somebody says so.

    The first row of a number is the finding, the others its towns' tasks. Rows of one town stay what they are: the same twice.
    Those that are tasks already are not asked about again.
    """
    roster, known = knowledge.roster, set(knowledge.problems["problem"])
    towns: dict[str, dict[str, int]] = defaultdict(dict)
    again: dict[int, str] = {}
    for i in table.kept():
        town = _town_name(located[i], roster)
        if town and towns[numbers[i]] and town not in towns[numbers[i]]:
            again[i] = f"{numbers[i]}{TASK_SIGN}{town}"
        towns[numbers[i]].setdefault(town, i)
    asked = {i for i, task in again.items() if task not in known}
    choice = _how(table, numbers, towns, sorted(asked)) if asked else AS_TASKS
    if choice is None:
        table.refused_rows.update(asked)
    tasks = again if choice == AS_TASKS else {i: task for i, task in again.items() if i not in asked}
    return [tasks.get(i, number) for i, number in enumerate(numbers)]


def _how(
    table: Table, numbers: Sequence[str], towns: Mapping[str, Mapping[str, int]], rows: list[int]
) -> str | None:
    first = numbers[rows[0]]
    text = (
        f"有 {len({numbers[i] for i in rows})} 个问题编号写了几行，每行一个镇（如“{first}”：{'、'.join(filter(None, towns[first]))}）。"
        "怎么记？分给几个镇的，第一行是总账，别的行是各镇的任务，都了结了总账才能销号。"
    )
    return table.ask(f"tasks:{table.sheet.name}", text, (AS_TASKS, AS_REPEATED), "problem.problem", rows)


def _town_name(place: object, roster: Roster) -> str:
    if not isinstance(place, str) or place not in roster:
        return ""
    town = place if roster[place].level == TOWN else roster.town_of(place)
    return roster[town].name if town else ""


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
    numbers: Sequence[str], histories: Histories, parents: Parents, knowledge: Knowledge,
    stood: Mapping[str, Sequence[Stood]],
) -> dict[int, tuple[str, ...]]:  # fmt: skip
    """Rows that would close a problem, and its tasks still open once every row of the sheet is taken in.

    stood  what is known to have happened to the problems of the sheet
    """
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
