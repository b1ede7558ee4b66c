"""目录: indicators, targets, lights, schemes, terms, calendar, rules of quality, edited as sheets or value by value."""

import streamlit as st

from services.completeness.strip_of import strip_of
from services.settings.known_settings import CATALOGUE
from services.settings.show_settings import show_settings
from views.asof import show_strip
from views.county import the_store
from views.frame import conclude, foot, open_page, section
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

page = open_page("settings")
store = the_store()
show_strip(page, page.ask(strip_of, store, right=page.title))
answer = page.ask(show_settings, store, group=CATALOGUE)
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
    seen = look_at(page, store, CATALOGUE, file)
    if seen is None:
        show_sheet(page, store, record)
    else:
        show_difference(page, store, seen)
foot(("换新版本时，办公室改过的行保留；口径变了请加一行新的生效日期，不要改旧行。",))
