"""问题整改: what moved in a span, how old the open problems are, who holds them, which they are."""

import streamlit as st

from services.completeness.strip_of import strip_of
from services.problems.list_behind import list_behind
from services.problems.rectification_choices import rectification_choices
from services.problems.show_rectification import show_rectification
from views.asof import show_strip
from views.compare import choose_against
from views.county import the_store
from views.directives import show_directives
from views.early import stop_before_the_data
from views.empty import nothing_yet
from views.filters import filter_row
from views.frame import conclude, foot, open_page, section
from views.ledger import offer_ledger
from views.opened import OPENED, show_opened
from views.rectification import (
    BEHIND,
    show_ages,
    show_behind,
    show_flow,
    show_open,
    show_units,
)
from views.rectification_choices import choose_selection, choose_span, conditions_of, tell_selection
from views.unknown import found_or_told

page = open_page("rectification")
store = the_store()
stop_before_the_data(page, store)
choices = page.ask(rectification_choices, store)
if not choices:
    show_strip(page, page.ask(strip_of, store, form="REC"))
    conclude("还没有问题台账")
    nothing_yet(
        "这一天以前没有日督查台账和整改台账。", "办公室可在“数据上报”页放入文件，或换一个数据截至日。"
    )
    st.stop()
head = st.container()
with filter_row("rectification"):
    span, since = choose_span(page)
    asked = choose_selection(choices)
    against = choose_against()
tell_selection(asked, choices)
answer = page.ask(show_rectification, store, span=span, since=since, against=against, **asked)
with head:
    show_strip(page, answer.strip)
    conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)

left, right = st.columns([47, 53], gap="medium")
with left, st.container(gap="xsmall"):
    section(f"{answer.span.word}进出", f"{answer.span.name}；点数字看是哪些问题")
    show_flow(answer, conditions_of(asked, choices))
    section("还剩多少天", f"{answer.flow.closing} 个未结，按到期时间")
    show_ages(answer.ages, page.theme)
    section("哪个单位压着", "◆▲■ 是逾期最久那个的灯；点单位只看它")
    show_units(answer)
with right, st.container(gap="xsmall"):
    section("未结清单", "逾期在前，再按期限；点问题看经过")
    show_open(answer.open, page.theme)
    offer_ledger(page, store, asked, answer.closing.asked)
    show_directives(page, store)
foot(answer.foot)
show_opened(page, store)
if BEHIND in st.query_params and OPENED.isdisjoint(st.query_params):
    behind = st.query_params[BEHIND]
    listed = found_or_told(
        lambda: page.ask(list_behind, store, behind=behind, span=span, since=since, **asked)
    )
    if listed:
        show_behind(listed)
