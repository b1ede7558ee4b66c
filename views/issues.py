"""What is wrong in a file, in one table: mark, cell, sentence, what it says, what it should be. All of them."""

from collections.abc import Sequence

from charts.sketches import mark
from charts.tokens import Theme
from domain.issues import BLOCK, EXPLAIN, NOTE, Issue
from views.markup import Html, code, show, tag

# A cell that is not taken is as grave as 滞后, one to explain as 预警; a note stays quiet.
LIGHTS = {BLOCK: "bad", EXPLAIN: "warn", NOTE: "note"}
WORDS = {BLOCK: "这一格不入库，改正后重新上传", EXPLAIN: "写明原因后可以入库", NOTE: "已按所写处理，知道即可"}
SHORT = {BLOCK: "不入库", EXPLAIN: "须说明", NOTE: "提示"}
COUNTED = {BLOCK: "处必须先改", EXPLAIN: "处须说明", NOTE: "处提示"}


def show_issues(issues: Sequence[Issue], theme: Theme) -> None:
    """Every issue, blocking ones first, each kind in the order of the file."""
    show(issues_html(issues, theme))


def issues_html(issues: Sequence[Issue], theme: Theme) -> Html:
    if not issues:
        return tag("div", "没有发现需要处理的问题。", css="kb-empty")
    ordered = sorted(issues, key=lambda issue: list(LIGHTS).index(issue.level))
    head = tag(
        "tr",
        *(
            tag("th", word, scope="col", style="white-space:nowrap")
            for word in ("位置", "问题与办法", "文件里写的", "应该是")
        ),
    )
    body = [_row(issue, theme) for issue in ordered]
    return tag("table", tag("thead", head), tag("tbody", *body), css="kb-t kb-compact")


def _row(issue: Issue, theme: Theme) -> Html:
    where = code(f"{issue.sheet}!{issue.cell}") if issue.cell else issue.sheet
    shape = Html(mark(LIGHTS[issue.level], theme))
    return tag(
        "tr",
        tag("td", shape, " ", where, css="kb-nowrap", title=WORDS[issue.level]),
        tag("td", issue.message.removeprefix(f"{issue.sheet}!{issue.cell} ")),
        tag("td", tag("b", issue.found)),
        tag("td", issue.expected),
    )


def counts_words(issues: Sequence[Issue], awaiting: int = 0) -> str:
    """「3 处必须先改、1 处答了问题再定、2 处须说明、1 处提示」; 「没有问题」.

    awaiting  how many of the blocking ones an open question settles
    """
    counted = {level: sum(issue.level == level for issue in issues) for level in COUNTED}
    counted[BLOCK] -= awaiting
    said = [f"{count} {COUNTED[level]}" for level, count in counted.items() if count]
    if awaiting:
        said.insert(bool(counted[BLOCK]), f"{awaiting} 处答了问题再定")
    return "、".join(said) or "没有问题"
