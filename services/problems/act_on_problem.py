"""Make one step in the life of a problem: an event, and what it alters of the problem, written as one change."""

from collections.abc import Mapping
from datetime import date, datetime

from pandas import DataFrame

from data_access.database import Store
from data_access.versions import Committed, Header, commit, said_by_hand
from domain.permissions import Actor, Moment, Scope
from domain.personal_numbers import refuse_personal
from domain.problem_life import FIRST_FREE_SEQ, SEQ, STEPS, UNDOES_CLOSING, barred, lacking
from domain.problem_status import STATUS_WORDS
from domain.records import Event, Problem
from domain.refusals import Refusal
from services.known.read_checklist import read_checklist
from services.problems.problem_case import Standing, problem_case

# Which fields of the problem a step alters; every other thing it is told stands in its event.
ALTERS: Mapping[str, tuple[str, ...]] = {
    "assigned": ("duty_unit", "person", "deadline"),
    "handed_over": ("duty_unit", "person"),
    "replied": ("evidence",),
    "staged": ("next_review",),
    "reviewed": ("next_review",),
    "extended": ("new_deadline",),
}


def act_on_problem(
    store: Store,
    actor: Actor,
    *,
    scope: Scope,
    number: str,
    kind: str,
    day: date,
    told: Mapping[str, object],
    seen: int,
    now: datetime,
) -> Committed:
    """Write the step.

    kind  of a row of domain.problem_life.LIFE; day it happened on
    told  fields of NEEDS → what was filled in
    seen  the change the person looked at
    Refused: what the table does not let this role do, what is missing, what somebody else changed since
    """
    refuse_personal({STEPS[kind].word: "|".join(text for text in told.values() if isinstance(text, str))})
    standing, step = problem_case(store, scope=scope, number=number), STEPS[kind]
    case = standing.case
    if standing.last_change > seen:
        raise Refusal(
            f"“{number}”刚被别人改过，现在是“{STATUS_WORDS[case.status]}”。请看过它的经过再办。",
            code="problem_moved",
        )
    if day > now.date():
        raise Refusal(f"日期 {day:%Y-%m-%d} 还没有到，请写实际办的那天。", code="step_in_future")
    refused = barred(step, case, actor.role, day) or lacking(step, case, told, day)
    if refused:
        raise Refusal(refused, code="step_refused")
    header = Header("edit", actor.name, actor.role.value, f"{step.word} {number}", now, (), ())
    heavier = _raised(store, standing, kind, day)
    note = _note(kind, told, standing)
    event = {
        "about": Problem.NAME,
        "number": number,
        "day": day,
        "seq": seq_of(kind, day, standing.events),
        "kind": kind,
        "to_status": (step.to or case.status).value,
        "actor": _text(told["actor"]),
        "note": f"程度由 {standing.row['severity']} 升为 {heavier}：{note}" if heavier else note,
    }
    said = [said_by_hand(Event, event)]
    altered = {name.removeprefix("new_"): told[name] for name in ALTERS.get(kind, ())}
    if kind == "assigned":
        altered["deadline_written"] = f"{told['deadline']:%Y-%m-%d}"
    if kind == "staged":
        altered["long_term"] = True
    if heavier:
        altered["severity"] = heavier
    if altered:
        told_of_it = {name: _text(worth) for name, worth in altered.items()}
        said.append(said_by_hand(Problem, {"problem": number, **told_of_it}))
    return commit(store, header, said, standing.n)


def _raised(store: Store, standing: Standing, kind: str, day: date) -> str:
    """The severity of a problem whose closing is undone, one step heavier; blank where it stays."""
    before = standing.row["severity"]
    if kind not in UNDOES_CLOSING or not isinstance(before, str):
        return ""
    after = read_checklist(store, Moment(day, standing.n)).raised(before.strip())
    return after if after != before.strip() else ""


def seq_of(kind: str, day: date, events: DataFrame) -> int:
    """The kind's own place within its day while nothing stands there or after it, else the next free one."""
    taken = [int(seq) for seq in events["seq"][(events["day"] == day).to_numpy()]]
    own = SEQ.get(kind, FIRST_FREE_SEQ)
    last = max(taken, default=0)
    return own if last < own else max(FIRST_FREE_SEQ, last + 1)


def _note(kind: str, told: Mapping[str, object], standing: Standing) -> str | None:
    """What was written, with what only the event keeps: both deadlines and who approved, or who handed over to whom."""
    note = str(told.get("note") or "").strip()
    if kind == "extension_asked":
        return f"申请由 {standing.case.deadline:%Y-%m-%d} 延到 {told['new_deadline']:%Y-%m-%d}：{note}"
    if kind == "extended":
        before, after = standing.case.deadline, told["new_deadline"]
        return f"期限由 {before:%Y-%m-%d} 延到 {after:%Y-%m-%d}，{_text(told['approver'])} 批准：{note}"
    if kind == "handed_over":
        known = standing.row["person"]
        left = known.strip() if isinstance(known, str) and known.strip() else "（没有写）"
        return f"责任人由 {left} 换成 {_text(told['person'])}，期限不变：{note}"
    if kind == "assigned":
        return f"交 {_text(told['person'])}，限 {told['deadline']:%Y-%m-%d} 前。{note}"
    return note or None


def _text(worth: object) -> object:
    return worth.strip() if isinstance(worth, str) else worth
