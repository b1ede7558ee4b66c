"""日督查: what was visited and found today, the form to record a finding, who has not been visited, 回头看."""

import streamlit as st

from services.photos.show_wall import show_wall
from services.problems.show_daily import show_daily
from views.asof import show_strip
from views.county import the_store
from views.daily import show_coverage, show_draw, show_list, show_look_back, show_numbers
from views.early import stop_before_the_data
from views.finding import offer_finding
from views.frame import conclude, foot, open_page, section
from views.opened import show_opened
from views.photo_wall import hang

page = open_page("daily")
store = the_store()
stop_before_the_data(page, store)
answer = page.ask(show_daily, store)
show_strip(page, answer.strip)
conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)
show_numbers(answer)

left, right = st.columns([57, 43], gap="medium")
with left:
    show_list(answer, page.theme)
with right:
    offer_finding(page, store)
with left:
    section("回头看", f"{answer.look_back.period}销号 {answer.look_back.closed} 个，抽一成半再看一遍")
    show_look_back(answer.look_back)
with right:
    section("下一天抽签", f"种子 {answer.coverage.seed}，按镇分层，久未查的在先；谁抽都一样")
    show_draw(answer.coverage)
hang(page.ask(show_wall, store), store)
section("督查覆盖", "每村距上次督查几天，越深越久，斜线＝从没查过；点村名看这个村")
show_coverage(answer.coverage)
foot(answer.foot)
show_opened(page, store)
