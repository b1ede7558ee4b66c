"""What an account may see: its town with all its villages, its department, or the whole county."""

from data_access.database import Store
from domain.permissions import Role, Scope, scope_for
from services.known.read_setting import read_setting


def scope_of(store: Store, role: Role, *, place: str | None, unit: str | None, known_at: int) -> Scope:
    """The scope by the roster as known.

    place  a town (or village): it, everything ever within it and the units that answer for it
    unit   a department: its own matters, in all places
    A place or unit the roster does not know leaves nothing to see.
    """
    if place is None and unit is None:
        return scope_for(role, places=None, units=None)
    setting = read_setting(store, known_at)
    units = frozenset(filter(None, [unit]))
    if place is None:
        return scope_for(role, places=None, units=units)
    roster = setting.roster
    inside = frozenset(
        key
        for key, node in roster.nodes.items()
        if place in (key, *(up.place for up in roster.ancestors(key)))
    )
    own = frozenset(key for key, node in setting.units.nodes.items() if node.place == place)
    return scope_for(role, places=inside, units=units | own)
