"""personal_numbers.py: a person's number is known however it is typed, and the office's own codes are nobody's."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.personal_numbers import (
    CARD,
    ID_NUMBER,
    PHONE,
    are_card_numbers,
    kinds_of,
    masked,
    passes_luhn,
    refuse_personal,
)
from domain.refusals import Refusal
from tests.personal_numbers import card_number, id_number, phone_number

SEEDS = st.integers(0, 10**6)
WIDE = str.maketrans("0123456789Xx-", "０１２３４５６７８９Ｘｘ－")
AROUND = st.sampled_from(["", "户主", "3 ", "，", "证号:", "(", "第2组", "ID", "No", "户主A"])
BEHIND = st.sampled_from(["", "已核实", "。", ")", " 3户", "，共5人"])


def grouped(number, groups, between):
    parts, at = [], 0
    for size in groups:
        parts.append(number[at : at + size])
        at += size
    return between.join([*parts, number[at:]] if at < len(number) else parts)


@given(
    SEEDS, AROUND, BEHIND, st.sampled_from([(), (6, 8), (6, 4, 4), (3, 3, 4, 4), (4, 4, 4, 4), (1,) * 17]),
    st.sampled_from([" ", "-", "—", "  ", "　", "_", "."]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_an_id_number_is_known_in_any_dress_and_masked(seed, before, behind, groups, between, wide, lower):
    number = id_number(seed)
    written = grouped(number.lower() if lower else number, groups, between)
    text = before + (written.translate(WIDE) if wide else written) + behind
    assert ID_NUMBER in kinds_of(text)
    assert kinds_of(masked(text)) == ()
    assert number[6:14] not in masked(text)


@given(SEEDS, st.integers(0, 16))
def test_one_wrong_digit_is_no_id_number(seed, at):
    number = id_number(seed)
    wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert ID_NUMBER not in kinds_of(wrong)


@given(
    SEEDS, AROUND, BEHIND, st.sampled_from(["", "+86", "+86 ", "86-", "0086"]),
    st.sampled_from([(), (3, 4), (4, 3), (3, 3), (4, 4), (3,), (1,) * 10]), st.sampled_from([" ", "-"]), st.booleans(),
)  # fmt: skip
def test_a_phone_is_known_in_any_dress_and_masked(seed, before, behind, country, groups, between, wide):
    number = phone_number(seed)
    assume(groups != (3,) or number[3:5] not in ("19", "20"))
    assume(not (before and before[-1].isdigit()))
    written = country + grouped(number, groups, between)
    text = before + (written.translate(WIDE) if wide else written) + behind
    assert PHONE in kinds_of(text)
    assert kinds_of(masked(text)) == ()


@given(
    SEEDS,
    st.sampled_from([16, 17, 18, 19]),
    st.sampled_from([(), (4, 4, 4, 4), (6,), (6, 6)]),
    AROUND,
    BEHIND,
)
def test_a_union_card_is_known_in_any_dress_and_masked(seed, length, groups, before, behind):
    text = before + grouped(card_number(seed, "62", length), groups, " ") + behind
    assert CARD in kinds_of(text)
    assert CARD not in kinds_of(masked(text))


@given(SEEDS, st.sampled_from(["4", "52", "35", "60", "9558"]))
def test_other_cards_are_known_in_fours_or_beside_a_word_for_them(seed, begins):
    number = card_number(seed, begins, 16)
    assert CARD in kinds_of(f"打到一卡通 {number}")
    assert CARD in kinds_of(grouped(number, (4, 4, 4), " "))
    assert CARD not in kinds_of(f"项目 {number}")


@given(st.integers(10**15, 10**18 - 1))
def test_a_long_number_alone_is_only_a_card_when_it_begins_as_one(number):
    assert (CARD in kinds_of(str(number))) == (str(number).startswith("62") and passes_luhn(str(number)))
    assert not are_card_numbers([str(number)])


codes = st.integers(10**11, 10**12 - 1).map(str)  # 12 位行政区划代码
areas = st.builds(lambda a, b: f"{a}{b:06d}", st.integers(110_000, 659_999), st.integers(0, 999_999))
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
written_days = st.tuples(
    days, st.sampled_from(["{:%Y-%m-%d}", "{:%Y.%m.%d}", "{:%Y%m%d}", "{:%Y年%m月%d日}", "{:%Y/%m/%d}"])
).map(lambda one: one[1].format(one[0]))
spans = st.tuples(written_days, st.sampled_from(["-", "—", "至", " "]), written_days).map("".join)
amounts = st.one_of(
    st.decimals(0, 10**9, places=2).map(str), st.integers(0, 10**10).map(lambda n: f"{n:,}元"),
    st.decimals(0, 10**6, places=5).map(lambda n: f"{n}万元"),
)  # fmt: skip
documents = st.builds(
    "{}农〔{}〕{}号".format,
    st.sampled_from(["云财", "禄财", "县政办发"]),
    st.integers(2019, 2030),
    st.integers(1, 9999),
)
numbers_of_matters = st.builds("日督-{:%Y%m%d}-{:03d}".format, days, st.integers(0, 999))
moments = st.datetimes(min_value=__import__("datetime").datetime(2000, 1, 1)).map(
    lambda one: f"{one:%Y-%m-%d %H:%M:%S}"
)
landlines = st.builds("0{}-{}".format, st.integers(311, 999), st.integers(2_000_000, 8_999_999))


@given(st.lists(st.one_of(codes, areas, spans, written_days, amounts, documents, numbers_of_matters, moments, landlines),
                min_size=1, max_size=3), st.sampled_from(["，", "；", "、", "\n", " 共 "]))  # fmt: skip
def test_codes_amounts_documents_and_days_are_nobodys(words, between):
    text = between.join(words)
    assert kinds_of(text) == ()
    assert masked(text) == text


def test_what_is_typed_on_a_page_is_refused_by_the_name_of_its_field():
    phone = phone_number()
    refuse_personal({"问题描述": "垃圾箱满溢", "责任人": None, "期限": date(2026, 11, 19)})
    with pytest.raises(Refusal) as caught:
        refuse_personal({"问题描述": f"来电 {phone}"})
    assert caught.value.code == "personal_typed"
    assert "“问题描述”里写有手机号" in caught.value.sentence
    assert phone not in caught.value.sentence
