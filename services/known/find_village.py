"""Which village an address means: by key or by its full name, also one that was merged away since."""

from dataclasses import dataclass
from datetime import date

from data_access.database import Store
from domain.names import Match
from domain.permissions import Moment, Scope
from domain.places import VILLAGE, PlaceNode, Roster
from domain.wording.villages import merged_away, not_found, not_yet_there
from services.known.read_setting import read_setting


@dataclass(frozen=True, slots=True)
class FoundVillage:
    """The village an address means, and its neighbours.

    village   its key; blank where there is none to show
    words     「柳湾乡水口村」: what stands in the address
    said      one sentence where the address meant something else or nothing; blank where it is what was asked for
    name, town, town_name, county_name
    siblings  key → name of the villages of its town that one may see, in 区划顺序, itself among them
    """

    village: str = ""
    words: str = ""
    said: str = ""
    name: str = ""
    town: str = ""
    town_name: str = ""
    county_name: str = ""
    siblings: tuple[tuple[str, str], ...] = ()


def find_village(store: Store, *, scope: Scope, moment: Moment, asked: str) -> FoundVillage:
    """The village of an address at a moment.

    asked  a place key, 「柳湾乡水口村」, or a village's name where only one bears it; blank: the first in 区划顺序
    A village outside the scope is not told apart from one that does not exist.
    """
    roster = read_setting(store, moment.known_at).roster
    seen = [
        node
        for node in roster.valid_on(moment.as_of, VILLAGE)
        if scope.places is None or node.place in scope.places
    ]
    if not seen:
        return FoundVillage(said=not_found(asked) if asked else "")
    if not asked:
        return _found(roster, seen[0], seen, said="")
    meant = _meant(roster, asked, moment.as_of)
    now = roster.standing_on(meant.place, moment.as_of) if meant else ()
    kept = [node for node in seen if node.place in now]
    if not kept or meant is None:
        return FoundVillage(said=not_found(asked))
    return _found(roster, kept[0], seen, said=_moved(roster, meant, kept, moment.as_of))


def full_name(roster: Roster, node: PlaceNode) -> str:
    """「柳湾乡水口村」."""
    town = roster.town_of(node.place)
    return (roster[town].name if town else "") + node.name


def _found(roster: Roster, node: PlaceNode, seen: list[PlaceNode], *, said: str) -> FoundVillage:
    town = roster.town_of(node.place)
    county = roster.county
    return FoundVillage(
        village=node.place,
        words=full_name(roster, node),
        said=said,
        name=node.name,
        town=town or "",
        town_name=roster[town].name if town else "",
        county_name=county.name if county else "",
        siblings=tuple((n.place, n.name) for n in seen if roster.town_of(n.place) == town),
    )


def _meant(roster: Roster, asked: str, day: date) -> PlaceNode | None:
    """The village a text means, valid on the day or not: by key, full name, name alone, or a confirmed alias."""
    if asked in roster and roster[asked].level == VILLAGE:
        return roster[asked]
    villages = [node for node in roster.nodes.values() if node.level == VILLAGE]
    by_name = [node for node in villages if asked in (full_name(roster, node), node.name)]
    valid = [node for node in by_name if node.is_valid(day)] or by_name
    if len(valid) == 1 or len({node.name for node in valid}) == 1 and asked != valid[0].name:
        return valid[-1]
    found = roster.resolve_path(asked, day)
    if isinstance(found, Match) and roster[found.subject].level == VILLAGE:
        return roster[found.subject]
    return None


def _moved(roster: Roster, meant: PlaceNode, shown: list[PlaceNode], day: date) -> str:
    """Blank for a village that stands; else where it went, or what it was before it began."""
    names = [full_name(roster, node) for node in shown]
    if meant.is_valid(day):
        return ""
    if meant.valid_to is not None and meant.valid_to < day:
        return merged_away(full_name(roster, meant), meant.valid_to, names)
    return not_yet_there(full_name(roster, meant), meant.valid_from or day, names)
