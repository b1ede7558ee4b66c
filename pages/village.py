"""村情画像: one village on one screen, its siblings in sight."""

import streamlit as st

from services.find_village import find_village
from services.strip_of import strip_of
from views.asof import show_strip
from views.county import the_store
from views.empty import before_the_first_day, nothing_yet, refused
from views.frame import conclude, foot, open_page
from views.village import asked_village, keep_in_address, show_place

page = open_page("village")
store = the_store()
show_strip(page, page.ask(strip_of, store))
if page.here.first_day is None or page.moment.as_of < page.here.first_day:
    before_the_first_day(page.here.first_day)
    st.stop()
found = page.ask(find_village, store, asked=asked_village())
if not found.village:
    if found.said:
        refused(found.said)
    else:
        nothing_yet("这一天还没有村。", "办公室可在“上报”页放入镇村名册。")
    st.stop()
keep_in_address(found)
show_place(found, page.theme)
conclude(found.words)
foot(())
