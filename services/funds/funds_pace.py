"""How fast the money goes out: the rate over the year against its baseline, where it leads, what it still needs."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import isnan

from pandas import DataFrame

from charts.points import Point, read_points
from charts.trajectory import Projection
from data_access.database import Store
from domain.baselines import LINE_NAMES, Node, as_published
from domain.comparisons import Compared
from domain.frames import rows_where
from domain.periods import parse
from domain.permissions import Moment, Scope
from domain.records import Indicator
from domain.setting import Setting
from domain.targets import Pace, needed_pace, next_node, projected
from domain.targets import Projection as Projected
from domain.wording.conclusions import Named
from domain.wording.numbers import about_wan, percent, plain, spaced, wan
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.measures.follow_measures import follow_measures
from services.measures.judge_measures import read_rules

# The three denominators 分母: what the control says, the rate's code, the word of its amount.
BASES = {
    "issued": ("下达指标数", "FND_PAY", "下达"),
    "plan": ("计划安排数", "FND_PAY_PLAN", "计划"),
    "received": ("到位数", "FND_PAY_RCV", "到位"),
}
CODES = tuple(code for _, code, _ in BASES.values())
NODE_COLUMNS = ("day", "value", "label")
XUNS_OF_YEAR = 36


@dataclass(frozen=True, slots=True)
class FundsPace:
    """The chart of one place.

    actual      point frame of the year's 旬, oldest first
    now         its last point; before: the one it is compared with (`point_then`), empty until it is chosen
    baseline    the chosen line's name, blank where it says nothing of this year
    nodes       NODE_COLUMNS of the line; label blank for a tick without a name
    last_year   point frame moved to this year's days, None where nothing is known
    projection  None with fewer than four 旬
    shortfall   「约 561 万元」, blank at or above the baseline
    needed      what it takes to reach the next node, one sentence; blank without a node ahead
    grown       why the rate fell although money went out: the denominator grew; blank where it did not
    by_town     the newest point of every town and of 跨区域
    towns       yuan each town below the baseline lacks, most first; towns_known whether any town can be told
    """

    actual: DataFrame
    now: Point
    before: Point
    baseline: str
    nodes: DataFrame
    last_year: DataFrame | None
    projection: Projection | None
    projected: Projected | None
    shortfall: str
    needed: str
    grown: str
    towns: tuple[Named, ...]
    towns_known: bool
    by_town: DataFrame


def funds_pace(
    store: Store, *, scope: Scope, moment: Moment, indicator: Indicator, subject: str, line: str
) -> FundsPace:
    """The pace of one place by one rate and one baseline.

    subject  a place key; line as in domain.baselines
    """
    year = _year(store, scope, moment, line, moment.as_of)
    own = year[((year["indicator"] == indicator.code) & (year["subject"] == subject)).to_numpy()]
    points = read_points(own)
    now = points[-1] if points else Point(subject, status="not_reported")
    ends = _on_todays_base(points, now)
    until = date(moment.as_of.year, 12, 31)
    ahead = projected(ends, until=until, ceiling=1.0)
    lines, _ = read_rules(store, moment.known_at)
    towns = _last_of_towns(year, indicator, read_setting(store, moment.known_at))
    nodes = _nodes(indicator, subject, line, lines.line(indicator, subject, line), moment.as_of)
    return FundsPace(
        actual=own,
        now=now,
        before=Point(subject),
        baseline="" if isnan(now.baseline) else LINE_NAMES[line],
        nodes=nodes,
        last_year=_last_year(store, scope, moment, indicator, subject),
        projection=_fan(ahead),
        projected=ahead,
        shortfall=_shortfall(now),
        needed=_needed(ends, nodes, now, moment.as_of),
        grown=_grown(points),
        towns=_lacking(towns),
        towns_known=bool(towns["gap"].notna().any()),
        by_town=towns,
    )


def point_then(
    store: Store,
    pace: FundsPace,
    side: Compared,
    indicator: Indicator,
    *,
    scope: Scope,
    moment: Moment,
    line: str,
) -> Point:
    """The point compared with: among those drawn, else read on its day; an empty one where nothing is compared."""
    if side.day is None:
        return Point(pace.now.subject)
    drawn = read_points(rows_where(pace.actual, (day == side.day for day in pace.actual["day"])))
    if drawn:
        return drawn[-1]
    year = _year(store, scope, moment, line, side.day)
    asked = (year["indicator"] == indicator.code) & (year["subject"] == pace.now.subject)
    found = read_points(year[(asked & (year["day"] == side.day)).to_numpy()])
    return found[-1] if found else Point(pace.now.subject)


def _on_todays_base(points: list[Point], now: Point) -> list[Node]:
    """What was paid by each day over today's denominator: money newly issued is no slowing down."""
    if now.missing or not now.denominator:
        return []
    return [Node(point.day, point.numerator / now.denominator) for point in points if not point.missing]


def _year(store: Store, scope: Scope, moment: Moment, line: str, until: date) -> DataFrame:
    """All three rates of every town at the ends of the year's 旬 up to a day; read once for all choices of the page."""
    count = (until.month - 1) * 3 + min((until.day - 1) // 10, 2) + 1
    then = Moment(until, moment.known_at)
    return follow_measures(
        store, scope=scope, moment=then, codes=CODES, count=count, cadence="xun", line=line
    )


def _nodes(indicator: Indicator, subject: str, line: str, declared: tuple[Node, ...], day: date) -> DataFrame:
    """The line as it is drawn: the year's own nodes; the straight year for 时间序时; each value published until the next."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    nodes = [node for node in declared if node.day.year == day.year]
    if line == "time":
        nodes = [Node(first, 0.0), Node(last, 1.0)]
    if line == "province":
        steps = as_published(declared, day)
        names = [_node_name(node) if node in nodes else "" for node in steps]
        newest = next((name for name in reversed(names) if name), "")
        rows = [
            (node.day, node.value, name) for node, name in zip(steps, [*names[:-1], newest], strict=False)
        ]
        return DataFrame(rows, columns=list(NODE_COLUMNS))
    rows = [(node.day, node.value, _node_name(node)) for node in nodes]
    return DataFrame(rows, columns=list(NODE_COLUMNS))


def _node_name(node: Node) -> str:
    """「9月底」, 「4月1日」; the line's beginning is not named."""
    if node.value == 0:
        return ""
    is_end = (node.day + timedelta(days=1)).month != node.day.month
    return f"{node.day.month}月底" if is_end else f"{node.day.month}月{node.day.day}日"


def _last_year(
    store: Store, scope: Scope, moment: Moment, indicator: Indicator, subject: str
) -> DataFrame | None:
    """The same days last year, moved to this year; None where no number is known."""
    day = moment.as_of
    if not _speaks_of(store, moment, day.year - 1):
        return None
    until = day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
    year = _year(store, scope, moment, "", until)
    own = year[((year["indicator"] == indicator.code) & (year["subject"] == subject)).to_numpy()]
    if not own["value"].notna().any():
        return None
    moved = [
        then.replace(year=day.year, day=28 if (then.month, then.day) == (2, 29) else then.day)
        for then in own["day"]
    ]
    return own.assign(day=moved, name=f"{until.year}年同期")[["subject", "name", "period", "day", "value"]]


def _speaks_of(store: Store, moment: Moment, year: int) -> bool:
    """Whether any project is of that year: without one there is nothing to follow."""
    return bool((read_ledgers(store, moment.known_at).projects["year"] == year).any())


def _fan(ahead: Projected | None) -> Projection | None:
    if ahead is None:
        return None
    low, high = (plain(share * 100, 0) for share in (ahead.low, ahead.high))
    span = f"{low}%" if low == high else f"{low}%—{high}%"
    return Projection(ahead.day, ahead.low, ahead.high, ("按近三旬速度，", f"年底约 {span}"))


def _shortfall(now: Point) -> str:
    lacking = -now.gap * now.denominator
    return spaced(about_wan(lacking)) if lacking > 0 else ""


def _needed(ends: list[Node], nodes: DataFrame, now: Point, day: date) -> str:
    """「到11月底要达到95%，每旬需支出10.8个百分点（约734万元）；近三旬平均2.4个百分点。」"""
    line = [Node(then, value) for then, value in zip(nodes["day"], nodes["value"], strict=True)]
    goal = next_node(line, day)
    pace = needed_pace(ends, goal, as_of=day) if goal else None
    if goal is None or pace is None or not pace.needed or goal.day == day:
        return ""
    return spaced(f"到{_node_name(goal)}要达到{percent(goal.value)}，{_speed(pace, now)}。")


def _speed(pace: Pace, now: Point) -> str:
    if pace.needed is None:
        return ""
    money = "" if isnan(now.denominator) else f"（{about_wan(pace.needed * now.denominator)}）"
    said = f"每旬需支出{plain(pace.needed * 100, 1)}个百分点{money}"
    return said if pace.recent is None else f"{said}；近三旬平均{plain(pace.recent * 100, 1)}个百分点"


def _grown(points: list[Point]) -> str:
    """「5月中旬分母增加1,000.00万元，支出率因此回落。」: a fall is said before anybody asks."""
    told = [
        f"{parse(after.period).short_name}分母增加{wan(after.denominator - before.denominator)}万元"
        for before, after in pairwise(points)
        if after.value < before.value and after.denominator > before.denominator
    ]
    return spaced(f"{'，'.join(told[-2:])}，支出率因此回落。") if told else ""


def _last_of_towns(year: DataFrame, indicator: Indicator, setting: Setting) -> DataFrame:
    """The newest row of every town and of 跨区域."""
    county = setting.roster.county
    rows = year[(year["indicator"] == indicator.code).to_numpy()]
    rows = rows[(rows["subject"] != (county.place if county else "")).to_numpy()]
    return rows[(rows["day"] == rows["day"].max()).to_numpy()] if len(rows) else rows


def _lacking(towns: DataFrame) -> tuple[Named, ...]:
    """What each town lacks to reach the baseline, in yuan; towns at or above it take nothing off."""
    found = [
        Named(name, -gap * whole)
        for name, gap, whole in zip(towns["name"], towns["gap"], towns["denominator"], strict=True)
        if gap * whole < 0
    ]
    return tuple(sorted(found, key=lambda town: -town.value))
