"""总览: how the county stands, what has to be decided today, which towns are off pace, the groups of the catalogue."""

from dataclasses import replace

import streamlit as st

from services.measures.key_figures import CARDS
from services.measures.show_group import groups_of, show_group
from services.measures.trace_number import trace
from services.overview.show_overview import show_overview
from services.taking_in.explanation_notes import explanation_notes
from views.asof import show_strip
from views.compare import choose_against
from views.county import the_store
from views.early import stop_before_the_data
from views.filters import choose
from views.frame import conclude, foot, open_page, room_of_head, room_of_section, section
from views.groups import show_group_rows
from views.matters import all_asked, show_matters
from views.meeting_room import meeting_link
from views.overview import show_figures
from views.provenance import show_provenance
from views.town_panels import show_town_panels

page = open_page("overview")
store = the_store()
stop_before_the_data(page, store)
strip, said, beside = room_of_head()
with beside:
    against = choose_against()
answer = page.ask(show_overview, store, against=against)
with strip:
    show_strip(page, replace(answer.strip, right=meeting_link(page.moment, page.theme.name)))
with said:
    conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)
show_figures(answer.figures, answer.since, page.theme)
if all_asked():
    show_matters(answer.matters, page.theme)
    show_town_panels(page, store)
else:
    left, right = st.columns([56, 44], gap="medium")
    with left, st.container(key="kb_matters"):
        show_matters(answer.matters, page.theme)
    with right:
        show_town_panels(page, store)
groups = page.ask(groups_of, store)
if groups:
    head, choice = room_of_section("groups")
    with head:
        section("3+1保障和两好两升两确保", "点指标名看走势；点数看来源")
    with choice:
        group = choose("看哪组", groups, key="group")
    show_group_rows(page.ask(show_group, store, group=group, against=against), page.theme)
foot((*answer.foot, *page.ask(explanation_notes, store, codes=tuple(CARDS))))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
