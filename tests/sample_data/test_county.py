"""云岭县: as many villages as it says, with the names that trip a reader."""

from collections import Counter
from datetime import date

from sample_data.county import COUNTY_CODE, towns, units, villages, villages_on
from sample_data.days import AS_OF


def test_two_villages_became_one_on_the_first_of_july():
    assert len(villages_on(date(2026, 6, 30))) == 121
    assert len(villages_on(date(2026, 7, 1))) == 120
    assert len(villages_on(AS_OF)) == 120
    assert len(villages()) == 122
    gone = {v.name for v in villages_on(date(2026, 6, 30))} - {v.name for v in villages_on(date(2026, 7, 1))}
    (merged,) = [v for v in villages() if v.predecessors]
    assert gone == set(merged.predecessors) == {"上垅村", "下垅村"}
    assert merged.households == sum(v.households for v in villages() if v.name in merged.predecessors)


def test_the_county_has_eight_towns_and_twenty_units():
    assert [town.name for town in towns()] == [
        "青石镇", "云溪镇", "松岗镇", "石桥镇", "双塘镇", "梨园镇", "望峰乡", "柳湾乡",
    ]  # fmt: skip
    assert Counter(unit.kind for unit in units()) == {"town": 8, "department": 11, "office": 1}


def test_names_trip_a_careless_reader():
    standing = villages_on(AS_OF)
    twice = [name for name, times in Counter(v.name for v in standing).items() if times > 1]
    assert sorted(twice) == ["新塘村", "石门村"]
    assert len({(v.town.name, v.name) for v in standing}) == len(standing)
    assert any(v.name.endswith("村村") for v in standing)
    assert sum(len(v.name) >= 8 for v in standing) >= 3
    assert sum(v.name.endswith("社区") for v in standing) == 7


def test_codes_belong_to_a_segment_that_does_not_exist_and_are_never_used_twice():
    codes = [place.code for place in (*towns(), *villages())]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith(COUNTY_CODE) and len(code) == 12 for code in codes)


def test_every_village_has_between_sixty_and_nine_hundred_households_and_a_category():
    ever = [v for v in villages() if not v.predecessors]
    assert min(v.households for v in ever) == 60
    assert max(v.households for v in ever) == 900
    assert {v.category for v in ever} == {"集聚提升类", "城郊融合类", "特色保护类", "搬迁撤并类", "社区"}
