"""How a preview is written: files, columns, sums, differences, issues. HTML only, nothing is decided here."""

from typing import Any

import pandas as pd
import streamlit as st

from charts.sketches import mark
from charts.tokens import Theme
from domain.issues import BLOCK, EXPLAIN, Issue
from services.preview import COUNT_WORDS, Counts
from services.show_upload import UploadIdle
from services.tell_preview import COMPARED, UNREAD, FileTold, PreviewTold
from views.empty import nothing_yet
from views.issues import LIGHTS, WORDS, counts_words, show_issues
from views.markup import Html, code, join, show, tag
from views.tables import READABLE, Column, show_table

NOTHING = "（空）"
GRID_HEIGHT = 480
CARD_WORDS = {
    "new": "库里没有的",
    "changed": "与库里不同",
    "same": "完全一致，跳过",
    "conflict": "两边都改过，逐条定",
    "missing": "表里空着，保留旧数",
}
OUTCOME_WORDS = {"new": "新增", "changed": "变更", "kept": "保留库里", "conflict": "冲突"}


def show_arrivals(idle: UploadIdle) -> None:
    """Which reports are in and which are not, before anything is dropped."""
    if idle.arrivals.empty:
        nothing_yet("还没有报表到期。", "放入第一份文件，先看会改什么，再确认入库。")
        return
    columns = [
        Column("报表", "name", "strong", width="22%"),
        Column("期", "period"),
        Column("已报 / 应报", write=_reported, kind="number"),
        Column("还差", write=lambda row: row.missing or "已报齐", width="26%"),
        Column("截止", write=_due),
        Column("报送单位", "reporter", spare=True, width="16%"),
    ]
    show_table(idle.arrivals, columns, compact=True)


def _reported(row: Any) -> Html:
    return join(tag("b", row.reported), f" / {row.expected} {row.counted}")


def _due(row: Any) -> Html:
    return join(row.due, " ", tag("span", row.late, css="kb-red") if row.late else "")


def show_files(told: PreviewTold, theme: Theme) -> None:
    """One line per file: what it was taken for, or why it was not read."""
    for file in told.files:
        shape = Html(mark(_light(file), theme))
        said = file.refusal or file.answered or f"{file.about}；{counts_words(file.issues)}"
        show(tag("div", shape, " ", tag("b", file.name), css="kb-file"), tag("div", said, css="kb-parts"))


def _light(file: FileTold) -> str:
    """As grave as the gravest thing in the file; a file answered from the record has no light."""
    if file.answered:
        return "none"
    levels = {issue.level for issue in file.issues}
    if file.refusal or BLOCK in levels:
        return "bad"
    return "warn" if EXPLAIN in levels or file.questions else "ok"


def show_columns(file: FileTold, theme: Theme) -> None:
    """② what every column was taken for, with the first thing written under it."""
    columns = [
        Column("格", write=lambda row: code(row.cell), spare=True),
        Column("文件里的表头", "text", width="34%"),
        Column("→ 认作", write=_meaning, width="30%"),
        Column("例值", write=lambda row: row.example or "·", width="16%"),
        Column("", write=lambda row: _state(row.state, theme)),
    ]
    show_table(file.columns, columns, compact=True)


def _meaning(row: Any) -> Html:
    return tag("b", row.meaning) if row.state == UNREAD else join(row.meaning)


def _state(state: str, theme: Theme) -> Html:
    if state == UNREAD:
        return tag("span", Html(mark("none", theme)), "未认出", css="kb-chip kb-chip-none")
    if state == COMPARED:
        return tag("span", Html(mark("note", theme)), "比对", css="kb-chip kb-chip-note")
    return tag("span", state, css="kb-grey")


def compared_words(told: PreviewTold) -> str:
    """How to read ③."""
    several = len(told.files) > 1
    return (
        f"{len(told.files)} 份文件合计，按格数；下面逐格列出所选文件"
        if several
        else "按格数；表里空着的不删旧数"
    )


def show_counts(counts: Counts, sums: str) -> None:
    """The numbers of ③ and the equation they make."""
    named = [name for name in CARD_WORDS if name != "conflict" or counts.conflict]
    cards = [
        tag(
            "div",
            tag("div", COUNT_WORDS[name], css="kb-card-head"),
            tag("div", f"{getattr(counts, name):,}", css="kb-big"),
            tag("div", CARD_WORDS[name], css="kb-parts"),
            css="kb-card",
        )
        for name in named
    ]
    show(tag("div", *cards, css="kb-cards", style=f"--n:{len(cards)}"), tag("p", sums, css="kb-parts"))


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
        show_long(words, titles, key="differences")
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
    show_table(rows, columns, compact=True)


def _old_css(row: Any) -> str:
    return "kb-none" if row.old == NOTHING else "kb-was"


def _hint(row: Any, theme: Theme) -> Html:
    if not row.level:
        return tag("span", OUTCOME_WORDS[row.outcome], css="kb-grey")
    words = WORDS[row.level].split("，")[0]
    return tag("span", Html(mark(LIGHTS[row.level], theme)), " ", words, title=row.hint)


def show_all_issues(issues: tuple[Issue, ...], theme: Theme) -> None:
    """④ every issue at once, blocking ones first; many as a grid."""
    if len(issues) <= READABLE:
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


def offer_issue_list(issues: tuple[Issue, ...], file: str) -> None:
    """下载问题清单: what the clerk sends back to the town, opened by any spreadsheet."""
    if not issues:
        return
    table = issues_frame(issues).rename(columns=ISSUE_TITLES)
    st.download_button(
        "下载问题清单",
        data=table.to_csv(index=False).encode("utf-8-sig"),
        file_name=f"问题清单_{file.rsplit('.', 1)[0]}.csv",
        mime="text/csv",
        on_click="ignore",
        key="issue_list",
    )
