"""Several files at once: one difference by town, and whether all or only the one looked at are taken in."""

from functools import partial
from typing import Any

import streamlit as st

from services.county.installation import Store
from services.taking_in.preview import COUNT_WORDS, Preview
from services.taking_in.split_preview import BY_TOWN, by_town, readable, ready
from services.taking_in.tell_preview import FileTold
from views.tables import Column, show_table

LONGEST_NAME = 18


def whose(seen: Preview, name: str) -> str:
    """「（云溪镇旬报）」 behind what is told or offered of one file of several; blank where it is the only one."""
    if len(seen.files) < 2:
        return ""
    stem = name.rpartition(".")[0] or name
    return f"（{stem if len(stem) <= LONGEST_NAME else f'{stem[: LONGEST_NAME - 1]}…'}）"


def show_by_town(store: Store, seen: Preview) -> None:
    """Cells by town, over all files."""
    if len(readable(seen)) < 2:
        return
    rows = by_town(store, seen)
    told = [name for name in BY_TOWN[2:] if rows[name].any() or name in ("new", "changed", "same")]
    named = [Column(COUNT_WORDS[name], write=partial(_cells, name=name), kind="number") for name in told]
    columns = [Column("乡镇", "town", "strong"), Column("份数", "files", "number"), *named]
    show_table(rows, columns, compact=True, download="数据上报_各镇差异")


def _cells(row: Any, name: str) -> str:
    return f"{getattr(row, name):,}"


def choose_what_to_take(seen: Preview, file: FileTold) -> tuple[str, ...]:
    """The fingerprints of the files to take in: all that were read, those without a matter, or the one looked at.

    A file that cannot be read keeps nobody else's out.
    """
    every, good = readable(seen), ready(seen)
    if len(seen.files) < 2:
        return every
    together, alone = f"{len(every)} 份一起入库", f"只入“{file.name}”"
    first = f"先入没有问题的 {len(good)} 份"
    if 0 < len(good) < len(every):
        at = 1 if seen.blocking() or seen.open_questions() else 0
        chosen = st.radio("入库范围", [together, first, alone], index=at, horizontal=True, key="take_some")
    else:
        chosen = st.radio("入库范围", [together, alone], horizontal=True, key="take_range")
    return {together: every, first: good, alone: (file.sha256,)}[chosen]


def tell_clashes(clashes: tuple[str, ...]) -> None:
    """Files that contradict each other, before anybody presses the button."""
    for words in clashes:
        st.warning(words)
