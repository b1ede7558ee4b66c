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
from views.frame import conclude, foot, open_page, room_of_head, section
from views.markup import join
from views.plot import Picked, draw, show_figure
from views.provenance import Trace, show_provenance
from views.sanitation import LIGHT_WORDS, show_reasons
from views.sanitation_villages import show_each_village

page = open_page("sanitation")
store = the_store()
stop_before_the_data(page, store)
strip, said, beside = room_of_head()
with beside:
    against = choose_against()
answer = page.ask(show_sanitation, store, against=against)
with strip:
    show_strip(page, answer.strip)
with said:
    conclude(answer.conclusion.plain, answer.conclusion.red, told(answer.conclusion.sub, answer.uncompared))


def open_trace(picked: Picked) -> None:
    """The number behind a clicked dot."""
    st.query_params["trace"] = Trace("measure", (picked.period, "place", picked.subject)).written()


if answer.panels:
    compared = "" if against == Against.NOTHING else f"，空心＝同样的村{answer.since}的数，红线＝回落"
    flagged = any((panel.rows["revised"] != "").any() for panel in answer.panels)
    how = f"实心＝本旬{compared}；{'右上角标＝更正过；' if flagged else ''}"
    section("三率与目标", join(how, shape_key(page.theme, LIGHT_WORDS)))
    figure = draw(aligned_dots, answer.panels, theme=page.theme, previous=answer.since, each=21)
    show_figure(
        figure,
        key="rates",
        alt=answer.conclusion.plain + answer.conclusion.red,
        on_pick=open_trace,
        download="人居环境_三率",
    )
else:
    nothing_yet("还没有村级人居环境旬报。", "办公室可在“数据上报”页放入文件。")

show_reasons(answer)
show_each_village(page, store, answer)
foot((*answer.foot, *page.ask(explanation_notes, store, codes=tuple(CODES))))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
