"""One measure of every town over the year against its baseline, worst first: who is off pace."""

from dataclasses import dataclass
from datetime import date
from math import isnan, nan

from pandas import DataFrame, concat

from charts.quantity import Quantity
from data_access.database import Store
from domain.baselines import LINE_NAMES, baseline, own_target
from domain.indicators import DERIVED, Break
from domain.measure_frame import Status
from domain.measures.funds import FUND_CODES
from domain.measures.inspection import INSPECTION_CODES
from domain.measures.projects import PROJECT_CODES
from domain.measures.rectification import RECTIFICATION_CODES
from domain.periods import Cadence, previous_period
from domain.permissions import Moment, Scope
from domain.places import TOWN
from domain.records import Indicator
from domain.setting import Setting
from domain.wording.numbers import decimals_of, shown_unit
from services.known.kept import Made
from services.known.read_setting import read_setting
from services.measures.follow_measures import follow_measures, subject_name
from services.measures.judge_measures import judge, read_rules
from services.measures.read_measures import last_periods, read_measures

# What 总览 offers at once: the words of its control, the unit of its parts, the page that tells more.
TOWN_CODES = {
    "FND_PAY": ("资金支出", "万元", "funds"),
    "PRJ_DONE": ("项目完工", "个", "projects"),
    "TOI_COV": ("卫生厕所", "户", "sanitation"),
    "REC_DONE": ("问题整改", "个", "rectification"),
}
MOST = 8
# Measures without a number of any single town: those of the county's documents, and what no ledger tells yet.
COUNTY_ONLY = frozenset(
    {"FND_ALLOC", "FND_DAYS", "FND_IDLE", "FND_IDLE_RATE", "FND_IND", "FND_GAP", "TSK_DONE"}
)
# Ledger measures that `follow_measures` counts at any day.
FOLLOWED = frozenset((*PROJECT_CODES, *FUND_CODES, *RECTIFICATION_CODES, *INSPECTION_CODES))
# How often a measure is looked at: as its form is reported, a ledger's at the ends of months.
CADENCES = {"day": "month", "any": "month", "": "month"}


@dataclass(frozen=True, slots=True)
class TownsCompared:
    """Curves of the towns furthest behind.

    rows      point frame, towns worst first, those without any number last; at most MOST towns
    baseline  its name, blank without one
    hidden    how many towns are not among the rows
    said      who is furthest behind, one sentence; blank without a baseline
    breaks    口径变更 of this year up to the day
    """

    code: str
    name: str
    quantity: Quantity
    rows: DataFrame
    baseline: str
    hidden: int
    said: str
    page: str
    breaks: tuple[Break, ...] = ()

    @property
    def told(self) -> bool:
        """Whether anything is known of any town."""
        return bool(len(self.rows) and self.rows["value"].notna().any())


def comparable(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:
    """Code → name of every other indicator that has a number of a town, by 方面; no two names alike."""
    catalogue = read_setting(store, moment.known_at).catalogue
    offered = [
        indicator
        for indicator in catalogue.valid_on(moment.as_of)
        if indicator.code not in TOWN_CODES
        and indicator.code not in COUNTY_ONLY
        and indicator.report_level in ("village", "town", DERIVED)
    ]
    offered.sort(key=lambda indicator: (indicator.aspect or "", indicator.code))
    names = [indicator.name for indicator in offered]
    return {
        indicator.code: indicator.name
        if names.count(indicator.name) == 1
        else f"{indicator.name}（{indicator.code}）"
        for indicator in offered
    }


def compare_towns(store: Store, *, scope: Scope, moment: Moment, code: str) -> TownsCompared:
    """The year so far at the ends of the periods its form is reported in; a ledger's measure at month ends.

    code  one of TOWN_CODES or of `comparable`
    """
    setting = read_setting(store, moment.known_at)
    indicator = setting.catalogue.version(code, moment.as_of)
    name, parts, page = TOWN_CODES.get(code, (indicator.name if indicator else code, "", ""))
    if indicator is None:
        return TownsCompared(code, name, Quantity(name, "%", parts), DataFrame(), "", 0, "", page)
    form = setting.forms.get(indicator.form)
    cadence = CADENCES.get(form.cadence, form.cadence) if form else "month"
    count = periods_so_far(cadence, moment.as_of, setting)
    found = followed_towns(store, scope, moment, indicator, cadence, count)
    # What lines and rules there are is among what the very frame is kept by.
    return _TOWNS.answer(
        found,
        (store, scope, moment.as_of, code),
        lambda: _compared(found, indicator, (name, parts, page), store, moment),
    )


_TOWNS: Made[TownsCompared] = Made(64)


def _compared(
    found: DataFrame, indicator: Indicator, told: tuple[str, str, str], store: Store, moment: Moment
) -> TownsCompared:
    """told: name, unit of the parts and page of TOWN_CODES."""
    setting, (name, parts, page) = read_setting(store, moment.known_at), told
    county = setting.roster.county
    towns = _spoken_so_far(found[(found["subject"] != (county.place if county else "")).to_numpy()])
    towns = concat([_beginning(towns, indicator, store, moment), towns], ignore_index=True)
    towns = _with_own_target(towns, indicator)
    order = _worst_first(towns, indicator)
    kept = towns[towns["subject"].isin(order[:MOST]).to_numpy()]
    place = kept["subject"].map({key: at for at, key in enumerate(order)})
    rows = kept.assign(place=place).sort_values(["place", "day"], kind="stable").reset_index(drop=True)
    quantity = Quantity(indicator.name, shown_unit(indicator), parts, decimals_of(indicator))
    line = str(next(iter(towns["line"].dropna()), ""))
    return TownsCompared(
        code=indicator.code,
        name=name,
        quantity=quantity,
        rows=rows,
        baseline=line,
        hidden=max(len(order) - MOST, 0),
        said=_said(towns, order, quantity, line),
        page=page,
        breaks=tuple(
            one
            for one in setting.catalogue.breaks(indicator.code)
            if one.day.year == moment.as_of.year and one.day <= moment.as_of
        ),
    )


def _with_own_target(towns: DataFrame, indicator: Indicator) -> DataFrame:
    """What has no line of its own is held against the threshold it is judged by, as its 目标."""
    target = own_target(indicator)
    if isnan(target) or towns["baseline"].notna().any():
        return towns
    return towns.assign(baseline=target, gap=towns["value"] - target, line=LINE_NAMES["target"])


def _spoken_so_far(towns: DataFrame) -> DataFrame:
    """The rows without the last periods in which nobody has to have spoken yet: their end is no hole in any line."""
    asked = towns["day"][towns["status"].ne(Status.NOT_DUE.value).to_numpy()]
    return towns[(towns["day"] <= asked.max()).to_numpy()] if len(asked) else towns


@dataclass(frozen=True, slots=True)
class TownsNow:
    """rows: the last row of every town, point frame; what a map of the towns is drawn of."""

    rows: DataFrame
    quantity: Quantity
    direction: str


def last_of_towns(store: Store, *, scope: Scope, moment: Moment, code: str) -> TownsNow:
    """Where every town stands, also those that are not among the small multiples."""
    setting = read_setting(store, moment.known_at)
    indicator = setting.catalogue.version(code, moment.as_of)
    if indicator is None:
        return TownsNow(DataFrame({"subject": [], "name": [], "value": []}), Quantity(code, "%"), "up")
    found = judge(store, read_measures(store, scope=scope, moment=moment, codes=(code,)), moment=moment)
    towns = {town.place: town.name for town in setting.roster.valid_on(moment.as_of, TOWN)}
    own = found[found["subject"].isin(list(towns)).to_numpy()].reset_index(drop=True)
    parts = TOWN_CODES.get(code, ("", "", ""))[1]
    quantity = Quantity(indicator.name, shown_unit(indicator), parts, decimals_of(indicator))
    return TownsNow(own.assign(name=own["subject"].map(towns)), quantity, indicator.direction)


def periods_so_far(cadence: str, day: date, setting: Setting) -> int:
    """How many periods of the year have begun by a day, the one that contains the day among them."""
    if cadence == Cadence.ROUND:
        return sum(period.start <= day and period.end.year == day.year for period in setting.rounds)
    period = setting.containing(cadence, day)
    count = 1
    while (period := previous_period(period)).start.year == day.year:
        count += 1
    return count


def followed_towns(
    store: Store, scope: Scope, moment: Moment, indicator: Indicator, cadence: str, count: int
) -> DataFrame:
    """The judged rows with day and name; measures derived from reported ones are derived anew at each end."""
    code = indicator.code
    if indicator.report_level != DERIVED or code in FOLLOWED:
        return follow_measures(store, scope=scope, moment=moment, codes=(code,), count=count, cadence=cadence)
    setting = read_setting(store, moment.known_at)
    towns = [town.place for town in setting.roster.valid_on(moment.as_of, TOWN)]
    frames = []
    for period in last_periods(cadence, moment.as_of, count, setting.week_starts):
        then = Moment(min(period.end, moment.as_of), moment.known_at)
        rows = read_measures(store, scope=scope, moment=then, codes=(code,))
        own = rows[rows["subject"].isin(towns).to_numpy()].reset_index(drop=True)
        frames.append(judge(store, own, moment=then).assign(day=then.as_of))
    told = concat(frames, ignore_index=True)
    named = told.assign(name=[subject_name(key, setting) for key in told["subject"]])
    return named.astype({"baseline": "float64", "gap": "float64"})


def _beginning(towns: DataFrame, indicator: Indicator, store: Store, moment: Moment) -> DataFrame:
    """A row per town on 1 January that carries the baseline only: where its line begins."""
    first = date(moment.as_of.year, 1, 1)
    lines, _ = read_rules(store, moment.known_at)
    rows = towns.drop_duplicates("subject")[["indicator", "subject", "name"]].reset_index(drop=True)
    starts = [
        baseline(indicator, subject, line=indicator.baseline, day=first, lines=lines)
        if indicator.baseline
        else None
        for subject in rows["subject"]
    ]
    return rows.assign(
        period="",
        day=first,
        value=nan,
        status=Status.NOT_DUE.value,
        light="none",
        baseline=[start.value if start else nan for start in starts],
    )


def _worst_first(towns: DataFrame, indicator: Indicator) -> list[str]:
    """Town keys by the gap of their last number, worst first; without a gap by value (the largest first where more is
    no better); without a number last."""
    sign = 1.0 if indicator.direction == "up" else -1.0
    last = towns[towns["value"].notna().to_numpy()].drop_duplicates("subject", keep="last")
    ranked = last.assign(gap=sign * last["gap"], worth=sign * last["value"])
    ranked = ranked.sort_values(["gap", "worth"], kind="stable", na_position="last")
    known = ranked["subject"].tolist()
    return [*known, *(key for key in towns["subject"].drop_duplicates() if key not in set(known))]


def _said(towns: DataFrame, order: list[str], quantity: Quantity, baseline: str) -> str:
    """「柳湾乡离县定节点最远，低 45.4 个百分点」: also what the chart's alternative text says."""
    own = towns[towns["value"].notna().to_numpy()]
    rows = own[(own["subject"] == order[0]).to_numpy()].tail(1) if order else own[:0]
    if not len(rows) or not baseline:
        return ""
    row = rows.iloc[0]
    gap = quantity.gap_in_words(float(row["value"]), float(row["baseline"]))
    if not gap.startswith("低"):
        return f"各镇都不低于{baseline}"
    return f"{row['name']}离{baseline}最远，{gap}"
