"""Several files at once: one difference by town, and whether all or only the one looked at are taken in."""

import streamlit as st

from services.county.installation import Store
from services.taking_in.preview import COUNT_WORDS, Preview
from services.taking_in.split_preview import BY_TOWN, by_town, only
from services.taking_in.tell_preview import FileTold
from views.tables import Column, show_table


def read_files(seen: Preview) -> int:
    return sum(file.reading is not None for file in seen.files)


def show_by_town(store: Store, seen: Preview) -> None:
    """Cells by town, over all files."""
    if read_files(seen) < 2:
        return
    named = [Column(COUNT_WORDS[name], name, "number") for name in BY_TOWN[2:]]
    columns = [Column("乡镇", "town", "strong"), Column("份数", "files", "number"), *named]
    show_table(by_town(store, seen), columns, compact=True)


def choose_what_to_take(seen: Preview, file: FileTold) -> tuple[Preview, str]:
    """All files together, or the one looked at alone: its preview, and its fingerprint ("" for all)."""
    count = read_files(seen)
    if len(seen.files) < 2 or not count:
        return seen, ""
    together, alone = f"{count} 份一起入库", f"只入“{file.name}”"
    chosen = st.radio("入库范围", [together, alone], horizontal=True, key="take_range")
    return (only(seen, file.sha256), file.sha256) if chosen == alone else (seen, "")
