"""镇榜: the towns by the mean of their villages, and the villages of the one opened."""

import pandas as pd
import streamlit as st

from charts.quadrant import quadrant
from charts.quantity import Quantity
from charts.sketches import score_bar, spark
from charts.tokens import Theme
from domain.scoring import FULL_SCORE
from domain.wording.numbers import percent, plain
from services.ranking.rank_towns import TownBoard
from views.chips import listed
from views.downloads import offer_html
from views.drawn import drawn_anywhere, shown
from views.filters import choose_one
from views.frame import section
from views.heat import side_by_side
from views.links import link, set_parameter
from views.markup import Html, join, show, tag
from views.paging import page_beside_head
from views.plot import Picked, draw, show_figure
from views.ranking import one_line, scored
from views.ranking_words import no_progress
from views.tables import Column, OutsideRow, movement, table_html
from views.village_link import village_link

PARAMETER = "town"
ON_A_PAGE, FEW_APART = 12, 4


def choose_town(board: TownBoard) -> str:
    """The town whose villages are listed; the last in rank first. Blank where there is none."""
    if not board.chosen:
        return ""
    return choose_one("乡镇", {board.chosen: board.towns[board.chosen], **board.towns}, key=PARAMETER)


def show_board(board: TownBoard, theme: Theme) -> None:
    """The list beside level and progress, then the villages of the town opened; in their place where nothing is compared."""
    left, right = st.columns([56, 44], gap="medium")
    with left, st.container(gap="xsmall"):
        section("各镇名次", "均分＝参评村得分的平均，每村算一份；点镇名看它的村")
        show_towns(board, page_beside_head(board.rows, ON_A_PAGE, key="towns"), theme)
    compared = _has_previous(board.rows)
    with right, st.container(gap="xsmall"):
        if not compared and board.chosen:
            _show_chosen(board, theme, halves=False)
        else:
            section("水平与进步", f"横轴均分，纵轴较{board.since}变化" if board.is_compared else "")
        show_town_progress(board, theme)
    if compared and board.chosen:
        _show_chosen(board, theme, halves=True)


def _show_chosen(board: TownBoard, theme: Theme, *, halves: bool) -> None:
    section(f"{board.towns[board.chosen]}各村", "同组名次只在同类村里排；点村名看村情画像")
    show_town_villages(board.villages, board.decimals, theme, halves)


@drawn_anywhere
def _has_previous(rows: pd.DataFrame) -> bool:
    return bool(rows["previous"].notna().any())


@shown
def show_towns(board: TownBoard, rows: pd.DataFrame, theme: Theme) -> None:
    """One page of the list of towns; those of which too few villages take part stand below a rule."""
    columns = [
        Column("名次", write=lambda row: int(row.rank), kind="number"),
        Column(
            "镇", write=lambda row: one_line(link(row.name, **{PARAMETER: row.name}), row.name), kind="strong"
        ),
        Column("均分", write=lambda row: plain(row.score, board.decimals), kind="number"),
        Column(
            "满分 100", write=lambda row: Html(score_bar(row.score, FULL_SCORE, theme, width=100)), spare=True
        ),
        Column("参评 / 全部村", write=lambda row: f"{row.ranked} / {row.villages}", kind="number"),
        Column("黑榜村占比", write=_black, kind="number"),
        *([Column(f"较{board.since}", write=lambda row: movement(row.change))] if board.is_compared else []),
        Column(f"近 6 {board.unit}", write=lambda row: _spark(row, board.unit, theme), spare=True),
    ]
    outside = _outside(board.apart, folded=len(board.apart) > FEW_APART)
    table = table_html(rows, columns, subject="subject", selected=board.chosen, compact=True, outside=outside)
    show(table, css="kb kb-tight")
    offer_html(
        "镇榜_各镇名次", lambda: table_html(board.rows, columns, outside=_outside(board.apart, folded=False))
    )


def _outside(apart: pd.DataFrame, *, folded: bool) -> list[OutsideRow]:
    """不参评 with its reason; where there are many, one row per reason names them all."""
    reasons: dict[str, list[str]] = {}
    for row in apart.to_dict("records"):
        reasons.setdefault(row["reason"], []).append(row["name"])
    if folded:
        return [
            OutsideRow(
                ("—", tag("span", f"{len(names)} 镇", css="kb-whole")),
                f"不参评：{reason}：{'、'.join(names)}",
            )
            for reason, names in reasons.items()
        ]
    return [
        OutsideRow(("—", name), f"不参评：{reason}") for reason, names in reasons.items() for name in names
    ]


def _black(row: object) -> Html:
    if not row.black:
        return tag("span", "0", css="kb-grey")
    return join(f"{row.black} 村 ", tag("span", percent(row.black / row.ranked), css="kb-grey"))


def _spark(row: object, unit: str, theme: Theme) -> Html:
    return Html(spark(list(row.history), theme, alt=f"{row.name}近 6 {unit}均分", width=84, height=22))


def show_town_progress(board: TownBoard, theme: Theme) -> None:
    """Level against progress of the towns; a click opens one."""
    if not _has_previous(board.rows):
        words = no_progress(board.uncompared, board.since if board.is_compared else "", "镇", "均分")
        show(tag("div", words, css="kb-parts"))
        return

    def pick(picked: Picked) -> None:
        set_parameter(PARAMETER, board.towns[picked.subject])

    figure = draw(
        quadrant,
        scored(board.rows),
        quantity=Quantity("均分", "分", decimals=board.decimals),
        theme=theme,
        selected=board.chosen,
        group="各镇",
        previous=board.since,
    )
    words = f"各镇水平与进步：横轴均分，纵轴较{board.since}变化"
    show_figure(figure, key="town_progress", alt=words, on_pick=pick, download="镇榜_水平与进步")


@shown
def show_town_villages(rows: pd.DataFrame, decimals: int, theme: Theme, halves: bool) -> None:
    """The villages the mean is taken of, in two halves beside each other if asked for, each with its place in its own group."""
    columns = [
        Column("村", write=lambda row: village_link(row.name, row.subject), kind="strong"),
        Column("分组", "group"),
        Column("得分", write=lambda row: _score(row, decimals), kind="number"),
        Column("同组名次", write=_place, kind="number"),
        Column("", write=lambda row: listed(row.listed, theme)),
    ]
    half = (len(rows) + 1) // 2 if halves else len(rows)
    parts = [table_html(part, columns, compact=True) for part in (rows[:half], rows[half:]) if len(part)]
    show(side_by_side(*parts) if len(parts) > 1 else join(*parts), css="kb kb-tight")
    offer_html("镇榜_各村", lambda: table_html(rows, columns))


def _score(row: object, decimals: int) -> Html:
    if pd.isna(row.score):
        return tag("span", "不参评", css="kb-none", title=row.reason)
    return tag("span", plain(row.score, decimals))


def _place(row: object) -> str:
    return "" if pd.isna(row.rank) else f"{int(row.rank)} / {row.of}"
