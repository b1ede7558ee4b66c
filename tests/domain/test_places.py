"""Places in order, mergers by date, and names that are never matched by likeness."""

from datetime import date

import pytest

from domain.names import Match, NoMatch
from domain.places import in_order
from tests.domain.counties import DAY, county, place, said, units_of

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture(scope="module")
def merged():
    """王家庄村 and 李家沟村 became 青龙村 on 1 July 2026."""
    return county(
        place("V0002", "李家沟村", "T01", position=2, valid_to=BEFORE),
        place("V0001", "王家庄村", "T01", position=1, valid_to=BEFORE),
        place("V0003", "东关村", "T01", position=3),
        place("V0004", "青龙村", "T01", position=4, valid_from=AFTER, predecessors="V0001;V0002"),
        place("V0005", "东关村", "T02", position=1),
    )


def test_places_stand_town_by_town_in_the_order_of_division(merged):
    assert list(merged.nodes) == ["C01", "T01", "V0001", "V0002", "V0003", "V0004", "T02", "V0005"]
    assert in_order(merged, ["V0005", "V0004", "V0001"]) == ["V0001", "V0004", "V0005"]


@pytest.mark.parametrize(
    ("day", "villages"), [(BEFORE, ["V0001", "V0002", "V0003"]), (AFTER, ["V0003", "V0004"])]
)
def test_a_merger_counts_the_places_valid_that_day(merged, day, villages):
    assert [node.place for node in merged.children("T01", day)] == villages
    assert [n.place for n in merged.valid_on(day, "village")] == [*villages, "V0005"]


def test_a_merged_village_leads_to_its_successor_and_back(merged):
    assert merged.successors_on("V0001", AFTER) == ("V0004",)
    assert merged.successors_on("V0001", BEFORE) == ("V0001",)
    assert merged.predecessors_on("V0004", BEFORE) == ("V0001", "V0002")
    assert merged.predecessors_on("V0004", AFTER) == ("V0004",)
    assert merged.predecessors_on("V0003", BEFORE) == ("V0003",)


def test_every_place_knows_its_town_and_county(merged):
    rows = merged.ancestry(AFTER).set_index("place")
    assert rows.loc["V0005", ["town", "county"]].tolist() == ["T02", "C01"]
    assert rows.loc["T02", "town"] == "T02"
    assert "V0001" not in rows.index
    assert merged.town_of("V0004") == "T01"
    assert merged.town_of("C01") is None


def test_a_name_is_resolved_for_the_day_it_speaks_of(merged):
    assert merged.resolve_village("王家庄村", BEFORE, town="T01") == Match("V0001", "exact")
    later = merged.resolve_village("王家庄村", AFTER, town="T01")
    assert isinstance(later, NoMatch)
    assert later.retired == "V0001"
    assert later.suggestions[0].subject == "V0004"


def test_a_village_is_looked_for_in_its_own_town_only(merged):
    assert merged.resolve_village("东关村", DAY, town="T01").subject == "V0003"
    assert merged.resolve_village("东关村", DAY, town="T02").subject == "V0005"
    assert isinstance(merged.resolve_village("青龙村", DAY, town="T02"), NoMatch)


@pytest.mark.parametrize(
    "written",
    ["东关", "东关村委会", "东关村民委员会", " 东关 村", "东关村（含新区）", "东关行政村", "青石镇东关村"],
)
def test_official_spellings_of_one_name_are_the_same(merged, written):
    assert merged.resolve_village(written, DAY, town="T01") == Match("V0003", "normalised")


@pytest.mark.parametrize("written", ["邱村", "邱村村", "邱村村委会", "邱村村民委员会"])
def test_a_suffix_is_taken_off_once_and_never_leaves_one_character(written):
    roster = county(place("V0001", "邱村村", "T01"))
    assert roster.resolve_village(written, DAY, town="T01").subject == "V0001"


def test_a_one_character_name_is_not_stripped():
    roster = county(place("V0001", "丘村", "T01"))
    assert isinstance(roster.resolve_village("丘", DAY, town="T01"), NoMatch)


def test_a_village_beside_a_community_of_the_same_core_is_asked():
    roster = county(place("V0001", "东关村", "T01"), place("V0002", "东关社区", "T01"))
    asked = roster.resolve_village("东关", DAY, town="T01")
    assert isinstance(asked, NoMatch)
    assert asked.ambiguous
    assert {s.subject for s in asked.suggestions} == {"V0001", "V0002"}
    assert roster.resolve_village("东关居委会", DAY, town="T01").subject == "V0002"


@pytest.mark.parametrize("written", ["王庄村", "王家莊", "汪家庄村"])
def test_a_near_miss_is_the_same_village_only_after_confirmation(written):
    village = place("V0001", "王家庄村", "T01")
    asked = county(village).resolve_village(written, DAY, town="T01")
    assert isinstance(asked, NoMatch)
    assert [s.subject for s in asked.suggestions] == ["V0001"]
    confirmed = county(village, aliases=said("place", "T01", written, "V0001"))
    assert confirmed.resolve_village(written, DAY, town="T01") == Match("V0001", "alias")


def test_an_alias_of_one_town_says_nothing_in_another():
    villages = (place("V0001", "王家庄村", "T01"), place("V0002", "河口村", "T02"))
    roster = county(*villages, aliases=said("place", "T01", "老王庄", "V0001"))
    assert isinstance(roster.resolve_village("老王庄", DAY, town="T02"), NoMatch)


def test_never_more_than_three_suggestions():
    roster = county(*(place(f"V{n:04}", f"桃源{c}村", "T01") for n, c in enumerate("东南西北中")))
    assert len(roster.resolve_village("桃源村", DAY, town="T01").suggestions) == 3


@pytest.mark.parametrize(
    ("written", "subject"),
    [("青石镇", "T01"), ("青石", "T01"), ("青石镇人民政府", "T01"), ("柳湾", "T02"), ("柳湾乡政府", "T02")],
)
def test_a_town_is_found_by_its_official_spellings(merged, written, subject):
    assert merged.resolve_town(written, DAY).subject == subject


@pytest.mark.parametrize(
    ("written", "subject"),
    [("青石镇东关村", "V0003"), ("柳湾乡", "T02"), ("云岭县", "C01"), ("柳湾乡 东关", "V0005")],
)
def test_town_and_village_in_one_cell_are_read_apart(merged, written, subject):
    assert merged.resolve_path(written, DAY).subject == subject


UNITS = units_of(
    {"unit": "U01", "name": "青石镇人民政府", "kind": "town", "place": "T01"},
    {"unit": "U02", "name": "农业农村局", "kind": "department", "aliases": "农业局;乡村振兴局"},
    {"unit": "U03", "name": "县人居办", "kind": "office", "valid_to": BEFORE},
)


@pytest.mark.parametrize(
    ("written", "subject"),
    [("农业农村局", "U02"), ("乡村振兴局", "U02"), ("云岭县农业农村局", "U02"), ("县农业农村局（乡村振兴局）", "U02"),
     ("青石镇", "U01"), ("青石镇政府", "U01")],
)  # fmt: skip
def test_a_unit_is_found_by_its_spellings(written, subject):
    assert UNITS.resolve(written, DAY).subject == subject


def test_a_unit_that_has_ended_is_not_found():
    assert UNITS.resolve("人居办", BEFORE).subject == "U03"
    assert isinstance(UNITS.resolve("人居办", DAY), NoMatch)


def test_an_unknown_unit_is_suggested_never_guessed():
    asked = UNITS.resolve("农业农机局", DAY)
    assert isinstance(asked, NoMatch)
    assert asked.suggestions[0].name == "农业农村局"


def test_a_town_government_is_the_unit_of_its_place():
    assert UNITS.of_place("T01", DAY).unit == "U01"
    assert UNITS.of_place("T02", DAY) is None
