"""报送情况: which cells were asked, which have come and in time; whom to remind of what; what reporting costs a village."""

import streamlit as st

from services.completeness.show_completeness import show_completeness
from services.completeness.strip_of import strip_of
from services.completeness.write_gaps import write_gaps
from views.asof import show_strip
from views.completeness import gaps_or_refusal, show_burden, show_forms, show_matrix, show_reminders
from views.county import the_store
from views.early import stop_before_the_data
from views.empty import nothing_yet
from views.frame import conclude, foot, open_page, section
from views.locks import show_locks

page = open_page("completeness")
store = the_store()
stop_before_the_data(page, store)
show_strip(page, page.ask(strip_of, store, right=page.title))
answer = page.ask(show_completeness, store)
conclude(answer.plain, answer.red, answer.sub)
if not answer.forms:
    nothing_yet("还没有报表到期。", "在“数据上报”放入第一份表以后，这里按格算谁报了、谁没报。")
    st.stop()
section("各单位 × 各报表", "到期的最近一期，缺格多的在前")
show_matrix(answer)
left, right = st.columns([47, 53], gap="medium")
with left:
    section("催报", "选一个镇或单位，一点就复制")
    show_reminders(
        answer,
        lambda owner: gaps_or_refusal(
            lambda: write_gaps(store, scope=page.scope, moment=page.moment, owner=owner)
        ),
    )
    show_burden(answer)
with right:
    section("各报表", "按格算，缺格多的在前；截止遇假日按各表规定提前或顺延")
    show_forms(answer)
show_locks(page, store)
foot(
    (
        "全量台账每期应报的是未办结各行的动态栏，增行的台账是本期各行的必填栏；台账的缺格在台账里补，不进补报表。报送及时率只用来催报，不进村级排名。",
    )
)
