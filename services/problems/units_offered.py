"""The units a problem may be handed to: those that exist at the moment, in the office's order."""

from data_access.database import Store
from domain.permissions import Moment, Scope
from services.known.read_setting import read_setting
from services.problems.problem_words import unit_name


def units_offered(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:
    """Unit key → name as lists write it; of two alike the full names. Within a scope of units only those."""
    setting = read_setting(store, moment.known_at)
    nodes = {
        node.unit: node
        for node in setting.units.valid_on(moment.as_of)
        if scope.units is None or node.unit in scope.units
    }
    short = {key: unit_name(key, setting) for key in nodes}
    names = list(short.values())
    return {key: name if names.count(name) == 1 else nodes[key].name for key, name in short.items()}
