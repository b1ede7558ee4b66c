"""The three-way difference of one field (DESIGN 1, "What an upload says").

base = what this form said last; known = what stands now; said = what the file says. Changed in the file only →
change; in the database only → kept; in both → conflict.
"""

from enum import IntEnum

from domain.records import UNSAID


class Outcome(IntEnum):
    """What becomes of one field. The greater wins where one cell feeds several fields."""

    UNSAID = 0
    SAME = 1
    KEPT = 2
    NEW = 3
    CHANGED = 4
    CONFLICT = 5


OUTCOME_WORDS = {
    Outcome.UNSAID: "未提及",
    Outcome.SAME: "不变",
    Outcome.KEPT: "保留现值",
    Outcome.NEW: "新增",
    Outcome.CHANGED: "变更",
    Outcome.CONFLICT: "冲突",
}


def outcome(said: object, known: object, base: object, *, stands: bool) -> Outcome:
    """What becomes of one field.

    said    the file's value, UNSAID where it is silent
    known   what stands now, None for nothing; stands says whether the key is known at all
    base    what this form said last of the field, UNSAID where it never did
    """
    if said is UNSAID:
        return Outcome.UNSAID
    if stands and said == known:
        return Outcome.SAME
    if not stands and base is not UNSAID and said == base:
        return (
            Outcome.KEPT
        )  # gone from the database since our own export: repeating it does not bring it back
    if not stands or (known is None and base is UNSAID):
        return Outcome.NEW
    if base is UNSAID or base == known:
        return Outcome.CHANGED
    return Outcome.KEPT if said == base else Outcome.CONFLICT
