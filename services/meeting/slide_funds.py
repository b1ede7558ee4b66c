"""The 资金 slide: the money against its baseline, and which towns hold back the most."""

from charts.trajectory import trajectory
from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.wording.conclusion import Conclusion
from domain.wording.numbers import YUAN_PER_WAN, percent, percent_number, plain
from domain.wording.slide_titles import NOTHING, measure_title
from services.funds.funds_pace import FundsPace
from services.funds.show_funds import EVERYWHERE, FundsPage, funds_choices, show_funds
from services.measures.compare_towns import compare_towns
from services.measures.key_figures import MONEY
from services.meeting.slides import (
    CHART_HEIGHT,
    MOST_ROWS,
    Fact,
    Row,
    Slide,
    WallChart,
    Way,
    measure_way,
    on_wall,
    wall,
    with_sub,
)
from services.projects.project_notes import project_notes

NAME = "资金"
MOST_NAMED = 2
NO_TOWN = "还没有一个镇的支出率算得出。"


def slide_funds(store: Store, *, scope: Scope, moment: Moment, look: str) -> Slide:
    """By the baseline and the denominator the page opens with."""
    choices = funds_choices(store, scope=scope, moment=moment)
    line, base = next(iter(choices.lines)), next(iter(choices.bases))
    answer = show_funds(store, scope=scope, moment=moment, line=line, base=base, place=EVERYWHERE)
    if answer is None:
        return Slide("funds", NAME, Conclusion(f"资金{NOTHING}"), missing="指标目录里没有资金支出率。")
    missing = answer.pace.now.missing
    rows = () if missing else _rows(store, scope=scope, moment=moment)
    untold = (answer.projects_said or NO_TOWN,) if not missing and not rows else ()
    return Slide(
        "funds",
        NAME,
        with_sub(measure_title(answer.standing), answer.conclusion.sub),
        chart=None if missing else _chart(answer, look),
        facts=() if missing else _facts(answer.pace),
        heads=(f"离{answer.pace.baseline}最远", "支出率", "差距（百分点）", "状态") if rows else (),
        rows=rows,
        leads={answer.pace.now.subject: measure_way(answer.code, answer.pace.now.subject)},
        source="资金下达支付台账",
        notes=(*untold, *project_notes(store, scope=scope, moment=moment)),
        baseline=answer.pace.baseline,
        missing="到这一天还没有支付数据。" if missing else "",
    )


def _chart(answer: FundsPage, look: str) -> WallChart:
    pace = answer.pace
    return on_wall(
        trajectory,
        pace.actual,
        pace.nodes,
        quantity=answer.quantity,
        baseline=pace.baseline,
        theme=wall(look),
        last_year=pace.last_year,
        projection=pace.projection,
        shortfall=pace.shortfall,
        height=CHART_HEIGHT,
    )


def _facts(pace: FundsPace) -> tuple[Fact, ...]:
    """What the towns below the baseline lack together, and the share of the two that lack most."""
    total = sum(town.value for town in pace.towns)
    if not total:
        return (Fact("支出率", percent_number(pace.now.value), "%", way=Way(page="funds")),)
    most = pace.towns[:MOST_NAMED]
    share = percent(sum(town.value for town in most) / total, 0).removesuffix("%")
    list_of_towns = Way(page="funds")
    lacking = Fact(f"{len(pace.towns)} 乡镇欠支", plain(total / YUAN_PER_WAN, 1), "万元", way=list_of_towns)
    if len(pace.towns) <= MOST_NAMED:
        return (lacking,)
    return (lacking, Fact(f"{'、'.join(town.name for town in most)}占", share, "%", way=list_of_towns))


def _rows(store: Store, *, scope: Scope, moment: Moment) -> tuple[Row, ...]:
    """The towns furthest behind; none where no town's rate is known: rows of 未报 say nothing."""
    towns = compare_towns(store, scope=scope, moment=moment, code=MONEY)
    if not len(towns.rows) or towns.rows["value"].isna().all():
        return ()
    last = towns.rows[towns.rows["period"].ne("").to_numpy()].drop_duplicates("subject", keep="last")
    told = []
    for row in last.head(MOST_ROWS).to_dict("records"):
        value, due = float(row["value"]), float(row["baseline"])
        name, parts = str(row["name"]), measure_way(MONEY, str(row["subject"]))
        told.append(
            Row(
                name,
                (towns.quantity.shown(value), towns.quantity.gap(value, due)),
                light=str(row["light"]),
                way=Way(page="funds", opens=(("town", name),)),
                ways=(parts, parts),
            )
        )
    return tuple(told)
