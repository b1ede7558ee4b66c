"""One measure of every town over the year against its baseline, worst first: who is off pace."""

from dataclasses import dataclass
from datetime import date
from math import nan

from pandas import DataFrame, concat

from charts.quantity import Quantity
from data_access.database import Store
from domain.baselines import baseline
from domain.indicators import DERIVED
from domain.measure_frame import Status
from domain.permissions import Moment, Scope
from domain.records import Indicator
from domain.wording.numbers import decimals_of, shown_unit
from services.follow_measures import follow_measures
from services.judge_measures import read_rules
from services.read_setting import read_setting

# What may be compared on 总览: the words of its control, the unit of its parts, the page that tells more.
TOWN_CODES = {
    "FND_PAY": ("资金支出", "万元", "funds"),
    "PRJ_DONE": ("项目完工", "个", "projects"),
    "TOI_COV": ("卫生厕所", "户", "sanitation"),
    "REC_DONE": ("问题整改", "个", "rectification"),
}
MOST = 8
MONTHS, XUNS = 12, 36


@dataclass(frozen=True, slots=True)
class TownsCompared:
    """Curves of the towns furthest behind.

    rows      point frame, towns worst first, those without any number last; at most MOST towns
    baseline  its name, blank without one
    hidden    how many towns are not among the rows
    said      who is furthest behind, one sentence; blank without a baseline
    """

    code: str
    name: str
    quantity: Quantity
    rows: DataFrame
    baseline: str
    hidden: int
    said: str
    page: str


def compare_towns(store: Store, *, scope: Scope, moment: Moment, code: str) -> TownsCompared:
    """The year so far at month ends (ledger measures) or 旬 ends (reported ones).

    code  one of TOWN_CODES
    """
    name, parts, page = TOWN_CODES[code]
    setting = read_setting(store, moment.known_at)
    indicator = setting.catalogue.version(code, moment.as_of)
    if indicator is None:
        return TownsCompared(code, name, Quantity(name, "%", parts), DataFrame(), "", 0, "", page)
    cadence = "month" if indicator.report_level == DERIVED else "xun"
    count = moment.as_of.month if cadence == "month" else _xuns_so_far(moment)
    found = follow_measures(store, scope=scope, moment=moment, codes=(code,), count=count, cadence=cadence)
    county = setting.roster.county
    towns = found[(found["subject"] != (county.place if county else "")).to_numpy()]
    order = _worst_first(towns, indicator)
    towns = concat([_beginning(towns, indicator, store, moment), towns], ignore_index=True)
    kept = towns[towns["subject"].isin(order[:MOST]).to_numpy()]
    place = kept["subject"].map({key: at for at, key in enumerate(order)})
    rows = kept.assign(place=place).sort_values(["place", "day"], kind="stable").reset_index(drop=True)
    quantity = Quantity(indicator.name, shown_unit(indicator), parts, decimals_of(indicator))
    line = str(next(iter(towns["line"].dropna()), ""))
    return TownsCompared(
        code=code,
        name=name,
        quantity=quantity,
        rows=rows,
        baseline=line,
        hidden=max(len(order) - MOST, 0),
        said=_said(towns, order, quantity, line),
        page=page,
    )


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


def _xuns_so_far(moment: Moment) -> int:
    return (moment.as_of.month - 1) * 3 + min((moment.as_of.day - 1) // 10, 2) + 1


def _worst_first(towns: DataFrame, indicator: Indicator) -> list[str]:
    """Town keys by the gap of their last number, worst first; without a gap by value; without a number last."""
    sign = -1.0 if indicator.direction == "down" else 1.0
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
