"""What went wrong, in one Chinese sentence; the trace goes to the log under the number the sentence names."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from domain.refusals import Refusal
from views.empty import our_fault, refused

LOG = logging.getLogger("board")


@contextmanager
def told_in_chinese() -> Iterator[None]:
    """Whatever is raised inside is told on the page: a refusal as it stands, anything else by its number only.

    Streamlit's own stop and rerun are no exceptions in this sense and pass.
    """
    try:
        yield
    except Refusal as refusal:
        refused(refusal.sentence)
    except Exception:
        number = secrets.token_hex(2).upper()
        LOG.exception("fault %s", number)
        our_fault(number)
