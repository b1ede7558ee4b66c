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
from views.empty import our_fault, refused, refused_here
from views.session import opened_page
from views.theme import current_theme, load_style

OUTSIDE = "out_of_scope"
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
        page = opened_page()
        if page and failure.code == OUTSIDE:
            refused_here(failure.sentence, page)
        else:
            refused(failure.sentence)
        return True
    number = secrets.token_hex(2).upper()
    LOG.error("fault %s\n%s", number, masked("".join(traceback.format_exception(failure))))
    our_fault(number)
    return True
