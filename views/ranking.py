"""Fragments of the 村级排名 page: the table with its marks, why one village stands where it does, level and progress."""

from collections.abc import Mapping
from math import isnan

import pandas as pd
import streamlit as st

from charts.quadrant import quadrant
from charts.quantity import Quantity
from charts.sketches import rank_interval, score_bar, spark
from charts.tokens import Theme
from domain.scoring import FULL_SCORE
from domain.wording.numbers import plain
from services.ranking.show_ranking import RankingPage
from views.chips import listed
from views.downloads import beside_the_head, head_container, offer_html
from views.drawn import drawn_anywhere, shown
from views.empty import nothing_yet
from views.filters import choose, choose_one
from views.frame import section, section_html
from views.links import link, set_parameter
from views.loss import ROOMY, show_blocks, show_ways
from views.markup import Html, join, show, tag
from views.paging import choose_some, page_words, rows_of
from views.plot import Picked, draw, show_figure
from views.provenance import Trace, number_link
from views.ranking_words import no_progress
from views.tables import Column, OutsideRow, movement, revised, table_html
from views.village_link import village_link

ON_A_PAGE = 20
LONG_NAME = 7
CLOSER = {"progress": "水平与进步", "items": "逐项得分"}
END = 10  # how many of each end a long group opens with
FEW_APART, FEW_NAMES = 3, 5


def choose_group(groups: Mapping[str, str]) -> str:
    """The peer group; blank before there is any."""
    return choose_some("分组", groups, key="group")


def show_villages(answer: RankingPage, theme: Theme) -> None:
    """The table beside why the chosen village stands where it does."""
    left, right = st.columns([56, 44], gap="medium")
    with left, st.container(gap="xsmall"):
        how = "区间＝权重、数据扰动后九成落在的名次；同分同名次，其后跳号；点村看失分"
        section(f"名次表　{answer.group}", how)
        show_ranks(answer, theme)
    with right, st.container(gap="xsmall"):
        section(*loss_words(answer), village_link("看村情画像", answer.chosen) if answer.chosen else "")
        if answer.rows.empty:
            nothing_yet("这一组还没有村参评。", "缺项权重超过三成不参评，原因见左表。")
            return
        show_loss(answer, theme)
        show_ways(answer.ways)
        _show_closer(answer, theme)


def _show_closer(answer: RankingPage, theme: Theme) -> None:
    """The group by level and progress, or the chosen village item by item: one place, the choice in its head.

    Where nothing can be compared the items stand there, and why.
    """
    head, told = head_container(), answer.explained is not None
    compared = _has_previous(answer.rows)
    with beside_the_head():
        closer = (
            choose("细看", CLOSER, key="closer") if told and compared else "items" if told else "progress"
        )
    with head:
        if closer == "items":
            show(section_html("逐项得分", f"{answer.villages[answer.chosen]}；点指标看出处"))
        else:
            show(section_html("水平与进步", "点村看失分" if answer.is_compared else ""))
    if closer == "items":
        show_items(answer)
    if closer == "progress" or not compared:
        show_progress(answer, theme)


def show_ranks(answer: RankingPage, theme: Theme) -> None:
    """One page of the table; who takes no part stands below a rule, never last."""
    _write_ranks(answer, *_page_of(answer), theme)


@shown
def _write_ranks(answer: RankingPage, rows: pd.DataFrame, apart: pd.DataFrame, theme: Theme) -> None:
    long = _width(answer.rows["name"], 19)
    full, many = FULL_SCORE, int(answer.rows["of"].max()) if len(answer.rows) else 1
    columns = [
        Column("名次", write=lambda row: row.rank, kind="number"),
        Column(
            "村",
            write=lambda row: link(_short(row.name), village=row.full_name, title="看分丢在哪里"),
            kind="strong",
            width=long,
        ),
        Column("镇", write=lambda row: _short(row.town), width=_width(answer.rows["town"], 15)),
        Column("得分", write=lambda row: plain(row.score, answer.decimals), kind="number"),
        Column(
            f"满分 {full:g}",
            write=lambda row: Html(score_bar(row.score, full, theme, width=100)),
            spare=bool(long),
        ),
        Column(
            f"名次区间 1—{many}" if len(rows) else "名次区间", write=lambda row: _interval(row, many, theme)
        ),
        Column("全县", "county_rank", kind="number", spare=True),
        *([_moved(answer.since)] if answer.is_compared else []),
        Column(f"近 6 {answer.unit}", write=lambda row: _spark(row, theme, answer.unit), spare=True),
        Column("", write=lambda row: join(_listed(row.listed, theme), " ", _lacking(row.lacking))),
    ]
    outside = _outside(apart, folded=len(rows) > 0 and len(apart) > FEW_APART)
    table = table_html(
        rows, columns, subject="subject", selected=answer.chosen, compact=True, outside=outside
    )
    both_ends = len(rows) == 2 * END < len(answer.rows)
    show(table, css="kb kb-tight kb-ends" if both_ends else "kb kb-tight")
    unfolded = _outside(answer.apart, folded=False)
    offer_html(f"村级排名_{answer.group}", lambda: table_html(answer.rows, columns, outside=unfolded))


def _moved(since: str) -> Column:
    return Column(f"较{since}", write=lambda row: _short(movement(row.change) or row.note))


def _page_of(answer: RankingPage) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ranked rows and those who take no part, as the chosen page shows them.

    A long group opens with both its ends, which is what is asked first; a long list of 不参评 has a page of its own.
    """
    rows, apart = answer.rows, answer.apart
    if not len(rows) or (len(rows) <= 2 * END and len(apart) <= FEW_APART):
        return rows, apart
    parts = {"all": f"1—{len(rows)}"}
    if len(rows) > 2 * END:
        parts = {"ends": f"前 {END} 后 {END}", **page_words(len(rows), ON_A_PAGE)}
    pages = {at: f"{words} / 共 {len(rows)}" for at, words in parts.items()}
    if len(apart) > FEW_APART:
        pages["apart"] = f"不参评 {len(apart)}"
    with beside_the_head():
        chosen = choose_one("第几页", pages, key="ranks", width=190)
    if chosen == "apart":
        return rows_of(rows, 0, 0), apart
    if chosen == "all":
        return rows, apart
    if chosen == "ends":
        return _both_ends(rows), apart
    return rows_of(rows, (int(chosen) - 1) * ON_A_PAGE, ON_A_PAGE), rows_of(apart, 0, 0)


@drawn_anywhere
def _both_ends(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([rows[:END], rows[-END:]])


def one_line(shown: object, words: str) -> Html:
    """A short name stays on one line; a long one may break, or it would squeeze its neighbours."""
    return tag("span", shown, style="white-space:nowrap" if len(words) <= LONG_NAME else "")


def _short(words: str) -> Html:
    return one_line(words, words)


def _width(names: pd.Series, share: int) -> str:
    """Room for a column of names only where some are long: pictures beside them do not shrink."""
    return f"{share}%" if len(names) and int(names.str.len().max()) > LONG_NAME else ""


def _interval(row: object, many: int, theme: Theme) -> Html:
    return Html(rank_interval(row.rank_low, row.rank, row.rank_high, many, theme, width=120))


def _spark(row: object, theme: Theme, unit: str) -> Html:
    return Html(spark(list(row.history), theme, alt=f"{row.name}近 6 {unit}得分", width=84, height=22))


def _listed(kind: str, theme: Theme) -> Html:
    """红榜; 黑榜 is only proposed until somebody confirms it."""
    mark = listed(kind, theme)
    return (
        join(mark, " ", tag("span", "待人工确认", css="kb-grey", style="white-space:nowrap"))
        if kind == "black"
        else mark
    )


def _lacking(items: int) -> Html:
    """「缺 2 项」 in words beside whoever is ranked without all items: nobody is praised unseen for what was not reported."""
    if not items:
        return Html("")
    told = "缺的项按其余权重归一，补报后名次会变"
    return tag("span", f"缺 {items} 项", css="kb-grey kb-whole", title=told)


def _outside(apart: pd.DataFrame, *, folded: bool) -> list[OutsideRow]:
    """不参评 with its reason; where many share the page with a ranking, one row per reason names the first of them."""
    rows = apart.to_dict("records")
    if not folded:
        return [OutsideRow(("—", row["name"], row["town"]), f"不参评：{row['reason']}") for row in rows]
    reasons: dict[str, list[str]] = {}
    for row in rows:
        reasons.setdefault(row["reason"], []).append(row["name"])
    return [
        OutsideRow(
            ("—", f"{len(names)} 村", ""),
            f"不参评：{reason}：{'、'.join(names[:FEW_NAMES])}{'等' if len(names) > FEW_NAMES else ''}",
        )
        for reason, names in reasons.items()
    ]


def show_loss(answer: RankingPage, theme: Theme) -> None:
    """Losses from full marks, block by block; then every item with its provenance."""
    row = _chosen(answer)
    if row is None or answer.explained is None:
        return
    show_blocks(
        answer.explained.blocks,
        who=row.name,
        score=row.score,
        decimals=answer.decimals,
        theme=theme,
        each=ROOMY,
        download="村级排名_失分",
    )


@shown
def show_items(answer: RankingPage) -> None:
    """What each item brought; a name opens the number behind it."""
    if answer.explained is None:
        return
    columns = [
        Column("板块", "block"),
        Column("指标", write=lambda item: _item(item, answer)),
        Column("分母", write=_sample, kind="number"),
        Column("得分 / 满分", write=lambda item: _points(item, answer.decimals), kind="number"),
    ]
    items = answer.explained.items
    show(table_html(items, columns, compact=True), css="kb kb-tight")
    offer_html(f"村级排名_{answer.villages[answer.chosen]}逐项得分", lambda: table_html(items, columns))


def _item(item: object, answer: RankingPage) -> Html:
    """A 周榜 opens the inspections of its week, any other board those of the month."""
    period = (answer.cadence,) if answer.cadence else ()
    shown = number_link(item.name, Trace("measure", (item.indicator, "place", answer.chosen, *period)))
    return revised(shown, item.revised) if item.revised else shown


def _sample(item: object) -> Html:
    """n of a rate; a small one says that it was drawn towards the county's mean."""
    if isnan(item.base) or isnan(item.points):
        return Html("")
    n = plain(item.base, 0)
    return (
        tag("span", f"{n}（已折算）", title="分母不足 10，按再加 10 个全县平均折算")
        if item.small
        else tag("span", n)
    )


def _points(item: object, decimals: int) -> Html:
    if isnan(item.points):
        return tag("span", item.state, css="kb-none")
    return tag("span", f"{plain(item.points, decimals)} / {plain(item.weight, decimals)}")


def loss_words(answer: RankingPage) -> tuple[str, str]:
    """Head and how-to-read of the waterfall: 「水口村：分丢在哪里」, 「67.04 分，同组第 61…；右侧比同组中位数」."""
    row = _chosen(answer)
    if row is None:
        return "分丢在哪里", "还没有村参评"
    lacking = f"，缺 {row.lacking} 项" if row.lacking else ""
    score = plain(row.score, answer.decimals)
    place = f"{score} 分，同组第 {row.rank}，全县第 {row.county_rank}（{answer.county_of} 村）{lacking}"
    return f"{row.name}：分丢在哪里", f"{place}；右侧比同组中位数"


@drawn_anywhere
def _chosen(answer: RankingPage) -> object | None:
    found = answer.rows[(answer.rows["subject"] == answer.chosen).to_numpy()]
    return next(found.itertuples(index=False), None)


@drawn_anywhere
def listed_in(answer: RankingPage) -> tuple[str, ...]:
    """The villages of the group."""
    return tuple(answer.rows["subject"])


@drawn_anywhere
def _has_previous(rows: pd.DataFrame) -> bool:
    return bool(rows["previous"].notna().any())


@drawn_anywhere
def scored(rows: pd.DataFrame) -> pd.DataFrame:
    """Ranked rows as the points of level and progress."""
    return rows.rename(columns={"score": "value"}).assign(period="", status="reported")


def show_progress(answer: RankingPage, theme: Theme) -> None:
    """Level against progress; a clicked village is explained."""

    def pick(picked: Picked) -> None:
        names = dict(zip(answer.rows["subject"], answer.rows["full_name"], strict=True))
        set_parameter("village", names[picked.subject])

    if not _has_previous(answer.rows):
        words = no_progress(answer.uncompared, answer.since if answer.is_compared else "", "村", "得分")
        show(tag("div", words, css="kb-parts"))
        return
    quantity = Quantity("得分", "分", decimals=answer.decimals)
    figure = draw(
        quadrant,
        scored(answer.rows),
        quantity=quantity,
        theme=theme,
        selected=answer.chosen,
        previous=answer.since,
    )
    show_figure(
        figure,
        key="progress",
        alt=f"水平与进步：横轴得分，纵轴较{answer.since}变化",
        on_pick=pick,
        download="村级排名_水平与进步",
    )
