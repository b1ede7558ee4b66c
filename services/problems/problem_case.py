"""What of one problem decides on its next step, at the newest change: read by the buttons and again by the verb behind them."""

from dataclasses import dataclass, field
from datetime import date

from pandas import DataFrame, isna

from data_access.database import Store, head, reading
from data_access.lookup import keys_beginning
from data_access.rows import rows_known
from domain.measures.ledgers import located
from domain.permissions import Scope, of_scope
from domain.problem_life import BESIDE, HANDED_DOWN, SPREAD, TASK_SIGN, Case
from domain.problem_status import ENDED, ProblemStatus
from domain.records import Event, Problem
from domain.refusals import Refusal
from services.known.read_setting import read_setting


@dataclass(frozen=True, slots=True)
class Standing:
    """A problem as it stands now.

    case     what decides on its next step
    n        the change it was read at; last_change the newest that spoke of its events
    row      the fields of `Problem` as known
    events   fields of `Event`, in order
    is_task  whether it was handed down from another problem
    """

    case: Case
    n: int
    last_change: int
    row: dict[str, object] = field(repr=False)
    events: DataFrame = field(repr=False)

    @property
    def is_task(self) -> bool:
        return bool(self.events["kind"].isin([HANDED_DOWN, SPREAD]).any())


def problem_case(store: Store, *, scope: Scope, number: str) -> Standing:
    """The problem at the newest change. Refused: one that is not known, or lies outside the scope."""
    with reading(store) as connection:
        n = head(connection)
        found = rows_known(connection, Problem, n, where={"problem": [number]})
        events = rows_known(connection, Event, n, where={"about": [Problem.NAME], "number": [number]})
    if found.empty or not _inside(store, found, scope, n):
        raise Refusal(
            f"到这一天为止没有编号“{number}”的问题，或不在您的查看范围内。请从清单里点开。", code="no_problem"
        )
    row = {str(name): worth for name, worth in found.iloc[0].items()}
    events = events.sort_values(["day", "seq"], kind="stable").reset_index(drop=True)
    case = _case(row, events, open_tasks(store, number, n))
    newest = max([int(found["opened_by"].iloc[0]), *(int(one) for one in events["opened_by"])])
    return Standing(case, n, newest, row, events)


def _inside(store: Store, found: DataFrame, scope: Scope, n: int) -> bool:
    setting = read_setting(store, n)
    placed = located(found["place"], setting.roster, as_of=found["found_on"].iloc[0])
    duty = found["duty_unit"].astype(object)
    unit = duty.where(duty.notna(), found["lead_unit"].astype(object))
    return bool(of_scope(placed.assign(unit=unit), scope).iloc[0])


def _case(row: dict[str, object], events: DataFrame, tasks: tuple[str, ...]) -> Case:
    on_the_way = events[(~events["kind"].isin(list(BESIDE))).to_numpy()]
    status = ProblemStatus(on_the_way["to_status"].iloc[-1]) if len(on_the_way) else ProblemStatus.WAITING
    replies = on_the_way[(on_the_way["kind"] == "replied").to_numpy()]
    named = [row["person"], *replies["actor"].tail(1)]
    found_on = row["found_on"]
    assert isinstance(found_on, date)
    deadline = row["deadline"]
    return Case(
        status=status,
        last_day=max([found_on, *events["day"]]),
        deadline=deadline if isinstance(deadline, date) and not isna(deadline) else None,
        fixers=frozenset(name.strip() for name in named if isinstance(name, str) and name.strip()),
        open_tasks=tasks,
        asked_on=_asked_on(events),
        extended=int((events["kind"] == "extended").sum()),
        leader=leader.strip() if isinstance(leader := row["leader"], str) else "",
    )


def _asked_on(events: DataFrame) -> date | None:
    own = events[events["kind"].isin(["extension_asked", "extended"]).to_numpy(dtype=bool)]
    if own.empty or own["kind"].iloc[-1] == "extended":
        return None
    day = own["day"].iloc[-1]
    return day if isinstance(day, date) else None


def open_tasks(store: Store, number: str, n: int) -> tuple[str, ...]:
    """Numbers of the tasks under a problem (「整改-012/青石镇」) that are neither closed nor declined."""
    with reading(store) as connection:
        under = keys_beginning(connection, Problem, f"{number}{TASK_SIGN}", n)
        if not under:
            return ()
        events = rows_known(connection, Event, n, where={"about": [Problem.NAME], "number": under})
    events = events[(~events["kind"].isin(list(BESIDE))).to_numpy()].sort_values(
        ["day", "seq"], kind="stable"
    )
    last = events.groupby("number")["to_status"].last()
    ended = {str(one) for one, status in last.items() if status in ENDED}
    return tuple(one for one in under if one not in ended)
