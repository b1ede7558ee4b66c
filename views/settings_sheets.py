"""One page of sheets to edit, the catalogue's or the register's: take one away, put it back, or change one value."""

import streamlit as st

from services.completeness.strip_of import strip_of
from services.county.installation import Store
from services.settings.show_settings import show_settings
from views.asof import show_strip
from views.frame import Page, conclude, section
from views.settings import (
    choose_sheet,
    drop_sheet,
    look_at,
    offer_sheet,
    show_difference,
    show_sheet,
    tell_done,
    type_value,
)


def edit_sheets(page: Page, store: Store, group: str) -> None:
    """Choose and edit on the left; on the right the sheet as it is known, or what a dropped one would change."""
    show_strip(page, page.ask(strip_of, store, right=page.title))
    answer = page.ask(show_settings, store, group=group)
    conclude(answer.plain, sub=answer.sub)
    tell_done()
    left, right = st.columns([36, 64], gap="medium")
    file = None
    with left:
        section("① 选一张表", "下载的是现在这一版")
        record = choose_sheet(answer)
        offer_sheet(page, store, record)
        if not page.pinned:
            section("② 放回改好的表", "只写进改了的格，别人改过的不会盖掉")
            file = drop_sheet()
            section("或只改一个值", "写法和表里一样")
            type_value(page, store, record)
    with right:
        seen = look_at(page, store, group, file)
        if seen is None:
            show_sheet(page, store, record)
        else:
            show_difference(page, store, seen)
