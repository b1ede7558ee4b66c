"""What may be compared and what may not, in words: 口径变更, a new year, silence, villages that were merged."""

from enum import StrEnum

MISSING_SHARE = 0.03


class Uncompared(StrEnum):
    """Why nothing is said of a change."""

    BROKEN = "broken"
    NEW_YEAR = "new_year"
    SILENT = "silent"
    EARLIER = "earlier"
    UNDECLARED = "undeclared"
    LATER = "later"


def uncompared_words(reason: str, *, since: str) -> str:
    """「口径变更，不与上旬比」, 「年初重新累计，不与上旬比」, 「上旬未报，无可比」,
    「没有去年同期的数」; blank for no reason."""
    words = {
        Uncompared.BROKEN.value: f"口径变更，不与{since}比",
        Uncompared.NEW_YEAR.value: f"年初重新累计，不与{since}比",
        Uncompared.SILENT.value: f"{since}未报，无可比",
        Uncompared.EARLIER.value: f"没有{since}的数",
        Uncompared.UNDECLARED.value: f"{since}没有登记，无可比",
        Uncompared.LATER.value: f"{since}还没有过去，无可比",
    }
    return words.get(reason, "")


def merged_words(change: str) -> str:
    """「按并村前各村合计，较上旬提高0.4个百分点」: a change over the seam of a merger says what it was counted by."""
    return f"按并村前各村合计，{change}" if change else ""


def lacking_note(reported: int, expected: int, counted: str) -> str:
    """「（缺8村）」 when more than 3 % of those asked are silent (VISUAL 9), else blank."""
    missing = expected - reported
    if expected <= 0 or missing / expected <= MISSING_SHARE:
        return ""
    return f"（缺{missing}{counted}）"
