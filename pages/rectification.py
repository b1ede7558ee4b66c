"""问题整改: what moved in the 旬, how old the open problems are, who holds them, which they are."""

import streamlit as st

from services.follow_problems import EVERYTHING
from services.open_problem import open_problem
from services.show_rectification import show_rectification
from services.trace_number import trace
from views.asof import show_strip
from views.county import the_store
from views.empty import before_the_first_day, nothing_yet
from views.filters import choose, choose_one, filter_row
from views.frame import conclude, foot, open_page, section
from views.provenance import show_provenance
from views.rectification import (
    PARAMETER,
    show_ages,
    show_flow,
    show_open,
    show_problem,
    show_units,
)

page = open_page("rectification")
store = the_store()
whole = page.ask(show_rectification, store, source=EVERYTHING, unit=EVERYTHING)
if not whole.known:
    show_strip(page, whole.strip)
    if page.here.first_day is None or page.moment.as_of < page.here.first_day:
        before_the_first_day(page.here.first_day)
    else:
        nothing_yet(
            "这一天以前没有日督查台账和整改台账。", "办公室可在“上报”页放入文件，或换一个数据截至日。"
        )
    st.stop()
head = st.container()
with filter_row("rectification"):
    source = choose("来源", whole.sources, key="source")
    unit = choose_one("单位", whole.answering, key="unit", width=180)
answer = page.ask(show_rectification, store, source=source, unit=unit)
with head:
    show_strip(page, answer.strip)
    conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)

left, right = st.columns([47, 53], gap="medium")
with left:
    section("本旬进出", answer.strip.period)
    show_flow(answer)
    section("还剩多少天", f"{answer.flow.closing} 个未结，按到期时间")
    show_ages(answer.ages, page.theme)
    section("哪个单位压着", "未结按状态；0 记为“·”；点单位只看它")
    show_units(answer)
with right:
    section("未结清单", "逾期在前，再按期限；点问题看经过")
    show_open(answer.open, page.theme)
foot(answer.foot)

if "trace" in st.query_params:
    show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
elif PARAMETER in st.query_params:
    show_problem(page.ask(open_problem, store, number=st.query_params[PARAMETER]))
