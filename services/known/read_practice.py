"""The office's habits of inspection and rectification (domain/practice.py) as known at a change, on a day."""

from datetime import date

from data_access.database import Store
from domain.permissions import Moment
from domain.practice import Practice, practice
from domain.records import Term
from services.known.kept import kept
from services.known.known_rows import known_rows, last_change


def read_practice(store: Store, moment: Moment) -> Practice:
    """What holds at the moment."""
    return _practice(store, last_change(store, moment.known_at, Term), moment.as_of)


@kept(64)
def _practice(store: Store, n: int, day: date) -> Practice:
    rows = known_rows(store, Term, n)
    columns = (rows[name].fillna("").tolist() for name in ("term", "valid_from", "word"))
    return practice(zip(*columns, strict=True), day)
