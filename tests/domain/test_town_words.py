"""镇榜 in words."""

from math import nan

from domain.wording.towns import TownStands, towns_conclusion

FIRST = TownStands("青石镇", 88.0, 0.24, 18, 0)
LAST = TownStands("梨园镇", 77.07, -0.55, 15, 3)


def told(first=(FIRST,), last=LAST, **changed):
    facts = {"ranked": 8, "apart": (), "since": "上旬", "decimals": 2, **changed}
    return towns_conclusion(list(first), last, **facts)


def test_the_first_and_the_lowest_are_named_a_fall_is_red():
    said = told()
    assert (said.plain, said.red) == ("青石镇均分 88.00 第 1；", "梨园镇最低（77.07 分），较上旬少 0.55 分")
    assert said.sub == "8 镇参评；梨园镇 15 村中 3 村拟列黑榜（待人工确认）。"


def test_a_lowest_town_that_rose_is_not_red():
    said = told(last=TownStands("梨园镇", 77.07, 0.55, 15, 0))
    assert (said.plain, said.red) == ("青石镇均分 88.00 第 1；梨园镇最低（77.07 分），较上旬多 0.55 分", "")


def test_without_a_comparison_none_is_told():
    assert "上旬" not in told(last=TownStands("梨园镇", 77.07, nan, 15, 0)).plain


def test_equals_share_the_first_place_and_no_lowest_is_named():
    said = told([FIRST, TownStands("云溪镇", 88.0, 0, 17, 0)], None)
    assert said.plain == "青石镇、云溪镇均分 88.00 并列第 1"


def test_towns_that_take_no_part_are_named():
    assert told(apart=("柳湾乡",)).sub.startswith("8 镇参评；柳湾乡参评村不到七成，不参评")
    assert told([], None, ranked=0, apart=("柳湾乡",)).plain == "本期没有镇参评"
