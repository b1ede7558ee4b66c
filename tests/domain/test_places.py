"""Places in order, mergers by date, and names that are never matched by likeness."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize("written", ["王家庄村", "王家庄村委会", "王家庄"])
def test_an_old_name_leads_to_what_became_of_it_however_it_is_written(merged, written):
    found = merged.resolve_village(written, AFTER, town="T01")
    assert (found.retired, found.suggestions[0].subject) == ("V0001", "V0004")


def test_a_name_that_is_still_to_come_leads_to_what_it_is_made_of(merged):
    found = merged.resolve_village("青龙村", BEFORE, town="T01")
    assert (found.retired, [s.subject for s in found.suggestions[:2]]) == ("V0004", ["V0001", "V0002"])


def test_a_part_of_a_merger_never_passes_for_the_whole_that_is_called_alike():
    """上垅村 and 下垅村 became 上垅社区: a row 上垅村 after that is the old village, or the new one miswritten."""
    old = [place(f"V000{n}", name, "T01", valid_to=BEFORE) for n, name in ((1, "上垅村"), (2, "下垅村"))]
    new = place("V0003", "上垅社区", "T01", valid_from=AFTER, predecessors="V0001;V0002")
    roster = county(*old, new)
    for written in ("上垅村", "上垅", "上垅村委会"):
        found = roster.resolve_village(written, AFTER, town="T01")
        assert (found.retired, [s.subject for s in found.suggestions]) == ("V0001", ["V0003"]), written
    for written in ("上垅社区", "上垅居委会"):
        assert roster.resolve_village(written, AFTER, town="T01").subject == "V0003"


def test_a_village_renamed_as_a_whole_is_known_by_both_names():
    roster = county(
        place("V0001", "东关村", "T01", valid_to=BEFORE),
        place("V0002", "东关社区", "T01", valid_from=AFTER, predecessors="V0001"),
    )
    assert roster.resolve_village("东关村", BEFORE, town="T01").subject == "V0001"
    assert roster.resolve_village("东关村", AFTER, town="T01").subject == "V0002"


def test_two_villages_told_apart_by_their_brackets_stay_apart():
    roster = county(
        place("V0001", "石桥村（东）", "T01"),
        place("V0002", "石桥村（西）", "T01"),
        aliases=said("place", "T01", "石桥（东头）", "V0001"),
    )
    assert roster.resolve_village("石桥村(西)", DAY, town="T01").subject == "V0002"
    assert roster.resolve_village("石桥(东头)", DAY, town="T01") == Match("V0001", "alias")
    for written in ("石桥村", "石桥（西头）"):
        assert isinstance(roster.resolve_village(written, DAY, town="T01"), NoMatch), written


STEMS = st.text("东西一关邱王家庄村", min_size=1, max_size=3)
KINDS = {
    "村": ("村", "村委会", "村民委员会", "行政村"),
    "社区": ("社区", "居委会", "社区居委会", "社区居民委员会"),
}
ENDINGS = ("", *KINDS["村"], *KINDS["社区"])
NAMES = st.builds(str.__add__, STEMS, st.sampled_from(("村", "社区", "村村")))
WRITINGS = st.builds("{}{}{}{}".format, st.sampled_from(("", "青石镇", " ")), STEMS, st.sampled_from(ENDINGS),
                     st.sampled_from(("", "（含新区）", "　")))  # fmt: skip


def means_the_same(written, name):
    """One stem with two official endings of one kind; or, from two characters on, with any ending or none."""
    pairs = [(written.removesuffix(end), end) for end in ENDINGS if written.endswith(end)]
    pairs += [
        (written.removesuffix(end), "") for end in ("委会", "民委员会") if written.endswith(f"村{end}")
    ]  # 邱村＋委会
    spelled = any(
        name == stem + kind for stem, end in pairs for kind, ends in KINDS.items() if stem and end in ends
    )
    return (
        written == name or spelled or any(len(s) >= 2 and name in (s, s + "村", s + "社区") for s, _ in pairs)
    )


@settings(max_examples=120)
@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), WRITINGS, st.data())
def test_no_name_ever_matches_silently_to_a_place_with_another_normal_form(names, written, data):
    ended = data.draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    towns = data.draw(st.lists(st.sampled_from(("T01", "T02")), min_size=len(names), max_size=len(names)))
    roster = county(
        *(
            place(f"V{n:04}", name, towns[n], valid_to=BEFORE if ended[n] else None)
            for n, name in enumerate(names)
        )
    )
    found = roster.resolve_village(written, DAY, town="T01")
    if isinstance(found, NoMatch):
        assert len(found.suggestions) <= 3
        return
    node = roster[found.subject]
    plain = written.replace(" ", "").replace("　", "").removesuffix("（含新区）")
    assert (node.parent, node.is_valid(DAY)) == ("T01", True)
    assert means_the_same(plain, node.name) or means_the_same(plain.removeprefix("青石镇"), node.name)


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


@pytest.mark.parametrize(
    "written", ["东关村村委会", "东关村村民委员会", "一村村委会", "南坪社区居民委员会", "南坪社区居委会"]
)
def test_the_committee_of_a_village_named_in_full_is_the_village(written):
    roster = county(
        place("V0001", "东关村", "T01"), place("V0002", "一村", "T01"), place("V0003", "南坪社区", "T01")
    )
    found = roster.resolve_village(written, DAY, town="T01")
    assert isinstance(found, Match)
    assert roster[found.subject].name[:2] == written[:2]


@pytest.mark.parametrize("written", ["李村村委会", "李村村民委员会"])
def test_a_committee_that_may_be_that_of_two_villages_is_asked(written):
    both = county(place("V0001", "李村", "T01"), place("V0002", "李村村", "T01"))
    asked = both.resolve_village(written, DAY, town="T01")
    assert isinstance(asked, NoMatch)
    assert {one.subject for one in asked.suggestions} == {"V0001", "V0002"}
    alone = county(place("V0001", "李村", "T01"))
    assert alone.resolve_village(written, DAY, town="T01").subject == "V0001"


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
