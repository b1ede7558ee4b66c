"""How one measure is written and drawn: the one place where a fraction becomes 「83.1%」 on a chart.

Frames carry unrounded values: a rate as a fraction, money in yuan, the rest in the catalogue's unit; NaN is
missing. Nothing here rounds a value that is used again.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

MINUS = "\u2212"
THIN = "\u2009"
MISSING_WORDS = {
    "not_reported": "未报",
    "not_applicable": "不适用",
    "under_review": "待核",
    "stale": "沿用",
    "not_due": "未到期",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """The name and units of one measure.

    unit         "%" values are fractions; "元" values are yuan, shown in 万元; otherwise the unit itself
    parts_unit   unit of numerator and denominator, "元" shown in 万元; blank where there are no parts
    decimals     of the value as shown
    """

    name: str
    unit: str
    parts_unit: str = ""
    decimals: int = 1

    @property
    def shown_unit(self) -> str:
        return "万元" if self.unit == "元" else self.unit

    @property
    def gap_unit(self) -> str:
        """Gaps between rates are in 百分点, never in percent."""
        return "个百分点" if self.unit == "%" else self.shown_unit

    def drawn(self, value: float) -> float:
        """The value on the axis: percent, 万元 or the unit itself; NaN stays NaN."""
        return value * {"%": 100.0, "元": 0.0001}.get(self.unit, 1.0)

    def number(self, value: float) -> str:
        """「83.1」 without unit."""
        return rounded(self.drawn(value), self.decimals)

    def shown(self, value: float) -> str:
        """「83.1%」 or 「12 个」."""
        if pd.isna(value):
            return "未报"
        joint = "" if self.unit == "%" else " "
        return f"{self.number(value)}{joint}{self.shown_unit}"

    def plain(self, value: float) -> str:
        """「100%」: a planned value, without the zeros nobody measured."""
        if pd.isna(value):
            return "未定"
        number = self.number(value)
        number = number.rstrip("0").rstrip(".") if "." in number else number
        return f"{number}{'' if self.unit == '%' else ' '}{self.shown_unit}"

    def gap(self, value: float, baseline: float) -> str:
        """「−9.2」 for a column headed by the unit; the true minus, never a hyphen; blank where either is missing."""
        return signed(self.drawn(value) - self.drawn(baseline), self.decimals)

    def gap_in_words(self, value: float, baseline: float) -> str:
        """「低 9.2 个百分点」."""
        distance = self.drawn(value) - self.drawn(baseline)
        if pd.isna(distance):
            return ""
        shown = rounded(abs(distance), self.decimals)
        if Decimal(shown.replace(",", "")) == 0:
            return "持平"
        return f"{'低' if distance < 0 else '高'} {shown} {self.gap_unit}"

    def parts(self, numerator: float, denominator: float) -> str:
        """「82 / 107 个」, 「5,650.80 / 6,800.00 万元」; blank where the measure has no parts."""
        if pd.isna(numerator) or not self.parts_unit:
            return ""
        over = "" if pd.isna(denominator) else f"{THIN}/{THIN}{amount(denominator, self.parts_unit)}"
        unit = "万元" if self.parts_unit == "元" else self.parts_unit
        return f"{amount(numerator, self.parts_unit)}{over} {unit}"


def rounded(number: float, decimals: int) -> str:
    """Rounded half up on the written decimal, with thousands and a true minus; 「未报」 for NaN."""
    if pd.isna(number):
        return "未报"
    step = Decimal(1).scaleb(-decimals)
    # Twelve significant decimals take off what binary multiplication by 100 adds: 0.8305 is 83.05, not 83.0499….
    exact = Decimal(repr(round(float(number), 9))).quantize(step, ROUND_HALF_UP)
    return f"{exact + 0:,}".replace("-", MINUS)


def signed(number: float, decimals: int) -> str:
    """「+3.7」, 「−9.2」, 「0.0」; blank for NaN."""
    if pd.isna(number):
        return ""
    shown = rounded(number, decimals)
    zero = Decimal(shown.replace(MINUS, "-").replace(",", "")) == 0
    return shown.replace(MINUS, "") if zero else shown if number < 0 else f"+{shown}"


def amount(number: float, unit: str) -> str:
    """A part as shown: yuan in 万元 with two decimals, counts as integers, the rest with what they have."""
    if unit == "元":
        return rounded(number / 10_000, 2)
    return rounded(number, 0 if float(number).is_integer() else 1)
