"""A pasted group message as what was said and when, without anybody who said it; drafts of it and of photos."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.drafts import drafts_of, time_of_name, villages_in
from domain.messages import messages_in
from tests.domain.counties import county, place

DAY = date(2026, 11, 19)
WECHAT = """张三丰 2026/11/19 9:12:33
柳湾乡水口村二组桥头垃圾没清 @李四 请安排
[图片]
王五六 2026/11/19 9:14
[图片]
「张三丰：柳湾乡水口村二组桥头垃圾没清」
- - - - - - - - - - - - - - -
张三丰 2026/11/19 9:31:02
东关村公路边乱堆，联系 13812345678"""
QQ = """2026-11-19 9:12:33 张三丰(12345678)
水口村：垃圾没清
【管理员】王五六(87654321) 下午 2:05
路边乱堆"""
PHONE = """张三丰:
水口村垃圾没清
王五六：
路边乱堆，张三丰看过"""


def said(pasted):
    return [(f"{one.at:%m-%d %H:%M}" if one.at else "", one.text) for one in messages_in(pasted, today=DAY)]


def test_chat_programs_heads_give_times_and_nobody():
    assert said(WECHAT) == [
        ("11-19 09:12", "柳湾乡水口村二组桥头垃圾没清 请安排"),
        ("11-19 09:31", "东关村公路边乱堆,联系 ……"),
    ]
    assert said(QQ) == [("11-19 09:12", "水口村：垃圾没清"), ("11-19 14:05", "路边乱堆")]
    assert said(PHONE) == [("", "水口村垃圾没清"), ("", "路边乱堆，看过")]
    for pasted in (WECHAT, QQ, PHONE):
        told = " ".join(text for _, text in said(pasted))
        assert not any(one in told for one in ("张三丰", "王五六", "12345678", "13812345678"))


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("甲乙 昨天 18:05", "11-18 18:05"),
        ("甲乙 11/3 上午 9:05", "11-03 09:05"),
        ("甲乙 2025年12月31日 23:59", "12-31 23:59"),
        ("甲乙 13/45 9:05", "11-19 09:05"),
        ("9:05", "11-19 09:05"),
    ],
)
def test_heads_with_every_kind_of_day(line, at):
    assert said(f"{line}\n路边乱堆") == [(at, "路边乱堆")]


def test_text_without_a_head_is_one_message_and_nothing_is_none():
    assert said("水口村垃圾没清\n路边乱堆") == [("", "水口村垃圾没清 路边乱堆")]
    assert said("") == said("[图片]\n\n") == []


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("IMG_20261119_091203.jpg", datetime(2026, 11, 19, 9, 12, 3)),
        ("微信图片_20261119091203.jpg", datetime(2026, 11, 19, 9, 12, 3)),
        ("2026-11-19 09.12.03.jpg", datetime(2026, 11, 19, 9, 12, 3)),
        ("mmexport1795050723000.jpg", datetime(2026, 11, 19, 9, 12, 3)),
        ("IMG_20261399_091203.jpg", None),
        ("照片1.jpg", None),
    ],
)
def test_a_files_name_may_tell_when(name, at):
    assert time_of_name(name) == at


@pytest.fixture
def roster():
    return county(
        place("V1", "水口村", "T02"), place("V2", "上水口村", "T02"), place("V3", "东关村", "T01"), place("V4", "新建村", "T01"),
        place("V5", "新建村", "T02"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "keys", "named"),
    [
        ("柳湾乡水口村垃圾没清", ("V1",), "水口村"),
        ("上水口村垃圾没清", ("V2",), "上水口村"),
        ("新建村路边乱堆", ("V4", "V5"), "新建村"),
        ("柳湾乡新建村路边乱堆", ("V5",), "新建村"),
        ("水口村和东关村都有", ("V3", "V1"), "东关村、水口村"),
        ("水口那边垃圾没清", (), ""),
        ("西关村垃圾没清", (), ""),
    ],
)
def test_only_whole_known_names_are_villages_and_what_is_double_is_asked(roster, text, keys, named):
    assert villages_in(text, roster, DAY) == (keys, named)


def test_a_name_without_its_suffix_is_offered_and_never_taken(roster):
    (draft,) = drafts_of(messages_in("水口那边垃圾没清", today=DAY), [], roster, day=DAY)
    assert (draft.villages, draft.likely, draft.named) == ((), ("V1",), "水口")
    (draft,) = drafts_of(messages_in("新建垃圾池没盖", today=DAY), [], roster, day=DAY)
    assert (draft.villages, draft.likely) == ((), ("V4", "V5"))
    (draft,) = drafts_of(messages_in("路边乱堆", today=DAY), [], roster, day=DAY)
    assert (draft.villages, draft.likely, draft.named) == ((), (), "")


def test_a_confirmed_name_counts_as_the_village(roster):
    known = replace(roster, aliases={("T02", "水口垸"): "V1"})
    assert villages_in("水口垸垃圾没清", known, DAY) == (("V1",), "水口垸")


def at(hour, minute):
    return datetime(2026, 11, 19, hour, minute)


def test_photos_go_to_the_message_nearest_in_time_and_nothing_is_lost(roster):
    messages = messages_in(WECHAT, today=DAY)
    taken = [at(9, 10), at(9, 11), at(9, 30), at(14, 0), at(14, 4), at(15, 0), None]
    drafts = drafts_of(messages, taken, roster, day=DAY)
    told = [(one.at and f"{one.at:%H:%M}", one.villages, one.photos) for one in drafts]
    assert told == [
        ("09:12", ("V1",), [0, 1]), ("09:31", ("V3",), [2]), ("14:00", (), [3, 4]), ("15:00", (), [5]), (None, (), [6]),
    ]  # fmt: skip
    assert sorted(place for one in drafts for place in one.photos) == list(range(len(taken)))


def test_what_follows_without_a_village_belongs_to_the_one_before_until_a_pause(roster):
    pasted = "甲乙 9:00\n水口村垃圾没清\n甲乙 9:05\n沟里也有\n甲乙 9:50\n路边乱堆\n甲乙 9:51\n东关村"
    drafts = drafts_of(messages_in(pasted, today=DAY), [], roster, day=DAY)
    assert [(one.text, one.villages) for one in drafts] == [
        ("水口村垃圾没清 沟里也有", ("V1",)), ("路边乱堆 东关村", ("V3",)),
    ]  # fmt: skip
