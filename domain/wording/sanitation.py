"""人居环境 in one sentence: how many towns miss each target, and which rate fell.

Red is the greatest fall of more than one 百分点; without one, the town furthest below its target.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from domain.rounding import half_up
from domain.wording.comparison import lacking_note
from domain.wording.conclusion import Conclusion, named
from domain.wording.numbers import percent, plain, points, rate_gap
from domain.wording.standing import fitted

FALL = 1.0  # 百分点: a fall above this is said aloud


@dataclass(frozen=True, slots=True)
class TownRate:
    """One town's rate now and last time, as fractions; NaN missing. light as judged against its target."""

    name: str
    value: float
    previous: float
    target: float
    light: str


@dataclass(frozen=True, slots=True)
class RateTold:
    """One rate: its short name, the county's worth now and last time, and its towns in 区划顺序."""

    short: str
    county: float
    previous: float
    towns: Sequence[TownRate]


@dataclass(frozen=True, slots=True)
class _Fall:
    name: str
    rate: str
    size: float


def sanitation_conclusion(
    rates: Sequence[RateTold], *, lacking: int, expected: int, since: str
) -> Conclusion:
    """The headline of the page.

    lacking, expected  villages that did not report, and those asked: above 3 % the headline says 「（缺 8 村）」
    since              what `previous` is: 「上旬」
    """
    told = [rate for rate in rates if any(not isnan(town.value) for town in rate.towns)]
    if not told:
        return Conclusion("本期还没有人居环境旬报的数", "", "")
    note = lacking_note(expected - lacking, expected, "村")
    said, red = _standing(told), _fallen(told, since) or _furthest(told)
    if not red:
        return fitted([(said + note, "")], _sub(told, since))
    return fitted([(f"{said}{note}；", red), (said + note, "")], _sub(told, since))


def _standing(rates: Sequence[RateTold]) -> str:
    """「厕所5镇、污水3镇未达标，垃圾都达标」; a town without a number is in neither."""
    missed = {
        rate.short: sum(town.light in ("warn", "bad") for town in rate.towns if not isnan(town.value))
        for rate in rates
    }
    short = [f"{name}{count}镇" for name, count in missed.items() if count]
    fine = [name for name, count in missed.items() if not count]
    said = [f"{'、'.join(short)}未达标"] if short else []
    return "，".join(said + ([f"{'、'.join(fine)}都达标"] if fine else []))


def _fallen(rates: Sequence[RateTold], since: str) -> str:
    """「双塘镇、柳湾乡垃圾较上旬回落超过1个百分点」: the rate with the greatest fall, its towns by size."""
    falls = [
        _Fall(town.name, rate.short, half_up((town.previous - town.value) * 100, 1))
        for rate in rates
        for town in rate.towns
        if not isnan(town.value - town.previous)
    ]
    falls = sorted((fall for fall in falls if fall.size > FALL), key=lambda fall: -fall.size)
    if not falls:
        return ""
    of_worst = [fall.name for fall in falls if fall.rate == falls[0].rate]
    return f"{named(of_worst)}{falls[0].rate}较{since}回落超过{FALL:g}个百分点"


def _furthest(rates: Sequence[RateTold]) -> str:
    """「柳湾乡厕所低于目标18.8个百分点」: the greatest distance below a target."""
    gaps = [
        (*rate_gap(town.value, town.target), town.name, rate.short)
        for rate in rates
        for town in rate.towns
        if not isnan(town.target - town.value)
    ]
    gap, decimals, town, rate = min(gaps, default=(0.0, 1, "", ""), key=lambda found: found[0])
    return f"{town}{rate}低于目标{plain(-gap, decimals)}个百分点" if gap < 0 else ""


def _sub(rates: Sequence[RateTold], since: str) -> str:
    """「全县厕所87.6%（较上旬+0.3）、污水57.5%…；柳湾乡污水本期未报。」."""
    county = [_county(rate, since, first=at == 0) for at, rate in enumerate(rates) if not isnan(rate.county)]
    silent = [f"{town.name}{rate.short}" for rate in rates for town in rate.towns if isnan(town.value)]
    said = ["全县" + "、".join(county)] if county else []
    said += [f"{named(silent, most=3)}本期未报"] if silent else []
    return "；".join(said) + "。" if said else ""


def _county(rate: RateTold, since: str, *, first: bool) -> str:
    moved = "" if isnan(rate.previous) else points(rate.county - rate.previous)
    change = f"（{f'较{since}' if first else ''}{moved}）" if moved else ""
    return f"{rate.short}{percent(rate.county)}{change}"
