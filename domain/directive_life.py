"""The life of a directive 调度事项: 交办 → 在办 → 办结, or 未办结; a day may be moved before it has come.

As in domain/problem_life.py one table says which step leads where, who may make it and what it needs; the buttons and the
refusals are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.permissions import ROLE_WORDS, Role, role_words
from domain.problem_life import CHECKERS, KEEPERS, REPORTERS

ABOUT = "directive"


class DirectiveStatus(StrEnum):
    GIVEN = "given"
    WORKING = "working"
    DONE = "done"
    UNDONE = "undone"


DIRECTIVE_WORDS: Mapping[str, str] = {
    DirectiveStatus.GIVEN: "已交办", DirectiveStatus.WORKING: "在办", DirectiveStatus.DONE: "办结",
    DirectiveStatus.UNDONE: "未办结",
}  # fmt: skip
_G, _W, _D, _U = DirectiveStatus
# What a step needs: its name on the form, and what is said where it is missing.
NEEDS: Mapping[str, tuple[str, str]] = {
    "note": ("说明", "没有写说明。请写明办到什么程度、佐证在哪里或为什么。"),
    "new_deadline": ("延到哪天", "没有写延到哪天。请选定新的时限。"),
    "approver": ("批准人", "没有写批准人。延期要写明谁批准的。"),
}


@dataclass(frozen=True, slots=True)
class DirectiveStep:
    """One row of the table; to None where the status stays."""

    kind: str
    word: str
    starts: frozenset[DirectiveStatus]
    to: DirectiveStatus | None
    roles: frozenset[Role]
    needs: tuple[str, ...]


DIRECTIVE_LIFE: tuple[DirectiveStep, ...] = (
    DirectiveStep("taken_up", "开始办", frozenset({_G}), _W, REPORTERS, ("note",)),
    DirectiveStep("finished", "办结", frozenset({_G, _W, _U}), _D, CHECKERS, ("note",)),
    DirectiveStep(
        "postponed", "延期", frozenset({_G, _W}), None, KEEPERS, ("new_deadline", "note", "approver")
    ),
    DirectiveStep("unfinished", "记未办结", frozenset({_G, _W}), _U, CHECKERS, ("note",)),
    DirectiveStep("undone", "恢复在办", frozenset({_D, _U}), _W, KEEPERS, ("note",)),
)
DIRECTIVE_STEPS: Mapping[str, DirectiveStep] = {step.kind: step for step in DIRECTIVE_LIFE}
GIVEN_WORD = "交办事项"


def barred(
    step: DirectiveStep, status: DirectiveStatus, deadline: date, last_day: date, role: Role, day: date
) -> str:
    """Why this step may not be made on the day by this role; blank where it may.

    deadline  the one that holds; last_day  of the last thing that happened to it
    """
    if role not in step.roles:
        return f"“{step.word}”由{role_words(step.roles)}来做，您的角色是{ROLE_WORDS[role]}。"
    if status not in step.starts:
        return f"现在是“{DIRECTIVE_WORDS[status]}”，不能{step.word}。"
    if day < last_day:
        return f"日期 {day:%Y-%m-%d} 早于上一步的 {last_day:%Y-%m-%d}，请改成那天或以后。"
    if step.kind == "postponed" and day > deadline:
        return f"时限 {deadline:%Y-%m-%d} 已经过了。延期要在到期以前批准，过期的照记逾期。"
    return ""


def lacking(step: DirectiveStep, told: Mapping[str, object], deadline: date) -> str:
    """What is missing or contradicts in what was filled in; blank where nothing is."""
    for name in step.needs:
        if not str(told.get(name) or "").strip():
            return NEEDS[name][1]
    moved = told.get("new_deadline")
    if step.kind == "postponed" and isinstance(moved, date) and moved <= deadline:
        return f"延到的 {moved:%Y-%m-%d} 不晚于现在的时限 {deadline:%Y-%m-%d}，请写更晚的一天。"
    return ""
