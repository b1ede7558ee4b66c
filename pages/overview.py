"""总览: how the county stands, what has to be decided today, which towns are off pace."""

from urllib.parse import urlencode

import streamlit as st

from charts.small_multiples import small_multiples
from services.compare_towns import TOWN_CODES, compare_towns
from services.show_overview import show_overview
from services.trace_number import trace
from views.asof import show_strip
from views.county import the_store
from views.early import stop_before_the_data
from views.empty import nothing_yet
from views.filters import choose, filter_row
from views.frame import conclude, foot, open_page, section
from views.links import follow
from views.markup import show
from views.matters import show_matters
from views.overview import columns_for, show_figures
from views.plot import Picked, show_figure
from views.provenance import show_provenance
from views.tables import count_words

page = open_page("overview")
store = the_store()
stop_before_the_data(page, store)
answer = page.ask(show_overview, store)
show_strip(page, answer.strip)
conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)
show_figures(answer.figures, answer.since, page.theme)
left, right = st.columns([56, 44], gap="medium")
with left:
    show_matters(answer.matters, page.theme)
with right:
    head = st.container()
    with filter_row("towns"):
        code = choose("看哪项", {code: words[0] for code, words in TOWN_CODES.items()}, key="towns")
    towns = page.ask(compare_towns, store, code=code)
    with head:
        how = f"虚线＝{towns.baseline}；右上角＝差距（百分点）" if towns.baseline else ""
        section(f"各镇{towns.name}{'：谁落后最多' if towns.baseline else ''}", how)

    def open_town(picked: Picked) -> None:
        """The page of the measure, narrowed to the clicked town."""
        names = dict(zip(towns.rows["subject"], towns.rows["name"], strict=True))
        follow(urlencode({"page": towns.page, "town": names[picked.subject]}))

    if len(towns.rows):
        figure = small_multiples(
            towns.rows,
            quantity=towns.quantity,
            baseline=towns.baseline,
            theme=page.theme,
            columns=columns_for(towns.rows),
        )
        show_figure(figure, key="towns_chart", alt=towns.said, on_pick=open_town)
        if towns.hidden:
            show(count_words(towns.hidden + len(set(towns.rows["subject"])), "个乡镇", towns.hidden))
    else:
        nothing_yet(f"还没有各镇{towns.name}的数。", "办公室可在“数据上报”页放入台账。")
foot(answer.foot)
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
