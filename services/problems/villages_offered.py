"""The villages a finding may be recorded in: those valid on the day, in 区划顺序."""

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.places import VILLAGE
from services.known.read_setting import read_setting


def villages_offered(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:
    """Village key → 「青石镇 东关村」, those the scope may see."""
    roster = read_setting(store, moment.known_at).roster
    found = {}
    for node in roster.valid_on(moment.as_of, VILLAGE):
        if scope.places is None or node.place in scope.places:
            town = roster.town_of(node.place)
            found[node.place] = f"{roster[town].name if town else ''} {node.name}".strip()
    return found
