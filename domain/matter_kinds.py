"""The kinds of matter a leader decides on, told from what is known of each: who, how long, stuck on what."""

from dataclasses import dataclass
from datetime import date
from math import isnan

from domain.lights import LightRules, overdue_light
from domain.matters import SOURCE_WEIGHTS, Matter
from domain.wording.asks import problem_ask, silent_ask, stuck_ask
from domain.wording.numbers import percent, plain, wan

USUAL_WEIGHT = 0.5
DAYS_OF_XUN = 10


@dataclass(frozen=True, slots=True)
class OverdueProblem:
    """An open problem past its deadline; texts are blank where the ledger says nothing."""

    number: str
    source: str
    text: str
    unit: str
    person: str
    deadline: date | None
    status: str
    returns: int
    days_late: int


@dataclass(frozen=True, slots=True)
class OverdueSpots:
    """What the daily inspection found in one town and is overdue: told together, nobody decides on single spots."""

    town: str
    responsible: str
    numbers: tuple[str, ...]
    villages: tuple[str, ...]
    days_late: int


@dataclass(frozen=True, slots=True)
class LateDirective:
    """What a meeting decided and was not done by its day; person blank where it may not be named."""

    number: str
    text: str
    decided_at: str
    unit: str
    person: str
    due: date
    days_late: int


@dataclass(frozen=True, slots=True)
class SlowProject:
    """A project past its planned end, or far behind its due in money, or both; NaN is unknown.

    gap    paid share − due share; None of it counts unless it is far behind
    weight its plan against the largest one, 0 to 1
    since  for how many days its money has been far behind
    """

    number: str
    name: str
    responsible: str
    plan: float
    weight: float
    rate: float
    gap: float
    light: str
    progress: float
    is_done: bool
    days_late: int
    since: int
    problem: str
    is_far_behind: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """Places that have said nothing of a form for the same number of periods.

    towns        their towns, most silent places first; responsible: who answers for the first of them
    last         the period they spoke in last: 「10月下旬」; blank when not this year
    silent, asked  how many are silent and how many places those towns have
    """

    towns: tuple[str, ...]
    responsible: str
    periods: int
    silent: int
    asked: int
    last: str
    form: str


def problem_matter(found: OverdueProblem, rules: LightRules, day: date) -> Matter:
    verdict = overdue_light(found.days_late, rules, day).level.value
    return Matter(
        light=verdict,
        word=f"逾期 {found.days_late} 天",
        title=found.text or f"问题 {found.number}",
        details=_said(
            found.unit,
            found.person,
            f"{found.deadline:%m-%d} 到期" if found.deadline else "",
            f"退回 {found.returns} 次" if found.returns else "",
        ),
        ask=problem_ask(found.status, returns=found.returns, light=verdict),
        record="problem",
        key=(found.number,),
        gap=1.0,
        weight=SOURCE_WEIGHTS.get(found.source, USUAL_WEIGHT),
        days=found.days_late,
    )


def spots_matter(found: OverdueSpots, rules: LightRules, day: date) -> Matter:
    more = f"等 {len(found.villages)} 村" if len(found.villages) > 3 else ""
    single = len(found.numbers) == 1
    return Matter(
        light=overdue_light(found.days_late, rules, day).level.value,
        word=f"逾期 {found.days_late} 天",
        title=f"{found.town} {len(found.numbers)} 处督查问题逾期未改",
        details=_said(found.responsible, "、".join(found.villages[:3]) + more),
        ask="定整改完成日和复查人",
        record="problem" if single else "",
        key=found.numbers if single else (),
        gap=1.0,
        weight=SOURCE_WEIGHTS["inspection"],
        days=found.days_late,
    )


def directive_matter(found: LateDirective, rules: LightRules, day: date) -> Matter:
    """It weighs as much as a finding from above: the meeting itself set the day."""
    return Matter(
        light=overdue_light(found.days_late, rules, day).level.value,
        word=f"逾期 {found.days_late} 天",
        title=found.text or f"调度事项 {found.number}",
        details=_said(found.unit, found.person, f"{found.decided_at}定，{found.due:%m-%d} 到期"),
        ask="定新的完成日，或记未办结",
        record="directive",
        key=(found.number,),
        gap=1.0,
        weight=1.0,
        days=found.days_late,
    )


def project_matter(found: SlowProject, rules: LightRules, day: date) -> Matter:
    """Its chip is the overdue end where there is one, else the money; how far it is behind is the worse of the two."""
    money = -found.gap if found.is_far_behind else 0.0
    work, built = _unbuilt(found)
    paid = f"支出 {percent(found.rate)}" if found.is_far_behind else ""
    if found.days_late:
        verdict = overdue_light(found.days_late, rules, day).level.value
        word = f"逾期 {found.days_late} 天"
    else:
        verdict, word = found.light, f"差 {plain(money * 100, 1)}"
    return Matter(
        light=verdict,
        word=word,
        title="，".join(_said(found.name, built, paid)),
        details=_said(
            found.responsible, "" if isnan(found.plan) else f"{wan(found.plan)} 万元", found.problem
        ),
        ask=stuck_ask(found.problem, is_done=found.is_done),
        record="project",
        key=(found.number,),
        gap=max(money, work),
        weight=found.weight,
        days=max(found.since, found.days_late, DAYS_OF_XUN if found.is_far_behind else 0),
    )


def _unbuilt(found: SlowProject) -> tuple[float, str]:
    """What is not built of an overdue project; nothing known of it counts as all of it, and is said so."""
    if not found.days_late:
        return 0.0, ""
    if isnan(found.progress):
        return 1.0, "形象进度未报"
    return 1.0 - found.progress, f"形象进度 {percent(found.progress)}"


def silent_matter(found: Silence) -> Matter:
    more = f"等 {len(found.towns)} 镇" if len(found.towns) > 3 else ""
    return Matter(
        light="none",
        word=f"连缺 {found.periods} 旬" if found.periods > 1 else "未报",
        title=f"{'、'.join(found.towns[:3])}{more} {found.silent} 村未报{found.form}",
        details=_said(found.responsible, f"最近一次 {found.last}" if found.last else "近期没有报过"),
        ask=silent_ask(found.periods),
        record="",
        key=(),
        gap=found.silent / found.asked,
        weight=1.0,
        days=found.periods * DAYS_OF_XUN,
    )


def _said(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
