"""Lights: the rule's verdict on one measure, with the rule's own words and numbers beside it.

Three kinds. pace 序时型: the gap to a named baseline (银川 2025). target 达标型: the gap to the target, or the
indicator's own two thresholds. zero 清零型: should be none. A light is decided on the number as shown, so that 79.6
never stands in another bin than the 80 it is read as; a rate that is not full is read as 99.95, not as 100.
A measure without direction or without a value has none.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

import pandas as pd

from domain.baselines import Baseline
from domain.frames import records_of
from domain.indicators import is_rate
from domain.records import Indicator, LightRule
from domain.rounding import difference_shown, half_up
from domain.wording.numbers import (
    decimals_of,
    gap_decimals,
    measure_value,
    plain,
    shown_scale,
    shown_unit,
    value_decimals,
)

_PPM = 1_000_000
# 抽查不足 5 户不评级: a sample this small says nothing (domain.md TOI_USE).
SMALLEST_BASE = {"TOI_USE": 5}


class Level(StrEnum):
    """How a measure stands, best first; none: no light is given."""

    OK = "ok"
    NOTE = "note"
    WARN = "warn"
    BAD = "bad"
    NONE = "none"


LEVEL_WORDS = {
    Level.OK: "正常",
    Level.NOTE: "提醒",
    Level.WARN: "预警",
    Level.BAD: "滞后",
    Level.NONE: "不评灯",
}


@dataclass(frozen=True, slots=True)
class Light:
    """A level, the band of the rule it fell into, and the numbers it was decided on."""

    level: Level
    band: str
    facts: str

    def sentence(self, words: Mapping[Level, str] = LEVEL_WORDS) -> str:
        """「预警：低于县定节点 10—30 个百分点（现在 78.0%，县定节点 88.3%，差 −10.3 个百分点）」."""
        said = f"{words[self.level]}：{self.band}"
        return f"{said}（{self.facts}）" if self.facts else said


@dataclass(frozen=True, eq=False)
class LightRules:
    """Every version of every rule by name (pace, target, zero, overdue or an indicator's own code), oldest first."""

    versions: Mapping[str, tuple[LightRule, ...]]

    def of(self, indicator: Indicator, day: date) -> LightRule | None:
        """The indicator's own rule where it has one, else its kind's."""
        return self.named(indicator.code, day) or self.named(indicator.light, day)

    def named(self, rule: str, day: date) -> LightRule | None:
        held = [r for r in self.versions.get(rule, ()) if r.valid_from <= day.isoformat()]
        return held[-1] if held else None


def light_rules(rows: pd.DataFrame) -> LightRules:
    """The rules from the light_rule rows as known (fields of `LightRule`)."""
    found: dict[str, list[LightRule]] = {}
    for row in records_of(LightRule, rows):
        found.setdefault(row.rule, []).append(row)
    return LightRules(
        {name: tuple(sorted(rules, key=lambda r: r.valid_from)) for name, rules in found.items()}
    )


def no_light(reason: str) -> Light:
    return Light(Level.NONE, reason, "")


def light(
    indicator: Indicator,
    value: float,
    *,
    base: float,
    against: Baseline | None,
    rules: LightRules,
    day: date,
    is_of_former: bool = False,
) -> Light:
    """The light of one value of an indicator.

    value    in the frame's unit (a rate as a fraction); NaN gives no light
    base     its denominator, NaN for a plain value
    against  the baseline chosen, None where none is declared
    is_of_former  a line is declared, but for an earlier definition 口径 of the indicator: nothing is held against it
    """
    rule = rules.of(indicator, day)
    if indicator.light == "none" or indicator.direction == "none" or rule is None:
        return no_light("这项指标不评灯")
    if math.isnan(value):
        return no_light("没有数值，不评灯")
    if base < SMALLEST_BASE.get(indicator.code, 0):
        return no_light(f"样本 {plain(base, 0)}，不足 {SMALLEST_BASE[indicator.code]}，不评灯")
    if indicator.light == "zero":
        return _zero_light(indicator, value)
    if indicator.light == "target" and indicator.t1 is not None:
        return _threshold_light(indicator, value, indicator.t1)
    if against is None and is_of_former:
        return no_light(f"{indicator.valid_from} 起口径变更，目标还是原口径定的，不评灯，请重定目标")
    if against is None:
        return no_light("没有设定目标或节点，不评灯")
    return _gap_light(indicator, value, against, rule)


@lru_cache(maxsize=2_048)
def overdue_light(days_late: int, rules: LightRules, day: date) -> Light:
    """The light of one overdue matter by its days: 提醒函, 督办函, 约谈通报 (紫阳 蓝黄红三单)."""
    rule = rules.named("overdue", day)
    if rule is None:
        return no_light("没有设定逾期规则，不评灯")
    level = _level(-float(days_late), rule, per=1.0)
    warn, bad = (-(line or 0) // _PPM for line in (rule.warn_below, rule.bad_below))
    bands = {
        Level.OK: "未逾期",
        Level.NOTE: f"逾期 1—{warn - 1} 天",
        Level.WARN: f"逾期 {warn}—{bad} 天",
        Level.BAD: f"逾期超过 {bad} 天",
    }
    return Light(level, bands[level], f"逾期 {days_late} 天" if days_late > 0 else "")


def overdue_levels(days_late: pd.Series, rules: LightRules, day: date) -> list[str]:
    """The code of `overdue_light` for each of many; days_late is never missing."""
    known = {days: overdue_light(int(days), rules, day).level.value for days in days_late.unique()}
    return [known[days] for days in days_late.tolist()]


def _level(gap: float, rule: LightRule, *, per: float) -> Level:
    """Where a gap falls. The lower edge of a note band belongs to warn: 低 10 至 30（含）为黄 (银川 2025).

    per  what one unit of the gap is in the rule's millionths: 100 for 百分点, 1 for days
    """
    note, warn, bad = (
        None if line is None else line / _PPM * per
        for line in (rule.note_below, rule.warn_below, rule.bad_below)
    )
    if bad is not None and gap < bad:
        return Level.BAD
    if warn is not None and (gap < warn or (gap == warn and note is not None)):
        return Level.WARN
    return Level.NOTE if note is not None and gap < note else Level.OK


def _gap_light(indicator: Indicator, value: float, against: Baseline, rule: LightRule) -> Light:
    sign = -1.0 if indicator.direction == "down" else 1.0
    decimals = gap_decimals(indicator, value, against.value)
    scale = shown_scale(indicator)
    gap = difference_shown(value * scale, against.value * scale, decimals)
    level = _level(sign * gap, rule, per=shown_scale(indicator))
    unit = " 个百分点" if is_rate(indicator) else shown_unit(indicator)
    facts = (
        f"现在 {measure_value(indicator, value)}，{against.name} {measure_value(indicator, against.value)}，"
        f"差 {plain(gap, decimals)}{unit}"
    )
    return Light(level, _gap_band(indicator, level, against.name, rule, unit), facts)


def _gap_band(indicator: Indicator, level: Level, name: str, rule: LightRule, unit: str) -> str:
    worse, fair = ("高于", "不高于") if indicator.direction == "down" else ("低于", "不低于")
    warn, bad = (
        plain(abs((line or 0) / _PPM * shown_scale(indicator)), 0)
        for line in (rule.warn_below, rule.bad_below)
    )
    bands = {
        Level.OK: f"{fair}{name}",
        Level.NOTE: f"{worse}{name}不到 {warn}{unit}",
        Level.WARN: f"{worse}{name} {warn}—{bad}{unit}" if warn != "0" else f"{worse}{name} {bad}{unit}以内",
        Level.BAD: f"{worse}{name} {bad}{unit}以上",
    }
    return bands[level]


def _threshold_light(indicator: Indicator, value: float, first: int) -> Light:
    """Two thresholds of the indicator's own: t1 and better is ok, t2 and better warns, the rest is bad."""
    second = first if indicator.t2 is None else indicator.t2
    shown, one, two = (v * shown_scale(indicator) for v in (value, first / _PPM, second / _PPM))
    shown = half_up(shown, value_decimals(indicator, value))
    sign = -1 if indicator.direction == "down" else 1
    level = Level.OK if sign * (shown - one) >= 0 else Level.WARN if sign * (shown - two) >= 0 else Level.BAD
    fair, worse = ("不高于", "高于") if sign < 0 else ("不低于", "低于")
    words = [measure_value(indicator, line / _PPM) for line in (first, second)]
    has_band = first != second and (sign > 0 and second > 0 or sign < 0 and second < _PPM)
    warn = f"{worse} {words[0]}，{fair} {words[1]}" if has_band else f"{worse} {words[0]}"
    bands = {Level.OK: f"{fair} {words[0]}", Level.WARN: warn, Level.BAD: f"{worse} {words[1]}"}
    return Light(level, bands[level], f"现在 {measure_value(indicator, value)}")


def _zero_light(indicator: Indicator, value: float) -> Light:
    """Should be none: t1 (default 0) and fewer is ok, t2 and fewer warns, more is bad."""
    shown = half_up(value * shown_scale(indicator), decimals_of(indicator))
    scale = shown_scale(indicator) / _PPM
    first = (indicator.t1 or 0) * scale
    second = first if indicator.t2 is None else indicator.t2 * scale
    facts = f"现在 {measure_value(indicator, value)}"
    if shown <= first:
        return Light(Level.OK, "已清零" if shown == 0 else f"不多于 {plain(first, 0)}", facts)
    return Light(Level.WARN if shown <= second else Level.BAD, "应为 0", facts)
