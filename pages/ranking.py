"""村级排名: one peer group's table, why a village stands where it does; towns on a board of their own."""

from functools import partial

import streamlit as st

from services.measures.trace_number import trace
from services.ranking.rank_towns import rank_towns
from services.ranking.show_ranking import offered_boards, show_ranking
from services.taking_in.explanation_notes import explanation_notes
from views.asof import show_strip
from views.compare import choose_against, told
from views.county import the_store
from views.early import stop_before_the_data
from views.filters import choose, choose_one, filter_row
from views.frame import conclude, foot, open_page
from views.provenance import show_provenance
from views.ranking import choose_group, listed_in, show_villages
from views.town_board import choose_town, show_board

page = open_page("ranking")
store = the_store()
stop_before_the_data(page, store)
head = st.container()
controls = filter_row("ranking")
with controls:
    board = choose("看哪张榜", {"village": "村榜", "town": "镇榜"}, key="board")
    scheme = choose("榜", page.ask(offered_boards, store), key="scheme")
    against = choose_against()

if board == "town":
    first = page.ask(rank_towns, store, scheme=scheme, town="", against=against)
    with controls:
        town = choose_town(first)
    towns = page.ask(rank_towns, store, scheme=scheme, town=town, against=against)
    with head:
        show_strip(page, towns.strip)
        conclude(towns.conclusion.plain, towns.conclusion.red, told(towns.conclusion.sub, towns.uncompared))
    show_board(towns, page.theme)
    foot((*towns.foot, *page.ask(explanation_notes, store, codes=towns.codes)))
    st.stop()

asked = partial(page.ask, show_ranking, store, scheme=scheme, against=against)
whole = asked(group="", village="")
with controls:
    group = choose_group(whole.groups)
    named = asked(group=group, village="")
    village = choose_one("村", named.villages, key="village") if named.villages else ""
answer = asked(group=group, village=village)
with head:
    show_strip(page, answer.strip)
    conclude(answer.conclusion.plain, answer.conclusion.red, told(answer.conclusion.sub, answer.uncompared))

show_villages(answer, page.theme)
foot((*answer.foot, *page.ask(explanation_notes, store, codes=answer.codes, subjects=listed_in(answer))))
show_provenance(lambda one: page.ask(trace, store, record=one.record, key=one.key), page.theme)
