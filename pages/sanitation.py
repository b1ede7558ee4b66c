"""人居环境: three rates against their targets, what moved them, villages week by week."""

import streamlit as st

from charts.aligned_dots import aligned_dots
from domain.comparisons import Against
from services.measures.trace_number import trace
from services.sanitation.show_sanitation import CODES, show_sanitation
from services.taking_in.explanation_notes import explanation_notes
from views.asof import show_strip
from views.chips import shape_key
from views.compare import choose_against, told
from views.county import the_store
from views.early import stop_before_the_data
from views.empty import nothing_yet
from views.filters import filter_row
from views.frame import conclude, foot, open_page, section
from views.markup import join
from views.plot import Picked, draw, show_figure
from views.provenance import Trace, show_provenance
from views.sanitation import LIGHT_WORDS, show_bases, show_notes
from views.sanitation_villages import show_each_village

page = open_page("sanitation")
store = the_store()
stop_before_the_data(page, store)
head = st.container()
with filter_row("compare"):
    against = choose_against()
answer = page.ask(show_sanitation, store, against=against)
with head:
    show_strip(page, answer.strip)
    conclude(answer.conclusion.plain, answer.conclusion.red, told(answer.conclusion.sub, answer.uncompared))


def open_trace(picked: Picked) -> None:
    """The number behind a clicked dot."""
    st.query_params["trace"] = Trace("measure", (picked.period, "place", picked.subject)).written()


if answer.panels:
    compared = "" if against == Against.NOTHING else f"，空心＝同样的村{answer.since}的数，红线＝回落"
    flagged = any((panel.rows["revised"] != "").any() for panel in answer.panels)
    how = f"实心＝本旬{compared}；{'右上角标＝更正过；' if flagged else ''}"
    section("三率与目标", join(how, shape_key(page.theme, LIGHT_WORDS)))
    figure = draw(aligned_dots, answer.panels, theme=page.theme, previous=answer.since, each=29)
    show_figure(
        figure,
        key="rates",
        alt=answer.conclusion.plain + answer.conclusion.red,
        on_pick=open_trace,
        download="人居环境_三率",
    )
    show_notes(answer.notes, answer.warned)
else:
    nothing_yet("还没有村级人居环境旬报。", "办公室可在“数据上报”页放入文件。")

if len(answer.bases):
    section(
        "基数变化：多做了，还是少算了",
        f"{answer.since}到本期基数有变的镇和村；做得多＋算得少＝率的升降",
        "百分点",
    )
    show_bases(answer.bases, answer.since)

show_each_village(page, store, answer)
foot((*answer.foot, *page.ask(explanation_notes, store, codes=tuple(CODES))))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
