"""Tasks under a problem: a finding from above handed down to towns, or a list of villages that check themselves 举一反三.

A task is kept like a problem, with steps and deadlines of its own; it is in no rate, and while one handed down is open
the problem above cannot be closed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from pandas import DataFrame

from data_access.database import Store
from data_access.versions import Header, commit, said_by_hand
from domain.permissions import ROLE_WORDS, Actor, Scope, role_words
from domain.places import TOWN, VILLAGE
from domain.problem_life import CHECKERS, HANDED_DOWN, SEQ, SPREAD, SPREAD_SIGN, TASK_SIGN
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.records import Event, Problem
from domain.refusals import Refusal
from domain.setting import Setting
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.problems.problem_case import Standing, problem_case

MAY_HAND_DOWN = CHECKERS
# What villages may have in common with the one a problem was found in.
TRAITS = {"town": "同一个镇的各村", "category": "同一类别的村", "kind": "一年内有过同类问题的村"}
YEAR_DAYS = 365


def hand_down(
    store: Store, actor: Actor, *, scope: Scope, number: str, towns: Sequence[str], deadline: date, seen: int,
    now: datetime,
) -> int:  # fmt: skip
    """A task per town, waiting to be handed to somebody there by the deadline.

    seen     the change the person looked at
    returns  the number of the change
    Refused: who does not inspect; a problem that is over or itself a task; a town that has its task already, or none
    """
    standing, setting = _refuse(store, actor, scope, number, seen), read_setting(store, seen)
    known = set(problems_on(store, standing.n, now.date())["problem"])
    named = {town: setting.roster[town].name for town in towns if _is(setting, town, TOWN, now.date())}
    numbers = {town: f"{number}{TASK_SIGN}{name}" for town, name in named.items()}
    new = {town: one for town, one in numbers.items() if one not in known}
    if not new:
        raise Refusal("没有选还没分解到的镇。请选一个或几个镇，再点“分解”。", code="no_town_to_hand_down")
    return _write(store, actor, standing, setting, new, HANDED_DOWN, deadline, now)


def check_elsewhere(
    store: Store, actor: Actor, *, scope: Scope, number: str, trait: str, deadline: date, seen: int, now: datetime
) -> int:  # fmt: skip
    """举一反三: a self-check per village that shares the trait. What finds nothing ends as 不予受理.

    trait  one of TRAITS
    Refused: who does not inspect; a problem that is over, a task or without a village; no village left to check
    """
    standing, setting = _refuse(store, actor, scope, number, seen), read_setting(store, seen)
    state = problems_on(store, standing.n, now.date())
    villages = villages_alike(state, standing, setting, trait, now.date())
    known = set(state["problem"])
    numbers = {one: f"{number}{SPREAD_SIGN}{_full_name(setting, one)}" for one in villages}
    new = {one: told for one, told in numbers.items() if told not in known}
    if not new:
        raise Refusal("没有还没列入自查的同样的村。请换一种“同在哪里”。", code="no_village_to_check")
    return _write(store, actor, standing, setting, new, SPREAD, deadline, now)


def villages_alike(
    state: DataFrame, standing: Standing, setting: Setting, trait: str, day: date
) -> list[str]:
    """Villages that share the trait with the one the problem lies in, without it, in 区划顺序."""
    place, roster = standing.row["place"], setting.roster
    if not isinstance(place, str) or place not in roster or roster[place].level != VILLAGE:
        return []
    others = [node for node in roster.valid_on(day, VILLAGE) if node.place != place]
    if trait == "town":
        return [node.place for node in others if roster.town_of(node.place) == roster.town_of(place)]
    if trait == "category":
        own = roster[place].category
        return [node.place for node in others if own and node.category == own]
    same = state[(state["category"] == standing.row["category"]).to_numpy(dtype=bool)]
    recent = (same["found_on"].dt.date >= date.fromordinal(day.toordinal() - YEAR_DAYS)).to_numpy(dtype=bool)
    had = set(same["village"][recent].dropna())
    return [node.place for node in others if node.place in had]


def _is(setting: Setting, place: str, level: str, day: date) -> bool:
    return place in {node.place for node in setting.roster.valid_on(day, level)}


def _full_name(setting: Setting, village: str) -> str:
    town = setting.roster.town_of(village)
    return f"{setting.roster[town].name if town else ''}{setting.roster[village].name}"


def _refuse(store: Store, actor: Actor, scope: Scope, number: str, seen: int) -> Standing:
    if actor.role not in MAY_HAND_DOWN:
        raise Refusal(
            f"分解任务由{role_words(MAY_HAND_DOWN)}来做，您的角色是{ROLE_WORDS[actor.role]}。",
            code="may_not_hand_down",
        )
    standing = problem_case(store, scope=scope, number=number)
    if standing.last_change > seen:
        words = STATUS_WORDS[standing.case.status]
        raise Refusal(f"“{number}”刚被别人改过，现在是“{words}”。请看过它的经过再办。", code="problem_moved")
    if standing.is_task:
        raise Refusal(
            f"“{number}”本身是分解下来的任务，不能再分解。请到总账那一条去办。", code="task_of_a_task"
        )
    if standing.case.status in (ProblemStatus.CLOSED, ProblemStatus.DECLINED):
        words = STATUS_WORDS[standing.case.status]
        raise Refusal(f"“{number}”现在是“{words}”，未了结的问题才能分解。", code="ended_problem")
    return standing


def _write(
    store: Store, actor: Actor, standing: Standing, setting: Setting, numbers: Mapping[str, str], kind: str,
    deadline: date, now: datetime,
) -> int:  # fmt: skip
    day, above = now.date(), str(standing.row["problem"])
    if deadline < day:
        raise Refusal(
            f"期限 {deadline:%Y-%m-%d} 早于今天 {day:%Y-%m-%d}，请改到今天或以后。", code="task_overdue"
        )
    rows = [_row(standing, setting, place, one, kind, deadline, day) for place, one in numbers.items()]
    events = [
        {
            "about": Problem.NAME, "number": one, "day": day, "seq": SEQ["found"], "kind": kind,
            "to_status": ProblemStatus.WAITING.value, "actor": actor.name, "note": f"由 {above} 分解",
        }
        for one in numbers.values()
    ]  # fmt: skip
    word = "分解" if kind == HANDED_DOWN else "举一反三"
    header = Header("edit", actor.name, actor.role.value, f"{word} {above}", now, (), ())
    return commit(store, header, [said_by_hand(Problem, *rows), said_by_hand(Event, *events)], standing.n).n


def _row(
    standing: Standing, setting: Setting, place: str, number: str, kind: str, deadline: date, day: date
) -> dict[str, object]:
    town = place if setting.roster[place].level == TOWN else setting.roster.town_of(place)
    unit = setting.units.of_place(town or "", day)
    text = str(standing.row["text"] or "")
    shared = {name: standing.row[name] for name in ("batch", "category", "leader", "lead_unit", "severity")}
    return {
        **{name: worth if isinstance(worth, str) else None for name, worth in shared.items()},
        "problem": number, "source": standing.row["source"] if kind == HANDED_DOWN else "self", "found_on": day,
        "text": text if kind == HANDED_DOWN else f"自查：{text}", "place": place,
        "duty_unit": unit.unit if unit else None, "deadline_written": f"{deadline:%Y-%m-%d}", "deadline": deadline,
        "long_term": False,
    }  # fmt: skip
