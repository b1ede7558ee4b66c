"""How every column of a file was understood, in the office's words, with the first thing written under it."""

import pandas as pd

from domain.records import RECORDS, meanings
from domain.setting import Setting
from domain.wording.values import RULED_WORDS, field_title
from uploads.statements import ColumnSeen, Reading

# Columns that only say which row it is, and the remark that is never stored.
ROW_WORDS = {
    "seq": "序号",
    "county": "县",
    "town": "镇",
    "village": "村",
    "place": "地区",
    "unit": "单位",
    "group": "组",
    "remark": "备注，不入库",
}
ONLY_COMPARED = "只作比对"
READ, COMPARED, ROW, UNREAD = "认出", "比对", "行标识", "未认出"
COLUMNS_SHOWN = ("cell", "text", "meaning", "example", "state")


def column_rows(found: Reading | None, setting: Setting) -> pd.DataFrame:
    """COLUMNS_SHOWN of every column that was seen."""
    several = len({one.sheet for one in found.seen}) > 1 if found else False
    rows = [_column(one, setting, several=several) for one in (found.seen if found else ())]
    return pd.DataFrame(rows, columns=list(COLUMNS_SHOWN), dtype=object)


def _column(one: ColumnSeen, setting: Setting, *, several: bool) -> tuple[str, ...]:
    cell = f"{one.sheet}!{one.cell}" if several else one.cell
    meaning, state = meaning_of(one.fields, setting)
    return (cell, one.text, meaning, one.example, state)


def meaning_of(fields: str, setting: Setting) -> tuple[str, str]:
    """What a column was taken for, and how sure that is."""
    codes = fields.split(";")
    if codes[0] in ROW_WORDS:
        return (ROW_WORDS[codes[0]], ROW)
    if codes[0].startswith("check."):
        return (ONLY_COMPARED, COMPARED)
    titles = list(dict.fromkeys(title for code in codes if (title := _title(code, setting))))
    if titles and all(code.endswith(".typed_rate") for code in codes):
        return (f"{'、'.join(titles)}，{ONLY_COMPARED}", COMPARED)
    return ("、".join(titles), READ) if titles else ("未认出，不读入", UNREAD)


def _title(code: str, setting: Setting) -> str:
    """CODE.field or RECORD.field as the office calls it; blank for what is neither."""
    if code in RULED_WORDS:
        return RULED_WORDS[code]
    owner, _, field = code.partition(".")
    if owner in RECORDS and field in meanings(RECORDS[owner]):
        return field_title(RECORDS[owner], field, setting=setting)
    if owner in setting.catalogue.versions and field in meanings(RECORDS["figure"]):
        return field_title(RECORDS["figure"], field, setting=setting, indicator=owner)
    return ""
