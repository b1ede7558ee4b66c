"""Boundaries: whom an outline means, what is drawn of it, and that no shape is changed by being kept."""

import pytest
from counties import DAY, county, place
from hypothesis import given
from hypothesis import strategies as st

from domain.boundaries import Feature, area, decode, encode, inside, match_features, merged, outlines, thinned

SQUARE = ((0, 0), (100, 0), (100, 100), (0, 100))
EAST = ((100, 0), (200, 0), (200, 100), (100, 100))
LAKE = ((40, 40), (40, 60), (60, 60), (60, 40))
ROSTER = county(
    place("V01", "上坪村", "T01", code="990101001001"),
    place("V02", "石门村", "T01"),
    place("V03", "石门村", "T02"),
)
rings = st.lists(
    st.tuples(st.integers(-(10**7), 10**7), st.integers(-(10**7), 10**7)), min_size=3, max_size=9
)


@given(
    st.lists(st.lists(rings.map(tuple), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
)
def test_a_shape_comes_back_as_it_was_kept(shape):
    assert decode(encode(shape)) == shape


@pytest.mark.parametrize(
    ("code", "name", "town", "means"),
    [
        ("990101001001", "", "", "V01"),
        ("990101001001", "上坪村", "青石镇", "V01"),
        ("", "上坪村", "", "V01"),
        ("", "青石镇石门村", "", "V02"),
        ("", "石门村", "柳湾乡", "V03"),
        ("", "石门村民委员会", "柳湾乡", "V03"),
        ("", "柳湾乡", "", "T02"),
        ("", "石门村", "", "有 2 个村叫这个名字"),
        ("", "上坪新村", "青石镇", "名册里没有“上坪新村”，相近的有上坪村"),
        ("990101001001", "石门村", "青石镇", "代码指的是上坪村，名称写的却是石门村"),
        ("990101001002", "上坪村", "青石镇", "代码 990101001002 与名册里上坪村的代码 990101001001 不同"),
        ("990101001009", "", "", "名册里没有代码 990101001009"),
        ("", "", "", "代码和名称都没有写"),
    ],
)  # fmt: skip
def test_an_outline_means_who_its_code_or_name_says_and_nobody_by_likeness(code, name, town, means):
    found = match_features([Feature(1, code, name, town, ((SQUARE,),))], ROSTER, DAY)
    if means in ROSTER:
        assert list(found.shapes) == [means]
        assert found.unmatched == ()
    else:
        assert means in found.unmatched[0]
        assert found.shapes == {}


def test_two_outlines_of_one_village_are_its_parts():
    two = [Feature(at, "", "上坪村", "", ((ring,),)) for at, ring in ((1, SQUARE), (2, EAST))]
    assert match_features(two, ROSTER, DAY).shapes == {"V01": ((SQUARE,), (EAST,))}


def test_neighbours_become_one_without_the_line_they_share():
    [around] = merged(((SQUARE,), (EAST[::-1],)))
    assert area(around) == 20_000


def test_a_hole_stays_one_and_words_stand_beside_it():
    lines = merged(((SQUARE, LAKE),))
    assert [area(ring) for ring in lines] == [10_000, 400]
    x, y, width = inside(lines)
    assert not (40 < x < 60 and 40 < y < 60)
    assert 0 < width <= 100


@given(st.integers(1, 60))
def test_on_a_coarser_grid_neighbours_still_share_their_line(step):
    bent = ((100, 0), (101, 33), (98, 71), (100, 100))
    west = ((0, 0), *bent, (0, 100))
    east = ((200, 0), (200, 100), *bent[::-1])
    assert len(merged((*thinned(((west,),), step), *thinned(((east,),), step)))) == 1


def test_a_town_without_an_outline_is_drawn_as_its_villages_and_a_merged_village_as_its_predecessors():
    roster = county(
        place("V01", "上坪村", "T01"), place("V02", "下坪村", "T01", predecessors="V08;V09"), place("V03", "石门村", "T02")
    )  # fmt: skip
    kept = {"V01": encode(((SQUARE,),)), "V08": encode(((EAST,),)), "V09": encode(((LAKE,),))}
    found = outlines(kept, roster, roster.nodes.values(), DAY)
    assert found["V02"] == f"{kept['V08']}|{kept['V09']}"
    assert decode(found["T01"])[0] == (SQUARE,)
    assert "T02" not in found
    assert "V03" not in found
