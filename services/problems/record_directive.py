"""Record what a meeting decided, and each step in the life of it: a directive and its events, one change each."""

from dataclasses import dataclass
from datetime import date, datetime

from data_access.database import Store, head, reading
from data_access.versions import Committed, Header, Said, commit, said_by_hand
from domain.directive_life import ABOUT, DIRECTIVE_STEPS, DirectiveStatus, barred, lacking
from domain.numbering import next_after, next_seq
from domain.permissions import ROLE_WORDS, Actor, Scope, role_words
from domain.personal_numbers import refuse_personal
from domain.problem_life import CHECKERS
from domain.records import Directive, Event
from domain.refusals import Refusal
from services.known.known_rows import known_rows
from services.known.read_directives import directives_on
from services.known.read_setting import read_setting
from services.problems.promises import Promise, promise_fields


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided; 岗位、人、日 all set. The promise is optional."""

    decided_at: str
    given_on: date
    text: str
    lead_unit: str
    post: str
    person: str
    deadline: date | None
    standard: str = ""
    promise: Promise | None = None


MAY_DECIDE = CHECKERS
_NEEDED = {"decided_at": "哪次调度会", "text": "定了什么事", "lead_unit": "牵头单位", "post": "责任岗位", "person": "责任人",
           "deadline": "办理时限"}  # fmt: skip
_FREE = {"text": "事项", "standard": "完成标准", "person": "责任人", "post": "责任岗位"}


def record_directive(store: Store, actor: Actor, decided: Decided, *, scope: Scope, now: datetime) -> str:
    """The number it was given, 「调度-20261120-01」.

    Refused: who may not decide or sees a part of the county only; anything of 岗位、人、日 missing; a day before the meeting or
    a meeting to come; a unit that is not known; a promise that does not hold together (services/problems/promises.py)
    """
    _refuse_actor(actor, scope)
    _refuse_incomplete(decided)
    _refuse_days(decided, now.date())
    with reading(store) as connection:
        n = head(connection)
    setting = read_setting(store, n)
    if decided.lead_unit not in setting.units.nodes:
        raise Refusal("没有这个牵头单位。请从名单里选一个单位。", code="directive_unknown")
    start = f"调度-{decided.given_on:%Y%m%d}-"
    number = f"{start}{next_after(start, known_rows(store, Directive, n)['directive']):02d}"
    row: dict[str, object] = {
        name: getattr(decided, name) or None for name in Decided.__dataclass_fields__ if name != "promise"
    }
    if decided.promise:
        row |= promise_fields(store, decided.promise, setting=setting, given_on=decided.given_on, known_at=n)
    said = [
        said_by_hand(Directive, row | {"directive": number}),
        _event(number, decided.given_on, 1, "given", DirectiveStatus.GIVEN, actor.name, ""),
    ]
    header = Header("edit", actor.name, actor.role.value, f"交办调度事项 {number}", now, (), ())
    commit(store, header, said, n)
    return number


def _refuse_actor(actor: Actor, scope: Scope) -> None:
    if actor.role not in MAY_DECIDE or scope.is_limited():
        raise Refusal(
            f"调度事项由管全县的{role_words(MAY_DECIDE)}来记，您的角色是{ROLE_WORDS[actor.role]}。",
            code="may_not_decide",
        )


def _refuse_incomplete(decided: Decided) -> None:
    for name, word in _NEEDED.items():
        if not str(getattr(decided, name) or "").strip():
            raise Refusal(
                f"没有写{word}。调度事项要到岗、到人、到天，请补上再记。", code="directive_incomplete"
            )
    refuse_personal({word: getattr(decided, name) for name, word in _FREE.items()})


def _refuse_days(decided: Decided, today: date) -> None:
    if decided.given_on > today:
        raise Refusal(
            f"交办日期 {decided.given_on:%Y-%m-%d} 还没有到，请写开会的那天。", code="meeting_in_future"
        )
    if decided.deadline is not None and decided.deadline < decided.given_on:
        raise Refusal(
            f"办理时限 {decided.deadline:%Y-%m-%d} 早于交办的 {decided.given_on:%Y-%m-%d}，请改到那天或以后。",
            code="due_before_given",
        )


def act_on_directive(
    store: Store, actor: Actor, *, number: str, kind: str, day: date, note: str, scope: Scope, now: datetime,
    new_deadline: date | None = None, approver: str = "",
) -> Committed:  # fmt: skip
    """One step of the table (domain/directive_life.py). Refused with its sentence where it may not be made."""
    with reading(store) as connection:
        n = head(connection)
    state, step = directives_on(store, n, now.date()), DIRECTIVE_STEPS[kind]
    own = state[(state["directive"] == number).to_numpy(dtype=bool)]
    if own.empty or (scope.is_limited() and own["lead_unit"].iloc[0] not in (scope.units or ())):
        raise Refusal(f"没有调度事项“{number}”，或不在您的查看范围内。", code="no_directive")
    row, due = own.iloc[0], own["due"].iloc[0].date()
    told = {"note": note, "new_deadline": new_deadline, "approver": approver}
    sentence = barred(step, row["status"], due, row["since"].date(), actor.role, day) or lacking(
        step, told, due
    )
    if day > now.date():
        sentence = f"日期 {day:%Y-%m-%d} 还没有到，请写办的那天。"
    if sentence:
        raise Refusal(sentence, code="directive_step")
    refuse_personal({"说明": note, "批准人": approver})
    events = known_rows(store, Event, n)
    events = events[((events["about"] == ABOUT) & (events["number"] == number)).to_numpy(dtype=bool)]
    words = note.strip() + (
        f"（延到 {new_deadline:%Y-%m-%d}，{approver.strip()}批准）" if new_deadline else ""
    )
    to = step.to or DirectiveStatus(row["status"])
    said = [_event(number, day, next_seq(events, day), kind, to, actor.name, words)]
    if kind == "postponed":
        said.append(said_by_hand(Directive, {"directive": number, "extended_to": new_deadline}))
    header = Header("edit", actor.name, actor.role.value, f"{step.word} {number}", now, (), ())
    return commit(store, header, said, n)


def _event(
    number: str, day: date, seq: int, kind: str, status: DirectiveStatus, actor: str, note: str
) -> Said:
    row = {"about": ABOUT, "number": number, "day": day, "seq": seq, "kind": kind, "to_status": status.value,
           "actor": actor, "note": note or None}  # fmt: skip
    return said_by_hand(Event, row)
