"""Places 地区 as known: who lies within whom, who counted on a day, and whom a written name means.

Built once from the place and alias rows as known. A merger is one dated change: the predecessors end on the last
day before the successor begins; names are resolved for the day they speak of, and within one town only.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from domain.frames import count_or_none, day_or_none, split_names, text_or_none
from domain.names import Match, NoMatch, Suggestion, best_match, clean, core_form, plain, short_form
from domain.records import Place, meanings

COUNTY, TOWN, VILLAGE = "county", "town", "village"

# What a project that lies in no single town is listed under, beside the towns (domain.md 3.1: 另列“跨区域”).
CROSS_TOWN = "CROSS"
CROSS_TOWN_NAME = "跨区域"

ANCESTRY_COLUMNS = ("place", "name", "level", "town", "county", "position", "category", "tags")


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """One place: its row, with the texts split. category is the peer group 村庄类型."""

    place: str
    name: str
    level: str
    parent: str | None
    code: str | None
    position: int
    category: str | None
    tags: tuple[str, ...]
    households: int | None
    population: int | None
    valid_from: date | None
    valid_to: date | None
    predecessors: tuple[str, ...]

    def is_valid(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, eq=False)
class Roster:
    """The tree of places with their validity.

    nodes       every place ever known, by key: county, then town by town with its villages, by position
    within      keys directly within a key, in the same order; those without a parent stand under None
    successors  keys that began with this one as a predecessor
    aliases     confirmed names: (town, or the county for towns; written) → key
    """

    nodes: Mapping[str, PlaceNode]
    within: Mapping[str | None, tuple[str, ...]]
    successors: Mapping[str, tuple[str, ...]]
    aliases: Mapping[tuple[str, str], str]
    _ancestry: dict[date, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, place: str) -> PlaceNode:
        return self.nodes[place]

    def __contains__(self, place: object) -> bool:
        return place in self.nodes

    @property
    def county(self) -> PlaceNode | None:
        """The county itself, None on an empty roster."""
        return next((node for node in self.nodes.values() if node.level == COUNTY), None)

    def valid_on(self, day: date, level: str) -> tuple[PlaceNode, ...]:
        """Places of a level that count on the day, in the order of administrative division 区划顺序."""
        return tuple(n for n in self.nodes.values() if n.level == level and n.is_valid(day))

    def children(self, place: str, day: date) -> tuple[PlaceNode, ...]:
        """What lies directly within a place on the day, in order."""
        found = (self.nodes[key] for key in self.within.get(place, ()))
        return tuple(node for node in found if node.is_valid(day))

    def ancestors(self, place: str) -> tuple[PlaceNode, ...]:
        """The place's parents, nearest first; a place never changes its parent, it is succeeded instead."""
        found: list[PlaceNode] = []
        parent = self.nodes[place].parent
        while parent is not None and parent in self.nodes and len(found) < len(self.nodes):
            found.append(self.nodes[parent])
            parent = self.nodes[parent].parent
        return tuple(found)

    def town_of(self, place: str) -> str | None:
        """The town a place lies in, itself when it is one; None for the county."""
        line = (self.nodes[place], *self.ancestors(place))
        return next((node.place for node in line if node.level == TOWN), None)

    def successors_on(self, place: str, day: date) -> tuple[str, ...]:
        """Where a place has gone by the day: itself while valid, else what it was merged into, step by step."""
        node = self.nodes[place]
        if node.valid_to is None or day <= node.valid_to:
            return (place,)
        heirs = (key for key in self.successors.get(place, ()) if self._begins(key) > node.valid_to)
        return tuple(dict.fromkeys(end for key in heirs for end in self.successors_on(key, day)))

    def predecessors_on(self, place: str, day: date) -> tuple[str, ...]:
        """What a place was on an earlier day: itself once valid, else those merged into it, step by step."""
        node = self.nodes[place]
        if node.valid_from is None or node.valid_from <= day:
            return (place,)
        known = (
            key for key in node.predecessors if key in self.nodes and self._begins(key) < node.valid_from
        )
        return tuple(dict.fromkeys(end for key in known for end in self.predecessors_on(key, day)))

    def standing_on(self, place: str, day: date) -> tuple[str, ...]:
        """What a place is on the day: itself, what it was merged into, or what it was made of."""
        node = self.nodes[place]
        if node.is_valid(day):
            return (place,)
        ended = node.valid_to is not None and node.valid_to < day
        found = self.successors_on(place, day) if ended else self.predecessors_on(place, day)
        return tuple(key for key in found if self.nodes[key].is_valid(day))

    def _begins(self, place: str) -> date:
        return self.nodes[place].valid_from or date.min

    def ancestry(self, day: date) -> pd.DataFrame:
        """ANCESTRY_COLUMNS of every place valid on the day, in order; a town's own town is itself."""
        if day not in self._ancestry:
            rows = [self._ancestry_row(node) for node in self.nodes.values() if node.is_valid(day)]
            self._ancestry[day] = pd.DataFrame(rows, columns=list(ANCESTRY_COLUMNS))
        return self._ancestry[day]

    def _ancestry_row(self, node: PlaceNode) -> tuple[object, ...]:
        line = (node, *self.ancestors(node.place))
        county = next((n.place for n in line if n.level == COUNTY), None)
        town = next((n.place for n in line if n.level == TOWN), None)
        return (
            node.place,
            node.name,
            node.level,
            town,
            county,
            node.position,
            node.category,
            ";".join(node.tags),
        )

    def resolve_town(self, written: str, day: date) -> Match | NoMatch:
        """Which town a name means on the day; town names are unique within a county."""
        county = self.county
        return self._resolve(written, self.valid_on(day, TOWN), county.place if county else "", day)

    def resolve_village(self, written: str, day: date, *, town: str) -> Match | NoMatch:
        """Which village of one town a name means on the day; the town's own name in front is looked through."""
        villages = tuple(n for n in self.children(town, day) if n.level == VILLAGE)
        found = self._resolve(written, villages, town, day)
        prefix = self.nodes[town].name
        rest = clean(written).removeprefix(clean(prefix))
        if isinstance(found, NoMatch) and rest and rest != clean(written):
            inner = self._resolve(rest, villages, town, day)
            return Match(inner.subject, "normalised") if isinstance(inner, Match) else found
        return found

    def resolve_path(self, written: str, day: date) -> Match | NoMatch:
        """「葛坑镇邱村村」 in one cell: a town, or a town and one of its villages."""
        text = clean(written)
        for town in sorted(self.valid_on(day, TOWN), key=lambda n: -len(n.name)):
            name = clean(town.name)
            if text.startswith(name) and text != name:
                return self.resolve_village(text.removeprefix(name), day, town=town.place)
        county = self.county
        if county and text == clean(county.name):
            return Match(county.place, "exact")
        return self.resolve_town(written, day)

    def _resolve(self, written: str, among: tuple[PlaceNode, ...], within: str, day: date) -> Match | NoMatch:
        exact = [node.place for node in among if node.name == written.strip()]
        if len(exact) == 1:
            return Match(exact[0], "exact")
        names = {node.place: node.name for node in among}
        for spelling in (plain(written), clean(written)):
            known = self.aliases.get((within, spelling))
            if known in names:
                return Match(known, "alias")
        found = best_match(written, list(names.items()))
        retired = self._bearer_on_other_days(written, within, day)
        if retired is None:
            return found
        if isinstance(found, Match):
            node = self.nodes[found.subject]
            if short_form(node.name) == short_form(written) or node.predecessors == (retired,):
                return found  # its own official name, or 东关村 renamed 东关社区: nothing else went into it
            found = NoMatch(written, (Suggestion(node.place, node.name),))
        heirs = [Suggestion(k, self.nodes[k].name) for k in self.standing_on(retired, day)]
        return NoMatch(found.written, tuple(dict.fromkeys((*heirs, *found.suggestions)))[:3], retired=retired)

    def _bearer_on_other_days(self, written: str, within: str, day: date) -> str | None:
        """The place that bears this name, but not on this day: its rows would not mean whoever is alike today."""
        text = core_form(written)
        named = (key for key in self.within.get(within, ()) if core_form(self.nodes[key].name) == text)
        return next((key for key in named if not self.nodes[key].is_valid(day)), None)


def roster(places: pd.DataFrame, aliases: pd.DataFrame) -> Roster:
    """The roster from the place rows and the alias rows as known (fields of `Place` and `Alias`)."""
    columns = [places[name] for name in meanings(Place)]
    nodes = sorted((_node(*row) for row in zip(*columns, strict=True)), key=lambda n: (n.position, n.place))
    within: dict[str | None, list[str]] = {}
    successors: dict[str, list[str]] = {}
    for node in nodes:
        within.setdefault(node.parent, []).append(node.place)
        for key in node.predecessors:
            successors.setdefault(key, []).append(node.place)
    said = zip(aliases["kind"], aliases["within"], aliases["written"], aliases["subject"], strict=True)
    by_key = {node.place: node for node in nodes}
    return Roster(
        nodes={key: by_key[key] for key in _depth_first(within, by_key)},
        within={key: tuple(found) for key, found in within.items()},
        successors={key: tuple(found) for key, found in successors.items()},
        aliases={
            (town, plain(written)): subject
            for kind, town, written, subject in said
            if kind == "place" and subject  # a blank one is withdrawn
        },
    )


def _depth_first(within: Mapping[str | None, list[str]], nodes: Mapping[str, PlaceNode]) -> Iterator[str]:
    """County, its first town, that town's villages, its second town …; a place whose parent is unknown is a root."""
    roots = [key for key, node in nodes.items() if node.parent not in nodes]
    waiting = list(reversed(roots))
    while waiting:
        key = waiting.pop()
        yield key
        waiting.extend(reversed(within.get(key, [])))


def _node(
    place: str, name: str, level: str, parent: object, code: object, position: object, category: object,
    tags: object, households: object, population: object, valid_from: object, valid_to: object, predecessors: object,
) -> PlaceNode:  # fmt: skip
    return PlaceNode(
        place=place,
        name=name,
        level=level,
        parent=text_or_none(parent),
        code=text_or_none(code),
        position=count_or_none(position) or 0,
        category=text_or_none(category),
        tags=split_names(tags),
        households=count_or_none(households),
        population=count_or_none(population),
        valid_from=day_or_none(valid_from),
        valid_to=day_or_none(valid_to),
        predecessors=split_names(predecessors),
    )


def in_order(roster: Roster, places: Iterable[str]) -> list[str]:
    """Place keys in the order of administrative division; unknown ones last, as they came."""
    order = {key: at for at, key in enumerate(roster.nodes)}
    return sorted(places, key=lambda key: order.get(key, len(order)))
