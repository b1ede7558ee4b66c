"""What a sentence is told of one measure, and the clauses that say how it stands."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from domain.indicators import is_rate
from domain.records import Indicator
from domain.rounding import difference_shown
from domain.wording.changes import against, change_since, gap_moved
from domain.wording.comparison import lacking_note
from domain.wording.conclusion import LONGEST, Conclusion
from domain.wording.numbers import (
    gap_decimals,
    length,
    measure_gap,
    measure_value,
    plain,
    shown_scale,
    spaced,
)

NAN = math.nan


@dataclass(frozen=True, slots=True)
class Standing:
    """One measure as a sentence needs it; numbers in the frame's unit, NaN missing.

    name           what the sentence calls it, e.g. 资金支出 for 资金支出率
    baseline_name  named in the sentence; blank without a baseline
    before         the value one period earlier, NaN where it may not be compared (口径变更)
    baseline_before  what it was held against then
    reported, expected, counted  「已报 163 / 171 村」
    """

    indicator: Indicator
    name: str
    value: float
    baseline: float
    baseline_name: str
    before: float
    baseline_before: float
    reported: int
    expected: int
    counted: str

    @property
    def gap(self) -> float:
        """value − baseline, turned so that below zero is always worse."""
        sign = -1.0 if self.indicator.direction == "down" else 1.0
        return sign * (self.value - self.baseline)

    @property
    def gap_before(self) -> float:
        sign = -1.0 if self.indicator.direction == "down" else 1.0
        return sign * (self.before - self.baseline_before)

    @property
    def falls_short(self) -> bool:
        """Worse than the baseline by at least one shown decimal."""
        decimals = gap_decimals(self.indicator, self.value, self.baseline)
        scale = shown_scale(self.indicator)
        gap = difference_shown(self.value * scale, self.baseline * scale, decimals)
        return (-gap if self.indicator.direction == "down" else gap) < 0


def missing_note(standing: Standing) -> str:
    """「（缺8村）」 when more than 3 % of those asked are silent, else blank."""
    return lacking_note(standing.reported, standing.expected, standing.counted)


def reported_words(standing: Standing) -> str:
    return f"已报{plain(standing.reported, 0)}/{plain(standing.expected, 0)}{standing.counted}"


def stands(standing: Standing) -> str:
    """「资金支出83.1%，低于县定节点9.2个百分点」; without a baseline the value alone."""
    joint = "" if is_rate(standing.indicator) else "为"
    said = f"{standing.name}{joint}{measure_value(standing.indicator, standing.value)}"
    held = against(standing.indicator, standing.value, standing.baseline, name=standing.baseline_name)
    return f"{said}，{held}" if held else said


def gap_said(standing: Standing) -> str:
    """「资金支出差距收窄到9.2个百分点」, 「项目完工仍落后12.2个百分点」, 「项目完工低于县定节点3.0个百分点」, by where
    the gap came from."""
    if not standing.falls_short or math.isnan(standing.gap_before) or standing.gap_before >= 0:
        held = against(standing.indicator, standing.value, standing.baseline, name=standing.baseline_name)
        return standing.name + (held or measure_value(standing.indicator, standing.value))
    moved = gap_moved(standing.gap, standing.gap_before, standing.indicator)
    if moved == "未动":
        return f"{standing.name}仍落后{measure_gap(standing.indicator, standing.gap)}"
    return f"{standing.name}差距{moved}"


def changed(standing: Standing, since: str) -> str:
    """「资金支出较上旬提高3.7个百分点」; blank where it may not be compared."""
    said = change_since(standing.indicator, standing.value, standing.before, since=since)
    return f"{standing.name}{said}" if said else ""


def nothing_yet(standing: Standing) -> Conclusion:
    """Said in place of a number that is not there."""
    told = f"应报{standing.expected}{standing.counted}，已报{standing.reported}{standing.counted}。"
    return Conclusion(spaced(f"{standing.name}本期还没有数据"), "", spaced(told))


def fitted(choices: Sequence[tuple[str, str]], sub: str) -> Conclusion:
    """The first (plain, red) of at most 45 字, spaced for the screen; the last, shortest choice if none is."""
    plain, red = next((c for c in choices if length(c[0] + c[1]) <= LONGEST), choices[-1])
    whole = spaced(plain + red)
    split = len(whole) - len(spaced(red)) if red else len(whole)
    return Conclusion(whole[:split], whole[split:], spaced(sub))


def sentence(parts: Sequence[str]) -> str:
    """Clauses joined by ； and ended by 。; blank ones are left out."""
    said = [part for part in parts if part]
    return "；".join(said) + "。" if said else ""
