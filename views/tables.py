"""Tables that are read: HTML, escaped by default, at most about 30 rows; longer ones as a sortable grid."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from charts.marks import missing_word
from charts.quantity import written
from domain.rounding import decimals_of_column, half_up_all
from views.downloads import offer_frame, offer_html
from views.drawn import not_to_be_kept, shown
from views.markup import Html, esc, join, show, tag
from views.paper import MOST_ROWS

READABLE = 30
SHORT = 14  # 「1,234.56 万元」


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    title     its head
    key       column of the frame, written as it stands; a missing value is 「未报」
    write     instead: row → text or Html, the row as a named tuple; texts are escaped. Markup must be built here: in
              a frame's column it would turn into text again
    kind      "text", "strong" (the name), "number" (right-aligned), "centre" or "nowrap" (never broken)
    spare     dropped on screens of 1500 px and less
    width     CSS width, e.g. "8%"
    """

    title: object
    key: str = ""
    kind: str = "text"
    write: Callable[[Any], object] | None = None
    spare: bool = False
    width: str = ""

    @property
    def css(self) -> str:
        kind = {"number": "kb-n", "centre": "kb-c", "strong": "kb-strong", "nowrap": "kb-nowrap"}.get(
            self.kind, ""
        )
        return " ".join(part for part in (kind, "x6" if self.spare else "") if part)


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """A row below the rule that takes no part: first cells, then one hatched cell with the reason."""

    cells: tuple[object, ...]
    reason: str


def show_table(
    rows: pd.DataFrame,
    columns: Sequence[Column],
    *,
    subject: str = "",
    selected: str = "",
    compact: bool = False,
    outside: Sequence[OutsideRow] = (),
    download: str = "",
    whole: pd.DataFrame | None = None,
) -> None:
    """Write a table; see `table_html`.

    download  name of its workbook, 「资金支出_卡住的项目」; blank: it is not offered
    whole     all rows, where only the first are shown: the workbook has them all
    """
    show(table_html(rows, columns, subject=subject, selected=selected, compact=compact, outside=outside))
    if download:
        every = rows if whole is None else whole
        offer_html(download, lambda: table_html(every, columns, outside=outside))


def table_html(
    rows: pd.DataFrame,
    columns: Sequence[Column],
    *,
    subject: str = "",
    selected: str = "",
    compact: bool = False,
    outside: Sequence[OutsideRow] = (),
) -> Html:
    """Rows of a frame in its order.

    subject, selected  the column that holds the key, and the key whose row is tinted
    outside            不参评 rows, below a rule, hatched, with their reason
    """
    head = tag("tr", *(_head(column) for column in columns))
    body = [
        tag(
            "tr",
            *(_cell(column, row) for column in columns),
            css="kb-on" if selected and getattr(row, subject) == selected else "",
        )
        for row in rows.itertuples(index=False)
    ]
    body += [_outside(row, columns) for row in outside]
    css = "kb-t kb-compact" if compact else "kb-t"
    return tag("table", tag("thead", head), tag("tbody", *body), css=css)


def _head(column: Column) -> Html:
    style = f"width:{column.width}" if column.width else ""
    return tag("th", column.title, css=column.css.replace("kb-strong", "").strip(), style=style, scope="col")


def _cell(column: Column, row: Any) -> Html:
    if column.write is not None:
        return tag("td", column.write(row), css=column.css)
    worth = getattr(row, column.key)
    if worth is None or (not isinstance(worth, str) and bool(pd.isna(worth))):
        return tag("td", "未报", css=f"{column.css} kb-none".strip())
    # Whatever a frame holds is data: markup among it turns into text again.
    return tag("td", str(worth) if isinstance(worth, str) else worth, css=column.css)


def _outside(row: OutsideRow, columns: Sequence[Column]) -> Html:
    given = [tag("td", cell, css=column.css) for cell, column in zip(row.cells, columns, strict=False)]
    rest = len(columns) - len(given)
    return tag("tr", *given, tag("td", tag("span", row.reason), colspan=rest, css="kb-hatch"), css="kb-out")


def missing_text(status: object, detail: str = "") -> Html:
    """The word of a data state in grey: 未报, 待核, 未到期, 「沿用10下旬」."""
    return tag("span", detail or missing_word(str(status)), css="kb-none")


def changed(old: object, new: object) -> Html:
    """「301 → 309」: the old value struck, the new one strong; a short one is never broken over two lines."""
    was, now = (" kb-whole" if len(str(worth)) <= SHORT else "" for worth in (old, new))
    return join(tag("span", old, css=f"kb-was{was}"), " → ", tag("b", new, css=now.strip()))


def revised(shown: object, told: str) -> Html:
    """A value corrected since it was first reported: a small corner tick, what it was and by which change on hover."""
    return tag("span", shown, css="kb-revised", title=f"已更正：{told}")


def movement(places: float | None) -> str:
    """Rank change in ink, never in colour: 「↑ 3」, 「↓ 2」, 「—」; blank where there is no last rank."""
    if places is None or pd.isna(places):
        return ""
    return "—" if places == 0 else f"{'↑' if places > 0 else '↓'} {abs(int(places))}"


def show_grid(
    rows: pd.DataFrame,
    titles: dict[str, str],
    *,
    key: str,
    on_pick: Callable[[int], None],
    decimals: Mapping[str, int] | None = None,
    shares: Sequence[str] = (),
    download: str = "",
) -> None:
    """More than about 30 rows: sortable, scrollable, copyable.

    titles    column → Chinese head, in the order shown; other columns are left out
    on_pick   called once per row picked with its place among `rows`, before the page runs again
    decimals  of number columns; texts are shown as they stand, missing values stay empty and are named in a last
              column by the caller
    shares    the number columns that hold percentages: one that is not full never reads 100
    download  name of its workbook; blank: it is not offered
    """
    not_to_be_kept()
    places = {
        name: decimals_of_column(rows[name], fixed) if name in shares else fixed
        for name, fixed in (decimals or {}).items()
    }
    if download:
        offer_frame(download, rows, titles, places)
    _show_on_paper(rows, tuple(titles.items()), tuple(places.items()))
    number = {name: f"%.{fixed}f" for name, fixed in places.items()}
    rounded = {
        name: half_up_all(rows[name].to_numpy(dtype="float64"), fixed) for name, fixed in places.items()
    }
    config = {
        name: st.column_config.NumberColumn(title, format=number[name])
        if name in number
        else st.column_config.Column(title)
        for name, title in titles.items()
    }
    st.dataframe(
        rows[list(titles)].assign(**rounded),
        column_config=config,
        hide_index=True,
        key=key,
        on_select=lambda: _picked(key, on_pick),
        selection_mode="single-row",
        height=min(36 * (len(rows) + 1) + 2, 640),
        placeholder="未报",
    )


def _picked(key: str, on_pick: Callable[[int], None]) -> None:
    """A row was chosen or let go; what was chosen before is not picked again when the page runs for another reason."""
    for place in st.session_state[key]["selection"]["rows"]:
        on_pick(int(place))


@shown
def _show_on_paper(
    rows: pd.DataFrame, titles: tuple[tuple[str, str], ...], decimals: tuple[tuple[str, int], ...]
) -> None:
    """The grid as a table, on paper only: a grid prints no more than what is scrolled into sight."""
    fixed = dict(decimals)

    def cell(name: str, title: str) -> Column:
        if name in fixed:
            places = fixed[name]
            return Column(title, write=lambda row: written(getattr(row, name), places), kind="number")
        return Column(title, name)

    show(
        table_html(rows.head(MOST_ROWS), [cell(name, title) for name, title in titles], compact=True),
        css="kb kb-paper",
    )
    if len(rows) > MOST_ROWS:
        words = f"共 {len(rows)} 行，纸上列前 {MOST_ROWS} 行；全部见“下载”。"
        show(tag("div", words, css="kb-parts"), css="kb kb-paper")


def count_words(number: int, unit: str, hidden: int = 0) -> Html:
    """「显示 9 处中的 6 处」 under a table that shows only part of its rows."""
    if hidden:
        return esc(f"共 {number} {unit}，这里显示前 {number - hidden} {unit}。")
    return esc(f"共 {number} {unit}。")
