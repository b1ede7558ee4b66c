"""A GeoJSON file of outlines 界线, as a mapping office exports it: polygons in longitude and latitude with code or name.

Of each outline only code, name and town are read; whatever else its properties say goes nowhere.
"""

import json
from collections.abc import Mapping

from domain.boundaries import PER_DEGREE, Feature, Polygon, Ring, Shape
from uploads.refusals import refusal

LARGEST = 50 * 1024 * 1024
MOST_POINTS = 1_000_000
# What offices and mapping programs call the three properties; compared in lower case.
CODES = (
    "区划代码",
    "行政区划代码",
    "统计用区划代码",
    "村代码",
    "代码",
    "code",
    "adcode",
    "xzqdm",
    "zldwdm",
    "qhdm",
)
NAMES = ("名称", "村名", "行政村", "村", "乡镇名称", "name", "xzqmc", "zldwmc", "qhmc", "cunname")
TOWNS = ("乡镇", "所属乡镇", "所在乡镇", "镇", "town", "xzmc", "xiangname")


def read_geojson(name: str, content: bytes) -> tuple[Feature, ...]:
    """The outlines of a file, numbered from 1 in its order.

    Refused: no GeoJSON of polygons, larger than LARGEST, coordinates that are no longitude and latitude.
    """
    if len(content) > LARGEST:
        megabytes = {"found": f"{len(content) / 2**20:.0f}", "limit": str(LARGEST // 2**20)}
        raise refusal("too_large", name=name, **megabytes)
    try:
        document = json.loads(content)
        features = document["features"]
        found = tuple(_feature(at, one) for at, one in enumerate(features, start=1))
    except OverflowError:
        raise refusal("outlines_not_degrees", name=name) from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise refusal("no_outlines", name=name) from None
    if not found or sum(len(ring) for one in found for part in one.shape for ring in part) > MOST_POINTS:
        raise refusal("no_outlines", name=name)
    return found


def _feature(at: int, one: Mapping[str, Mapping[str, object]]) -> Feature:
    told = {str(key).strip().lower(): worth for key, worth in (one["properties"] or {}).items()}
    code, name, town = (_first(told, names) for names in (CODES, NAMES, TOWNS))
    return Feature(at, code, name, town, _shape(one["geometry"]))


def _first(told: Mapping[str, object], names: tuple[str, ...]) -> str:
    written = (told.get(name) for name in names)
    return next((str(worth).strip() for worth in written if worth not in (None, "")), "")


def _shape(geometry: Mapping[str, object]) -> Shape:
    kind, given = geometry["type"], geometry["coordinates"]
    polygons = {"Polygon": [given], "MultiPolygon": given}[str(kind)]
    return tuple(_polygon(polygon) for polygon in polygons)  # type: ignore[attr-defined]


def _polygon(given: list[list[list[float]]]) -> Polygon:
    return tuple(_ring(ring) for ring in given)


def _ring(given: list[list[float]]) -> Ring:
    if any(abs(point[0]) > 180 or abs(point[1]) > 90 for point in given):
        raise OverflowError
    points = [(round(point[0] * PER_DEGREE), round(point[1] * PER_DEGREE)) for point in given]
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    closed = kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept
    if len(closed) < 3:
        raise ValueError("a ring of fewer than three points")
    return tuple(closed)
