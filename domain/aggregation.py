"""From reported figures to the measure frame of villages, towns, county and units (DESIGN 2).

The current period of an indicator is the newest of its form whose deadline has come. What a subject said of it (or
of a later one) is reported; what it said before is stale 沿用: shown, never summed. Who said nothing is missing and
never a zero. Places and units are never summed into one another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp, positions
from domain.grids import (
    NOT_APPLICABLE,
    NOT_DUE,
    NOT_REPORTED,
    REPORTED,
    STALE,
    UNDER_REVIEW,
    Grid,
    Question,
    leaf_measures,
    rolled_measures,
)
from domain.indicators import DERIVED
from domain.measure_frame import PLACE, UNIT, joined, no_measures
from domain.periods import Period, cadence_of
from domain.places import COUNTY, TOWN, VILLAGE
from domain.records import Indicator
from domain.reported_parts import reported_parts, visible_on
from domain.setting import Setting

# What is measured of a part row, and the period it was asked for.
_ANSWERS = (
    "indicator", "subject_kind", "subject", "period", "end", "status", "numerator", "denominator", "asked",
)  # fmt: skip
_SAID = {"reported": REPORTED, "under_review": UNDER_REVIEW, "not_applicable": NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Asked:
    """One indicator's version at one period; is_due says whether silence is already a gap."""

    indicator: Indicator
    period: Period
    is_due: bool


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """An indicator's questions, and of the part rows that answer them `_ANSWERS`; no question, no rows."""

    asked: tuple[Asked, ...] = ()
    parts: pd.DataFrame | None = None


def current_measures(
    figures: pd.DataFrame, setting: Setting, *, as_of: date, codes: Sequence[str]
) -> pd.DataFrame:
    """The measure frame of each reported indicator at its current period.

    figures  fields of `Figure`, the rows as known; those not yet visible at as_of are left aside
    codes    indicators wanted; derived and unknown ones are skipped (they come from domain.measures)
    """
    return current_of_parts(parts_by_code(figures, setting, codes), setting, as_of=as_of)


def period_measures(
    figures: pd.DataFrame, setting: Setting, *, as_of: date, codes: Sequence[str], periods: Sequence[Period]
) -> pd.DataFrame:
    """The measure frame of each reported indicator at each of these periods: the points of a trend.

    Only what was said of the very period counts; nothing is carried over into it. A period whose deadline has not
    come is not_due, one that begins after as_of is not asked.
    """
    parts = parts_by_code(figures, setting, codes)
    return period_of_parts(parts, setting, as_of=as_of, periods=periods)


def parts_by_code(figures: pd.DataFrame, setting: Setting, codes: Sequence[str]) -> dict[str, pd.DataFrame]:
    """`reported_parts` of each indicator, in the order asked."""
    return {
        code: reported_parts(
            figures[(figures["indicator"] == code).to_numpy()], setting.catalogue, setting.rounds
        )
        for code in codes
    }


def current_of_parts(parts: Mapping[str, pd.DataFrame], setting: Setting, *, as_of: date) -> pd.DataFrame:
    """`current_measures` from the `reported_parts` of each indicator, those of later days among them."""
    due = due_periods(setting, as_of)
    return measured(
        [current_spoken(code, own, setting, as_of=as_of, due=due) for code, own in parts.items()], setting
    )


def current_spoken(
    code: str, parts: pd.DataFrame, setting: Setting, *, as_of: date, due: Mapping[str, Period]
) -> Spoken:
    """What an indicator's current period is and the part rows that answer it. parts: its `reported_parts`."""
    visible = visible_on(parts, as_of)
    found = _current(code, visible, setting, as_of, due)
    return Spoken() if found is None else Spoken((found,), _newest(visible, found))


def period_of_parts(
    parts: Mapping[str, pd.DataFrame], setting: Setting, *, as_of: date, periods: Sequence[Period]
) -> pd.DataFrame:
    """`period_measures` from the `reported_parts` of each indicator, those of later days among them."""
    due = due_periods(setting, as_of)
    return measured(
        [
            period_spoken(code, own, setting, as_of=as_of, due=due, periods=periods)
            for code, own in parts.items()
        ],
        setting,
    )


def period_spoken(
    code: str,
    parts: pd.DataFrame,
    setting: Setting,
    *,
    as_of: date,
    due: Mapping[str, Period],
    periods: Sequence[Period],
) -> Spoken:
    """An indicator's questions at these periods and the part rows that answer them. parts: its `reported_parts`."""
    questions = tuple(
        Asked(version, period, is_due=version.form in due and period.end <= due[version.form].end)
        for period in periods
        if period.start <= as_of and (version := _reported_version(code, period.end, setting)) is not None
    )
    if not questions:
        return Spoken()
    visible = visible_on(parts, as_of)
    told = visible[visible["period"].isin([period.code for period in periods]).to_numpy()]
    told = told.drop_duplicates(["subject", "period"], keep="last")
    return Spoken(questions, told.assign(asked=told["period"])[list(_ANSWERS)])


def _reported_version(code: str, day: date, setting: Setting) -> Indicator | None:
    version = setting.catalogue.version(code, day)
    return None if version is None or version.report_level == DERIVED else version


def due_periods(setting: Setting, as_of: date) -> dict[str, Period]:
    """The newest due period of every form that has a cadence."""
    found = {code: setting.due_period(form, as_of) for code, form in setting.forms.items()}
    return {code: period for code, period in found.items() if period is not None}


def _current(
    code: str, parts: pd.DataFrame, setting: Setting, as_of: date, due: Mapping[str, Period]
) -> Asked | None:
    """The newest due period, or, before a form's first deadline, the newest one anybody spoke of."""
    version = _reported_version(code, as_of, setting)
    if version is None:
        return None
    period = due.get(version.form)
    if period is None or (len(parts) and parts["start"].min() > day_stamp(period.end)):
        newest = _newest_spoken_of(parts)
        return Asked(version, newest, is_due=False) if newest else None
    return Asked(version, period, is_due=True)


def _newest_spoken_of(parts: pd.DataFrame) -> Period | None:
    if parts.empty:
        return None
    row = parts.sort_values("end", kind="stable").iloc[-1]
    return Period(row["period"], cadence_of(row["period"]), row["start"].date(), row["end"].date())


def _newest(parts: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The newest part row of each subject under the definition of the asked period.

    A flow of a later period says nothing of this one, so it is looked past; a stock or running total of a later
    period is simply newer.
    """
    usable = parts["version"] == asked.indicator.valid_from
    if asked.indicator.kind == "flow":
        usable &= parts["end"] <= day_stamp(asked.period.end)
    newest = parts[usable.to_numpy()].drop_duplicates("subject", keep="last")
    return newest.assign(asked=asked.period.code)[list(_ANSWERS)]


def measured(spoken: Sequence[Spoken], setting: Setting) -> pd.DataFrame:
    """The measure frame at the levels of all questions, from the part rows that answer them."""
    asked = [question for one in spoken for question in one.asked]
    if not asked:
        return no_measures()
    told = pd.concat([one.parts for one in spoken if one.parts is not None], ignore_index=True)
    frames = []
    for level in (VILLAGE, TOWN, COUNTY, UNIT):
        questions = [a for a in asked if a.indicator.report_level == level]
        if questions:
            frames.extend(_level_measures(told, questions, level, setting))
    return joined(frames)


def _level_measures(
    parts: pd.DataFrame, asked: Sequence[Asked], level: str, setting: Setting
) -> list[pd.DataFrame]:
    grid = _filled(parts, asked, level, setting)
    frames = [leaf_measures(grid)]
    if level == VILLAGE:
        frames.append(rolled_measures(grid, [setting.roster.town_of(s) for s in grid.subjects]))
    if level in (VILLAGE, TOWN) and setting.roster.county is not None:
        frames.append(rolled_measures(grid, [setting.roster.county.place] * len(grid.subjects)))
    return frames


def _filled(parts: pd.DataFrame, asked: Sequence[Asked], level: str, setting: Setting) -> Grid:
    """The grid of one reporting level: what was said by subjects of that level, silence elsewhere."""
    subjects = _subjects(level, setting)
    kind = UNIT if level == UNIT else PLACE
    down = _question_of(parts, asked)
    across = positions(parts["subject"], subjects)
    kept = (down >= 0) & (across >= 0) & (parts["subject_kind"] == kind).to_numpy()
    down, across, own = down[kept], across[kept], parts[kept]
    shape = (len(asked), len(subjects))
    silent = np.where([a.is_due for a in asked], NOT_REPORTED, NOT_DUE)
    status = np.broadcast_to(silent[:, None], shape).copy()
    status[down, across] = _said(own, asked, down)
    numerator, denominator = np.full(shape, np.nan), np.full(shape, np.nan)
    numerator[down, across], denominator[down, across] = own["numerator"], own["denominator"]
    periods = tuple(dict.fromkeys([*(a.period.code for a in asked), *own["period"].unique()]))
    at = {code: n for n, code in enumerate(periods)}
    shown = np.broadcast_to(np.array([[at[a.period.code]] for a in asked]), shape).copy()
    shown[down, across] = positions(own["period"], periods)
    expected = _expected(subjects, asked, level, setting, spoken=status >= NOT_APPLICABLE)
    return Grid(kind, _questions(asked), subjects, periods, numerator, denominator, status, expected, shown)


def _question_of(parts: pd.DataFrame, asked: Sequence[Asked]) -> np.ndarray:
    """Which question each part row answers, −1 for none."""
    codes = list(dict.fromkeys(a.indicator.code for a in asked))
    periods = list(dict.fromkeys(a.period.code for a in asked))
    table = np.full((len(codes) + 1, len(periods) + 1), -1)
    for row, a in enumerate(asked):
        table[codes.index(a.indicator.code), periods.index(a.period.code)] = row
    found: np.ndarray = table[positions(parts["indicator"], codes), positions(parts["asked"], periods)]
    return found


def _questions(asked: Sequence[Asked]) -> tuple[Question, ...]:
    return tuple(
        Question(
            a.indicator.code,
            a.period.code,
            a.indicator.rollup_place,
            has_denominator=bool(a.indicator.denominator_name),
        )
        for a in asked
    )


def _said(own: pd.DataFrame, asked: Sequence[Asked], down: np.ndarray) -> np.ndarray:
    """Grid status of each part row: stale when it speaks of a period that ended before the asked one."""
    ends = np.array([day_stamp(a.period.end).to_datetime64() for a in asked])[down]
    said = np.array(list(_SAID.values()))[positions(own["status"], list(_SAID))]
    is_older = own["end"].to_numpy() < ends
    found: np.ndarray = np.where(is_older & (said != NOT_APPLICABLE), STALE, said)
    return found


def _subjects(level: str, setting: Setting) -> tuple[str, ...]:
    if level == UNIT:
        return tuple(setting.units.nodes)
    return tuple(node.place for node in setting.roster.nodes.values() if node.level == level)


def _expected(
    subjects: Sequence[str], asked: Sequence[Asked], level: str, setting: Setting, *, spoken: np.ndarray
) -> np.ndarray:
    """Which subjects each question is asked of: those valid on the period's last day.

    A unit enters a form with its first report, and all town governments enter with the first of them: not every
    department handles 12345 tickets or pushes leads.
    """
    nodes = setting.units.nodes if level == UNIT else setting.roster.nodes
    ends = [a.period.end for a in asked]
    valid = {day: np.array([nodes[s].is_valid(day) for s in subjects], dtype=bool) for day in set(ends)}
    rows = np.array([valid[day] for day in ends], dtype=bool).reshape(len(asked), len(subjects))
    return rows & _unit_reporters(asked, setting, spoken) if level == UNIT else rows


def _unit_reporters(asked: Sequence[Asked], setting: Setting, spoken: np.ndarray) -> np.ndarray:
    is_town = np.array([node.kind == "town" for node in setting.units.nodes.values()], dtype=bool)
    forms = np.array([a.indicator.form for a in asked])
    rows = []
    for form in forms:
        reporters = spoken[forms == form].any(axis=0)
        rows.append(reporters | (is_town & (reporters & is_town).any()))
    return np.array(rows, dtype=bool).reshape(spoken.shape)
