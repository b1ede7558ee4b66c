"""The scan before anything else (DESIGN 8, domain.md §8): every sheet, hidden ones too, columns, free text and notes.

A sheet of households is refused, naming columns and cells and never a value. A column of phones or callers in an official
ledger is left out; so is a text with a phone in it; then the original file is not kept, and nothing behind this scan sees
the number: not a note, not a question, not a header word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from domain.parsing.text import header_key, plain, without_brackets
from domain.personal_numbers import (
    are_card_numbers,
    holds_card_number,
    holds_id_number,
    holds_phone_number,
    is_id_number,
    is_long_number,
    is_phone,
    kinds_of,
    masked,
    searchable,
)
from uploads.refusals import refusal
from uploads.sheets import Cell, Sheet, Workbook, address, column_letters

# Headers of household sheets: one is enough to refuse (reference/headers.json, _pii_block).
_WHOSE = r"(?:居民|公民|农户|村民|户主|学生|家长|监护人|患者|残疾人|受访人|申请人|监测对象|帮扶对象|家庭成员|成员|人员|本人)?"
_HOUSEHOLD = re.compile(
    rf"{_WHOSE}姓名|户主|{_WHOSE}身份证(?:件)?(?:号码?)?|身份号码|{_WHOSE}证件号码?"
    rf"|{_WHOSE}银行卡(?:号码?|账号)?|{_WHOSE}一卡通(?:号码?|账号)?|社保卡号?|卡号"
    r"|家庭(?:详细)?(?:住址|地址)|(?:详细)?住址|门牌号?码?|病种|所?患(?:病|疾病|何病)(?:名称|种类|情况|病种)?|健康状况|疾病名称"
    r"|残疾证号?码?|残疾(?:类别|等级|类型)|就读学校(?:及班级)?|学籍号|出生(?:年月日?|日期)"
)
# Columns of an official ledger that are left out: officials' phones, callers, payees' accounts.
_CONTACT = re.compile(
    r".{0,6}(?:电话|手机)(?:号码?)?|联系方式|(?:来电|反映|投诉|诉求|举报|信访)人(?:姓名)?|来电号码"
    r"|(?:收款)?(?:人|单位)?(?:银行)?账(?:号|户)|开户(?:行|银行)(?:及账号)?"
)
_CODES = re.compile(r"编号|编码|代码|文号|凭证|单号|票号")
_NAMED = 3  # so many cells are named one by one, more as their column
_SEARCHED = 15  # rows from the top in which a header may begin
_BELOW = 4  # header rows and a little more


@dataclass(frozen=True)
class PersonalData:
    """What has to be left out. contacts: key of a table → columns; texts: key → (row, column) of single cells.

    elsewhere  (sheet, where) of phones beside the cells: 「C3 的批注」, 「文本框」, 「图片名称」
    """

    contacts: dict[str, dict[int, str]] = field(default_factory=dict)
    texts: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the original file may be kept."""
        return not self.contacts and not any(self.texts.values()) and not self.elsewhere


def scan(workbook: Workbook, header_rows: Mapping[str, tuple[int, int]]) -> PersonalData:
    """What must be left out of an official ledger. Raises Refusal for households and for numbers in names.

    header_rows  first and last header row of the tables where they are known; elsewhere the first rows are looked at
    """
    for noun, text in _names(workbook):
        if kinds := kinds_of(text):
            raise refusal("personal_name", name=workbook.name, found=noun, kinds="、".join(kinds))
    heads = {sheet.key: _head_rows(sheet, header_rows.get(sheet.key)) for sheet in workbook.sheets}
    households = [found for sheet in workbook.sheets for found in _households(sheet, heads[sheet.key])]
    if households:
        raise refusal("household_data", name=workbook.name, found="、".join(dict.fromkeys(households)))
    contacts: dict[str, dict[int, str]] = {}
    texts: dict[str, set[tuple[int, int]]] = {}
    elsewhere: dict[tuple[str, str], None] = {}
    for sheet in workbook.sheets:
        head = heads[sheet.key]
        columns = _contact_columns(sheet, head)
        cells = _phones_in_cells(sheet, head, set(columns))
        contacts.update({sheet.key: columns} if columns else {})
        texts.update({sheet.key: cells} if cells else {})
        elsewhere.update(
            {(sheet.name, where): None for where, text in _beside_cells(sheet) if holds_phone_number(text)}
        )
    return PersonalData(contacts, texts, tuple(elsewhere))


def with_parked(personal: PersonalData, beside: PersonalData) -> PersonalData:
    """With what stands in the lists parked beside tables. beside: the scan of those sheets as they were before the cut."""
    own = personal
    columns = any(set(found) - set(own.contacts.get(key, {})) for key, found in beside.contacts.items())
    found = [("", "表格旁边的内容")] if columns else []
    for key, cells in beside.texts.items():
        found += [(key, f" {address(*cell)} 格") for cell in sorted(cells - own.texts.get(key, set()))]
    return replace(own, elsewhere=(*own.elsewhere, *found))


def without_numbers(workbook: Workbook, personal: PersonalData) -> Workbook:
    """The workbook as everybody after the scan reads it: the numbers found are gone from its cells, notes and asides."""

    def cleaned(sheet: Sheet) -> Sheet:
        columns = list(sheet.columns)
        for row, column in personal.texts.get(sheet.key, ()):
            if columns[column] is sheet.columns[column]:
                columns[column] = list(columns[column])
            cell = columns[column][row]
            columns[column][row] = masked(cell) if isinstance(cell, str) else "……"
        return replace(sheet, columns=tuple(columns), comments={}, asides=())

    return replace(workbook, sheets=tuple(map(cleaned, workbook.sheets)))


def _names(workbook: Workbook) -> Iterator[tuple[str, str]]:
    yield "文件名", workbook.name
    for sheet in workbook.sheets:
        yield "工作表名", sheet.name


def _head_rows(sheet: Sheet, known: tuple[int, int] | None) -> range:
    """Where headers stand: the known rows, else from the first row with three cells on."""
    if known:
        return range(known[0], known[1] + 1)
    for row in range(min(sheet.height, _SEARCHED)):
        if sum(1 for column in sheet.columns if column[row] is not None) >= min(3, sheet.width):
            return range(row, min(row + _BELOW, sheet.height))
    return range(0)


def _households(sheet: Sheet, head: range) -> list[str]:
    """What makes this a sheet of households: 「工作表“Sheet2”的“身份证号”列（C 列，85 格）」, or the cells one by one."""
    found = []
    for column in range(sheet.width):
        cells = sheet.columns[column]
        headings = _headings(cells, head)
        heading = next((text for text in headings if _is_household(text)), None)
        rows = () if heading else _identity_rows(cells, headings)
        if heading is None and not rows:
            continue
        named = heading or (headings[0] if headings else "没有列名")
        if rows and len(rows) <= _NAMED:
            places = "、".join(address(row, column) for row in rows)
            found.append(f"工作表“{sheet.name}”的 {places} 格（“{named}”列）")
            continue
        filled = sum(1 for cell in cells[head.stop :] if cell is not None)
        found.append(f"工作表“{sheet.name}”的“{named}”列（{column_letters(column)} 列，{filled} 格）")
    found += [
        where if where.startswith("文件的") else f"工作表“{sheet.name}”的{where}"
        for where, text in _beside_cells(sheet)
        if holds_id_number(text) or holds_card_number(text)
    ]
    return found


def _beside_cells(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every text that is no cell: where it stands in words, and the text."""
    for (row, column), text in sorted(sheet.comments.items()):
        yield f" {address(row, column)} 格批注", text
    yield from sheet.asides


def _headings(cells: list[Cell], head: range) -> list[str]:
    """Header texts of a column: short, no filler such as 「联系电话：」, and no numbers themselves."""
    texts = [plain(cell) for row in head if isinstance(cell := cells[row], str)]
    return [text for text in texts if len(text) <= 30 and not re.search(r"\d{6,}|:", text)]


def _is_household(text: str) -> bool:
    return any(_HOUSEHOLD.fullmatch(key) for key in {header_key(text), header_key(without_brackets(text))})


def _identity_rows(cells: list[Cell], headings: list[str]) -> tuple[int, ...]:
    """Rows with ID numbers or bank cards: as text, inside text, or as numbers already rounded.

    A column of codes by its header (编号, 凭证号) holds long numbers that are nobody's: there only a column nearly all of
    whose long numbers are right ones counts.
    """
    distinct = set(cells)
    texts = {cell for cell in distinct if type(cell) is str and len(cell) >= 16}
    guilty: set[Cell] = set()
    if any(_CODES.search(text) for text in headings):
        identities = {text for text in texts if is_id_number(text)}
        if len(identities) * 2 > len(texts) or are_card_numbers(texts, share=0.8):
            guilty = set(texts)
        return tuple(row for row, cell in enumerate(cells) if cell in guilty)
    together = _together(texts)
    if holds_id_number(together) or holds_card_number(together):
        guilty = {text for text in texts if holds_id_number(text) or holds_card_number(text)}
    if are_card_numbers([together]):
        guilty = set(texts)
    numbers = [cell for cell in distinct if type(cell) is float]
    rounded = set(filter(is_long_number, numbers)) if numbers and max(numbers) >= 1e15 else set()
    if len(rounded) >= 3 or len(rounded) * 2 > max(len(numbers), 1):
        guilty |= rounded
    return tuple(row for row, cell in enumerate(cells) if cell in guilty) if guilty else ()


def _contact_columns(sheet: Sheet, head: range) -> dict[int, str]:
    """Columns of phones or callers: by their header, or because most of their cells are mobile numbers."""
    found = {}
    for column, cells in enumerate(sheet.columns):
        headings = _headings(cells, head)
        heading = next((text for text in headings if _CONTACT.fullmatch(header_key(text))), None)
        if heading is not None:
            found[column] = heading
        elif not any(_CODES.search(text) for text in headings) and _mostly_phones(cells[head.stop :]):
            found[column] = headings[0] if headings else ""
    return found


def _mostly_phones(cells: list[Cell]) -> bool:
    distinct = set(cells)
    numbers = [cell for cell in distinct if type(cell) is float]
    if numbers and max(numbers) >= 1e10 and sum(map(is_phone, numbers)) * 2 > len(numbers):
        return True
    texts = [cell for cell in distinct if type(cell) is str]
    phones = [text for text in texts if 11 <= len(text) <= 24 and holds_phone_number(text)]
    return len(phones) * 2 > max(len(texts), 1)


def _phones_in_cells(sheet: Sheet, head: range, left_out: set[int]) -> set[tuple[int, int]]:
    """Single cells with a phone in their text, or that are one, as a number among smaller ones."""
    found: set[tuple[int, int]] = set()
    for column, cells in enumerate(sheet.columns):
        if column in left_out:
            continue
        is_code = any(_CODES.search(text) for text in _headings(cells, head))
        distinct = set(cells)
        texts = {cell for cell in distinct if type(cell) is str and len(cell) >= 11}
        guilty: set[Cell] = set()
        if holds_phone_number(_together(texts)):
            guilty = {text for text in texts if holds_phone_number(text) and not (is_code and text.isdigit())}
        great = {cell for cell in distinct if type(cell) is float and cell >= 1e9}
        if great and not is_code and all(map(is_phone, great)):
            guilty |= great
        if guilty:
            found.update((row, column) for row, cell in enumerate(cells) if cell in guilty)
    return found


def _together(texts: set[str]) -> str:
    """Many cells as one text to be searched at once; the mark between them joins no numbers."""
    return searchable("|".join(texts))
