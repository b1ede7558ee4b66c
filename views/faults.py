"""What went wrong, in one Chinese sentence; the trace goes to the log under the number the sentence names.

An exception may repeat a cell: numbers of persons are masked before anything is logged.
"""

import logging
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from domain.personal_numbers import masked
from domain.refusals import Refusal
from views.empty import our_fault, refused
from views.links import page_link
from views.markup import show, tag
from views.navigation import entry
from views.session import opened_page
from views.theme import current_theme, load_style

OUT_OF_SCOPE = "out_of_scope"
LOG = logging.getLogger("board")


@contextmanager
def told_in_chinese() -> Iterator[None]:
    """Whatever is raised inside is told on the page: a refusal as it stands, anything else by its number only.

    Streamlit's own stop and rerun are no exceptions in this sense and pass.
    """
    try:
        yield
    except Exception as failure:  # noqa: BLE001 - told and logged
        tell_failure(failure)


def tell_failure(failure: Exception) -> bool:
    """Tell one failure; also for the server, where a button's own function fails before dashboard.py runs.

    True: there is nothing left to show.
    """
    load_style(current_theme())
    if isinstance(failure, Refusal):
        refused(failure.sentence)
        if failure.code == OUT_OF_SCOPE:
            _show_way_back()
        return True
    number = secrets.token_hex(2).upper()
    LOG.error("fault %s\n%s", number, masked("".join(traceback.format_exception(failure))))
    our_fault(number)
    return True


def _show_way_back() -> None:
    """An address names what lies outside: the same page without it, at the same moment, is one press away."""
    code = opened_page()
    if code:
        show(tag("div", page_link(f"看您范围内的“{entry(code).title}”", code), css="kb-refused"))
