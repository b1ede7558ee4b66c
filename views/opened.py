"""What the address asks to be opened beside a page of problems: a number's origin, or one problem."""

import streamlit as st

from domain.permissions import Role
from services.county.installation import Store
from services.measures.trace_number import trace
from services.problems.open_problem import open_problem
from views import provenance
from views.frame import Page
from views.navigation import OFFICE
from views.problem_panel import offer_on_problem
from views.rectification import PARAMETER, show_problem
from views.unknown import found_or_told

# Only one panel stands open: words of the address that come before any other.
OPENED = frozenset({provenance.PARAMETER, PARAMETER})


def show_opened(page: Page, store: Store) -> None:
    """The panel the address asks for; where it asks for both, the number's origin. One of the last statements of a page."""
    if provenance.PARAMETER in st.query_params:
        provenance.show_provenance(
            lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme
        )
    elif PARAMETER in st.query_params:
        number = st.query_params[PARAMETER]
        found = found_or_told(lambda: page.ask(open_problem, store, number=number))
        if found:
            show_problem(
                found,
                lambda: offer_on_problem(page, store, number),
                may_act=page.actor.role is not Role.LEADER,
                may_correct=page.actor.role in OFFICE and not page.pinned,
            )
