"""personal_data.py: household lists stop at the door, contacts are left out, values are never repeated.

Numbers that look like somebody's are made here, when a test runs; none is stored.
"""

import io
import struct

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from domain.refusals import Refusal
from tests.personal_numbers import card_number, id_number, phone_number
from tests.uploads.books import converted, repacked, saved, xlsx
from tests.uploads.offices import accounts, figures, reading, rows_of

PICTURE = bytes.fromhex(  # one white dot, PNG
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)
TITLE = ["青石镇2026年11月中旬农村人居环境旬报"]
HEAD = ["乡镇", "村", "应计户数", "卫生厕所户数"]
ROW = ["青石镇", "东关村", 200, 172]


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


def with_comment(text, cell="C3"):
    book = openpyxl.load_workbook(io.BytesIO(xlsx([TITLE, HEAD, ROW])))
    book.active[cell].comment = Comment(text, "某")
    return saved(book)


def test_id_numbers_kept_as_rounded_numbers_are_recognised():
    rows = [["青石镇", "东关村", float(id_number(n)[:17] + "0")] for n in range(5)]
    assert "号码" in refused(xlsx([TITLE, ["乡镇", "村", "号码"], *rows]))


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("cell", ["C3", "G9"])
def test_a_number_in_a_comment_is_found_in_every_file_type_and_on_an_empty_cell(kind, cell, tmp_path):
    number = id_number()
    sentence = refused(converted(with_comment(number, cell), kind, tmp_path), f"表.{kind}")
    assert f"{cell} 格批注" in sentence
    assert number not in sentence


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


@pytest.mark.parametrize("make", [id_number, card_number])
def test_a_single_number_is_named_by_its_cell_with_what_to_do(make):
    sentence = refused(xlsx([TITLE, [*HEAD, "备注"], [*ROW, f"已核 {make()}"]]))
    assert "Sheet1”的 E3 格（“备注”列）" in sentence
    assert "请删去这些列、格或批注" in sentence
    assert "C3 格批注" in refused(with_comment(make()))


def test_a_number_in_a_hidden_column_or_a_parked_list_is_found():
    number = id_number()
    assert "E3 格" in refused(xlsx([TITLE, [*HEAD, "备注"], [*ROW, number]], hidden_columns=["E"]))
    parked = [TITLE, [*HEAD, None, None, "下拉"], [*ROW, None, None, "东关村"]]
    parked += [[None] * 6 + [text] for text in ("西沟村", number)]
    assert number not in refused(xlsx(parked))


@pytest.mark.parametrize(
    ("where", "write"),
    [
        ("图片名称", lambda number: with_drawing(f'<xdr:cNvPr id="2" name="照片" descr="{number}.jpg"/>')),
        ("文本框", lambda number: with_drawing(f"<a:t>电话见 {number}</a:t>")),
        ("页眉页脚", lambda number: with_footer(f"经办 {number}")),
        ("文件的属性", lambda number: with_subject(f"名单 {number}")),
        ("下拉选项或填写提示", lambda number: with_drop_down(f'"是,{number}"')),
        ("下拉选项或填写提示", lambda number: with_drop_down('"是,否"', hint=f"如 {number}")),
        ("下拉选项或填写提示", lambda number: with_records((0x01BE, number.encode()))),
        ("图片名称", lambda number: with_records((0x00EC, b"\x01" + f"{number}.jpg".encode("utf-16-le")))),
        ("文本框", lambda number: with_text_box(f"电话见 {number}")),
        ("页眉页脚", lambda number: with_records((0x0015, f"经办{number}".encode("utf-16-le")))),
    ],
)
def test_a_number_beside_the_cells_is_found_and_named(where, write):
    number, phone = id_number(), phone_number()
    sentence = refused(write(number))
    assert where in sentence
    assert number not in sentence
    found = reading(write(phone))
    assert [issue.code for issue in found.issues] == ["contact_beside"]
    assert where in found.issues[0].message
    assert phone not in repr(found)
    assert not found.keep_file


def with_drawing(inside):
    """A workbook with a picture, whose drawing says this."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx([TITLE, HEAD, ROW])))
    book.active.add_image(openpyxl.drawing.image.Image(io.BytesIO(PICTURE)), "F2")

    def change(name, part):
        text = inside.replace("xdr:", "") if b"</wsDr>" in part else inside
        end = b"</wsDr>" if b"</wsDr>" in part else b"</xdr:wsDr>"
        return part.replace(end, text.encode() + end) if "drawings/drawing" in name else part

    return repacked(saved(book), change)


def with_footer(text):
    book = openpyxl.load_workbook(io.BytesIO(xlsx([TITLE, HEAD, ROW])))
    book.active.oddFooter.left.text = text
    return saved(book)


def with_subject(text):
    book = openpyxl.load_workbook(io.BytesIO(xlsx([TITLE, HEAD, ROW])))
    book.properties.subject = text
    return saved(book)


def with_drop_down(choices, hint=None):
    book = openpyxl.load_workbook(io.BytesIO(xlsx([TITLE, HEAD, ROW])))
    rule = DataValidation(type="list", formula1=choices, prompt=hint)
    rule.add("E3")
    book.active.add_data_validation(rule)
    return saved(book)


def with_records(*records):
    """An .xls whose sheet ends with these records, (kind, bytes)."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for row, cells in enumerate([TITLE, HEAD, ROW]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    more = b"".join(struct.pack("<HH", kind, len(part)) + part for kind, part in records)
    before = sheet.get_biff_data
    sheet.get_biff_data = lambda: before()[:-4] + more + before()[-4:]
    return saved(book)


def with_text_box(text):
    """An object, its text's length, and the text in a record that goes on with it."""
    drawn = struct.pack("<HHHHH12xHH", 0x15, 18, 6, 1, 0, 0, 0)
    length = struct.pack("<HH6xHHI", 0, 0, len(text), 0, 0)
    return with_records((0x5D, drawn), (0x01B6, length), (0x3C, b"\x01" + text.encode("utf-16-le")))


def test_a_header_or_a_title_with_a_phone_in_it_is_never_repeated():
    phone = phone_number()
    for rows in (
        [TITLE, [*HEAD, f"经手（王某{phone}）"], [*ROW, 3]],
        [[f"{TITLE[0]} 联系 {phone}"], HEAD, ROW],
        [TITLE, HEAD, ROW, ["填表人", "王某", "电话", int(phone)]],
    ):
        found = reading(xlsx(rows))
        assert phone not in repr(found)
        assert "contact_in_text" in {issue.code for issue in found.issues}
        assert figures(found)["TOI_COV", "V0001"] == (172, 200)
        assert not found.keep_file


def test_a_file_that_cannot_be_read_does_not_have_its_name_repeated_either():
    number = id_number()
    with pytest.raises(Refusal) as caught:
        reading(b"", f"{number}.xlsx")
    assert number not in caught.value.sentence


def test_codes_that_begin_like_mobile_numbers_are_read():
    rows = [["青石镇", "东关村", 200, 100, f"150123{n:05d}"] for n in range(5)]
    found = reading(xlsx([TITLE, [*HEAD, "项目编号"], *rows[:1]]))
    assert found.keep_file
