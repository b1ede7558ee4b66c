"""How a number is written: decimals, the true minus sign, 百分点, 万元, thin spaces. No sentence is built here.

A missing number is written by its status (未报, 不适用 …), never by these functions: they give 「—」 for it.
"""

import math
import re

from domain.indicators import POINTS, is_money, is_rate
from domain.records import Indicator
from domain.rounding import decimals_short_of_whole, difference_shown, half_up

MINUS = "\u2212"
THIN_SPACE = "\u2009"
MISSING = "—"
YUAN_PER_WAN = 10_000

# Decimals of a value by its unit; a rate's are of its percentage, money's of its 万元.
_DECIMALS = {"%": 1, "元": 2, "分": 2, "倍": 2, "天": 1, "工作日": 1, "处/次": 1, POINTS: 1}
_CJK = "\u4e00-\u9fff"
_NOT_SPACED = "年月日旬时期％%"
_BEFORE = re.compile(rf"(?<=[{_CJK}])(?=[\d{MINUS}+<])")
_AFTER = re.compile(rf"(?<=[\d%])(?=[{_CJK}])(?![{_NOT_SPACED}])")
_DATE = re.compile(r"第? ?\d[\d.]* ?(?=[年月日旬时期])")


def decimals_of(indicator: Indicator) -> int:
    """Decimals a value of this indicator is shown and judged with; counts have none."""
    if indicator.unit == "元" and not is_money(indicator):
        return 0
    return _DECIMALS.get(indicator.unit, 0)


def value_decimals(indicator: Indicator, value: float) -> int:
    """Decimals this very value is shown and judged with: a rate that is not full never reads 100.0 %."""
    decimals = decimals_of(indicator)
    return decimals_short_of_whole(value * 100, decimals) if indicator.unit == "%" else decimals


def gap_decimals(indicator: Indicator, value: float, other: float) -> int:
    """Decimals of a difference: more only where one side is full and the other lacks less than would be read."""
    if indicator.unit == "%" and max(value, other) >= 1.0:
        return value_decimals(indicator, min(value, other))
    return decimals_of(indicator)


def plain(value: float, decimals: int) -> str:
    """「5,650.80」, 「−9.2」: thousands, fixed decimals, true minus."""
    if math.isnan(value):
        return MISSING
    shown = half_up(value, decimals)
    return f"{shown:,.{decimals}f}".replace("-", MINUS)


def score_points(hundredths: float) -> str:
    """Points of a score without idle zeros: 「95」, 「2.5」."""
    return plain(hundredths / 100, 2).rstrip("0").rstrip(".")


def signed(value: float, decimals: int) -> str:
    """「+0.8」, 「−9.2」, 「0.0」 for a column of differences."""
    text = plain(value, decimals)
    return f"+{text}" if not math.isnan(value) and half_up(value, decimals) > 0 else text


def percent(share: float, decimals: int = 1) -> str:
    """A fraction as 「83.1%」; one that is not full takes as many decimals as keep it from reading 100%."""
    if math.isnan(share):
        return MISSING
    return f"{plain(share * 100, decimals_short_of_whole(share * 100, decimals))}%"


def percent_number(share: float) -> str:
    """A fraction as 「83.1」, where its sign stands apart; one that is not full never reads 100."""
    return percent(share).removesuffix("%")


def rate_gap(value: float, other: float) -> tuple[float, int]:
    """value − other of two fractions in 百分点 as shown, and its decimals: what lacks anything of 100 % is below it."""
    decimals = decimals_short_of_whole(min(value, other) * 100, 1) if max(value, other) >= 1.0 else 1
    return difference_shown(value * 100, other * 100, decimals), decimals


def points(gap: float) -> str:
    """A difference of two fractions in 百分点 for a column: 「−9.2」."""
    return signed(gap * 100, 1)


def wan(yuan: float) -> str:
    """Yuan as 万元 with two decimals: 「5,650.80」."""
    return plain(yuan / YUAN_PER_WAN, 2)


def about_wan(yuan: float) -> str:
    """Yuan in prose: 「约625万元」."""
    return f"约{plain(yuan / YUAN_PER_WAN, 0)}万元"


def shown_scale(indicator: Indicator) -> float:
    """What a value is multiplied with before it is shown: 100 for a rate, 1/10,000 for an amount of money."""
    if is_rate(indicator):
        return 100.0
    return 1 / YUAN_PER_WAN if is_money(indicator) else 1.0


def shown_unit(indicator: Indicator) -> str:
    if indicator.unit == POINTS:
        return f"个{POINTS}"
    return "万元" if is_money(indicator) else indicator.unit


def measure_value(indicator: Indicator, value: float) -> str:
    """「83.1%」, 「5,650.80万元」, 「12个」, 「92.60分」: a value with its unit."""
    if math.isnan(value):
        return MISSING
    return f"{plain(value * shown_scale(indicator), value_decimals(indicator, value))}{shown_unit(indicator)}"


def measure_gap(indicator: Indicator, gap: float, decimals: int | None = None) -> str:
    """The size of a difference without its sign: 「9.2个百分点」, 「3户」, 「1.50分」; decimals as `gap_decimals` says."""
    shown = decimals_of(indicator) if decimals is None else decimals
    size = plain(abs(gap) * shown_scale(indicator), shown)
    return f"{size}个百分点" if is_rate(indicator) else f"{size}{shown_unit(indicator)}"


def parts(numerator: float, denominator: float, unit: str) -> str:
    """「82 / 107 个」 with thin spaces; money parts in 万元."""
    digits, factor, word = (2, YUAN_PER_WAN, "万元") if unit == "元" else (0, 1, unit)
    sides = (plain(part / factor, digits) for part in (numerator, denominator))
    return f"{THIN_SPACE}/{THIN_SPACE}".join(sides) + f" {word}"


def spaced(text: str) -> str:
    """A sentence for the screen: a space between numbers and Chinese, none before % nor within dates."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found.group(0))
        return "\ue000"

    kept = _DATE.sub(hold, text)
    kept = _AFTER.sub(" ", _BEFORE.sub(" ", kept))
    return re.sub("\ue000", lambda _: held.pop(0), kept)


def length(text: str) -> int:
    """How long a sentence is in 字: spaces do not count."""
    return len(text.replace(" ", "").replace(THIN_SPACE, ""))
