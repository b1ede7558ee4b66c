"""村情画像 in words."""

from datetime import date

from domain.wording.villages import merged_away, not_found, not_yet_there

LAST = date(2026, 6, 30)


def test_an_old_name_says_where_it_went_and_what_is_shown():
    said = merged_away("松岗镇上垅村", LAST, ["松岗镇双垅村"])
    assert said == "松岗镇上垅村已于2026年7月1日并入松岗镇双垅村，下面是松岗镇双垅村。"


def test_a_village_that_was_divided_names_all_and_shows_the_first():
    said = merged_away("松岗镇双垅村", LAST, ["松岗镇上垅村", "松岗镇下垅村"])
    assert said == "松岗镇双垅村已于2026年7月1日分为松岗镇上垅村、松岗镇下垅村，下面是松岗镇上垅村。"


def test_a_village_that_went_nowhere_was_dissolved():
    assert merged_away("松岗镇上垅村", LAST, []) == "松岗镇上垅村已于2026年7月1日撤销。"


def test_before_a_village_began_its_predecessors_are_named():
    said = not_yet_there("松岗镇双垅村", date(2026, 7, 1), ["松岗镇上垅村", "松岗镇下垅村"])
    assert said.startswith("松岗镇双垅村自2026年7月1日起才有，此前是松岗镇上垅村、松岗镇下垅村")
    assert said.endswith("下面是松岗镇上垅村。")


def test_one_sentence_for_what_is_not_there_and_what_may_not_be_seen():
    assert not_found("某某村") == (
        "到这一天为止没有“某某村”这个村，或不在您的查看范围内。请从村名表里点开，或换一个数据截至日。"
    )
