"""Outlines of no real county: towns as blocks of a bent grid, villages as its cells; neighbours share their lines."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

from domain.places import TOWN, VILLAGE, Roster

WEST, SOUTH = 0.0, 30.0  # nobody's county
CELL = 0.05


def outlines_of(roster: Roster, day, *, towns: bool = False, broad: int = 4) -> dict[str, object]:
    """A GeoJSON document with every village valid on the day, and the towns where asked."""
    features = []
    for at, town in enumerate(roster.valid_on(day, TOWN)):
        villages = [node for node in roster.children(town.place, day) if node.level == VILLAGE]
        side = max(math.ceil(math.sqrt(len(villages))), 1)
        west, south = at % broad * 10, at // broad * 10
        if towns:
            features.append(_feature(town.code, town.name, "", _block(west, south, 10, 10)))
        for one, village in enumerate(villages):
            step = 10 / side
            place = (west + one % side * step, south + one // side * step)
            features.append(_feature(village.code, village.name, town.name, _block(*place, step, step)))
    return {"type": "FeatureCollection", "features": features}


def write_outlines(file: Path, document: dict[str, object]) -> Path:
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def _feature(code: str | None, name: str, town: str, ring: Sequence[Sequence[float]]) -> dict[str, object]:
    told = {"区划代码": code or "", "名称": name, "乡镇": town}
    return {"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _block(west: float, south: float, wide: float, high: float) -> list[list[float]]:
    """A closed ring with bent sides: a corner lies where every block that has it puts it."""
    parts = 6
    along = [part / parts for part in range(parts)]
    sides = [
        *((west + wide * share, south) for share in along),
        *((west + wide, south + high * share) for share in along),
        *((west + wide * (1 - share), south + high) for share in along),
        *((west, south + high * (1 - share)) for share in along),
    ]
    ring = [_bent(x, y) for x, y in sides]
    return [*ring, ring[0]]


def _bent(x: float, y: float) -> list[float]:
    east = x + 0.5 * math.sin(1.3 * y) + 0.3 * math.sin(0.9 * x + 2.1 * y)
    north = y + 0.5 * math.sin(1.1 * x) + 0.3 * math.cos(1.7 * x - 0.8 * y)
    return [round(WEST + east * CELL, 6), round(SOUTH + north * CELL, 6)]
