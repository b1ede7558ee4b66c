"""How the cells of a file are written: what would change old → new, and everything that is wrong."""

from typing import Any

import pandas as pd
import streamlit as st

from charts.sketches import mark
from charts.tokens import Theme
from domain.issues import Issue
from domain.sheet_text import csv_text
from views.downloads import noted
from views.issues import LIGHTS, SHORT, WORDS, show_issues
from views.markup import Html, code, show, tag
from views.tables import READABLE, Column, show_table

NOTHING = "（空）"
GRID_HEIGHT = 480
MOST_WRITTEN = 300
"""More sentences than this no browser should lay out at once: a grid cuts them, its cells open on a click."""
OUTCOME_WORDS = {"new": "新增", "changed": "变更", "kept": "保留库里", "conflict": "冲突"}


def show_differences(rows: pd.DataFrame, theme: Theme) -> None:
    """Old → new, the biggest first; more than can be read as a grid to be sorted and copied."""
    if rows.empty:
        show(tag("p", "没有与库里不同的格。", css="kb-parts"))
        return
    if len(rows) > READABLE:
        titles = {
            "who": "对象",
            "title": "字段",
            "old": "库里（旧）",
            "new": "文件（新）",
            "moved": "差",
            "outcome": "类别",
            "cell": "单元格",
            "hint": "提示",
        }
        words = rows.assign(outcome=rows["outcome"].map(OUTCOME_WORDS))
        said = {name: title for name, title in titles.items() if rows[name].astype(bool).any()}
        show_long(words, said, key="differences")
        return
    columns = [
        Column("对象", "who", width="20%"),
        Column("字段", "title", width="20%"),
        Column("库里（旧）", write=lambda row: tag("span", row.old, css=_old_css(row)), kind="number"),
        Column("文件（新）", write=lambda row: tag("b", row.new), kind="number"),
        Column("差", "moved", "number"),
        Column("单元格", write=lambda row: code(row.cell), spare=True),
        Column("提示", write=lambda row: _hint(row, theme)),
    ]
    show_table(rows, columns, compact=True, download="数据上报_与库里比")


def _old_css(row: Any) -> str:
    return "kb-none" if row.old == NOTHING else "kb-was"


def _hint(row: Any, theme: Theme) -> Html:
    if not row.level:
        return tag("span", OUTCOME_WORDS[row.outcome], css="kb-grey")
    return tag("span", Html(mark(LIGHTS[row.level], theme)), " ", SHORT[row.level], title=row.hint)


def show_all_issues(issues: tuple[Issue, ...], theme: Theme) -> None:
    """④ every issue at once, blocking ones first; many in a frame of their own to scroll, whole sentences in it too."""
    if len(issues) <= READABLE:
        show_issues(issues, theme)
        return
    if len(issues) <= MOST_WRITTEN:
        with st.container(height=GRID_HEIGHT, border=False, key="kb_issues"):
            show_issues(issues, theme)
        return
    show_long(issues_frame(issues), ISSUE_TITLES, key="issues")


def show_long(rows: pd.DataFrame, titles: dict[str, str], *, key: str) -> None:
    """More rows than can be read: sorted, searched and copied in a grid; column → its Chinese head."""
    st.dataframe(rows[list(titles)].rename(columns=titles), hide_index=True, height=GRID_HEIGHT, key=key)


ISSUE_TITLES = {
    "level": "轻重",
    "where": "位置",
    "message": "问题与办法",
    "found": "文件里写的",
    "expected": "应该是",
}


def issues_frame(issues: tuple[Issue, ...]) -> pd.DataFrame:
    """The issues as rows, in words, blocking ones first."""
    ordered = sorted(issues, key=lambda issue: list(LIGHTS).index(issue.level))
    rows = [
        (
            WORDS[one.level],
            f"{one.sheet}!{one.cell}" if one.cell else one.sheet,
            one.message,
            one.found,
            one.expected,
        )
        for one in ordered
    ]
    return pd.DataFrame(rows, columns=list(ISSUE_TITLES))


def offer_issue_list(issues: tuple[Issue, ...], file: str, whose: str) -> None:
    """下载问题清单: what the clerk sends back to the town, opened by any spreadsheet.

    whose  which file of several it is of, blank for the only one
    """
    if not issues:
        return
    table = issues_frame(issues).rename(columns=ISSUE_TITLES)
    name = f"问题清单_{file.rsplit('.', 1)[0]}.csv"
    st.download_button(
        f"下载问题清单{whose}",
        data=noted(name, lambda: table.map(csv_text).to_csv(index=False).encode("utf-8-sig")),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key="issue_list",
    )
