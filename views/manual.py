"""The help page's fragments: table of contents, what a search found, one task with its pictures and tables."""

import re
from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from charts.sketches import mark, pennant
from charts.tokens import Theme
from services.county.read_manual import DOCS, Block, Hit, Task
from views.empty import nothing_yet
from views.links import bind_text, link
from views.markup import Html, esc, join, show, tag
from views.unknown import tell

OPENED, SOUGHT = "at", "find"
# For those who write programs; on the screen a sentence stands for itself.
UNSHOWN = "代码"

_INLINE = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|`(?P<code>[^`]+)`|\[(?P<word>[^\]]+)\]\(#(?P<task>[^)]+)\)")
_LONGEST_LINE = 90


def search_manual() -> str:
    """The words sought, also in the address."""
    bind_text(SOUGHT)
    return st.text_input(
        "查帮助",
        placeholder="查帮助：写几个字，如“撤回”“表头”",
        key=SOUGHT,
        label_visibility="collapsed",
        bind="query-params",
    )


def opened_task(tasks: Sequence[Task]) -> Task:
    """The task of the address; the first one without it or where it names none."""
    asked = st.query_params.get(OPENED, "")
    found = next((task for task in tasks if task.title == asked), None)
    if asked and found is None:
        tell(f"手册里没有“{asked}”这一节，现在打开第一节。")
    return found or tasks[0]


def show_contents(tasks: Sequence[Task], here: Task) -> None:
    """Every task by its part, the opened one tinted."""
    told = []
    for part, own in groupby(tasks, key=lambda task: task.part):
        told.append(tag("div", part, css="kb-part"))
        told += [_entry(task, task == here) for task in own]
    show(tag("nav", *told, css="kb-contents", aria_label="目录"))


def _entry(task: Task, opened: bool) -> Html:
    if opened:
        return tag("span", task.title, css="kb-here", aria_current="true")
    return link(task.title, at=task.title)


def show_hits(hits: Sequence[Hit], sought: str) -> None:
    """What was found, each with the line that holds the first word."""
    if not hits:
        nothing_yet(f"手册里没有找到“{sought}”。", "请换几个字，或从左边的目录里找。")
        return
    for hit in hits:
        line = hit.line if len(hit.line) <= _LONGEST_LINE else f"{hit.line[:_LONGEST_LINE]}…"
        head = join(link(tag("b", hit.task.title), at=hit.task.title, find=""), f"　{hit.task.part}")
        show(tag("div", head, tag("div", *_written(line), css="kb-parts"), css="kb-hit"))


def show_task(task: Task, theme: Theme) -> None:
    """The blocks of a task in their order; pictures come from docs/ through this server."""
    for block in task.blocks:
        if block.kind == "picture":
            file, alt = block.lines
            with st.container(key=f"kbshot_{file.rpartition('/')[2].partition('.')[0]}"):
                st.image(str(DOCS / file), caption=alt, alt=alt)
        else:
            show(tag("div", _block(block, theme), css="kb-manual"))


def _block(block: Block, theme: Theme) -> Html:
    if block.kind in ("steps", "points"):
        items = (tag("li", *_written(line)) for line in block.lines)
        return tag("ol" if block.kind == "steps" else "ul", *items)
    if block.kind == "command":
        return join(*(tag("div", line, css="kb-code") for line in block.lines))
    if block.kind == "table":
        return _table(block, theme)
    return join(*(tag("p", *_written(line)) for line in block.lines))


def _table(block: Block, theme: Theme) -> Html:
    heads, *rows = block.rows
    shown = [at for at, head in enumerate(heads) if head != UNSHOWN]
    head = tag("tr", *(tag("th", heads[at], scope="col") for at in shown))
    body = (tag("tr", *(tag("td", *_cell(row[at], theme)) for at in shown)) for row in rows)
    return tag("table", tag("thead", head), tag("tbody", *body), css="kb-t kb-compact")


def _cell(text: str, theme: Theme) -> list[Html]:
    """A cell; one that holds only the sign of a light or of the 红榜 is drawn as the pages draw it."""
    drawn = SIGNS.get(text)
    if drawn:
        return [Html(mark(drawn, theme))]
    return [Html(pennant(theme))] if text == "⚑" else _written(text)


SIGNS = {"●": "ok", "◆": "note", "▲": "warn", "■": "bad", "○": "none", "◇": "under_review"}


def _written(text: str) -> list[Html]:
    """A line with its bold words, its typed words and its links to other tasks."""
    parts: list[Html] = []
    end = 0
    for found in _INLINE.finditer(text):
        parts.append(esc(text[end : found.start()]))
        parts.append(_marked(found))
        end = found.end()
    return [*parts, esc(text[end:])]


def _marked(found: "re.Match[str]") -> Html:
    if found["bold"]:
        return tag("b", found["bold"])
    if found["code"]:
        return tag("span", found["code"], css="kb-code")
    return link(found["word"], at=found["task"], find="")
