"""How one measure is written and drawn on a chart: a fraction becomes 「83.1%」, yuan become 「5,650.80 万元」.

Frames carry unrounded values: a rate as a fraction, money in yuan, the rest in the catalogue's unit; NaN is
missing. Nothing here rounds a value that is used again. Digits are the domain's (domain/wording/numbers.py).
"""

from dataclasses import dataclass
from html import escape
from math import isnan

from domain.records import Indicator
from domain.rounding import decimals_short_of_whole, difference_shown
from domain.wording.numbers import MINUS, THIN_SPACE, YUAN_PER_WAN, decimals_of, plain, shown_unit, signed

MONEY, POINTS = "万元", "个百分点"


@dataclass(frozen=True, slots=True)
class Quantity:
    """The name and units of one measure, as shown.

    unit         "%", "个百分点": values are fractions; "万元": values are yuan; otherwise values are in the unit itself
    parts_unit   unit of numerator and denominator, "万元" for yuan; blank where there are no parts
    decimals     of the value as shown
    """

    name: str
    unit: str
    parts_unit: str = ""
    decimals: int = 1

    @property
    def label(self) -> str:
        """The name as a chart writes it: Plotly reads tags in texts, and a name of the catalogue must stay a name."""
        return escape(self.name, quote=False)

    @property
    def gap_unit(self) -> str:
        """Gaps between rates are in 百分点, never in percent."""
        return POINTS if self.unit == "%" else self.unit

    def drawn(self, value: float) -> float:
        """The value on the axis: percent, 万元 or the unit itself; NaN stays NaN."""
        return value * {"%": 100.0, POINTS: 100.0, MONEY: 1 / YUAN_PER_WAN}.get(self.unit, 1.0)

    def number(self, value: float) -> str:
        """「83.1」 without unit."""
        return written(self.drawn(value), self._decimals(value))

    def shown(self, value: float) -> str:
        """「83.1%」 or 「12 个」; 「未报」 for NaN."""
        return "未报" if isnan(value) else f"{self.number(value)}{self._joint}{self.unit}"

    def planned(self, value: float) -> str:
        """「100%」: a planned value, without the zeros nobody measured."""
        number = self.number(value)
        number = number.rstrip("0").rstrip(".") if "." in number else number
        return "未定" if isnan(value) else f"{number}{self._joint}{self.unit}"

    def gap(self, value: float, baseline: float) -> str:
        """「−9.2」 for a column headed by the unit; the true minus, never a hyphen; blank where either is missing."""
        is_full = self.unit == "%" and max(value, baseline) >= 1.0
        decimals = self._decimals(min(value, baseline)) if is_full else self.decimals
        return difference(difference_shown(self.drawn(value), self.drawn(baseline), decimals), decimals)

    def _decimals(self, value: float) -> int:
        """A rate that is not full never reads 100 (domain/rounding.py)."""
        return decimals_short_of_whole(value * 100, self.decimals) if self.unit == "%" else self.decimals

    def gap_in_words(self, value: float, baseline: float) -> str:
        """「低 9.2 个百分点」, 「持平」; blank where either is missing."""
        said = self.gap(value, baseline)
        if not said or not said.startswith(("+", MINUS)):
            return "持平" if said else ""
        return f"{'低' if said[0] == MINUS else '高'} {said[1:]} {self.gap_unit}"

    def parts(self, numerator: float, denominator: float) -> str:
        """「82 / 107 个」, 「5,650.80 / 6,800.00 万元」; blank where the measure has no parts."""
        if isnan(numerator) or not self.parts_unit:
            return ""
        sides = [part_amount(side, self.parts_unit) for side in (numerator, denominator) if not isnan(side)]
        return f"{f'{THIN_SPACE}/{THIN_SPACE}'.join(sides)} {self.parts_unit}"

    @property
    def _joint(self) -> str:
        return "" if self.unit == "%" else " "


def quantity_of(indicator: Indicator, *, parts_unit: str) -> Quantity:
    """The quantity of an indicator of the catalogue; the unit of its parts is not in the catalogue."""
    return Quantity(indicator.name, shown_unit(indicator), parts_unit, decimals_of(indicator))


def written(number: float, decimals: int) -> str:
    """「1,234.5」 rounded half up with a true minus; 「未报」 for NaN."""
    return "未报" if isnan(number) else plain(number, decimals)


def difference(number: float, decimals: int) -> str:
    """「+3.7」, 「−9.2」, 「0.0」; blank for NaN."""
    return "" if isnan(number) else signed(number, decimals)


def part_amount(number: float, unit: str) -> str:
    """A part as shown: yuan in 万元 with two decimals, counts as integers, the rest with one decimal."""
    if unit == MONEY:
        return plain(number / YUAN_PER_WAN, 2)
    return plain(number, 0 if float(number).is_integer() else 1)
