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
from views.frame import conclude, foot, open_page
from views.provenance import show_provenance
from views.village import (
    asked_village,
    columns_of_village,
    head_of_village,
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
place, said, choice = head_of_village()
with choice:
    against = choose_against()
answer = page.ask(show_village, store, found=found.village, against=against)
with place:
    show_place(found, answer, page.theme)
with said:
    conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)

judged, ledgers, course, counts = columns_of_village()
with judged:
    show_indicators(answer.indicators, found, page.theme, against)
with ledgers:
    show_standing(answer.standing, page.theme)
    show_problems(answer.ledgers, page.theme)
    show_projects(answer.ledgers, page.theme)
with course:
    show_course(answer.course, answer.standing, page.theme)
    show_weeks(answer)
with counts:
    show_counts(answer.indicators, found.village)
    show_reports(answer)
foot((*answer.foot, *page.ask(explanation_notes, store, codes=(), subjects=(found.village,))))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
