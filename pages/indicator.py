"""指标: any entry of the catalogue, with its line, its towns, villages or units, and its definition."""

import streamlit as st

from domain.places import TOWN
from services.measures.follow_subjects import subjects_offered
from services.measures.show_indicator import offered_indicators, show_indicator, towns_offered
from services.measures.trace_number import trace
from services.taking_in.explanation_notes import explanation_notes
from views.asof import show_strip
from views.compare import choose_against, told
from views.county import the_store
from views.county_map import boundaries, show_towns_mapped, show_villages_mapped
from views.early import stop_before_the_data
from views.empty import nothing_yet
from views.filters import choose, choose_one, filter_row
from views.frame import conclude, foot, open_page
from views.indicator import (
    MANY_BARS,
    choose_alone,
    choose_indicator,
    show_course,
    show_facts,
    show_subjects,
)
from views.indicator_villages import show_villages
from views.provenance import show_provenance
from views.tracing import open_measure

page = open_page("indicator")
store = the_store()
stop_before_the_data(page, store)
offered = page.ask(offered_indicators, store)
places = page.ask(towns_offered, store)
if not offered:
    nothing_yet("指标目录里还没有指标。", "办公室可在“指标口径”里核对目录。")
    st.stop()
head = st.container()
with filter_row("indicator"):
    code = choose_indicator(offered)
    place = choose_one("乡镇", places, key="town", width=160) if places else ""
    alone = choose_alone(page.ask(subjects_offered, store, code=code, place=place))
    sights = {"course": "走势", "villages": "各村", "map": "地图"}
    sight = choose("看什么", sights, key="sight")
    against = choose_against()
answer = page.ask(show_indicator, store, code=code, place=place, alone=alone, against=against)
if answer is None:
    nothing_yet("这一天的目录里没有这项指标。", "请另选一项，或换一个数据截至日。")
    st.stop()
with head:
    show_strip(page, answer.strip)
    conclude(answer.conclusion.plain, answer.conclusion.red, told(answer.conclusion.sub, answer.uncompared))
many = sight == "course" and len(answer.units if len(answer.units) else answer.towns) > MANY_BARS
if sight == "course":
    left, right = st.columns([57, 43], gap="medium")
    with left:
        show_course(answer, page.theme)
        if many:
            show_facts(answer)
    with right:
        if len(answer.units):
            show_subjects(answer.units, answer, page.theme, title="各单位", kind="单位")
        elif len(answer.towns):
            show_subjects(answer.towns, answer, page.theme, title="各镇", kind="镇")
        else:
            nothing_yet("这项指标只有全县的数，不分镇。", "")
elif answer.villages.empty and sight == "map" and len(answer.towns) and boundaries(page, store, TOWN):
    show_towns_mapped(
        answer.towns,
        boundaries(page, store, TOWN),
        quantity=answer.quantity,
        direction=answer.direction,
        theme=page.theme,
        on_pick=open_measure(code),
        baseline=answer.line,
    )
elif answer.villages.empty:
    nothing_yet("这项指标不到村。", "请看走势，或另选一项。")
elif sight == "villages":
    show_villages(answer, page.theme)
else:
    show_villages_mapped(
        answer.villages,
        boundaries(page, store),
        quantity=answer.quantity,
        direction=answer.direction,
        towns=list(places.values()),
        theme=page.theme,
        on_pick=open_measure(code),
        title="各村",
        baseline=answer.line,
    )
if not many:
    show_facts(answer)
notes = page.ask(explanation_notes, store, codes=(code,))
foot(("各级的率由分子、分母相加后再算，不取平均。", *notes))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
