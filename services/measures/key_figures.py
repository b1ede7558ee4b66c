"""The five key figures as one card each: value, named gap, light, parts, who reported, how it moved."""

from dataclasses import dataclass, replace
from datetime import date
from math import isnan, nan

from pandas import DataFrame, Series

from charts.points import Point, read_points
from charts.quantity import Quantity
from data_access.database import Store
from domain.baselines import LINE_NAMES, own_target
from domain.comparisons import Against, Compared
from domain.frames import rows_where
from domain.indicators import DERIVED, begins
from domain.lights import overdue_light
from domain.measures.rectification import feedback
from domain.measures.spending import payment_source
from domain.permissions import Moment, Scope
from domain.places import TOWN
from domain.records import Indicator
from domain.setting import Setting
from domain.wording.comparison import Uncompared
from domain.wording.numbers import decimals_of, shown_unit
from domain.wording.standing import Standing
from services.funds.read_money import seen
from services.known.kept import Shelf
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.known.read_states import last_of_funds, problems_on, projects_on
from services.measures.compare_measures import running_side
from services.measures.compare_rates import compare_rates
from services.measures.follow_measures import follow_measures
from services.measures.judge_measures import read_rules

PROJECTS, MONEY, TOILETS, RECTIFIED, FIXED = "PRJ_DONE", "FND_PAY", "TOI_COV", "REC_DONE", "INSP_FIX"
COVERED, STAGED = "INSP_COV", "REC_STAGE"
# The cards in their order: what a sentence calls each, the unit of its parts, and what is counted as reported.
CARDS = {
    PROJECTS: ("完工率", "个", "个"),
    MONEY: ("支出率", "万元", "份文件"),
    TOILETS: ("卫生厕所普及率", "户", "村"),
    RECTIFIED: ("整改完成率", "个", "个"),
    FIXED: ("督查按期整改率", "处", "处"),
}
PERIODS = 9  # a quarter of a year in 旬
WEEK = 7


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One card.

    now       value, baseline, previous (what it is compared with, NaN where nothing may be), parts, light, sentence
    baseline  the baseline's name, blank without one
    history   values of the last 旬, oldest first, NaN missing or of another definition than now; history_baseline beside them
    reported  who reported, or what the figure rests on
    more      how much the numerator grew since the 旬 before, NaN where it may not be compared
    gap, word  replace the gap's words and the light's own word; blank: as usual. gap_bad writes the gap in red
    uncompared  why no change is told (domain/wording/comparison.py), blank where one is
    since     what `previous` is called where the figures of a page differ: 上月, 上季度; blank: the page's own word
    standing  the same measure for the headline
    trace     record and key of its provenance
    """

    code: str
    now: Point
    quantity: Quantity
    baseline: str
    history: tuple[float, ...]
    history_baseline: tuple[float, ...]
    reported: str
    standing: Standing
    trace: tuple[str, tuple[str, ...]]
    more: float = nan
    gap: str = ""
    word: str = ""
    gap_bad: bool = False
    uncompared: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Overdue:
    """Overdue feedback problems: how many, how many by more than a week, the longest in days."""

    count: int
    over_week: int
    longest: int


def key_figures(
    store: Store, *, scope: Scope, moment: Moment, overdue: Overdue, against: str = Against.LAST
) -> tuple[KeyFigure, ...]:
    """A card per key figure the catalogue knows, of the county or, within a narrower scope, its first town.

    against  what each is compared with (domain.comparisons.Against)
    """
    setting = read_setting(store, moment.known_at)
    subject = widest_place(setting, scope, moment.as_of)
    codes = (*CARDS, COVERED, STAGED)
    followed = follow_measures(store, scope=scope, moment=moment, codes=codes, count=PERIODS, cadence="xun")
    own = followed[(followed["subject"] == subject).to_numpy()]
    cards = []
    for code in CARDS:
        indicator = setting.catalogue.version(code, moment.as_of)
        if indicator is not None:
            rows = own[(own["indicator"] == code).to_numpy()]
            now = (
                _ledger_now(store, rows, indicator, scope, moment, against)
                if indicator.report_level == DERIVED
                else _reported_now(store, code, subject, scope, moment, against)
            )
            cards.append(figure_of(indicator, now, rows, subject, CARDS[code]))
    finishing = {
        MONEY: _money_source(store, setting, moment),
        FIXED: _counted(own, COVERED, "30 天督查覆盖 {} 村"),
    }
    finishing[RECTIFIED] = _counted(own, STAGED, "另有 {} 个阶段性完成")
    told = [replace(card, reported=finishing.get(card.code) or card.reported) for card in cards]
    return tuple(with_overdue(store, card, overdue, moment) for card in told)


def widest_place(setting: Setting, scope: Scope, day: date) -> str:
    """The county where the scope holds it, else the first town it holds; blank on an empty roster."""
    county = setting.roster.county
    if county is not None and (scope.places is None or county.place in scope.places):
        return county.place
    towns = (node.place for node in setting.roster.valid_on(day, TOWN))
    return next((town for town in towns if scope.places is not None and town in scope.places), "")


def overdue_feedback(store: Store, *, scope: Scope, moment: Moment) -> Overdue:
    """What is past its deadline of the problems that were fed back (not of the daily inspection)."""
    state = problems_on(store, moment.known_at, moment.as_of)
    late = state[["source", "is_task", "village", "town", "unit", "days_late"]]
    late = late[(late["days_late"] > 0).to_numpy(dtype=bool)]
    days = seen(feedback(late), scope)["days_late"]
    return Overdue(int((days > 0).sum()), int((days > WEEK).sum()), int(days.max()) if len(days) else 0)


def _ledger_now(
    store: Store, rows: DataFrame, one: Indicator, scope: Scope, moment: Moment, against: str
) -> DataFrame:
    """The newest of the rows followed, with what it is compared with; another day than theirs is read."""
    side = running_side(store, one, moment=moment, against=against)
    subject = str(rows["subject"].iloc[-1]) if len(rows) else ""
    return derived_now(rows, rows_then(store, rows, side, one.code, subject, scope, moment), side)


def rows_then(
    store: Store, rows: DataFrame, side: Compared, code: str, subject: str, scope: Scope, moment: Moment
) -> DataFrame:
    """The row of the other side: among those followed, else read on its day; empty where nothing is compared."""
    if side.day is None:
        return rows[:0]
    then = rows_where(rows, (day == side.day for day in rows["day"]))
    if len(then):
        return then
    day = Moment(side.day, moment.known_at)
    found = follow_measures(store, scope=scope, moment=day, codes=tuple(CARDS), count=1, cadence="xun")
    if code not in CARDS:
        found = follow_measures(store, scope=scope, moment=day, codes=(code,), count=1, cadence="xun")
    return found[((found["indicator"] == code) & (found["subject"] == subject)).to_numpy()]


def derived_now(rows: DataFrame, then: DataFrame, side: Compared) -> DataFrame:
    """The newest row with previous, what it was held against then, and how much more is counted since.

    rows  of one measure and place, oldest first; then its row at the other side, empty without one
    """
    previous = float(then["value"].iloc[-1]) if len(then) else nan
    known = not isnan(previous)
    why = side.why or (Uncompared.SILENT if side.day is not None and not known else "")
    held = float(then["baseline"].iloc[-1]) if known else nan
    counted = float(then["numerator"].iloc[-1]) if known else nan
    last = rows.tail(1)
    return last.assign(
        previous=previous, baseline_before=held, more=last["numerator"] - counted, uncompared=str(why)
    )


def _reported_now(
    store: Store, code: str, subject: str, scope: Scope, moment: Moment, against: str
) -> DataFrame:
    """The newest due period of a reported rate; previous speaks of the villages that report now."""
    found = compare_rates(store, scope=scope, moment=moment, codes=(code,), against=against)
    rows = found[0].rows
    own = rows[(rows["subject"] == subject).to_numpy()]
    target, name = found[0].target, found[0].target_name
    silent = found[0].since is not None and own["previous"].isna().all()
    why = Uncompared.SILENT if silent else found[0].why
    return own.assign(
        baseline=target,
        baseline_before=target,
        line=name,
        day=moment.as_of,
        more=nan,
        uncompared=str(why),
    )


def figure_of(
    indicator: Indicator, now: DataFrame, rows: DataFrame, subject: str, words: tuple[str, str, str]
) -> KeyFigure:
    """The card of one measure.

    now    its row of as_of with previous, baseline_before and more (`derived_now`); rows: its past, oldest first
    words  what a sentence calls it, the unit of its parts, what is counted as reported
    """
    name, parts, counted = words
    own_line = own_target(indicator)
    row = now.iloc[-1] if len(now) else None
    point = read_points(now)[-1] if len(now) else Point(subject, status="not_reported")
    line = _text(row["line"]) if row is not None else ""
    if isnan(point.baseline) and not isnan(own_line):
        point, line = replace(point, baseline=own_line), LINE_NAMES["target"]
    counts = (
        (int(row["reported"]), int(row["expected"]))
        if row is not None and row["expected"] == row["expected"]
        else (0, 0)
    )
    is_held = Series([day >= begins(indicator) for day in rows["day"]], index=rows.index, dtype=bool)
    baselines = rows["baseline"].fillna(own_line).where(is_held)
    return KeyFigure(
        code=indicator.code,
        now=point,
        quantity=Quantity(indicator.name, shown_unit(indicator), parts, decimals_of(indicator)),
        baseline=line,
        history=tuple(rows["value"].where(is_held)),
        history_baseline=tuple(baselines) if not baselines.isna().all() else (),
        reported=_reported_words(*counts, counted),
        standing=Standing(
            indicator=indicator,
            name=name,
            value=point.value,
            baseline=point.baseline,
            baseline_name=line,
            before=point.previous,
            baseline_before=float(row["baseline_before"]) if row is not None else nan,
            reported=counts[0],
            expected=counts[1],
            counted=counted,
        ),
        more=float(row["more"]) if row is not None else nan,
        uncompared=_text(row.get("uncompared")) if row is not None else "",
        trace=("measure", (indicator.code, "place", subject)) if subject else ("", ()),
    )


def _text(worth: object) -> str:
    return worth if isinstance(worth, str) else ""


def _reported_words(reported: int, expected: int, counted: str) -> str:
    """「已报 112 / 120 村，缺 8」; blank where nothing is asked."""
    if not expected:
        return ""
    lacking = expected - reported
    return f"已报 {reported:,} / {expected:,} {counted}" + (f"，缺 {lacking:,}" if lacking else "")


def _money_source(store: Store, setting: Setting, moment: Moment) -> str:
    """Which ledger the payments are read from and until which day; kept until a change alters one of them."""

    def work() -> str:
        payments = read_ledgers(store, moment.known_at).payments
        state = projects_on(store, moment.known_at, moment.as_of)
        source = payment_source(payments, state, as_of=moment.as_of)
        return source.words if source.kind != "none" else ""

    return _SOURCES.answer((store, last_of_funds(store, moment.known_at), moment.as_of), work)


_SOURCES: Shelf[str] = Shelf(32)


def _counted(own: DataFrame, code: str, words: str) -> str:
    """A second measure's parts in words; blank where it is not known or zero."""
    row = own[((own["indicator"] == code) & own["value"].notna()).to_numpy()].tail(1)
    if not len(row) or not float(row["numerator"].iloc[0]):
        return ""
    parts = [float(row[name].iloc[0]) for name in ("numerator", "denominator")]
    return words.format(" / ".join(f"{part:,.0f}" for part in parts if not isnan(part)))


def with_overdue(store: Store, card: KeyFigure, overdue: Overdue, moment: Moment) -> KeyFigure:
    """Rectification is judged by what is overdue, as soon as anything is."""
    if card.code != RECTIFIED or not overdue.count:
        return card
    _, rules = read_rules(store, moment.known_at)
    verdict = overdue_light(overdue.longest, rules, moment.as_of)
    over = f"，其中 {overdue.over_week} 个超过 {WEEK} 天" if overdue.over_week else ""
    return replace(
        card,
        now=replace(card.now, light=verdict.level.value, sentence=verdict.sentence()),
        gap=f"{overdue.count} 个逾期{over}",
        gap_bad=verdict.level.value == "bad",
        word=f"逾期 {overdue.longest} 天",
    )
