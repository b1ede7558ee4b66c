"""A moment before the first fact: the strip, one sentence, and the day the data begin on."""

import streamlit as st

from services.completeness.strip_of import strip_of
from services.county.installation import Store
from views.asof import show_strip
from views.empty import before_the_first_day
from views.frame import Page, conclude
from views.navigation import may_open


def stop_before_the_data(page: Page, store: Store) -> None:
    """Ends the page's run where nothing is known yet, so that no control and no empty chart is shown."""
    first = page.here.first_day
    if first is not None and page.moment.as_of >= first:
        return
    show_strip(page, page.ask(strip_of, store))
    conclude("还没有数据" if first is None else "这一天还没有数据")
    before_the_first_day(first, may_report=may_open(page.actor.role, "upload"))
    st.stop()
