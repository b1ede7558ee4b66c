"""The one life cycle of a problem, whatever its source: which step leads from where to where, who may make it, what it needs.

This table is the only place: an imported ledger passes its transitions, the buttons of a problem and the diagram in
docs/problem-life.md are made from it, and a button that may not be pressed says why in the sentence the service refuses with.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.permissions import ROLE_WORDS, Role, role_words
from domain.problem_status import STATUS_WORDS, ProblemStatus

_W, _F, _K, _C, _R, _S, _D = ProblemStatus
_OPEN = frozenset({_W, _F, _K, _R, _S})
REPORTERS = frozenset({Role.CLERK, Role.INSPECTOR, Role.REVIEWER, Role.ADMIN})
CHECKERS = frozenset({Role.INSPECTOR, Role.REVIEWER, Role.ADMIN})
KEEPERS = frozenset({Role.REVIEWER, Role.ADMIN})

# What a step may need to be told, by the field it fills: its name on the form, and what is said where it is missing.
NEEDS: Mapping[str, tuple[str, str]] = {
    "duty_unit": ("责任单位", "没有选责任单位。交办要到岗、到人、到天，请选定单位。"),
    "person": ("责任人", "没有写责任人。交办要到岗、到人、到天，请写明职务和姓名。"),
    "deadline": ("期限", "没有定期限。交办要到岗、到人、到天，请定到某一天。"),
    "new_deadline": ("延到哪天", "没有写延到哪天。请选定新的期限。"),
    "next_review": ("下次复核日", "没有定下次复核日。长期坚持的要定下哪天再看。"),
    "evidence": ("佐证资料", "没有写佐证资料。请写明照片、资料在哪里，只有文号不算。"),
    "note": ("说明", "没有写说明。请写明情况或理由。"),
    "approver": ("批准人", "没有写批准人。延期要写明谁批准的。"),
    "actor": ("经办人", "没有写经办人。请写明是谁办的。"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table.

    kind    of the event it writes; word is what its button says
    to      the status it leads to, None where the status stays
    needs   fields of NEEDS that have to be told
    checks  made by whoever looks at the result on the spot, who may not be the one who put it right
    """

    kind: str
    word: str
    starts: frozenset[ProblemStatus]
    to: ProblemStatus | None
    roles: frozenset[Role]
    needs: tuple[str, ...]
    checks: bool = False


# In the order of the buttons.
LIFE: tuple[Step, ...] = (
    Step("assigned", "交办", frozenset({_W}), _F, CHECKERS, ("duty_unit", "person", "deadline", "actor")),
    Step("replied", "报完成", frozenset({_W, _F, _R, _S}), _K, REPORTERS, ("evidence", "note", "actor")),
    Step("closed", "复查通过销号", frozenset({_K, _S}), _C, CHECKERS, ("note", "actor"), checks=True),
    Step("returned", "退回", frozenset({_K}), _R, CHECKERS, ("note", "actor"), checks=True),
    Step("staged", "转长期坚持", frozenset({_W, _F, _K, _R}), _S, KEEPERS, ("note", "next_review", "actor")),
    Step("reviewed", "复核，继续坚持", frozenset({_S}), None, CHECKERS, ("note", "next_review", "actor")),
    Step("resumed", "继续整改", frozenset({_K, _R, _S}), _F, CHECKERS, ("note", "actor")),
    Step("extension_asked", "申请延期", frozenset({_F, _R, _K}), None, REPORTERS,
         ("new_deadline", "note", "actor")),
    Step("extended", "准予延期", frozenset({_F, _R, _K}), None, KEEPERS,
         ("new_deadline", "note", "approver", "actor")),
    Step("handed_over", "换责任人", _OPEN - {_W}, None, CHECKERS, ("duty_unit", "person", "note", "actor")),
    Step("declined", "不予受理", frozenset({_W, _F}), _D, KEEPERS, ("note", "actor")),
    Step("confirmed", "回头看属实", frozenset({_C}), None, CHECKERS, ("note", "actor"), checks=True),
    Step("found_false", "回头看不实", frozenset({_C}), _F, CHECKERS, ("note", "actor"), checks=True),
    Step("reopened", "重新打开", frozenset({_C}), _F, CHECKERS, ("note", "actor")),
    Step("accepted_again", "恢复受理", frozenset({_D}), _W, KEEPERS, ("note", "actor")),
)  # fmt: skip
STEPS: Mapping[str, Step] = {step.kind: step for step in LIFE}
STEP_WORDS: Mapping[str, str] = {step.kind: step.word for step in LIFE}
# Steps beside the way: they say something of a problem and leave it where it stands.
BESIDE = frozenset(step.kind for step in LIFE if step.to is None)

# What may follow what; every status has an entry.
TRANSITIONS: Mapping[ProblemStatus, frozenset[ProblemStatus]] = {
    before: frozenset(step.to for step in LIFE if step.to is not None and before in step.starts)
    for before in ProblemStatus
}
# The place of each kind within a day, so that a ledger and a button tell the same event by the same key.
SEQ: Mapping[str, int] = {
    "found": 1, "handed_down": 1, "spread": 1, "assigned": 2, "replied": 3,
    "staged": 4, "returned": 5, "closed": 6, "declined": 7, "reported": 8,
}  # fmt: skip
FIRST_FREE_SEQ = 10
_SHORTEST_NAME = 2
LEADER_APPROVES_FROM = 3  # extensions of one problem
# What undoes a closing: it was not put right, or did not last, and weighs one step more from then on.
UNDOES_CLOSING = frozenset({"reopened", "found_false"})

# How a task came about: handed down to a town (「整改-012/青石镇」), or a village told to check itself 举一反三
# (「整改-012+青石镇东关村」). A task has a life like any problem, is in no rate, and is named by the problem above it.
HANDED_DOWN, SPREAD = "handed_down", "spread"
TASK_SIGN, SPREAD_SIGN = "/", "+"


def may_become(before: ProblemStatus, after: ProblemStatus) -> bool:
    """Whether the table of transitions lets one status follow another; a status may always be said again."""
    return before == after or after in TRANSITIONS[before]


@dataclass(frozen=True, slots=True)
class Case:
    """What of a problem decides on its next step.

    last_day  the day of the last thing that happened to it
    fixers    who answers for it and who last said it was put right
    open_tasks  numbers of the towns' tasks under it that are not closed yet
    asked_on   the day a longer deadline was asked for last, of those not granted yet
    extended   how often it was given a longer deadline; leader  the leader in charge 责任领导, blank where none is named
    """

    status: ProblemStatus
    last_day: date
    deadline: date | None = None
    fixers: frozenset[str] = frozenset()
    open_tasks: tuple[str, ...] = ()
    asked_on: date | None = None
    extended: int = 0
    leader: str = ""


def offered(status: ProblemStatus) -> tuple[Step, ...]:
    """The steps a person is shown: those of the status, and beside them the main way, barred, so that it says why."""
    main = ("assigned", "replied", "closed") if status in _OPEN else ()
    return tuple(step for step in LIFE if status in step.starts or step.kind in main)


def barred(step: Step, case: Case, role: Role, day: date) -> str:
    """Why this step may not be made on the day by this role; blank where it may."""
    if role not in step.roles:
        return f"“{step.word}”由{role_words(step.roles)}来做，您的角色是{ROLE_WORDS[role]}。"
    if case.status not in step.starts:
        from_words = "、".join(f"“{STATUS_WORDS[one]}”" for one in ProblemStatus if one in step.starts)
        return f"现在是“{STATUS_WORDS[case.status]}”，{from_words}的问题才能{step.word}。"
    if step.to is _C and case.open_tasks:
        named = "、".join(case.open_tasks[:3])
        return f"各镇的分解任务还有 {len(case.open_tasks)} 个没有销号（{named}），总账不能先销。"
    if step.kind in ("extension_asked", "extended"):
        if case.deadline is None:
            return "这个问题没有期限，不用延期。"
        in_time = step.kind == "extended" and case.asked_on is not None and case.asked_on <= case.deadline
        if day > case.deadline and not in_time:
            return f"期限 {case.deadline:%Y-%m-%d} 已经过了。延期要在到期以前申请，过期的照记逾期。"
    return ""


def lacking(step: Step, case: Case, told: Mapping[str, object], day: date) -> str:
    """What is missing or contradicts in what was filled in for a step; blank where nothing is.

    told  field of NEEDS → what was filled in
    """
    for name in step.needs:
        if told.get(name) in (None, "") or not str(told[name]).strip():
            return NEEDS[name][1]
    if day < case.last_day:
        return f"日期 {day:%Y-%m-%d} 早于上一步的 {case.last_day:%Y-%m-%d}，请改成那天或以后。"
    looks = str(told["actor"]).strip()
    if step.checks and any(is_same_person(looks, one) for one in case.fixers):
        return f"“{looks}”是责任人或报完成的人。整改的人不能自己复查，请换人到现场看过再办；同名的，请写上单位和职务。"
    if step.kind == "extended" and (sentence := not_approved(case, str(told["approver"]))):
        return sentence
    return _days_contradict(step, case, told, day)


def not_approved(case: Case, written: str) -> str:
    """Why what was written approves no longer deadline; blank where it does.

    Two extensions of a problem are the office's own; from the third on the leader in charge approves.
    written  the approver, or a ledger's 「确需延期，经副县长 李某批准」
    """
    if case.extended < LEADER_APPROVES_FROM - 1:
        return ""
    times = f"这是第 {case.extended + 1} 次延期，要由责任领导批准"
    if not case.leader:
        return f"{times}；这个问题还没有写责任领导。请先在台账里写上，再延期。"
    parts = (part.strip() for part in re.split(r"[。；;，,：:（）()]|由|经|报|批准|同意", written))
    if any(part and is_same_person(part, case.leader) for part in parts):
        return ""
    return f"{times}。责任领导是“{case.leader}”，写的是“{written.strip()}”，请报领导批准后再记。"


def is_same_person(one: str, other: str) -> bool:
    """Whether two ways of writing may be one person: 「村支书 甲某」 and 「甲某」 are, under two posts they are not."""
    names, others = (re.split(r"[\s、,，/]+", written.strip()) for written in (one, other))
    if "".join(names) == "".join(others):
        return True
    if len(names) > 1 and len(others) > 1:
        return False
    (short, *_), long = sorted((names, others), key=lambda parts: (len(parts), len("".join(parts))))
    return len(short) >= _SHORTEST_NAME and (short in long or "".join(long).endswith(short))


def _days_contradict(step: Step, case: Case, told: Mapping[str, object], day: date) -> str:
    due, extended, review = (told.get(name) for name in ("deadline", "new_deadline", "next_review"))
    if step.kind == "assigned" and isinstance(due, date) and due < day:
        return f"期限 {due:%Y-%m-%d} 早于交办的 {day:%Y-%m-%d}，请改到那天或以后。"
    if (
        "new_deadline" in step.needs
        and isinstance(extended, date)
        and case.deadline
        and extended <= case.deadline
    ):
        return f"延到的 {extended:%Y-%m-%d} 不晚于现在的期限 {case.deadline:%Y-%m-%d}，请写更晚的一天。"
    if "next_review" in step.needs and isinstance(review, date) and review <= day:
        return f"下次复核日 {review:%Y-%m-%d} 要晚于 {day:%Y-%m-%d}，请改。"
    return ""
