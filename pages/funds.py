"""资金支出: are we on pace, which sources and projects lag, what is stuck and with whom."""

import streamlit as st

from services.funds.funds_cards import funds_cards
from services.funds.show_funds import EVERYWHERE, funds_choices, show_funds
from services.measures.trace_number import trace
from services.projects.project_notes import project_notes
from views.asof import show_strip
from views.compare import choose_against, told
from views.county import the_store
from views.early import stop_before_the_data
from views.filters import choose, choose_one, filter_row
from views.frame import conclude, foot, open_page, section
from views.funds import (
    room_of_funds,
    show_pace,
    show_province,
    show_slow,
    show_sources,
    show_towns,
    show_waiting,
)
from views.overview import show_few_figures
from views.provenance import show_provenance
from views.trail import show_towns_beside

page = open_page("funds")
store = the_store()
stop_before_the_data(page, store)
choices = page.ask(funds_choices, store)
top = st.container()
with filter_row("funds"):
    line = choose("基准", choices.lines, key="baseline")
    base = choose("分母", choices.bases, key="base")
    place = choose_one("乡镇", choices.places, key="town", width=160)
    against = choose_against()
    show_province(choices)
answer = page.ask(show_funds, store, line=line, base=base, place=place, against=against)
with top:
    show_strip(page, answer.strip)
    show_towns_beside(choices.places, place, page.theme)
    conclude(answer.conclusion.plain, answer.conclusion.red, told(answer.conclusion.sub, answer.uncompared))
cards = page.ask(funds_cards, store, against=against) if place == EVERYWHERE else ()
room = room_of_funds(answer, len(cards))
with room.pace:
    show_pace(page, answer)
if room.sources is not None:
    with room.sources:
        show_sources(answer, page.theme)
if room.figures is not None:
    with room.figures:
        section("产业占比、下达时长和闲置", "全县的资金文件")
        show_few_figures(cards, answer.since, page.theme)
with room.slow:
    show_slow(answer, page.theme)
if room.waiting is not None:
    with room.waiting:
        section("钱卡在哪一步", "每步最大的几笔")
        show_waiting(answer)
if room.towns is not None:
    with room.towns:
        section("各乡镇欠支", f"低于{answer.pace.baseline or '基准'}的部分，不与超前的抵消")
        show_towns(answer, page.theme)
foot((*answer.foot, *page.ask(project_notes, store)))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
