"""项目: one project on one screen, reached by its name from any list; its town's other projects stay in sight."""

import streamlit as st

from charts.project_pace import project_pace
from domain.refusals import Refusal
from services.completeness.strip_of import strip_of
from services.measures.trace_number import trace
from services.projects.open_project import open_project
from views.asof import show_strip
from views.county import the_store
from views.early import stop_before_the_data
from views.empty import nothing_yet, refused
from views.frame import conclude, foot, open_page, section
from views.links import page_link
from views.markup import show, tag
from views.plot import draw, show_figure
from views.project import show_facts, show_place, show_stages, show_steps
from views.project_details import show_benefit, show_checks_of, show_money, show_papers, show_problems_of
from views.project_links import PARAMETER
from views.provenance import show_provenance

page = open_page("project")
store = the_store()
stop_before_the_data(page, store)
show_strip(page, page.ask(strip_of, store, baseline="县定节点"))
asked = st.query_params.get(PARAMETER, "")
if not asked:
    nothing_yet("还没有选项目。", "请从“项目完成”页的清单里点一个项目。")
    show(tag("p", page_link("去项目完成", "projects"), css="kb-sub"))
    st.stop()
try:
    found = page.ask(open_project, store, project=asked)
except Refusal as refusal:
    refused(str(refusal))
    show(tag("p", page_link("去项目完成", "projects"), css="kb-sub"))
    st.stop()
show_place(found, page.theme)
conclude(found.conclusion.plain, found.conclusion.red, found.conclusion.sub)
show_facts(found)
show_stages(found)
left, right = st.columns([57, 43], gap="medium")
with left:
    section("进度与支付", "虚线＝本项目工期；实线＝形象进度、累计支付占安排")
    if len(found.curves.built) or len(found.curves.paid):
        figure = draw(
            project_pace,
            found.curves.built,
            found.curves.paid,
            plan=(found.curves.plan_start, found.curves.plan_end),
            as_of=found.curves.as_of,
            theme=page.theme,
        )
        show_figure(
            figure, key="pace", alt=found.conclusion.plain + found.conclusion.red, download="项目_走势"
        )
    else:
        nothing_yet("还没有这个项目的进度台账。", "办公室可在“数据上报”页放入项目进度台账。")
    section("经过", "每一期台账比上一期多说了什么；点日期看出处", f"{len(found.steps)} 次")
    show_steps(found)
with right:
    section("资金", "安排、到位、拨付、支付、报账是五个数")
    show_money(found, page.theme)
    section("对不上的地方", "台账两处说法相互矛盾", f"{len(found.checks)} 处" if len(found.checks) else "")
    show_checks_of(found)
    section("手续和资料", "最近一期台账的存在问题里提到的")
    show_papers(found)
    section("关联问题")
    show_problems_of(found)
    section("联农带农")
    show_benefit(found)
foot(found.foot)
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
