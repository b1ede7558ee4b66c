"""日督查: what was visited and found today, the form to record a finding, who has not been visited, 回头看."""

from services.photos.show_wall import show_wall
from services.problems.show_daily import show_daily
from views.asof import show_strip
from views.county import the_store
from views.daily import (
    columns_of_day,
    show_coverage,
    show_draw,
    show_list,
    show_look_back,
    show_numbers,
    show_towns,
)
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

lists, cover, draw, desk = columns_of_day()
with lists:
    show_list(answer, page.theme)
    section("回头看", f"{answer.look_back.period}销号 {answer.look_back.closed} 个，抽一成半再看一遍")
    show_look_back(answer.look_back)
with cover:
    every_village = show_towns(answer.coverage)
with draw:
    section("下一天抽签", f"种子 {answer.coverage.seed}，按镇分层，久未查的在先；谁抽都一样")
    show_draw(answer.coverage)
with desk:
    offer_finding(page, store)
    hang(page.ask(show_wall, store), store)
if every_village:
    section("督查覆盖逐村", "每村距上次督查几天，越深越久，斜线＝从没查过；点村名看这个村")
    show_coverage(answer.coverage)
foot(answer.foot)
show_opened(page, store)
