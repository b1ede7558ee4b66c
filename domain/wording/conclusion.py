"""The headline of a page: a sentence with a number and a comparison, at most one clause red, then what changed.

Computed by rule from measures, never written by hand (VISUAL 10). At most 45 字 so that it stands on one line.
"""

from dataclasses import dataclass

LONGEST = 45


@dataclass(frozen=True, slots=True)
class Conclusion:
    """plain and red stand one after the other; sub is the line below."""

    plain: str
    red: str = ""
    sub: str = ""


def named(names: list[str], *, most: int = 2) -> str:
    """「柳湾乡、双塘镇」; 「柳湾乡、双塘镇等 5 镇」 style counts are left to the caller by `most`."""
    shown = "、".join(names[:most])
    return f"{shown}等{len(names)}个" if len(names) > most else shown
