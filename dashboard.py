"""The Streamlit script: who is here → which pages → run. No query, no figure.

`streamlit run dashboard.py` works on one PC; serve.py puts the server's guard around it.
"""

from pathlib import Path

import streamlit as st

from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.local_settings import remember_name, remembered_name
from services.see_county import County, see_county
from views.chrome import TITLE, speak_chinese
from views.county import Filling, begin_county, now
from views.doors import choose_door
from views.faults import told_in_chinese
from views.session import Entrance, enter, local_actor
from views.theme import current_theme, load_style, logo_svg

ICON = Path(__file__).with_name("static") / "board.svg"


def arrive() -> None:
    """The way in: open the county, ask once who is here, run the page that was asked for."""
    filling = begin_county()
    name = remembered_name(filling.url)
    if name is None or filling.under_way:
        st.logo(logo_svg(TITLE, current_theme()), size="large")
        choose_door(Role.ADMIN, menu_shown=False)
    actor = local_actor(name, lambda given: remember_name(filling.url, given))
    if filling.under_way:
        filling.watched()
        st.rerun()
    show_page(actor, filling)


def show_page(actor: Actor, filling: Filling) -> None:
    county = see_county(filling.watched(), now=now())
    enter(entrance_of(actor, filling.url, county))
    page = choose_door(actor.role, menu_shown=not st.context.is_embedded)
    board = f"{county.name} · {TITLE}" if county.name else TITLE
    st.set_page_config(page_title=f"{page.title} · {board}")
    st.logo(logo_svg(board, current_theme()), size="large")
    page.run()


def entrance_of(actor: Actor, url: str, county: County) -> Entrance:
    return Entrance(
        actor=actor,
        scope=WHOLE_COUNTY,
        database=url,
        head=county.head,
        first_day=county.first_day,
        opening_day=county.opening_day,
        sample=county.sample,
    )


st.set_page_config(page_title=TITLE, page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
load_style(current_theme())
speak_chinese()
with told_in_chinese():
    arrive()
