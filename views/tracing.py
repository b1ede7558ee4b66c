"""From a clicked point to where its number came from: what a click on a chart sets in the address."""

from collections.abc import Callable

import streamlit as st

from domain.measure_frame import PLACE
from views.plot import Picked
from views.provenance import PARAMETER, Trace


def open_row(record: str) -> Callable[[Picked], None]:
    """A click opens the row of this record whose key is the point's subject."""

    def opened(picked: Picked) -> None:
        st.query_params[PARAMETER] = Trace(record, (picked.subject,)).written()

    return opened


def open_measure(code: str, kind: str = PLACE) -> Callable[[Picked], None]:
    """A click opens the measure of the point's place, or unit, at the day looked at."""

    def opened(picked: Picked) -> None:
        st.query_params[PARAMETER] = Trace("measure", (code, kind, picked.subject)).written()

    return opened
