"""留痕 of looking: once a day for each page, day and pinned version a signed-in person looks at."""

import logging
from threading import Thread

import streamlit as st

from domain.permissions import Moment
from domain.refusals import Refusal
from services.accounts.note_deeds import note_seen
from views.clock import now
from views.county import the_store
from views.session import Entrance

_LOOKED = "_looked"


def note_look(here: Entrance, title: str, moment: Moment) -> None:
    """Note it in a thread of its own: a leader's page does not wait for the office's import. Not in 本机模式.

    A screen that stays open runs anew with every change: looking at the newest version counts once.
    """
    if not here.signed_in:
        return
    at = now()
    looked = st.session_state.setdefault(_LOOKED, set())
    version = moment.known_at if moment.known_at != here.head else None
    look = (at.date(), title, moment.as_of, version)
    if look in looked:
        return
    looked.add(look)
    store = the_store()

    def note() -> None:
        try:
            note_seen(store, here.actor, page=title, moment=moment, now=at)
        except Refusal as refusal:
            logging.getLogger(__name__).warning("a look was not noted: %s", refusal)

    Thread(target=note, name="look").start()
