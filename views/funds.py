"""Parts of 资金支出: sources as bullets, what is stuck as a table, a click on an earlier day."""

from collections.abc import Callable
from math import isnan

from pandas import DataFrame

from charts.bullet import bullet
from charts.quantity import Quantity
from charts.sketches import mark
from charts.tokens import Theme
from domain.periods import parse
from domain.wording.numbers import percent, wan
from services.show_funds import FundsPage
from views.empty import nothing_yet
from views.frame import Page, section
from views.markup import Html, join, show
from views.plot import Picked, show_figure
from views.provenance import Trace, number_link
from views.session import set_moment
from views.tables import Column, count_words, missing_text, show_table
from views.tracing import open_measure

MOST = 8


def open_then(page: Page, code: str) -> Callable[[Picked], None]:
    """A click on a day of the curve: the whole page as of that day, with the number's parts open."""
    opened = open_measure(code)

    def moved(picked: Picked) -> None:
        day = min(parse(picked.period).end, page.moment.as_of)
        if day != page.moment.as_of:
            set_moment(as_of=day, known_at=page.moment.known_at if page.pinned else None)
        opened(picked)

    return moved


def show_sources(answer: FundsPage, theme: Theme) -> None:
    """Paid and arrived by source level; a sentence where the ledgers do not say."""
    if not len(answer.sources) and not answer.sources_said:
        return
    baseline = answer.pace.baseline
    section("按资金来源", f"深条＝支出，浅条＝到位，竖线＝{baseline}", "差距（百分点）")
    if answer.sources_said:
        nothing_yet(answer.sources_said, "办公室可在“数据上报”页放入资金下达支付台账。")
        return
    figure = bullet(
        answer.sources, quantity=answer.quantity, baseline=baseline, theme=theme, plan=answer.base
    )
    slowest = answer.sources.sort_values("value").iloc[0]
    words = f"{slowest['name']}资金支出最慢，{answer.quantity.shown(float(slowest['value']))}"
    show_figure(figure, key="sources", alt=words, download="资金支出_按资金来源")


def show_stuck(stuck: DataFrame, quantity: Quantity, theme: Theme) -> None:
    """项目 计划万元 支出率 差距 形象进度 卡在 责任人; a name opens its ledger row."""
    if stuck.empty:
        nothing_yet("没有项目进入预警或滞后。", "")
        return

    def name(row: object) -> Html:
        return join(
            Html(mark(row.light, theme)), " ", number_link(row.name, Trace("project", (row.project,)))
        )

    columns = [
        Column("项目", write=name, kind="strong", width="24%"),
        Column("计划万元", write=lambda row: _or_missing(row.plan, wan), kind="number"),
        Column("支出率", write=lambda row: _or_missing(row.rate, percent), kind="number"),
        Column("差距", write=lambda row: quantity.gap(row.gap, 0.0), kind="number"),
        Column("形象进度", write=lambda row: _or_missing(row.progress, percent), kind="number", spare=True),
        Column("卡在", "problem"),
        Column("责任人", "who", width="17%"),
    ]
    show_table(stuck.head(MOST), columns, compact=True, download="资金支出_慢在哪里", whole=stuck)
    if len(stuck) > MOST:
        show(count_words(len(stuck), "项", len(stuck) - MOST))


def _or_missing(number: float, write: Callable[[float], str]) -> object:
    return missing_text("not_reported") if isnan(number) else write(number)
