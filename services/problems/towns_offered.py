"""The towns a problem may be handed down to: those valid on the day, in 区划顺序."""

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.places import TOWN
from services.known.read_setting import read_setting


def towns_offered(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:
    """Town key → name, those the scope may see."""
    roster = read_setting(store, moment.known_at).roster
    return {
        node.place: node.name
        for node in roster.valid_on(moment.as_of, TOWN)
        if scope.places is None or node.place in scope.places
    }
