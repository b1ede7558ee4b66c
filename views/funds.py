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
from services.funds.show_funds import FundsPage
from views.drawn import shown
from views.empty import nothing_yet
from views.frame import Page, section
from views.links import link
from views.markup import Html, join, show, tag, two_lines
from views.paging import page_of
from views.plot import Picked, draw, show_figure
from views.project_links import project_link
from views.provenance import Trace, number_link
from views.session import set_moment
from views.tables import Column, count_words, missing_text, show_table
from views.tracing import open_measure

MOST = 8
MOST_WAITING = 3
TOWNS_ON_A_PAGE = 12


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
    figure = draw(
        bullet, answer.sources, quantity=answer.quantity, baseline=baseline, theme=theme, plan=answer.base
    )
    slowest = answer.sources.sort_values("value").iloc[0]
    words = f"{slowest['name']}资金支出最慢，{answer.quantity.shown(float(slowest['value']))}"
    show_figure(figure, key="sources", alt=words, download="资金支出_按资金来源")


def show_towns(answer: FundsPage, theme: Theme) -> None:
    """镇 应支出的底数 支出 支出率 差距 欠支; a town's name narrows the page to it, its rate opens its parts.

    A sentence where nothing is known of any town.
    """
    if answer.towns[["paid", "rate"]].isna().all(axis=None):
        nothing_yet(
            "各镇的支出率都还算不出，不列欠支。", f"项目台账写了各项目的{answer.base}资金，这里会自动显示。"
        )
        return
    _write_towns(answer, page_of(answer.towns, TOWNS_ON_A_PAGE, key="towns"), theme)


@shown
def _write_towns(answer: FundsPage, rows: DataFrame, theme: Theme) -> None:
    quantity = answer.quantity

    def rate(row: object) -> object:
        if isnan(row.rate):
            return missing_text("not_reported")
        return number_link(percent(row.rate), Trace("measure", (answer.code, "place", row.subject)))

    columns = [
        Column(
            "乡镇",
            write=lambda row: join(Html(mark(row.light, theme)), " ", link(row.name, town=row.name)),
            kind="strong",
        ),
        Column(f"{answer.base}万元", write=lambda row: _or_missing(row.base, wan), kind="number"),
        Column("支出万元", write=lambda row: _or_missing(row.paid, wan), kind="number", spare=True),
        Column("支出率", write=rate, kind="number"),
        Column("差距", write=lambda row: "" if isnan(row.gap) else quantity.gap(row.gap, 0.0), kind="number"),
        Column("欠支万元", write=lambda row: _owed(row.owed), kind="number"),
    ]
    show_table(
        rows,
        columns,
        compact=True,
        download="资金支出_各乡镇欠支",
    )


def _owed(yuan: float) -> object:
    if isnan(yuan):
        return missing_text("not_reported")
    return wan(yuan) if yuan > 0 else "·"


@shown
def show_waiting(answer: FundsPage) -> None:
    """At which step how much waits and for how long; below, the greatest of each, and the three amounts."""
    if not answer.waiting:
        nothing_yet("没有钱卡在下达、到位、付清这几步上。", "")
    rows = DataFrame(
        [
            (
                step.word if at == 0 else "",
                step,
                at,
                row["record"],
                row["key"],
                row["name"],
                row["amount"],
                row["days"],
            )
            for step in answer.waiting
            for at, row in enumerate(step.rows.head(MOST_WAITING).to_dict("records"))
        ],
        columns=["word", "step", "at", "record", "key", "name", "amount", "days"],
    )

    def where(row: object) -> object:
        if row.at:
            return ""
        return two_lines(row.word, [f"{row.step.count} 笔，合计 {wan(row.step.amount)} 万元"])

    columns = [
        Column("卡在", write=where, width="34%"),
        Column("文号、项目", write=_waits_at),
        Column("万元", write=lambda row: wan(row.amount), kind="number"),
        Column("已等", write=_waited, kind="number"),
    ]
    if len(rows):
        show_table(rows, columns, compact=True, download="资金支出_钱卡在哪一步")
    told = [
        f"{word} {'未报' if isnan(yuan) else f'{wan(yuan)} 万元（{count} 个项目）'}"
        for word, (yuan, count) in answer.amounts.items()
    ]
    show(tag("div", f"拨付、报账、支付是三个数，不相加也不互代：{'；'.join(told)}。", css="kb-parts"))


def _waits_at(row: object) -> object:
    """A document or project opens its ledger row; a whole source level is the sum of many."""
    return number_link(row.name, Trace(row.record, (row.key,))) if row.record else row.name


def _waited(row: object) -> str:
    if isnan(row.days):
        return "没写日期" if row.record else "—"
    return f"{row.days:.0f} 天"


@shown
def show_stuck(stuck: DataFrame, quantity: Quantity, theme: Theme) -> None:
    """项目 计划万元 支出率 差距 形象进度 卡在 责任人; a name opens its ledger row."""
    if stuck.empty:
        nothing_yet("没有项目进入预警或滞后。", "")
        return

    def name(row: object) -> Html:
        return join(Html(mark(row.light, theme)), " ", project_link(row.name, row.project))

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
