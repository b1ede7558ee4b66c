"""下载: a table as a workbook or a document, a chart as its data, written only when somebody clicks.

The link stands at the right end of the section's head it belongs to, so that a page keeps its lines; where a page has
no head yet, below what it belongs to. It is not printed. Whatever is taken away is noted first (`noted`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.readout import readout
from domain.permissions import Actor, Moment
from domain.wording.numbers import plain
from services.accounts.note_deeds import note_export
from services.known.write_sheet import file_name, write_document, write_sheet
from views.county import now, the_store
from views.drawn import step
from views.table_reading import read_table

_DESK = "_downloads"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Table = tuple[Sequence[str], Sequence[Sequence[object]]]


class Told(TypedDict):
    """What every file says of itself (services/known/write_sheet.py)."""

    actor: Actor
    moment: Moment
    at: datetime
    sample: bool
    foot: tuple[str, ...]


@dataclass(slots=True)
class _Desk:
    """Who takes what away in this run, what stands below it, the head the next link goes to and the words already there."""

    actor: Actor
    moment: Moment
    sample: bool
    heads: int = 0
    links: int = 0
    head: DeltaGenerator | None = None
    drawer: DeltaGenerator | None = None
    foot: tuple[str, ...] = ()
    words: set[str] = field(default_factory=set)


def begin(actor: Actor, moment: Moment, *, sample: bool) -> None:
    """A page begins: open_page says for whom and at which moment."""
    st.session_state[_DESK] = _Desk(actor, moment, sample)


def end(foot: tuple[str, ...]) -> None:
    """A page ends: its foot goes with whatever is taken away from it, also from above it."""
    desk = _desk()
    if desk is not None:
        desk.foot = foot


def head_container() -> DeltaGenerator:
    """The container of a section's head; the links of what follows join it."""
    desk = _desk()
    if desk is None:
        return st.container()
    desk.heads += 1
    desk.head, desk.drawer, desk.words = st.container(key=f"kbsec_{desk.heads}"), None, set()
    return desk.head


def offer_html(name: str, markup: Callable[[], str]) -> None:
    """A table of our own HTML; `markup` is built again on the click, with all rows where the screen shows some."""
    step(lambda: _offer(name, lambda: read_table(markup()), "下载", f"下载“{name}”（Excel）"))


def offer_frame(
    name: str, rows: pd.DataFrame, titles: dict[str, str], decimals: dict[str, int], *, asked: str = ""
) -> None:
    """A grid: the columns named, numbers with their decimals. asked: 「条件：…」 where only a part is shown."""

    def table() -> Table:
        kept = {
            column: [plain(worth, decimals[column]) if worth == worth else None for worth in rows[column]]
            if column in decimals
            else rows[column].tolist()
            for column in titles
        }
        return list(titles.values()), [list(row) for row in zip(*kept.values(), strict=True)]

    step(lambda: _offer(name, table, "下载", f"下载“{name}”（Excel）", asked))


def offer_document(
    name: str, sentences: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Sentences and their table as a Word document."""
    step(lambda: _offer_document(name, sentences, heads, rows))


def offer_figure(name: str, figure: go.Figure) -> None:
    """A chart's data: what each of its points tells."""

    def table() -> Table:
        points = readout(figure)
        return list(points.columns), points.to_numpy().tolist()

    step(lambda: _offer(name, table, "下载数据", f"下载这张图的数据“{name}”（Excel）"))


def offer_book(
    label: str, told: str, file: str, build: Callable[[Actor, bool], bytes], *, barred: str = ""
) -> None:
    """A workbook of its own kind beside the table's download.

    build   from whoever takes it away and whether this is the sample county
    barred  why it cannot be had now; blank where it can
    """
    _offer_file(
        lambda _: file,
        XLSX,
        label,
        barred or told,
        lambda desk: build(desk.actor, desk.sample),
        barred=bool(barred),
    )


def noted(name: str, build: Callable[[], bytes]) -> Callable[[], bytes]:
    """`build` for a click on a download of this page: who took the file away, when and of which version is kept first."""
    desk, store = _desk(), the_store()

    def built() -> bytes:
        if desk is not None:
            note_export(store, desk.actor, name=name, moment=desk.moment, now=now())
        return build()

    return built


def _desk() -> _Desk | None:
    found = st.session_state.get(_DESK)
    return found if isinstance(found, _Desk) else None


def _offer(name: str, table: Callable[[], Table], label: str, told: str, asked: str = "") -> None:
    def build(desk: _Desk) -> bytes:
        heads, rows = table()
        return write_sheet(name, heads, rows, asked=asked, **_told_of(desk))

    label = _only_word(label, name)
    _offer_file(lambda moment: file_name(name, moment), XLSX, label, told, build)


def _only_word(label: str, name: str) -> str:
    """The word of a link; where one of that word stands in the head already, with what it is of: 「下载与库里比」."""
    desk = _desk()
    words = desk.words if desk is not None else set()
    told = f"{label}{name.rpartition('_')[2]}" if label in words else label
    words.add(told)
    return told


def _offer_document(
    name: str, sentences: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    def build(desk: _Desk) -> bytes:
        return write_document(name.replace("_", ""), sentences, heads, rows, **_told_of(desk))

    _offer_file(
        lambda moment: file_name(name, moment, "docx"), DOCX, "下载文字", f"下载“{name}”（Word）", build
    )


def _offer_file(
    named: Callable[[Moment], str],
    mime: str,
    label: str,
    told: str,
    build: Callable[[_Desk], bytes],
    *,
    barred: bool = False,
) -> None:
    """The link to a file that is written on the click; named: its name at the page's moment."""
    desk = _desk()
    if desk is None:
        return
    desk.links += 1
    file = named(desk.moment)
    with _drawer(desk):
        st.download_button(
            label,
            data=noted(file, lambda: build(desk)),
            file_name=file,
            mime=mime,
            key=f"kb_dl_{desk.links}",
            help=told,
            disabled=barred,
            on_click="ignore",
            type="tertiary",
        )


def _told_of(desk: _Desk) -> Told:
    return {"actor": desk.actor, "moment": desk.moment, "at": now(), "sample": desk.sample, "foot": desk.foot}


def beside_the_head() -> DeltaGenerator:
    """The right end of the current head, before its links: where a control stands that costs the page no line."""
    desk = _desk()
    return st.container() if desk is None else _drawer(desk)


def _drawer(desk: _Desk) -> DeltaGenerator:
    """Where the links of the current head stand, in a row."""
    if desk.drawer is None:
        key = f"kbctl_dl_{desk.heads}_{desk.links}"
        if desk.head is None:
            desk.drawer = st.container(key=f"{key}_below", horizontal=True, horizontal_alignment="right")
        else:
            desk.drawer = desk.head.container(key=key, horizontal=True, width="content")
    return desk.drawer
