"""A rate now, at its target and at the period compared with, of every place: what the aligned dots are drawn from."""

from dataclasses import dataclass
from math import nan

from pandas import DataFrame

from charts.quantity import Quantity
from data_access.database import Store
from domain.base_effect import RateChange, base_moves, rate_change, risen_by_base_only
from domain.comparisons import Against
from domain.measure_frame import PLACE, Status
from domain.periods import Period, parse
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.places import VILLAGE
from domain.records import Indicator
from domain.setting import Setting
from services.known.hide_small_counts import hide_small_counts
from services.known.kept import Versions
from services.known.read_setting import read_setting
from services.measures.compare_measures import Earlier, earlier_measures, last_of_compared
from services.measures.judge_measures import judge
from services.measures.mark_revisions import with_revisions
from services.measures.read_measures import read_measures

# What a base counts, for the words beside a panel and the unit of its parts.
COUNTED = {"应计户数": ("农户", "户"), "行政村数": ("行政村", "村"), "自然村数": ("自然村", "个")}
NO_SIDE = Earlier("上期", "", None)

ROW_COLUMNS = (
    "level", "town", "subject", "name", "period", "value", "numerator", "denominator", "previous", "status", "light",
    "sentence", "reported", "expected", "revised",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RateNow:
    """One rate.

    period       the period asked, None before the first report
    since        the period compared with, None where nothing may be compared; since_words what it is called and why
                 the reason (domain/wording/comparison.py), blank where something is compared or nothing was asked
    rows         ROW_COLUMNS of county, towns and villages in 区划顺序, a row each whether it reported or not; previous
                 speaks of the villages that report now, so that silence moves no rate;
                 revised: what was corrected since the first report, blank for nothing
    target       the line of the county (a fraction), NaN where none is set; target_name its name
    change       how the reporting villages' rate moved and why, None without a period before
    base_only    villages that rose only by a smaller base (domain.base_effect)
    moved        villages whose base is another than before, moved_towns their towns: MOVE_COLUMNS
    """

    code: str
    quantity: Quantity
    counted_by: str
    base_name: str
    period: Period | None
    since: Period | None
    since_words: str
    why: str
    rows: DataFrame
    target: float
    target_name: str
    change: RateChange | None
    base_only: DataFrame
    moved: DataFrame
    moved_towns: DataFrame

    def at(self, level: str) -> DataFrame:
        """The rows of one level."""
        return self.rows[(self.rows["level"] == level).to_numpy()].reset_index(drop=True)


def compare_rates(
    store: Store, *, scope: Scope, moment: Moment, codes: tuple[str, ...], against: str = Against.LAST
) -> tuple[RateNow, ...]:
    """The rates among the codes that the catalogue knows on the as-of day, in the order asked.

    against  what is compared with (domain.comparisons.Against)
    """
    catalogue = read_setting(store, moment.known_at).catalogue
    known = [version for code in codes if (version := catalogue.version(code, moment.as_of)) is not None]
    return tuple(_rate(store, indicator, scope, moment, against) for indicator in known)


def _rate(store: Store, indicator: Indicator, scope: Scope, moment: Moment, against: str) -> RateNow:
    """One rate, kept until a change alters its figures, what it is judged by or what it is compared with."""
    code = indicator.code

    def work() -> RateNow:
        measures = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=(code,))
        places = measures[(measures["subject_kind"] == PLACE).to_numpy()]
        sides = earlier_measures(store, places, moment=moment, against=against, scope=scope)
        now = judge(store, places, moment=moment)
        setting = read_setting(store, moment.known_at)
        marked = with_revisions(store, now, setting, scope=scope, moment=moment)
        return _compared(indicator, marked, sides.get(code, NO_SIDE), setting, scope, moment)

    last = last_of_compared(store, moment.known_at, (code,))
    return _RATES.answer((store, code, scope, moment.as_of, against), last, work)


_RATES: Versions[RateNow] = Versions(matters=64, older=16)


def _compared(
    indicator: Indicator, now: DataFrame, side: Earlier, setting: Setting, scope: Scope, moment: Moment
) -> RateNow:
    before = side.rows
    villages = [node.place for node in setting.roster.valid_on(moment.as_of, VILLAGE)]
    old, new = (side[side["subject"].isin(villages).to_numpy()] for side in (before, now))
    told_old, told_new = (
        hide_small_counts(side, scope=scope, setting=setting, day=moment.as_of) for side in (old, new)
    )
    base, unit = COUNTED.get(indicator.denominator_name, (indicator.denominator_name.removesuffix("数"), ""))
    return RateNow(
        code=indicator.code,
        quantity=Quantity(indicator.name.removeprefix("农村"), indicator.unit, unit),
        counted_by=f"按{base}",
        base_name=indicator.denominator_name,
        period=_asked(now),
        since=side.period,
        since_words=side.since,
        why=side.why,
        rows=_rows(
            hide_small_counts(now, scope=scope, setting=setting, day=moment.as_of),
            side,
            setting,
            scope,
            moment,
        ),
        target=_target(now, setting),
        target_name=next(iter(now["line"].dropna()), "目标"),
        change=rate_change(old, new) if side.period else None,
        base_only=_seen(risen_by_base_only(told_old, told_new), scope),
        moved=_seen(base_moves(told_old, told_new), scope),
        moved_towns=_seen(base_moves(old, new, _town_of(villages, setting)), scope),
    )


def _town_of(villages: list[str], setting: Setting) -> dict[str, str]:
    return {village: setting.roster.town_of(village) or "" for village in villages}


def _seen(rows: DataFrame, scope: Scope) -> DataFrame:
    """Only the subjects a scope may see."""
    if scope.places is None:
        return rows
    return rows[rows["subject"].isin(list(scope.places)).to_numpy()].reset_index(drop=True)


def _asked(now: DataFrame) -> Period | None:
    """The period asked of everybody: the newest any row speaks of, since what is carried over speaks of older ones."""
    periods = [parse(code) for code in now["period"].unique()]
    return max(periods, key=lambda period: period.end, default=None)


def _target(now: DataFrame, setting: Setting) -> float:
    """The county's own line, else the one most towns are held against."""
    county = setting.roster.county
    own = now[(now["subject"] == county.place).to_numpy()] if county else now[:0]
    lines = (own if len(own) else now)["baseline"].dropna()
    return float(lines.iloc[0]) if len(lines) else nan


def _rows(now: DataFrame, side: Earlier, setting: Setting, scope: Scope, moment: Moment) -> DataFrame:
    """ROW_COLUMNS of every place in scope; a place nobody spoke of is 未报."""
    places = setting.roster.ancestry(moment.as_of)[["place", "name", "level", "town", "county"]]
    rows = places.rename(columns={"place": "subject"}).merge(
        now.drop_duplicates("subject"), on="subject", how="left"
    )
    rows["previous"] = [side.of(subject) for subject in rows["subject"]]
    rows["status"] = rows["status"].fillna(Status.NOT_REPORTED.value)
    rows["light"] = rows["light"].fillna("none")
    rows["revised"] = rows["revised"].fillna("")
    return _seen(rows[list(ROW_COLUMNS)], scope)
