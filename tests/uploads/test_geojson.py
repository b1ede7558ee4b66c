"""Outlines as mapping offices export them; what is no outline in degrees is refused in one sentence."""

import json

import pytest

from domain.refusals import Refusal
from uploads.geojson import read_geojson

RING = [[0.1, 30.0], [0.2, 30.0], [0.2, 30.1], [0.1, 30.0]]


def book(*, kind="Polygon", coordinates=(RING,), **properties) -> bytes:
    geometry = {"type": kind, "coordinates": coordinates}
    one = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [one]}).encode()


@pytest.mark.parametrize("title", ["XZQMC", "名称", "村名", "name", "ZLDWMC"])
def test_a_name_is_found_under_the_titles_in_use(title):
    [found] = read_geojson("界.geojson", book(**{title: " 上坪村 "}))
    assert found.name == "上坪村"


def test_codes_stay_texts_and_points_are_metres_not_floats():
    [found] = read_geojson("界.geojson", book(区划代码=990101001001, 户主="不读"))
    assert found.code == "990101001001"
    assert found.shape == ((((10000, 3000000), (20000, 3000000), (20000, 3010000)),),)
    assert "不读" not in repr(found)


def test_several_polygons_of_one_place_are_its_parts():
    [found] = read_geojson(
        "界.geojson", book(kind="MultiPolygon", coordinates=[[RING], [RING]], name="上坪村")
    )
    assert len(found.shape) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not json", "no_outlines"),
        (b"[]", "no_outlines"),
        (b'{"features": []}', "no_outlines"),
        (b'{"features": [{"properties": {}, "geometry": null}]}', "no_outlines"),
        (b"[" * 100_000, "no_outlines"),
        (book(kind="Point", coordinates=[1, 2]), "no_outlines"),
        (book(coordinates=[[[0, 0], [1, 1]]]), "no_outlines"),
        (book(coordinates=[[[397000.5, 3300000], [397100, 3300000], [397100, 3300100]]]), "outlines_not_degrees"),
        (b" " * (50 * 1024 * 1024 + 1), "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_outline_is_refused(content, code):
    with pytest.raises(Refusal) as refused:
        read_geojson("界.geojson", content)
    assert refused.value.code == code
