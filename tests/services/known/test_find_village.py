"""Which village an address means, in the sample county."""

from dataclasses import replace
from datetime import date

import pytest

from domain.permissions import WHOLE_COUNTY
from services.known.find_village import find_village
from tests.services.leader_pages import LAST_DAY, ONE_TOWN, newest


@pytest.fixture(scope="module")
def found(sample):
    """The village an address means."""

    def ask(asked="", day=LAST_DAY, scope=WHOLE_COUNTY):
        return find_village(sample, scope=scope, moment=newest(sample, day), asked=asked)

    return ask


def test_a_key_and_a_full_name_mean_the_same_village(found):
    by_name = found("柳湾乡水口村")
    assert (by_name.words, by_name.said) == ("柳湾乡水口村", "")
    assert found(by_name.village) == by_name


def test_its_siblings_are_the_villages_of_its_town_itself_among_them(found):
    village = found("柳湾乡水口村")
    assert (village.village, "水口村") in village.siblings
    assert village.county_name == "云岭县"
    assert len(village.siblings) == len(set(village.siblings)) > 5


def test_without_an_address_the_first_village_is_shown(found):
    assert found().village
    assert found().said == ""


def test_an_old_name_shows_what_it_was_merged_into_and_says_so(found):
    village = found("松岗镇上垅村")
    assert village.words == "松岗镇双垅村"
    assert village.said == "松岗镇上垅村已于2026年7月1日并入松岗镇双垅村，下面是松岗镇双垅村。"


def test_before_the_merger_the_new_name_shows_a_predecessor_and_says_so(found):
    village = found("松岗镇双垅村", date(2026, 6, 15))
    assert village.words == "松岗镇上垅村"
    assert "自2026年7月1日起才有" in village.said


def test_an_unknown_name_is_answered_in_one_sentence(found):
    village = found("乌有镇乌有村")
    assert village.village == ""
    assert village.said.startswith("到这一天为止没有“乌有镇乌有村”这个村")


def test_a_village_outside_the_scope_is_as_unknown_as_one_that_does_not_exist(found):
    inside = found(scope=ONE_TOWN)
    assert inside.village == ""
    own = replace(ONE_TOWN, places=frozenset({"T08", found("柳湾乡水口村").village}))
    assert found("柳湾乡水口村", scope=own).words == "柳湾乡水口村"
    assert found("青石镇上坪村", scope=own).village == ""
