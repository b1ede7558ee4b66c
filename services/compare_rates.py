"""A rate now, at its target and one period ago, for every place that counts: what the aligned dots are drawn from."""

from dataclasses import dataclass
from math import nan

from pandas import DataFrame, Series

from charts.quantity import Quantity
from data_access.database import Store
from domain.base_effect import RateChange, base_moves, rate_change, risen_by_base_only
from domain.measure_frame import PLACE, Status, no_measures
from domain.periods import Period, parse, previous_period
from domain.permissions import Moment, Scope
from domain.places import VILLAGE
from domain.records import Indicator
from domain.seams import over_seam
from domain.setting import Setting
from services.judge_measures import judge
from services.read_measures import read_measures, read_trend
from services.read_setting import read_setting

# What a base counts, for the words beside a panel and the unit of its parts.
COUNTED = {"应计户数": ("农户", "户"), "行政村数": ("行政村", "村"), "自然村数": ("自然村", "个")}
# A town is compared with all its villages, whoever looks; the scope then hides rows.
_EVERYWHERE = Scope(places=None, units=None, may_see_names=False, may_see_small_counts=True)
REACH = 3  # periods back in which the one before the current is found

ROW_COLUMNS = (
    "level", "town", "subject", "name", "period", "value", "numerator", "denominator", "previous", "status", "light",
    "sentence", "reported", "expected",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RateNow:
    """One rate.

    period       the period asked, None before the first report
    since        the period before it, None where nothing may be compared (no report, 口径变更)
    rows         ROW_COLUMNS of county, towns and villages in 区划顺序, a row each whether it reported or not; previous
                 speaks of the villages that report now, so that silence moves no rate
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
    store: Store, *, scope: Scope, moment: Moment, codes: tuple[str, ...]
) -> tuple[RateNow, ...]:
    """The rates among the codes that the catalogue knows on the as-of day, in the order asked."""
    setting = read_setting(store, moment.known_at)
    measures = read_measures(store, scope=_EVERYWHERE, moment=moment, codes=codes)
    found = judge(store, measures, moment=moment)
    rates = []
    for code in codes:
        indicator = setting.catalogue.version(code, moment.as_of)
        if indicator is not None:
            own = found[((found["indicator"] == code) & (found["subject_kind"] == PLACE)).to_numpy()]
            rates.append(_compared(store, indicator, own, setting, scope, moment))
    return tuple(rates)


def _compared(
    store: Store, indicator: Indicator, now: DataFrame, setting: Setting, scope: Scope, moment: Moment
) -> RateNow:
    period = _asked(now)
    since, before = _before(store, indicator, period, setting, moment)
    villages = [node.place for node in setting.roster.valid_on(moment.as_of, VILLAGE)]
    old, new = (side[side["subject"].isin(villages).to_numpy()] for side in (before, now))
    base, unit = COUNTED.get(indicator.denominator_name, (indicator.denominator_name.removesuffix("数"), ""))
    return RateNow(
        code=indicator.code,
        quantity=Quantity(indicator.name.removeprefix("农村"), indicator.unit, unit),
        counted_by=f"按{base}",
        base_name=indicator.denominator_name,
        period=period,
        since=since,
        rows=_rows(now, before, setting, scope, moment),
        target=_target(now, setting),
        target_name=next(iter(now["line"].dropna()), "目标"),
        change=rate_change(old, new) if since else None,
        base_only=_seen(risen_by_base_only(old, new), scope),
        moved=_seen(base_moves(old, new), scope),
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


def _before(
    store: Store, indicator: Indicator, period: Period | None, setting: Setting, moment: Moment
) -> tuple[Period | None, DataFrame]:
    """The period before and its measures, told of the places that count now; nothing across a 口径变更."""
    if period is None:
        return None, no_measures()
    since = previous_period(period)
    if not setting.catalogue.comparable(indicator.code, since.end, period.end):
        return None, no_measures()
    trend = read_trend(
        store, scope=_EVERYWHERE, moment=moment, code=indicator.code, count=REACH, cadence=period.cadence
    )
    before = trend[(trend["period"] == since.code).to_numpy()]
    return since, over_seam(before, setting.roster, then=since.end, now=period.end)


def _target(now: DataFrame, setting: Setting) -> float:
    """The county's own line, else the one most towns are held against."""
    county = setting.roster.county
    own = now[(now["subject"] == county.place).to_numpy()] if county else now[:0]
    lines = (own if len(own) else now)["baseline"].dropna()
    return float(lines.iloc[0]) if len(lines) else nan


def _rows(now: DataFrame, before: DataFrame, setting: Setting, scope: Scope, moment: Moment) -> DataFrame:
    """ROW_COLUMNS of every place in scope; a place nobody spoke of is 未报."""
    places = setting.roster.ancestry(moment.as_of)[["place", "name", "level", "town", "county"]]
    rows = places.rename(columns={"place": "subject"}).merge(
        now.drop_duplicates("subject"), on="subject", how="left"
    )
    rows["previous"] = _previous(rows, before)
    rows["status"] = rows["status"].fillna(Status.NOT_REPORTED.value)
    rows["light"] = rows["light"].fillna("none")
    return _seen(rows[list(ROW_COLUMNS)], scope)


def _previous(rows: DataFrame, before: DataFrame) -> Series:
    """The rate one period ago of the villages that speak now: a town is not said to rise because a village is silent.

    Where none of a town's villages speaks now, what the town's rate was.
    """
    spoken = before[(before["status"] == Status.REPORTED).to_numpy()].drop_duplicates("subject")
    old = rows[["subject", "level", "town", "county"]].merge(spoken, on="subject", how="left")
    published = old["value"].astype("float64")
    villages = ((old["level"] == VILLAGE) & (rows["status"] == Status.REPORTED)).to_numpy()
    same = published.copy()
    for parent in ("town", "county"):
        sums = old[villages].groupby(parent)[["numerator", "denominator"]].sum()
        rates = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0)
        same = old["subject"].map(rates).astype("float64").fillna(same)
    return same
