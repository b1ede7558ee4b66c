"""How a preview is written: files, columns and sums. HTML only, nothing is decided here."""

from typing import Any

from charts.sketches import mark
from charts.tokens import Theme
from domain.issues import BLOCK, EXPLAIN
from services.taking_in.preview import COUNT_WORDS, Counts
from services.taking_in.show_upload import UploadIdle
from services.taking_in.tell_columns import COMPARED, UNREAD
from services.taking_in.tell_preview import FileTold, PreviewTold, gravest_first
from views.empty import nothing_yet
from views.issues import counts_words
from views.markup import Html, code, join, show, tag
from views.tables import Column, show_table

CARD_WORDS = {
    "new": "库里没有的",
    "changed": "与库里不同",
    "same": "完全一致，跳过",
    "conflict": "两边都改过，逐条定",
    "missing": "表里空着，保留旧数",
}


def show_arrivals(idle: UploadIdle) -> None:
    """Which reports are in and which are not, before anything is dropped."""
    if idle.arrivals.empty:
        nothing_yet("还没有报表到期。", "放入第一份文件，先看会改什么，再确认入库。")
        return
    columns = [
        Column("报表", "name", "strong", width="20%"),
        Column("期", "period"),
        Column("已报 / 应报", write=_reported, kind="number"),
        Column("还差", write=lambda row: row.missing or "已报齐", width="20%"),
        Column("截止", write=_due),
        Column("报送单位", "reporter", spare=True, width="22%"),
    ]
    show_table(idle.arrivals, columns, compact=True, download="数据上报_本期报送")


def _reported(row: Any) -> Html:
    return join(tag("b", row.reported), f" / {row.expected} {row.counted}")


def _due(row: Any) -> Html:
    return join(row.due, " ", tag("span", row.late, css="kb-red") if row.late else "")


def show_files(told: PreviewTold, theme: Theme) -> None:
    """One line per file, the gravest first: what it was taken for, or why it was not read."""
    lines = []
    for file in gravest_first(told.files):
        shape = Html(mark(_light(file), theme))
        asked = sum(not question.default for question in file.questions)
        open_words = f"、{asked} 个问题待答" if asked else ""
        said = (
            file.refusal
            or file.answered
            or f"{file.about}；{counts_words(file.issues, file.awaiting)}{open_words}"
        )
        lines += [
            tag("div", shape, " ", tag("b", file.name), css="kb-file"),
            tag("div", said, css="kb-parts"),
        ]
    show(*lines)


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
    show_table(file.columns, columns, compact=True, download="数据上报_表头")


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
