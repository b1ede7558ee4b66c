"""From a number to where it came from: its parts, missing ones first, each with file, cell, person, time and change.

A number is a link with `?trace=…` (views/links.py). While the address carries `trace`, the page shows the panel; closing
it takes the parameter away. So a panel can be linked to, and a test opens it by the address.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from charts.tokens import Theme
from services.measures.provenance_shown import PART_COLUMNS, Provenance
from views.chips import state
from views.correction import may_correct, offer_correction
from views.links import link
from views.markup import Html, code, esc, join, show, tag
from views.panel import open_panel
from views.unknown import found_or_told, tell

PARAMETER = "trace"
SEPARATOR = "~"
MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class Trace:
    """What is asked about: a record's name and the key of one row, e.g. figure, (TOI_COV, place, V0003, 2026-11-X2)."""

    record: str
    key: tuple[str, ...]

    def written(self) -> str:
        return SEPARATOR.join((self.record, *self.key))


def read_trace(written: str) -> Trace | None:
    """The trace of an address; None for a text that is not one."""
    record, *key = written.split(SEPARATOR)
    return Trace(record, tuple(key)) if record and key and all(key) else None


def number_link(shown: object, trace: Trace) -> Html:
    """A number that opens its provenance when clicked."""
    return link(shown, trace=trace.written(), title="看这个数从哪里来")


def show_provenance(read: Callable[[Trace], Provenance], theme: Theme, *, corrects: bool = True) -> None:
    """Open the panel while the address asks for one; `read` is a service's question bound to the page.

    corrects  whether its cells may be corrected here, by those who may
    Call it once, as the last statement of a page.
    """
    written = st.query_params.get(PARAMETER, "")
    if not written:
        return
    trace = read_trace(written)
    if trace is None:
        tell(f"网址里的“{written}”不指向任何数。请从页面上的数字点开。")
        return
    found = found_or_told(lambda: read(trace))
    if found is None:
        return

    def panel() -> None:
        show(provenance_html(found, theme))
        if corrects:
            offer_correction(found)

    open_panel("这个数从哪里来", panel, closed=_closed, may_write=corrects and may_correct(found))


def _closed() -> None:
    st.query_params.pop(PARAMETER, None)


def provenance_html(found: Provenance, theme: Theme) -> Html:
    """The panel's content: value and formula, then the parts, missing first, then what was said before."""
    parts = missing_first(found.parts)
    lacking = int((parts["status"] != "reported").sum())
    words = f"{len(parts)} 个组成部分" + (f"，其中 {lacking} 个没有数" if lacking else "，都有数")
    return join(
        tag("div", tag("b", found.title), css="kb-sec"),
        tag("div", found.value, css="kb-big"),
        tag("div", found.formula, css="kb-parts"),
        tag("p", words, css="kb-sub"),
        _parts_table(parts.head(MOST_PARTS), theme),
        _corrected(found.corrected),
        _earlier(found.earlier),
    )


def missing_first(parts: pd.DataFrame) -> pd.DataFrame:
    """Parts without a number first, each group in the order given."""
    return parts.sort_values("status", key=lambda column: column == "reported", kind="stable")


def _parts_table(parts: pd.DataFrame, theme: Theme) -> Html:
    heads = ("组成", "数", "出处", "谁、何时", "变更")
    head = tag("tr", *(tag("th", word, scope="col") for word in heads))
    rows = zip(*(parts[name].tolist() for name in PART_COLUMNS), strict=True)
    body = [_part(dict(zip(PART_COLUMNS, row, strict=True)), theme) for row in rows]
    return tag("table", tag("thead", head), tag("tbody", *body), css="kb-t kb-compact")


def _part(part: dict[str, object], theme: Theme) -> Html:
    value = part["value"] if part["status"] == "reported" else state(str(part["status"]), theme)
    return tag(
        "tr",
        tag("td", _name(part)),
        tag("td", value, css="kb-n"),
        tag(
            "td",
            source_html(part["file"], part["sheet"], part["cell"]) if _said(part["change"]) else "还没有报过",
        ),
        tag(
            "td",
            join(*(esc(word) for word in (part["actor"], part["at"]) if _said(word)), between=" "),
            css="kb-nowrap",
        ),
        tag("td", f"变更 {_whole(part['change'])}" if _said(part["change"]) else "", css="kb-nowrap"),
    )


def _name(part: dict[str, object]) -> Html:
    """A part opens its own row, where it can be corrected."""
    key, name = part["key"], tag("b", part["name"])
    if not isinstance(key, tuple):
        return name
    record, *own = (str(one) for one in key)
    return number_link(name, Trace(record, tuple(own)))


def _corrected(lines: tuple[str, ...]) -> Html:
    if not lines:
        return Html("")
    return join(tag("p", "更正过", css="kb-sub"), *(tag("div", line, css="kb-parts") for line in lines))


def source_html(file: object, sheet: object, cell: object) -> Html:
    """「人居环境11月中旬报表.xlsx · Sheet1!F12」; 「直接填写」 where no file stands behind it."""
    address = "!".join(str(part) for part in (sheet, cell) if _said(part))
    if not _said(file):
        return esc("直接填写" if address == "" else address)
    return join(tag("span", file), code(address) if address else "", between=" ")


def _earlier(earlier: pd.DataFrame | None) -> Html:
    if earlier is None or earlier.empty:
        return Html("")
    columns = (earlier[name].tolist() for name in ("value", "actor", "at", "change"))
    lines = [
        tag("div", f"变更 {_whole(change)}：", tag("b", value), f"　{actor} {at}", css="kb-parts")
        for value, actor, at, change in zip(*columns, strict=True)
    ]
    return join(tag("p", "此前的说法", css="kb-sub"), *lines)


def _whole(number: object) -> str:
    """A change's number; a column with missing numbers holds floats."""
    return f"{float(str(number)):.0f}"


def _said(worth: object) -> bool:
    return worth is not None and worth == worth and worth != ""
