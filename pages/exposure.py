"""曝光台: what is exposed now, before beside after, with the unit's own words; what is on the way there."""

import streamlit as st

from services.measures.trace_number import trace
from services.photos.show_exposed import show_exposed
from services.problems.open_problem import open_problem
from views.asof import show_strip
from views.county import the_store
from views.early import stop_before_the_data
from views.exposure import show_exposures, show_waiting
from views.frame import conclude, foot, open_page
from views.problem_panel import offer_on_problem
from views.provenance import show_provenance
from views.rectification import PARAMETER, show_problem
from views.unknown import found_or_told

page = open_page("exposure")
store = the_store()
stop_before_the_data(page, store)
answer = page.ask(show_exposed, store)
show_strip(page, answer.strip)
conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)
show_exposures(answer, store)
show_waiting(page, answer)
foot(answer.foot)

if "trace" in st.query_params:
    show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
elif PARAMETER in st.query_params:
    number = st.query_params[PARAMETER]
    found = found_or_told(lambda: page.ask(open_problem, store, number=number))
    if found:
        show_problem(found, lambda: offer_on_problem(page, store, number))
