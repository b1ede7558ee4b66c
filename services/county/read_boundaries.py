"""The outlines of the towns or villages one may see, as known; nothing where the office gave none."""

from data_access.database import Store
from domain.boundaries import outlines
from domain.permissions import Moment, Scope
from domain.records import Boundary
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting


def read_boundaries(store: Store, *, scope: Scope, moment: Moment, level: str) -> dict[str, str]:
    """Place key → shape as stored (domain/boundaries.py), of the places of a level that count on the day."""
    rows = known_rows(store, Boundary, moment.known_at)
    if rows.empty:
        return {}
    roster = read_setting(store, moment.known_at).roster
    shapes = dict(zip(rows["place"].tolist(), rows["shape"].tolist(), strict=True))
    places = [
        node
        for node in roster.valid_on(moment.as_of, level)
        if scope.places is None or node.place in scope.places
    ]
    return outlines(shapes, roster, places, moment.as_of)
