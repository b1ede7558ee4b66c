"""Boundaries 界线: the outlines of towns and villages as the office gives them, and whom each one means.

A shape is polygons of rings of points; a point is whole numbers, longitude and latitude in 1/100,000 of a degree
(about one metre). The first ring of a polygon is its outer one, the others are holes. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from domain.names import Match, clean
from domain.places import COUNTY, VILLAGE, PlaceNode, Roster

PER_DEGREE = 100_000
CODE_LENGTH = (
    12  # an official code of a village; those of towns and counties are its first nine and six digits
)

Point: TypeAlias = tuple[int, int]
Ring: TypeAlias = tuple[Point, ...]
Polygon: TypeAlias = tuple[Ring, ...]
Shape: TypeAlias = tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """One outline of the office's file. at: its number there, from 1; code, name, town: blank where not written."""

    at: int
    code: str
    name: str
    town: str
    shape: Shape

    @property
    def words(self) -> str:
        written = f"{self.town}{self.name}" or self.code or "（没有名称）"
        return f"第 {self.at} 个图形“{written}”"


@dataclass(frozen=True, slots=True)
class Matched:
    """shapes: place key → shape; lines: place key → number of its first feature; unmatched: why, a sentence each."""

    shapes: Mapping[str, Shape]
    lines: Mapping[str, int]
    unmatched: tuple[str, ...]


def encode(shape: Shape) -> str:
    """As it is stored: points 「x y」 joined by commas, rings by semicolons, polygons by bars."""
    return "|".join(";".join(",".join(f"{x} {y}" for x, y in ring) for ring in polygon) for polygon in shape)


def decode(text: str) -> Shape:
    """The shape of a stored text."""
    return tuple(tuple(_ring(ring) for ring in polygon.split(";")) for polygon in text.split("|"))


def _ring(text: str) -> Ring:
    numbers = [int(part) for point in text.split(",") for part in point.split(" ")]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def count_points(text: str) -> int:
    """How many points a stored shape has."""
    return text.count(" ")


def thinned(shape: Shape, step: float) -> Shape:
    """The shape on a grid of this step: neighbours that share a line still share it. Rings smaller than it vanish,
    except the largest of a shape."""
    polygons = []
    for polygon in shape:
        rings = [on for ring in polygon if len(set(on := _on_grid(ring, step))) >= 3]
        if rings:
            polygons.append(tuple(rings))
    return tuple(polygons) or (max(shape, key=lambda polygon: area(polygon[0])),)


def _on_grid(ring: Ring, step: float) -> Ring:
    points = [(round(round(x / step) * step), round(round(y / step) * step)) for x, y in ring]
    return tuple(point for at, point in enumerate(points) if at == 0 or point != points[at - 1])


def merged(shape: Shape) -> tuple[Ring, ...]:
    """The lines around a shape, largest first, outer ones against the clock: lines its polygons share are gone.

    Only what is drawn point for point by both sides is shared; a stretch that is not stays a line.
    """
    ahead: dict[Point, list[Point]] = {}
    for polygon in shape:
        for at, ring in enumerate(polygon):
            for one, other in pairwise((*(way := wound(ring, outer=at == 0)), way[0])):
                if one in ahead.get(other, ()):
                    ahead[other].remove(one)
                else:
                    ahead.setdefault(one, []).append(other)
    rings = []
    for start, ways in ahead.items():
        while ways:
            walked = [start]
            while ahead.get(walked[-1]) and (len(walked) == 1 or walked[-1] != start):
                walked.append(ahead[walked[-1]].pop())
            if len(walked) > 3:
                rings.append(tuple(walked[:-1]))
    return tuple(sorted(rings, key=area, reverse=True))


def area(ring: Ring) -> float:
    """Of a ring, never negative, in squares of its own unit."""
    return abs(_turn(ring)) / 2


def wound(ring: Ring, *, outer: bool) -> Ring:
    """The ring in the direction of its kind: outer ones against the clock, holes with it."""
    return ring if (_turn(ring) > 0) == outer else ring[::-1]


def _turn(ring: Ring) -> int:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True))


def inside(polygon: Polygon) -> tuple[float, float, float]:
    """A point inside a polygon where words stand best, and how wide it is there: x, y, width.

    Of three heights, the widest stretch between its lines.
    """
    heights = [y for _, y in polygon[0]]
    low, high = min(heights), max(heights)
    levels = [low + (high - low) * share + 0.137 for share in (0.5, 0.4, 0.6)]
    found = [stretch for level in levels for stretch in _stretches(polygon, level)]
    width, middle, level = max(found, default=(0.0, float(polygon[0][0][0]), float(polygon[0][0][1])))
    return middle, level, width


def _stretches(polygon: Polygon, level: float) -> Iterable[tuple[float, float, float]]:
    """What a level line has inside a polygon: width, middle, level."""
    cuts = sorted(
        x0 + (level - y0) * (x1 - x0) / (y1 - y0)
        for ring in polygon
        for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y0 > level) != (y1 > level)
    )
    return [
        (right - left, (left + right) / 2, level) for left, right in zip(cuts[::2], cuts[1::2], strict=False)
    ]


def match_features(features: Sequence[Feature], roster: Roster, day: date) -> Matched:
    """Whom each outline means on the day, by official code, else by name within its town; never by likeness.

    Several outlines of one place are its parts.
    """
    shapes: dict[str, Shape] = {}
    lines: dict[str, int] = {}
    unmatched = []
    codes = {
        node.code.ljust(CODE_LENGTH, "0"): node
        for node in roster.nodes.values()
        if node.code and node.is_valid(day)
    }
    for feature in features:
        found = _place_of(feature, roster, codes, day)
        if not isinstance(found, PlaceNode):
            unmatched.append(f"{feature.words}：{found}")
            continue
        shapes[found.place] = (*shapes.get(found.place, ()), *feature.shape)
        lines.setdefault(found.place, feature.at)
    return Matched(shapes, lines, tuple(unmatched))


def _place_of(feature: Feature, roster: Roster, codes: Mapping[str, PlaceNode], day: date) -> PlaceNode | str:
    """The place, or why there is none."""
    coded = codes.get(feature.code.ljust(CODE_LENGTH, "0")) if feature.code else None
    named = _named(feature, roster, day) if feature.name else None
    if coded is None:
        if isinstance(named, PlaceNode) and feature.code and named.code:
            return f"代码 {feature.code} 与名册里{named.name}的代码 {named.code} 不同"
        return named or ("代码和名称都没有写" if not feature.code else f"名册里没有代码 {feature.code}")
    if isinstance(named, PlaceNode) and named.place != coded.place:
        return f"代码指的是{coded.name}，名称写的却是{named.name}"
    if isinstance(named, str) and clean(feature.name) != clean(coded.name):
        return f"代码指的是{coded.name}，名称写的却是“{feature.name}”"
    return coded


def _named(feature: Feature, roster: Roster, day: date) -> PlaceNode | str:
    if feature.town:
        town = roster.resolve_town(feature.town, day)
        if not isinstance(town, Match):
            return f"名册里没有叫“{feature.town}”的镇"
        if clean(feature.name) == clean(feature.town):
            return roster[town.subject]
        village = roster.resolve_village(feature.name, day, town=town.subject)
        return roster[village.subject] if isinstance(village, Match) else _unknown(feature.name, village)
    found = roster.resolve_path(feature.name, day)
    if isinstance(found, Match):
        return roster[found.subject]
    alike = [node for node in roster.valid_on(day, VILLAGE) if clean(node.name) == clean(feature.name)]
    if len(alike) > 1:
        return f"有 {len(alike)} 个村叫这个名字，请写上乡镇或区划代码"
    return alike[0] if alike else _unknown(feature.name, found)


def _unknown(name: str, found: object) -> str:
    near = [one.name for one in getattr(found, "suggestions", ())]
    return f"名册里没有“{name}”" + (f"，相近的有{'、'.join(near)}" if near else "")


def outlines(
    shapes: Mapping[str, str], roster: Roster, places: Iterable[PlaceNode], day: date
) -> dict[str, str]:
    """Stored shapes of these places; a town without its own is drawn as its villages, one merged since as what it was
    made of. Places without any are left out; so is the county."""
    found = {}
    for node in places:
        if node.level == COUNTY:
            continue
        parts = [shapes[node.place]] if node.place in shapes else []
        parts = parts or [shapes[key] for key in node.predecessors if key in shapes]
        if not parts:
            children = (child.place for child in roster.children(node.place, day))
            parts = [shapes[key] for key in children if key in shapes]
        if parts:
            found[node.place] = "|".join(parts)
    return found
