"""What measures were at the other side of a comparison: 上期, 去年同期 or 考核基期, told of the places of now."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import nan

from pandas import DataFrame

from data_access.database import Store
from domain.comparisons import (
    BASE_TERM,
    Compared,
    base_day,
    compared,
    like_with_like,
    why_uncompared,
)
from domain.indicators import DERIVED
from domain.measure_frame import UNIT, Status, joined, no_measures
from domain.measures.funds import FUND_CODES
from domain.measures.inspection import INSPECTION_CODES
from domain.measures.projects import PROJECT_CODES
from domain.measures.rectification import RECTIFICATION_CODES
from domain.periods import Cadence, Period, period_containing
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.places import TOWN, VILLAGE
from domain.records import Indicator, Term
from domain.seams import over_seam
from domain.setting import Setting
from domain.wording.comparison import Uncompared
from services.county.first_days import ledger_days
from services.known.hide_small_counts import hide_small_counts
from services.known.kept import Shelf, kept
from services.known.known_rows import known_rows, last_change, last_change_of_figures
from services.known.read_setting import SETTING, read_setting
from services.measures.judge_measures import last_of_judgement
from services.measures.read_measures import MADE_OF, last_of_measures, read_measures
from services.measures.read_parts import read_parts
from services.measures.read_reported import read_at_periods

# A town is compared with all its villages, whoever looks; the scope hides rows afterwards.
LEDGER_CADENCE = Cadence.XUN
# Running totals of money are a year's own; those of households and works go on.
MONEY = ("元", "万元")
# Which ledgers a measure is counted from: before the first day of one of them nothing is known, not zero.
LEDGERS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (PROJECT_CODES, ("project_status",)),
    (FUND_CODES, ("payment", "project_status")),
    (RECTIFICATION_CODES, ("problem", "event")),
    (INSPECTION_CODES, ("visit",)),
)


@dataclass(frozen=True, eq=False)
class Earlier:
    """The other side of one indicator.

    since   「上旬」, 「去年同期」, 「考核基期」
    why     why nothing may be compared (domain/wording/comparison.py), blank where something may
    period  the period compared with, None where nothing is
    rows    the measure frame there, told of the places that count now; without rows where nothing is
    values  subject → value there of those who speak now (domain.comparisons.like_with_like)
    """

    since: str
    why: str
    period: Period | None
    rows: DataFrame = field(default_factory=no_measures)
    values: Mapping[str, float] = field(default_factory=dict)

    def of(self, subject: str) -> float:
        """What the subject was, NaN where it may not be compared."""
        return self.values.get(subject, nan)

    def reason(self, subject: str) -> str:
        """Why this subject is not compared: also that it said nothing then."""
        silent = self.period is not None and not self.why and subject not in self.values
        return Uncompared.SILENT if silent else self.why


def assessed_from(store: Store, known_at: int, as_of: date) -> date | None:
    """The day of the 考核基期 as declared in 用语, None without one."""
    declared = _declared(store, last_change(store, known_at, Term))
    held = [word for begins, word in declared if not begins or begins <= as_of.isoformat()]
    return base_day(held[-1], as_of) if held else None


@kept(8)
def _declared(store: Store, known_at: int) -> tuple[tuple[str, str], ...]:
    rows = known_rows(store, Term, known_at)
    own = rows[(rows["term"] == BASE_TERM).to_numpy()].sort_values("valid_from", kind="stable")
    return tuple(zip(own["valid_from"].fillna(""), own["word"], strict=True))


def other_side(store: Store, one: Indicator, period: Period, *, moment: Moment, against: str) -> Compared:
    """The period and day to compare with; no period where the measure may not be compared, and why.

    period  the one the value speaks of (`period_asked`)
    """
    setting = read_setting(store, moment.known_at)
    base = assessed_from(store, moment.known_at, moment.as_of)
    found = compared(period, as_of=moment.as_of, against=against, base=base)
    why = why_uncompared(
        found,
        one,
        setting.catalogue,
        now=min(period.end, moment.as_of),
        first=_first_day(store, moment.known_at, one.code),
        restarts=restarts(one),
    )
    return replace(found, period=None, day=None, why=why) if why else found


def restarts(one: Indicator) -> bool:
    """A running total of it begins anew each January: the ledgers' yearly plans, and money."""
    return one.report_level == DERIVED or one.unit in MONEY


def running_side(store: Store, one: Indicator, *, moment: Moment, against: str) -> Compared:
    """`other_side` of a measure counted from a ledger up to the day."""
    setting = read_setting(store, moment.known_at)
    period = period_containing(LEDGER_CADENCE, moment.as_of, week_starts=setting.week_starts)
    return other_side(store, one, period, moment=moment, against=against)


def earlier_measures(
    store: Store, now: DataFrame, *, moment: Moment, against: str, scope: Scope = EVERY_PLACE
) -> dict[str, Earlier]:
    """Indicator code → its other side.

    now    the measure frame of the moment, of everybody: read with EVERY_PLACE
    scope  whose eyes it is for: a small count then, or now, has no value to compare with
    """
    setting = read_setting(store, moment.known_at)
    sides: dict[str, tuple[Indicator, Period, Compared]] = {}
    for code, own in now.groupby("indicator", sort=False):
        one = setting.catalogue.version(str(code), moment.as_of)
        if one is not None:
            period = period_asked(one, own, setting, moment.as_of)
            sides[one.code] = one, period, other_side(store, one, period, moment=moment, against=against)
    found = _read(store, sides, setting, moment)
    told = {}
    for code, (one, _, other) in sides.items():
        if other.period is None or other.day is None:
            told[code] = Earlier(other.since, other.why, None)
            continue
        rows = over_seam(found.get(code, no_measures()), setting.roster, then=other.day, now=moment.as_of)
        mine = now[(now["indicator"] == code).to_numpy()]
        values = like_with_like(mine, rows, parents_of(one, setting, moment.as_of))
        hidden = _hidden(mine, scope, setting, moment) | _hidden(rows, scope, setting, moment)
        values = {key: nan if key in hidden else worth for key, worth in values.items()}
        told[code] = Earlier(other.since, "", other.period, rows, values)
    return told


def last_of_compared(store: Store, known_at: int, codes: tuple[str, ...]) -> int:
    """The newest change that altered what these indicators say on any day, are judged by or are compared from."""
    told = last_of_measures(store, known_at, codes)
    return max(told, last_of_judgement(store, known_at), last_change(store, known_at, Term))


def _hidden(rows: DataFrame, scope: Scope, setting: Setting, moment: Moment) -> set[str]:
    """Subjects whose number of these rows is a small count this scope may not see."""
    told = hide_small_counts(rows, scope=scope, setting=setting, day=moment.as_of)
    return set(told["subject"][(told["status"] == Status.HIDDEN).to_numpy()])


def period_asked(one: Indicator, rows: DataFrame, setting: Setting, as_of: date) -> Period:
    """The period a value speaks of: of a ledger's measure the 旬 that runs; of a reported one the newest any row says."""
    if one.report_level == DERIVED and not _is_from_reports(one.code):
        return period_containing(LEDGER_CADENCE, as_of, week_starts=setting.week_starts)
    found = [setting.period(str(code)) for code in rows["period"].unique() if code]
    running = period_containing(LEDGER_CADENCE, as_of, week_starts=setting.week_starts)
    return max(found, key=lambda period: period.end, default=running)


def _is_from_reports(code: str) -> bool:
    """Derived from what is reported by period, not from a ledger."""
    return code in MADE_OF and not set(MADE_OF[code]) & set(FUND_CODES)


def parents_of(one: Indicator, setting: Setting, day: date) -> dict[str, tuple[str, ...]]:
    """Reporter → what it is summed into; units into the county, beside the places."""
    county = setting.roster.county
    if one.report_level == UNIT and county is not None:
        return dict.fromkeys(setting.units.nodes, (county.place,))
    if one.report_level not in (VILLAGE, TOWN):
        return {}
    rows = setting.roster.ancestry(day)
    own = rows[(rows["level"] == one.report_level).to_numpy()]
    above = zip(own["place"], own["town"], own["county"], strict=True)
    return {
        place: tuple(key for key in ([town, whole] if one.report_level == VILLAGE else [whole]) if key)
        for place, town, whole in above
    }


def _read(
    store: Store, sides: Mapping[str, tuple[Indicator, Period, Compared]], setting: Setting, moment: Moment
) -> dict[str, DataFrame]:
    """code → the measure frame of its other side: ledgers are counted anew on its day, reports read by their period."""
    days: dict[date, list[str]] = {}
    periods: dict[str, list[str]] = {}
    for code, (one, period, other) in sides.items():
        if other.period is None or other.day is None:
            continue
        if one.report_level != DERIVED:
            periods.setdefault(other.period.code, []).append(code)
        else:
            # What is made of reports is told on the day on which those of that period were the newest.
            behind = period.end - other.period.end
            day = moment.as_of - behind if _is_from_reports(code) else other.day
            days.setdefault(day, []).append(code)
    frames = [
        read_measures(store, scope=EVERY_PLACE, moment=Moment(day, moment.known_at), codes=tuple(codes))
        for day, codes in days.items()
    ]
    for period_code, codes in periods.items():
        frames.append(read_at_periods(store, moment, codes, (setting.period(period_code),)))
    rows = joined(frames)
    return {str(code): own.reset_index(drop=True) for code, own in rows.groupby("indicator", sort=False)}


def _first_day(store: Store, known_at: int, code: str) -> date | None:
    """The first day anything this measure is made of speaks of, None without any."""
    read = MADE_OF.get(code, (code,))
    ledgers = next((tables for codes, tables in LEDGERS if set(read) & set(codes)), None)
    if ledgers is not None:
        days = ledger_days(store, known_at)
        return min((days[table][0] for table in ledgers if table in days), default=None)
    firsts = [day for one in read if (day := _first_figure(store, known_at, one)) is not None]
    return min(firsts, default=None)


def _first_figure(store: Store, known_at: int, code: str) -> date | None:
    """The end of the first period anybody spoke of; kept until a change alters a figure of the indicator."""

    def work() -> date | None:
        own = read_parts(store, known_at, (code,))[code]
        return own["end"].min().date() if len(own) else None

    last = max(last_change(store, known_at, *SETTING), last_change_of_figures(store, known_at, (code,)))
    return _FIRSTS.answer((store, code, last), work)


_FIRSTS: Shelf[date | None] = Shelf(256)
