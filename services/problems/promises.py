"""承诺: what a directive promised (indicator, subject, from → to, by when): taken down, and held against what was measured."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isnan
from typing import Any

from pandas import isna

from data_access.database import Store
from domain.parsing.percents import PPM, read_percent
from domain.permissions import WHOLE_COUNTY, Moment, Scope
from domain.places import COUNTY, TOWN, VILLAGE
from domain.records import Indicator
from domain.refusals import Refusal
from domain.setting import Setting
from domain.wording.numbers import measure_value, shown_scale, shown_unit
from services.known.read_setting import read_setting
from services.measures.read_measures import read_measures
from services.problems.problem_words import unit_name


@dataclass(frozen=True, slots=True)
class Promise:
    """starts, goal  as typed, in the unit the indicator is shown in: 「90」 or 「90%」; starts blank: what is measured that day"""

    indicator: str
    subject: str
    goal: str
    by_when: date | None
    starts: str = ""


def promise_fields(
    store: Store, promised: Promise, *, setting: Setting, given_on: date, known_at: int
) -> dict[str, object]:
    """The fields of `Directive` a promise fills; values in millionths of the measure's.

    Refused: an indicator or subject that is not known, a goal that is no number, a promise without its day or due before it
    was given
    """
    version = setting.catalogue.version(promised.indicator, given_on)
    if version is None or not _is_known(promised.subject, setting):
        raise Refusal("承诺的指标或对象不在名单里。请从名单里选，再记。", code="promise_unknown")
    if promised.by_when is None or promised.by_when < given_on:
        raise Refusal(
            f"承诺没有写到哪天，或早于交办的 {given_on:%Y-%m-%d}。请选定那天或以后的一天。",
            code="promise_day",
        )
    goal = _stored(promised.goal, version)
    if goal is None:
        raise Refusal(
            f"承诺“到多少”写的是“{promised.goal.strip()}”，读不懂。请写成数字，例如 90，单位是{shown_unit(version)}。",
            code="promise_value",
        )
    starts = _stored(promised.starts, version)
    if starts is None:
        now = _measured(store, version.code, promised.subject, WHOLE_COUNTY, Moment(given_on, known_at))
        starts = None if isnan(now) else round(now * PPM)
    return {"indicator": version.code, "subject": promised.subject, "from_value": starts, "to_value": goal,
            "by_when": promised.by_when}  # fmt: skip


def promise_words(
    store: Store,
    row: Mapping[Hashable, Any],
    *,
    setting: Setting,
    scope: Scope,
    moment: Moment,
    short: bool = False,
) -> str:
    """「卫生厕所普及率 云溪镇 86.0% → 90.0%，12-10 前，现在 88.1%」; past its day whether it was kept; blank without a promise.

    row    fields of `Directive`
    short  without the subject and the day: 「卫生厕所普及率 86.0% → 90.0%，现在 88.1%」
    """
    version = setting.catalogue.version(str(row["indicator"]), moment.as_of) if row["indicator"] else None
    if version is None or isna(row["to_value"]):
        return ""
    subject, by_when = str(row["subject"]), row["by_when"]
    values = [int(one) / PPM for one in (row["from_value"], row["to_value"]) if not isna(one)]
    steps = " → ".join(measure_value(version, one) for one in values)
    day = min(moment.as_of, by_when)
    now = _measured(store, version.code, subject, scope, Moment(day, moment.known_at))
    told = "还没有数" if isnan(now) else measure_value(version, now)
    stands = (
        f"现在 {told}" if moment.as_of <= by_when else f"到期时 {told}，{_verdict(version, now, values[-1])}"
    )
    if short:
        return f"{version.name} {steps}，{stands}"
    return f"{version.name} {subject_name(subject, setting)} {steps}，{by_when:%m-%d} 前，{stands}"


def subject_name(subject: str, setting: Setting) -> str:
    return setting.roster[subject].name if subject in setting.roster else unit_name(subject, setting)


def _verdict(version: Indicator, now: float, goal: float) -> str:
    if isnan(now):
        return "无法判断"
    return "兑现" if (now <= goal if version.direction == "down" else now >= goal) else "没有兑现"


def _is_known(subject: str, setting: Setting) -> bool:
    return subject in setting.roster or subject in setting.units.nodes


def _stored(written: str, version: Indicator) -> int | None:
    """Typed in the unit it is shown in, as millionths of the measure; None for what is no number."""
    number, signed = read_percent(written)
    if number.value is None or number.qualifier:
        return None
    worth = number.value if signed else number.value / Decimal(str(shown_scale(version)))
    return round(worth * PPM)


def _measured(store: Store, code: str, subject: str, scope: Scope, moment: Moment) -> float:
    """The measure of a subject at a moment; NaN where there is none or it may not be seen."""
    rows = read_measures(store, scope=scope, moment=moment, codes=(code,))
    own = rows["value"][(rows["subject"] == subject).to_numpy(dtype=bool)]
    return float(own.iloc[0]) if len(own) else float("nan")


def promise_choices(store: Store, *, scope: Scope, moment: Moment) -> tuple[dict[str, str], dict[str, str]]:
    """What may be promised and of whom: indicator code → name, of those with a better direction; place or unit key → name."""
    setting = read_setting(store, moment.known_at)
    indicators = {
        one.code: f"{one.name}（{shown_unit(one)}）"
        for one in setting.catalogue.valid_on(moment.as_of)
        if one.direction in ("up", "down")
    }
    roster = setting.roster
    places = {}
    for node in (one for level in (COUNTY, TOWN, VILLAGE) for one in roster.valid_on(moment.as_of, level)):
        town = roster.town_of(node.place)
        places[node.place] = f"{roster[town].name} {node.name}" if town and town != node.place else node.name
    return indicators, places | {one.unit: one.name for one in setting.units.valid_on(moment.as_of)}
