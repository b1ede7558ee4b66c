"""One group of the catalogue's tags (3+1保障, 两好两升两确保): each of its indicators for the whole county, judged."""

from dataclasses import dataclass, replace
from math import isnan, nan

from pandas import DataFrame, concat

from charts.points import Point
from data_access.database import Store
from domain.baselines import LINE_NAMES, own_target
from domain.comparisons import Against
from domain.measure_frame import PLACE, UNIT, Status, measures, quotient
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.records import Indicator
from domain.setting import Setting
from domain.wording.numbers import plain
from services.known.kept import Shelf
from services.known.read_setting import read_setting
from services.measures.compare_measures import Earlier, earlier_measures, last_of_compared
from services.measures.follow_measures import DUE_NAME, RECTIFIED
from services.measures.judge_measures import judge
from services.measures.key_figures import KeyFigure, figure_of, overdue_feedback, widest_place, with_overdue
from services.measures.read_measures import read_measures

# 3+1保障 first, then the six goals 两好、两升、两确保; tags of the office's own stand behind them.
KNOWN = (
    "3+1保障", "产业发展基础好", "农村人居环境好", "群众收入水平升", "满意认可度升", "确保不发生规模性返贫",
    "确保平稳过渡有效衔接",
)  # fmt: skip
COUNTED = {"village": "村", "town": "镇", "unit": "单位"}
_ORDER = ("bad", "warn", "note", "ok", "none")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One indicator of the group.

    figure    value, baseline, gap, light, 已报/应报 and trace of the county, or of the scope's first town
    parts     「29,609 / 33,803」, blank without a denominator
    source    who keeps it
    """

    figure: KeyFigure
    parts: str
    source: str


def groups_of(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:
    """The tags of the catalogue, each its own words, in the order of KNOWN."""
    found: dict[str, None] = {}
    for indicator in read_setting(store, moment.known_at).catalogue.valid_on(moment.as_of):
        found |= dict.fromkeys(tags_of(indicator))
    own = sorted(tag for tag in found if tag not in KNOWN)
    return {tag: tag for tag in (*KNOWN, *own) if tag in found}


def tags_of(indicator: Indicator) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in (indicator.tags or "").split(";") if tag.strip())


def show_group(
    store: Store, *, scope: Scope, moment: Moment, group: str, against: str = Against.LAST
) -> tuple[GroupRow, ...]:
    """Its indicators, those judged worst first, then those without a light; one that nobody reported is told as such.

    against  what each is compared with (domain.comparisons.Against)
    Kept until a change alters the measures of its indicators or what they are judged by
    """
    catalogue = read_setting(store, moment.known_at).catalogue
    members = [one for one in catalogue.valid_on(moment.as_of) if group in tags_of(one)]
    codes = tuple(one.code for one in members)
    last = last_of_compared(store, moment.known_at, codes)
    key = (store, scope, moment.as_of, group, against, last)
    return _GROUPS.answer(key, lambda: _rows(store, scope, moment, members, against))


_GROUPS: Shelf[tuple[GroupRow, ...]] = Shelf(64)


def _rows(
    store: Store, scope: Scope, moment: Moment, members: list[Indicator], against: str
) -> tuple[GroupRow, ...]:
    setting = read_setting(store, moment.known_at)
    codes = tuple(one.code for one in members)
    subject = widest_place(setting, scope, moment.as_of)
    found = read_measures(store, scope=scope, moment=moment, codes=codes)
    own = found[((found["subject_kind"] == PLACE) & (found["subject"] == subject)).to_numpy()]
    whole = concat([own, of_units(found, members, subject)], ignore_index=True)
    judged = judge(store, whole, moment=moment)
    everybody = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=codes)
    sides = earlier_measures(store, everybody, moment=moment, against=against, scope=scope)
    rows = [row_of(one, judged, setting, subject, moment, sides.get(one.code)) for one in members]
    if RECTIFIED in codes:
        overdue = overdue_feedback(store, scope=scope, moment=moment)
        rows = [replace(row, figure=with_overdue(store, row.figure, overdue, moment)) for row in rows]
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.figure.now.light)))


def of_units(found: DataFrame, members: list[Indicator], subject: str) -> DataFrame:
    """What units report is Σ over Σ of all units; they are never added to what places report."""
    rows, states = [], []
    for one in members:
        if one.report_level != "unit" or not subject:
            continue
        own = found[((found["indicator"] == one.code) & (found["subject_kind"] == UNIT)).to_numpy()]
        told = own[(own["status"] == Status.REPORTED).to_numpy()]
        if len(own):
            parts = [float(told[name].sum()) if len(told) else nan for name in ("numerator", "denominator")]
            rows.append((one.code, PLACE, subject, own["period"].iloc[0], *parts, len(told), len(own)))
            states.append(Status.REPORTED.value if len(told) else _silence(own))
    names = [
        "indicator",
        "subject_kind",
        "subject",
        "period",
        "numerator",
        "denominator",
        "reported",
        "expected",
    ]
    table = DataFrame(rows, columns=names)
    value = quotient(
        table["numerator"].to_numpy(dtype="float64"), table["denominator"].to_numpy(dtype="float64")
    )
    return measures({**{name: table[name] for name in names}, "value": value, "status": states})


def _silence(own: DataFrame) -> str:
    """What is said where no unit spoke: 未到期 where none had to yet, else 未报."""
    is_early = bool((own["status"] == Status.NOT_DUE).all())
    return Status.NOT_DUE.value if is_early else Status.NOT_REPORTED.value


def row_of(
    one: Indicator,
    judged: DataFrame,
    setting: Setting,
    subject: str,
    moment: Moment,
    side: Earlier | None = None,
) -> GroupRow:
    """The row of one indicator; side: what it is compared with, None for nothing."""
    now = judged[(judged["indicator"] == one.code).to_numpy()].tail(1)
    own_line = line_of(one)
    now = now.assign(
        previous=side.of(subject) if side else nan,
        uncompared=str(side.reason(subject)) if side else "",
        baseline_before=nan,
        more=nan,
        day=moment.as_of,
        baseline=now["baseline"].fillna(own_line),
    )
    if not isnan(own_line):
        now = now.assign(line=now["line"].astype(object).where(now["line"].notna(), LINE_NAMES["target"]))
    counted = COUNTED.get(one.report_level, "个")
    if one.code == RECTIFIED:
        now = now.assign(line=now["line"].astype(object).mask(now["line"].notna(), DUE_NAME))
    figure = figure_of(one, now, now.iloc[:0], subject, (one.name, "", counted))
    if len(now) and now["expected"].iloc[0] == 1:
        figure = replace(figure, reported="")  # one document of the county: nobody else is asked
    figure = replace(figure, since=side.since if side else "")
    return GroupRow(figure, _parts(one, figure.now), one.unit_owner or "")


def line_of(one: Indicator) -> float:
    """The threshold of its own an indicator is judged by, drawn as its 目标; NaN without one."""
    return own_target(one, lights=("target", "zero"))


def _parts(one: Indicator, now: Point) -> str:
    if one.unit not in ("%", "倍") or isnan(now.numerator) or isnan(now.denominator):
        return ""
    is_amount = one.scale == 2 and one.unit in ("%", "倍")
    scale, unit, digits = (10_000, " 万元", 2) if is_amount else (1, "", 0)
    return " / ".join(plain(part / scale, digits) for part in (now.numerator, now.denominator)) + unit
