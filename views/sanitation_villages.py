"""The villages of the 人居环境 page: their scores week by week, or one of the three rates on a map."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.places import VILLAGE
from services.measures.compare_rates import RateNow
from services.sanitation.show_sanitation import CODES, SanitationPage
from views.chips import shape_key
from views.county_map import boundaries, show_villages_mapped
from views.drawn import drawn
from views.filters import choose
from views.frame import Page, room_of_section, section
from views.heat import heat_key
from views.markup import join
from views.sanitation import LIGHT_WORDS, LOWEST, choose_villages, show_town, show_weeks
from views.tracing import open_measure

WEEKS = "weeks"


def show_each_village(page: Page, store: object, answer: SanitationPage) -> None:
    """Scores by week, lowest first or one town; or a rate of every village on the map."""
    rates = {rate.code: rate for rate in answer.rates}
    head, choice = room_of_section("villages")
    with choice:
        sights = {WEEKS: "逐周考评", **{code: f"{CODES[code]}地图" for code in rates}}
        sight = choose("看各村什么", sights, key="sight")
        chosen = choose_villages(answer.towns) if sight == WEEKS else LOWEST
    if sight != WEEKS:
        _show_map(page, store, answer, rates[sight], head)
        return
    with head:
        how = f"{answer.weeks.span}；斜线＝当周未查，不等于没问题"
        section("逐村逐周：人居环境考评得分", how, heat_key())
    with st.container(key="kb_weeks"):
        show_weeks(answer.weeks, chosen, answer.covered)
    if chosen != LOWEST and answer.rates:
        shapes = shape_key(page.theme, LIGHT_WORDS)
        section(f"{answer.towns[chosen]}各村三率", join("点数字看出处；", shapes))
        show_town(answer.rates, chosen, page.theme)


def _show_map(page: Page, store: object, answer: SanitationPage, rate: RateNow, head: DeltaGenerator) -> None:
    show_villages_mapped(
        _villages(rate, tuple(answer.towns.items())),
        boundaries(page, store),
        quantity=rate.quantity,
        direction="up",
        towns=list(answer.towns.values()),
        theme=page.theme,
        on_pick=open_measure(rate.code),
        title=f"各村{CODES[rate.code]}",
        baseline=rate.target_name,
        head=head,
    )


@drawn
def _villages(rate: RateNow, towns: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """The rows a map reads; town: its name."""
    rows = rate.at(VILLAGE)
    return rows.assign(town=rows["town"].map(dict(towns)), hidden=False, baseline=rate.target)
