"""Small multiples by town of any indicator: four at one click, every other one by its name."""

from urllib.parse import urlencode

import streamlit as st

from charts.small_multiples import small_multiples
from domain.places import TOWN
from services.measures.compare_towns import TOWN_CODES, comparable, compare_towns, last_of_towns
from views.county_map import HOW_DRAWN, boundaries, show_towns_mapped
from views.empty import nothing_yet
from views.filters import choose, choose_one
from views.frame import Page, room_of_section, section
from views.links import follow
from views.markup import show, tag
from views.overview import columns_for
from views.plot import Picked, draw, show_figure
from views.provenance import PARAMETER, Trace
from views.tables import count_words

OTHER = "other"
MAP = "map"
SIGHTS = {"lines": "走势", MAP: "地图"}
ROW = 182  # px of a row of panels: two beside six matters


def show_town_panels(page: Page, store: object) -> None:
    """The worst first; a town without a number is drawn as such. A click opens the town on the measure's page."""
    head, choice = room_of_section("towns")
    outlines = boundaries(page, store, TOWN)
    with choice:
        code = _chosen(page, store)
        sight = choose("怎么看", SIGHTS, key="sight") if outlines and code else ""
    if not code:
        return
    towns = page.ask(compare_towns, store, code=code)
    with head:
        how = f"虚线＝{towns.baseline}；右上角＝差距（百分点）" if towns.baseline else "没有基准，按数值排"
        how = "；".join((how, *(one.note for one in towns.breaks)))
        how = HOW_DRAWN if sight == MAP else how
        section(f"各镇{towns.name}{'：谁落后最多' if towns.baseline else ''}", how)
    if not towns.told:
        nothing_yet(f"还没有各镇{towns.name}的数。", "办公室可在“数据上报”页放入台账。")
        return

    def open_town(picked: Picked) -> None:
        """The page of the measure narrowed to the clicked town; one without a page opens the number's parts."""
        if not towns.page:
            st.query_params[PARAMETER] = Trace("measure", (code, "place", picked.subject)).written()
            return
        names = dict(zip(towns.rows["subject"], towns.rows["name"], strict=True))
        follow(urlencode({"page": towns.page, "town": names[picked.subject]}))

    if sight == MAP:
        last = page.ask(last_of_towns, store, code=code)
        show_towns_mapped(
            last.rows,
            outlines,
            quantity=last.quantity,
            direction=last.direction,
            theme=page.theme,
            on_pick=open_town,
            baseline=towns.baseline,
            width=560,
            head=False,
        )
        return
    figure = draw(
        small_multiples,
        towns.rows,
        breaks=towns.breaks,
        quantity=towns.quantity,
        baseline=towns.baseline,
        theme=page.theme,
        columns=columns_for(towns.rows),
        row=ROW,
    )
    words = towns.said or f"各镇{towns.name}"
    show_figure(figure, key="towns_chart", alt=words, on_pick=open_town, download=f"总览_各镇{towns.name}")
    if towns.hidden:
        told = count_words(towns.hidden + len(set(towns.rows["subject"])), "个乡镇", towns.hidden)
        show(tag("div", told, css="kb-parts"))


def _chosen(page: Page, store: object) -> str:
    """The indicator's code, the first that any town has a number of; blank where the catalogue offers no other."""
    words = {code: words[0] for code, words in TOWN_CODES.items()} | {OTHER: "其他指标"}
    told = (code for code in TOWN_CODES if page.ask(compare_towns, store, code=code).told)
    code = choose("看哪项", words, key="towns", default=next(told, ""))
    if code != OTHER:
        return code
    offered = page.ask(comparable, store)
    if not offered:
        nothing_yet("指标目录里没有别的分镇指标。", "")
        return ""
    return choose_one("指标", offered, key="indicator", width=290)
