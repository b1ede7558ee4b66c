"""Parts against their whole: a part is not larger than the whole, all parts together make it (domain.md 1.4 DQ5)."""

from collections.abc import Sequence


def exceeds_whole(part: int | None, whole: int | None) -> bool:
    """部分大于全体; nothing missing contradicts anything."""
    return part is not None and whole is not None and part > whole


def sum_off(whole: int | None, parts: Sequence[int | None], *, tolerated: int = 0) -> int | None:
    """The sum of the parts where it is not the whole; None where it is, or where any of them is missing."""
    said = [part for part in parts if part is not None]
    if whole is None or len(said) < len(parts):
        return None
    total = sum(said)
    return total if abs(total - whole) > tolerated else None
