"""项目完成: from registered to settled, plan against actual, who is off pace, what is behind and why."""

import streamlit as st

from services.completeness.strip_of import strip_of
from services.measures.trace_number import trace
from services.projects.project_choice import choices_of_projects
from services.projects.project_notes import project_notes
from services.projects.show_projects import show_projects
from views.asof import show_strip
from views.compare import choose_against
from views.county import the_store
from views.early import stop_before_the_data
from views.empty import nothing_yet
from views.filters import choose_one, filter_row
from views.frame import conclude, foot, open_page, section
from views.overview import show_few_figures
from views.project_lists import show_lists
from views.projects import room_of_projects, show_checks, show_course, show_funnel, show_groups
from views.provenance import show_provenance
from views.trail import show_towns_beside

page = open_page("projects")
store = the_store()
stop_before_the_data(page, store)
choices = page.ask(choices_of_projects, store)
top = st.container()
with filter_row("projects"):
    place = choose_one("乡镇", choices.places, key="town", width=240)
    kind = choose_one("类型", choices.kinds, key="type", width=170)
    unit = choose_one("责任单位", choices.units, key="unit", width=200)
    against = choose_against()
answer = page.ask(show_projects, store, place=place, kind=kind, unit=unit, against=against)
if answer is None:
    nothing_yet("指标目录里还没有项目完工率。", "办公室可在“指标口径”里核对目录。")
    st.stop()
with top:
    show_strip(page, page.ask(strip_of, store, baseline=answer.standing.baseline_name))
    show_towns_beside(choices.places, place, page.theme)
    conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)
section(f"{answer.name}项目：从登记到报账", "个数、计划总投资、占登记的比例；完工、验收、支付、报账是四件事")
show_funnel(answer.funnel, answer.subject, answer.silent)
room = room_of_projects(answer)
with room.course:
    show_course(answer, page.theme)
if room.groups is not None:
    with room.groups:
        show_groups(answer.groups, answer.rate, page.theme)
with room.figures:
    section("投资、验收、储备和联农带农")
    show_few_figures(answer.figures, answer.since, page.theme)
with room.listed:
    show_lists(answer, page.theme, page.moment.as_of)
if len(answer.done):
    with room.checks:
        show_checks(answer.checks)
foot((*answer.foot, *page.ask(project_notes, store)))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
