"""村级排名: one peer group's table, why a village stands where it does, level and progress."""

import streamlit as st

from services.show_ranking import show_ranking
from services.strip_of import strip_of
from services.trace_number import trace
from views.asof import show_strip
from views.county import the_store
from views.empty import before_the_first_day, nothing_yet
from views.filters import choose, choose_one, filter_row
from views.frame import conclude, foot, open_page, section
from views.provenance import show_provenance
from views.ranking import (
    choose_group,
    loss_words,
    show_items,
    show_loss,
    show_progress,
    show_ranks,
    show_ways,
)
from views.village_link import village_link

page = open_page("ranking")
store = the_store()
if page.here.first_day is None or page.moment.as_of < page.here.first_day:
    show_strip(page, page.ask(strip_of, store))
    before_the_first_day(page.here.first_day)
    st.stop()
whole = page.ask(show_ranking, store, scheme="", group="", village="")
head = st.container()
with filter_row("ranking"):
    group = choose_group(whole.groups)
    scheme = choose("榜", whole.schemes, key="scheme")
    named = page.ask(show_ranking, store, scheme=scheme, group=group, village="")
    village = choose_one("村", named.villages, key="village") if named.villages else ""
answer = page.ask(show_ranking, store, scheme=scheme, group=group, village=village)
with head:
    show_strip(page, answer.strip)
    conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)

left, right = st.columns([56, 44], gap="medium")
with left:
    section(
        f"名次表　{answer.group}", "区间＝权重、数据扰动后九成落在的名次；同分同名次，其后跳号；点村看失分"
    )
    show_ranks(answer, page.theme)
with right:
    section(*loss_words(answer), village_link("看村情画像", answer.chosen) if answer.chosen else "")
    if answer.rows.empty:
        nothing_yet("这一组还没有村参评。", "缺项权重超过三成不参评，原因见左表。")
    else:
        show_loss(answer, page.theme)
        show_ways(answer.ways)
        section("水平与进步", f"横轴得分，纵轴较{answer.since}变化；点一个村看它的失分")
        show_progress(answer, page.theme)
if answer.explained is not None:
    section(f"{answer.villages[answer.chosen]}逐项得分", "点指标看出处")
    show_items(answer)
foot(answer.foot)
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
