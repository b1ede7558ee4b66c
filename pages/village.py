"""村情画像: one village on one screen, its siblings in sight."""

import streamlit as st

from services.completeness.strip_of import strip_of
from services.known.find_village import find_village
from services.measures.trace_number import trace
from services.taking_in.explanation_notes import explanation_notes
from services.villages.show_village import show_village
from views.asof import show_strip
from views.compare import choose_against
from views.county import the_store
from views.early import stop_before_the_data
from views.empty import nothing_yet, refused_here
from views.filters import filter_row
from views.frame import conclude, foot, open_page
from views.provenance import show_provenance
from views.village import (
    asked_village,
    keep_in_address,
    show_counts,
    show_indicators,
    show_place,
    show_problems,
    show_projects,
    show_reports,
    show_standing,
    show_weeks,
)
from views.village_course import show_course

page = open_page("village")
store = the_store()
stop_before_the_data(page, store)
show_strip(page, page.ask(strip_of, store))
found = page.ask(find_village, store, asked=asked_village())
if not found.village:
    if found.said:
        refused_here(found.said, page.code)
    else:
        nothing_yet("这一天还没有村。", "办公室可在“数据上报”页放入镇村名册。")
    st.stop()
keep_in_address(found)
head = st.container()
with filter_row("compare"):
    against = choose_against()
answer = page.ask(show_village, store, found=found.village, against=against)
with head:
    show_place(found, answer, page.theme)
    conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)

left, right = st.columns([54, 46], gap="medium")
with left.container(gap="small"):
    show_indicators(answer.indicators, found, page.theme, against)
    show_reports(answer)
with right.container(gap="small"):
    show_standing(answer.standing, page.theme)
    show_weeks(answer)
    show_problems(answer.ledgers, page.theme)
    show_projects(answer.ledgers, page.theme)
    show_course(answer.course, answer.standing, page.theme)
show_counts(answer.indicators, found.village)
foot((*answer.foot, *page.ask(explanation_notes, store, codes=(), subjects=(found.village,))))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
