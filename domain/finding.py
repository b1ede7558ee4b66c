"""A finding of the daily inspection: what kinds there are, how it weighs, by when it is due, whether it came back.

Kinds and time limits: domain practice (城管 sample: 未及时整改扣 1 分, 重复扣 2 分); a county's own ledgers add their kinds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

KINDS = (
    "垃圾积存", "垃圾围箱", "乱堆乱放", "露天焚烧", "私搭乱建", "污水横流", "厕所问题", "畜禽散养", "农业废弃物", "乱贴乱画",
    "路肩杂物", "管护缺位", "台账不全",
)  # fmt: skip
SEVERITIES = ("一般", "较重", "严重")
# Hundredths of a point, off the village's 100.
DEDUCTIONS = {"一般": 200, "较重": 400, "严重": 600}
# 立行立改 is the day itself.
LIMITS = {"at_once": ("立行立改", 0), "three": ("3 日内", 3), "seven": ("7 日内", 7), "fifteen": ("15 日内", 15),
          "thirty": ("30 日内", 30)}  # fmt: skip
FULL_SCORE = 10_000


@dataclass(frozen=True, slots=True)
class Closed:
    """A problem that was closed, and where: what a new finding may be the return of."""

    number: str
    village: str
    kind: str
    spot: str
    day: date


def came_back(closed: Iterable[Closed], *, village: str, kind: str, spot: str, day: date, within: int) -> str:
    """The number of the newest closed problem this finding is the return of; blank where it is none.

    Same village, same kind, where both name a spot the same spot, within so many days after closing (domain/measures/rebounds.py).
    """
    again = [
        one
        for one in closed
        if one.village == village
        and one.kind == kind
        and not (one.spot and spot and one.spot != spot)
        and timedelta(0) < day - one.day <= timedelta(days=within)
    ]
    return max(again, key=lambda one: (one.day, one.number)).number if again else ""


def raised(severity: str) -> str:
    """One step heavier: what came back weighs more than what was found first."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]


def due_on(found: date, limit: str) -> date:
    return found + timedelta(days=LIMITS[limit][1])
