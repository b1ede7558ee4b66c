"""项目完成: from registered to settled, plan against actual, who is off pace, what is behind and why."""

import streamlit as st

from charts.s_curve import s_curve
from services.show_projects import places_of_projects, show_projects
from services.trace_number import trace
from views.asof import show_strip
from views.county import the_store
from views.early import stop_before_the_data
from views.empty import nothing_yet
from views.filters import choose_one, filter_row
from views.frame import conclude, foot, open_page, section
from views.overview import show_figures
from views.plot import show_figure
from views.projects import TOWN, narrow_to, show_behind, show_checks, show_funnel, show_groups
from views.provenance import show_provenance

page = open_page("projects")
store = the_store()
stop_before_the_data(page, store)
places = page.ask(places_of_projects, store)
top = st.container()
with filter_row("projects"):
    place = choose_one("乡镇", places, key=TOWN, width=160)
answer = page.ask(show_projects, store, place=place)
if answer is None:
    nothing_yet("指标目录里还没有项目完工率。", "办公室可在“指标口径”里核对目录。")
    st.stop()
with top:
    show_strip(page, answer.strip)
    conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)
section(f"{answer.name}项目：从登记到报账", "个数、计划总投资、占登记的比例；完工、验收、报账是三件事")
show_funnel(answer.funnel, answer.subject)
left, right = st.columns([57, 43], gap="medium")
with left:
    section("计划与实际", "虚线＝应完工（计划完工日已到），实线＝已完工")
    if len(answer.done):
        figure = s_curve(answer.planned, answer.done, quantity=answer.counted, theme=page.theme, height=270)
        show_figure(figure, key="course", alt=answer.conclusion.plain)
        show_behind(answer.behind, page.theme)
    else:
        nothing_yet("到这一天还没有项目进度。", "办公室可在“数据上报”页放入项目进度台账。")
with right:
    show_groups("各镇", answer.towns, answer.rate, page.theme, on_pick=narrow_to)
    show_groups("各类型", answer.types, answer.rate, page.theme)
    if len(answer.done):
        show_checks(answer.checks)
section("投资、验收、储备和联农带农")
show_figures(answer.figures, answer.since, page.theme)
foot(answer.foot)
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
