"""The Streamlit script: who is here → which pages → run. No query, no figure.

`streamlit run dashboard.py` works on one PC; serve.py puts the server's guard around it.
"""

import streamlit as st

from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.accounts.scope_of import scope_of
from services.accounts.sign_in import Visitor, door_of, has_accounts
from services.county.installation import Store
from services.county.local_settings import remember_name, remembered_name
from services.county.see_county import County, see_county
from services.review.list_submissions import pulse, waiting_for
from views.chrome import TITLE, speak_chinese
from views.county import Filling, begin_county, now
from views.doors import choose_door
from views.faults import told_in_chinese
from views.session import Entrance, enter, local_actor
from views.theme import current_theme, load_style, logo_svg, tab_icon
from views.visitors import show_who, signed_in, watch


def arrive() -> None:
    """The way in: open the county, know who is here, run the page that was asked for."""
    filling = begin_county()
    if has_accounts(filling.url):
        show_page(signed_in(door_of(filling.url)), filling)
    else:
        arrive_at_this_pc(filling)


def arrive_at_this_pc(filling: Filling) -> None:
    """本机模式: asked once for a name, then everything."""
    name = remembered_name(filling.url)
    if name is None or filling.under_way:
        st.logo(logo_svg(TITLE, current_theme()), size="large")
        choose_door(Role.ADMIN, menu_shown=False)
    actor = local_actor(name, lambda given: remember_name(filling.url, given))
    if filling.under_way:
        filling.watched()
        st.rerun()
    show_page(actor, filling)


def show_page(who: Actor | Visitor, filling: Filling) -> None:
    installation = filling.watched()
    seen_step = pulse(installation.store)[1] if isinstance(who, Visitor) else 0
    county = see_county(installation, now=now())
    here = entrance_of(who, filling.url, county, installation.store)
    enter(here)
    counts = {"review": waiting_for(installation.store, here.actor, here.scope)} if here.signed_in else {}
    page = choose_door(
        here.actor.role,
        menu_shown=not st.context.is_embedded,
        counts=counts,
        unlisted=() if here.signed_in else ("review",),
    )
    show_who(here)
    if here.signed_in:
        watch(installation.store, (county.head, seen_step))
    board = f"{county.name} · {TITLE}" if county.name else TITLE
    st.set_page_config(page_title=f"{page.title} · {board}")
    st.logo(logo_svg(board, current_theme()), size="large")
    page.run()


def entrance_of(who: Actor | Visitor, url: str, county: County, store: Store) -> Entrance:
    """On this PC everything; signed in, what the account may see by the roster as it is now."""
    scope, signed = WHOLE_COUNTY, isinstance(who, Visitor)
    if isinstance(who, Visitor):
        scope = scope_of(store, who.actor.role, place=who.place, unit=who.unit, known_at=county.head)
    return Entrance(
        actor=who.actor if isinstance(who, Visitor) else who,
        scope=scope,
        database=url,
        head=county.head,
        first_day=county.first_day,
        opening_day=county.opening_day,
        sample=county.sample,
        signed_in=signed,
        county=county.name,
    )


st.set_page_config(page_title=TITLE, page_icon=tab_icon(), layout="wide", initial_sidebar_state="collapsed")
load_style(current_theme())
speak_chinese()
with told_in_chinese():
    arrive()
