"""The pages 目录 and 单位与名册: one sheet chosen, taken away, put back; one value changed in place; the difference confirmed."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from charts.labels import text_width
from domain.records import RECORDS
from domain.refusals import Moved, Refusal
from services.county.installation import Store
from services.settings.accept_settings import accept_settings
from services.settings.known_settings import settings_known
from services.settings.measure_effect import effect_words
from services.settings.preview_settings import SettingsPreview, preview_sheet, preview_value
from services.settings.show_settings import (
    SettingsShown,
    field_choices,
    is_long,
    row_choices,
    sheet_rows,
    written_now,
)
from services.settings.write_settings import settings_file_name, write_settings
from views.clock import now
from views.downloads import XLSX, noted
from views.empty import refused
from views.filters import choose_one
from views.frame import Page, section
from views.links import page_link
from views.markup import Html, join, show, tag
from views.progress import shown
from views.tables import READABLE, Column, changed, show_table
from views.upload_details import show_all_issues

_TURN, _VALUE, _SEEN, _DONE = "_settings_turn", "_settings_value", "_settings_seen", "_settings_done"
_EFFECT = "_settings_effect"
LONGEST_REASON, GRID_HEIGHT = 200, 560
GRID_TEXT, GRID_PADDING, GRID_WIDEST = 14, 22, 380  # px


@dataclass(frozen=True, slots=True)
class Value:
    """What was typed on the page for one field of one row."""

    record: str
    at: int
    name: str
    written: str


def choose_sheet(answer: SettingsShown) -> str:
    """The record whose sheet is looked at."""
    names = dict(zip(answer.sheets["record"], answer.sheets["title"], strict=True))
    chosen = choose_one("哪张表", names, key="sheet", width=260)
    row = answer.sheets[(answer.sheets["record"] == chosen).to_numpy(dtype=bool)].iloc[0]
    words = f"{row['about']}。{row['rows']:,} 行，最近一次改动是第 {row['change']} 号变更。"
    show(tag("p", words, css="kb-parts"))
    return chosen


def offer_sheet(page: Page, store: Store, record: str) -> None:
    """下载: the whole sheet, to be edited and put back."""
    kind = RECORDS[record]
    name = settings_file_name(kind, page.moment)

    def built() -> bytes:
        return write_settings(
            store, kind, actor=page.actor, moment=page.moment, at=now(), sample=page.here.sample
        )

    st.download_button(
        "下载这张表",
        data=noted(name, built),
        file_name=name,
        mime=XLSX,
        on_click="ignore",
        help="在它上面改，表头和键不要动",
        key="settings_sheet",
    )


def drop_sheet() -> tuple[str, bytes] | None:
    """The workbook in the box now."""
    file = st.file_uploader(
        "放回改好的表", key=f"kb_settings_{st.session_state.get(_TURN, 0)}", label_visibility="collapsed"
    )
    return (file.name, file.getvalue()) if file is not None else None


def type_value(page: Page, store: Store, record: str) -> None:
    """One field of one row, written as the sheet writes it; the difference is shown before anything is written."""
    rows = page.ask(row_choices, store, record=record)
    if not rows:
        show(tag("p", "这张表还没有行。下载以后加行，再放回来。", css="kb-parts"))
        return
    at = st.selectbox(
        "哪一行",
        range(len(rows)),
        format_func=lambda place: rows[place],
        key=f"row_{record}",
        width="stretch",
    )
    fields = field_choices(record)
    name = st.selectbox("哪一栏", list(fields), format_func=lambda one: fields[one], key=f"field_{record}")
    current = written_now(store, moment=page.moment, record=record, at=at, name=name)
    key = f"worth_{record}_{at}_{name}_{page.here.head}"
    written = (
        st.text_area("改成", value=current, key=key)
        if is_long(record, name)
        else st.text_input("改成", value=current, key=key)
    )
    if st.button("看差异", key="settings_look", disabled=written == current):
        st.session_state[_VALUE] = Value(record, at, name, written)
        st.rerun()


def look_at(page: Page, store: Store, group: str, file: tuple[str, bytes] | None) -> SettingsPreview | None:
    """What the file in the box or the typed value would change; None where neither is there or it is refused."""
    value = st.session_state.get(_VALUE)
    if file is None and not isinstance(value, Value):
        return None
    key = (page.here.database, page.here.head, group, file or value)
    kept = st.session_state.get(_SEEN)
    if kept is not None and kept[0] == key:
        return kept[1] if isinstance(kept[1], SettingsPreview) else None
    try:
        with shown("正在核对"):
            seen = _preview(page, store, group, file, value)
    except Refusal as refusal:
        refused(refusal.sentence)
        return None
    st.session_state[_SEEN] = (key, seen)
    return seen


def _preview(
    page: Page, store: Store, group: str, file: tuple[str, bytes] | None, value: Value | None
) -> SettingsPreview:
    if file is not None:
        return preview_sheet(store, page.actor, group, name=file[0], content=file[1])
    assert value is not None
    kind = RECORDS[value.record]
    key = list(settings_known(store, page.here.head)[kind])[value.at]
    return preview_value(store, page.actor, kind, key, name=value.name, written=value.written)


def show_sheet(page: Page, store: Store, record: str) -> None:
    """The chosen sheet as it is known, to be read and sorted."""
    rows = page.ask(sheet_rows, store, record=record)
    section(RECORDS[record].TITLE, f"{len(rows):,} 行；点表头可排序")
    if rows.empty:
        show(tag("p", "还没有行。", css="kb-parts"))
        return
    height = min(36 * (len(rows) + 1) + 2, GRID_HEIGHT)
    widths = {name: st.column_config.Column(width=_wide(name, rows[name])) for name in rows}
    st.dataframe(rows, hide_index=True, height=height, key=f"grid_{record}", column_config=widths)


def _wide(name: str, cells: pd.Series) -> int:
    """Px that show the longest cell of a column whole, of all its rows; a definition's as far as a column may go."""
    longest = max((text_width(str(text), GRID_TEXT) for text in (name, *cells.dropna())), default=0)
    return min(round(longest) + GRID_PADDING, GRID_WIDEST)


def show_difference(page: Page, store: Store, seen: SettingsPreview) -> None:
    """Field by field old → new, what is wrong, what it would move, then reason and confirmation."""
    new, moved = seen.counts()
    section("差异", f"新增 {new} 行，改动 {moved} 行；确认以前什么都没有写入")
    _show_rows(seen.differences)
    if seen.issues:
        section("问题", "■ 必须先改，改好再放一次")
        show_all_issues(seen.issues, page.theme)
    if seen.edits and not seen.blocked:
        section("会动到什么", "先试算，什么都没有写入；按现在的数据截至日")
        show(tag("p", _effect(page, store, seen), css="kb-sub"))
    _confirm(page, store, seen)


def _effect(page: Page, store: Store, seen: SettingsPreview) -> str:
    """Tried once for each difference looked at."""
    kept = st.session_state.get(_EFFECT)
    if kept is None or kept[0] is not seen:
        with shown("正在试算会动到多少"):
            kept = (seen, effect_words(store, seen, moment=page.moment))
        st.session_state[_EFFECT] = kept
    return str(kept[1])


def _show_rows(rows: pd.DataFrame) -> None:
    if rows.empty:
        show(tag("p", "和库里一样，没有要改的。", css="kb-parts"))
        return
    if len(rows) > READABLE:
        titles = {"what": "表", "who": "行", "field": "栏", "old": "原来", "new": "现在", "cell": "单元格"}
        st.dataframe(
            rows[list(titles)].rename(columns=titles), hide_index=True, height=GRID_HEIGHT, key="moved"
        )
        return
    columns = [
        Column("表", "what", width="10%"),
        Column("行", "who", "strong", width="24%"),
        Column("栏", "field", width="12%"),
        Column("原来 → 现在", write=_moved),
        Column("单元格", "cell", width="14%", spare=True),
    ]
    show_table(rows, columns, compact=True, download="设置_差异")


def _moved(row: object) -> Html:
    old, new, mark = (str(getattr(row, name)) for name in ("old", "new", "mark"))
    return join("新增 ", tag("b", new)) if mark == "新增" else changed(old, new)


def _confirm(page: Page, store: Store, seen: SettingsPreview) -> None:
    possible = bool(seen.edits) and not seen.blocked
    reason = ""
    if possible:
        reason = st.text_input(
            "改动的理由和依据",
            placeholder="例如：县委农办 2026 年第 12 号文调整权重",
            max_chars=LONGEST_REASON,
            key="settings_reason",
        )
    with st.container(key="kbctl_settings", horizontal=True):
        sure = possible and st.button(f"确认改动 {len(seen.edits)} 行", type="primary", key="settings_sure")
        st.button("放弃改动", key="settings_not", on_click=put_aside)
    if sure:
        _accept(page, store, seen, reason)


def put_aside() -> None:
    """The box is empty again, nothing typed is kept."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    for name in (_VALUE, _SEEN, "settings_reason"):
        st.session_state.pop(name, None)


def _accept(page: Page, store: Store, seen: SettingsPreview, reason: str) -> None:
    try:
        done = accept_settings(store, page.actor, seen, reason=reason, now=now())
    except Moved as moved:
        st.session_state.pop(_SEEN, None)
        refused(moved.sentence)
        return
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    put_aside()
    st.session_state[_DONE] = (done.n, len(seen.edits))
    st.rerun()


def tell_done() -> None:
    said = st.session_state.pop(_DONE, None)
    if said is not None:
        n, rows = said
        way = page_link("看这次改动，或撤回", "changes", change=str(n))
        show(tag("div", join(f"已改 {rows} 行，记为第 {n} 号变更。", way), css="kb-done", role="status"))
