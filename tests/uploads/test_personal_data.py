"""personal_data.py: household lists stop at the door, contacts are left out, values are never repeated.

Numbers that look like somebody's are made here, when a test runs; none is stored.
"""

import io
import random
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from domain.refusals import Refusal
from tests.uploads.books import saved, xlsx
from tests.uploads.offices import accounts, figures, reading, rows_of
from uploads.personal_numbers import (
    are_card_numbers,
    holds_card_number,
    holds_id_number,
    holds_phone_number,
    passes_luhn,
)

TITLE = ["青石镇2026年11月中旬农村人居环境旬报"]
HEAD = ["乡镇", "村", "应计户数", "卫生厕所户数"]
ROW = ["青石镇", "东关村", 200, 172]


def id_number(seed=1) -> str:
    """A right ID number of nobody: an area that is not given out, a birthday, a right check digit."""
    chance = random.Random(seed)
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    body = f"659{chance.randrange(100, 999)}{born:%Y%m%d}{chance.randrange(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]


def card_number(seed=1) -> str:
    """A number beginning with 62 that passes Luhn."""
    body = "62" + f"{random.Random(seed).randrange(10**16):016d}"
    return next(body + str(digit) for digit in range(10) if passes_luhn(body + str(digit)))


def phone_number(seed=1) -> str:
    return "1" + "39" + f"{random.Random(seed).randrange(10**8):08d}"


def refused(content, name="表.xlsx"):
    with pytest.raises(Refusal) as caught:
        reading(content, name)
    assert caught.value.code in ("household_data", "personal_name")
    return caught.value.sentence


@pytest.mark.parametrize(
    "header",
    ["户主姓名", "户主", "姓名", "身份证号", "身份证号码（18位）", "公民身份证号码", "银行卡号", "一卡通账号",
     "家庭住址", "病种", "健康状况", "残疾证号", "学生姓名", "就读学校", "出生年月"],
)  # fmt: skip
def test_one_household_column_refuses_the_file_by_its_name(header):
    sentence = refused(xlsx([TITLE, [*HEAD, header], [*ROW, "某"]]))
    assert header.replace("（", "(").replace("）", ")") in sentence.replace("（", "(").replace("）", ")")
    assert "E 列，1 格" in sentence


@pytest.mark.parametrize(
    "header",
    ["患病户数", "残疾人数", "监测对象人数", "银行贷款户数", "户主培训人次", "学生人数", "姓名牌（块）"],
)
def test_counts_about_people_are_no_personal_data(header):
    assert reading(xlsx([TITLE, [*HEAD, header], [*ROW, 3]])).keep_file


@pytest.mark.parametrize("make", [id_number, card_number])
def test_a_number_of_a_person_refuses_the_file_wherever_it_stands_and_is_never_repeated(make):
    number = make()
    for content in (
        xlsx([TITLE, [*HEAD, "备注"], [*ROW, number]]),
        xlsx([TITLE, [*HEAD, "备注"], [*ROW, f"经办人证件{number}，已核实"]]),
        xlsx([TITLE, HEAD, ROW], more=[("Sheet2", [["a"], [number]])]),
        xlsx([TITLE, HEAD, ROW, [f"说明：{number}"]]),
        hidden_sheet_with(number),
        with_comment(number),
        xlsx([TITLE, [*HEAD, number], [*ROW, 1]]),
    ):
        assert number not in refused(content)
    assert number not in refused(xlsx([TITLE, HEAD, ROW]), f"{number}.xlsx")
    assert number not in refused(xlsx([TITLE, HEAD, ROW], sheet=number))


def hidden_sheet_with(text):
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx([TITLE, HEAD, ROW], more=[("底册", [["户别", "号码"], ["x", text]])]))
    )
    book["底册"].sheet_state = "hidden"
    return saved(book)


def with_comment(text):
    book = openpyxl.load_workbook(io.BytesIO(xlsx([TITLE, HEAD, ROW])))
    book.active["C3"].comment = Comment(text, "某")
    return saved(book)


def test_id_numbers_kept_as_rounded_numbers_are_recognised():
    rows = [["青石镇", "东关村", float(id_number(n)[:17] + "0")] for n in range(5)]
    assert "号码" in refused(xlsx([TITLE, ["乡镇", "村", "号码"], *rows]))


def test_full_width_digits_hide_nothing():
    wide = id_number().translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    refused(xlsx([TITLE, [*HEAD, "备注"], [*ROW, wide]]))


@pytest.mark.parametrize(
    ("header", "value"),
    [("联系电话", None), ("责任人手机号码", None), ("来电人", "某某"), ("联系方式", "县城"), ("经手", None)],
)
def test_a_contact_column_is_left_out_with_a_note_and_the_row_goes_in(header, value):
    content = xlsx([TITLE, [*HEAD, header], [*ROW, value or phone_number()]])
    found = reading(content)
    assert figures(found)["TOI_COV", "V0001"] == (172, 200)
    (note,) = (issue for issue in found.issues if issue.code == "contact_left_out")
    assert (note.level, note.cell, note.found) == ("note", "E2", "1")
    assert not found.keep_file
    assert found.left_out_count == 1
    accounts(found)


def test_phones_typed_as_numbers_are_a_contact_column():
    rows = [
        ["青石镇", name, 200, 100, int(phone_number(n))]
        for n, name in enumerate(["东关村", "西沟村", "邱村村"])
    ]
    found = reading(xlsx([TITLE, [*HEAD, "经手"], *rows]))
    assert [issue.code for issue in found.issues] == ["contact_left_out"]
    assert not found.keep_file


def test_a_text_with_a_phone_in_it_is_left_out_and_the_rest_of_the_row_goes_in():
    phone = phone_number()
    rows = [
        ["云岭县2026年11月19日日督查问题台账"], ["督查日期", "乡镇", "村", "问题描述", "责任人"],
        ["2026-11-19", "青石镇", "东关村", "垃圾箱满溢", f"王某 {phone}"],
        ["2026-11-19", "青石镇", "西沟村", "沟渠不畅", "李某"], ["2026-11-19", "青石镇", "邱村村", "旱厕未拆", "赵某"],
    ]  # fmt: skip
    found = reading(xlsx(rows))
    assert [problem["text"] for problem in rows_of(found, "problem")] == [
        "垃圾箱满溢",
        "沟渠不畅",
        "旱厕未拆",
    ]
    assert phone not in repr(found)
    assert [(issue.code, issue.cell) for issue in found.issues if issue.code != "column_compared"] == [
        ("contact_in_text", "E3")
    ]
    assert not found.keep_file
    accounts(found)


def test_a_phone_in_the_signature_keeps_the_file_from_being_stored():
    found = reading(xlsx([TITLE, HEAD, ROW, [f"填表人：王某　联系电话：{phone_number()}"]]))
    assert figures(found)["TOI_COV", "V0001"] == (172, 200)
    assert not found.keep_file


def test_an_empty_phone_in_the_signature_keeps_nothing_from_anything():
    found = reading(xlsx([TITLE, HEAD, ROW, ["填表人：　　审核人：　　联系电话："]]))
    assert found.keep_file
    assert found.issues == ()


def test_long_codes_of_projects_and_vouchers_are_nobodys():
    rows = [
        ["云岭县2026年国库支付明细"], ["支付日期", "支付凭证号", "支付金额（元）"],
        *(["2026-11-01", f"5201{n:014d}", 100] for n in range(20)),
    ]  # fmt: skip
    assert len(rows_of(reading(xlsx(rows)), "payment")) == 20


@given(st.integers(0, 10**6))
def test_a_made_number_is_recognised_and_one_wrong_digit_is_not(seed):
    number = id_number(seed)
    assert holds_id_number(f"证件{number}。")
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    assert not holds_id_number(wrong)
    assert holds_card_number(card_number(seed))
    assert holds_phone_number(f"电话{phone_number(seed)}")


@given(st.integers(10**15, 10**18 - 1))
def test_a_long_number_among_texts_is_only_a_card_when_it_begins_as_one(number):
    assert holds_card_number(str(number)) == (str(number).startswith("62") and passes_luhn(str(number)))
    assert not are_card_numbers([str(number)])
