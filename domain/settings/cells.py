"""One cell of a settings sheet: codes as words, keys with their names, lines in the indicator's own unit, and back.

What is written is read again as the same value, whatever the record and the field (a law of the tests).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from domain.indicators import POINTS
from domain.parsing.dates import Precision, read_days
from domain.parsing.text import squeezed
from domain.parsing.truth import read_truth
from domain.records import Record, field_type, meanings
from domain.settings.state import Naming, Row
from domain.wording.codes import CODED

PPM, POINT, HUNDREDTH = 1_000_000, 10_000, 100
ALL, ALL_WORD = "*", "全部"
BETWEEN = ";"
PERCENT = "%"
# A number without a sign of percent that is larger than this was not meant as a share.
LARGEST_SHARE = Decimal("1.5")
OVERDUE = "overdue"

# (record, field) → what it names by key; "places" and "indicators" are joined by ;
REFERENCES: Mapping[tuple[str, str], str] = {
    ("indicator", "form"): "form",
    ("target", "indicator"): "indicator",
    ("target", "subject"): "subject",
    ("scheme_item", "indicator"): "indicator",
    ("place", "parent"): "place",
    ("place", "predecessors"): "places",
    ("unit", "place"): "place",
    ("alias", "within"): "place",
    ("alias", "subject"): "subject",
}
# Fields whose text may be a code of ours or anything else.
HALF_CODED = {("light_rule", "rule")}
DAYS_AS_TEXT = "valid_from"
UNKNOWN = {
    "indicator": "unknown_indicator",
    "form": "unknown_form",
    "place": "unknown_key",
    "places": "unknown_key",
    "subject": "unknown_key",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a cell is not taken: a code of domain/issues.py and what it should be."""

    code: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A stored integer is shown divided by `per`; a share as percent."""

    per: int
    percent: bool = False


def scale_of(record: type[Record], field: str, row: Row, naming: Naming) -> Scale:
    """How a whole number of this row is shown.

    row  the row's own fields as far as they are read: the indicator's unit decides
    """
    place = (record.NAME, field)
    if record.NAME == "light_rule" and field.endswith("_below"):
        return Scale(PPM if row.get("rule") == OVERDUE else POINT)
    if meanings(record)[field].unit == "hundredth of a point":
        return Scale(HUNDREDTH)
    if place in (("indicator", "t1"), ("indicator", "t2")):
        return _line(str(row.get("unit", "")), PPM)
    if place in (("scheme_item", "floor"), ("scheme_item", "full"), ("target", "value")):
        own = naming.indicators.get(str(row.get("indicator", "")))
        if own is None:
            return Scale(PPM)
        return _line(own.unit, 10**own.scale if record.NAME == "target" else PPM)
    return Scale(1)


def _line(unit: str, per: int) -> Scale:
    return Scale(PPM, percent=True) if unit in (PERCENT, POINTS) else Scale(per)


def cell_text(record: type[Record], field: str, row: Row, naming: Naming) -> str:
    """A value as the sheet shows it; "" for none."""
    worth = row.get(field)
    if worth is None or worth == "":
        return ""
    if isinstance(worth, bool):
        return "是" if worth else "否"
    if isinstance(worth, date):
        return worth.isoformat()
    if isinstance(worth, int):
        scale = scale_of(record, field, row, naming)
        shown = Decimal(worth) / scale.per * (100 if scale.percent else 1)
        return f"{_plain(shown)}{PERCENT if scale.percent else ''}"
    return _words(record, field, str(worth), naming)


def _words(record: type[Record], field: str, worth: str, naming: Naming) -> str:
    place = (record.NAME, field)
    if place in CODED and worth in CODED[place]:
        return CODED[place][worth]
    if place in REFERENCES:
        if worth == ALL:
            return ALL_WORD
        table = naming.of(_kind(place))
        return BETWEEN.join(_with_name(key, table) for key in worth.split(BETWEEN))
    return worth


def _with_name(key: str, table: Mapping[str, str]) -> str:
    return f"{key} {table[key]}" if key in table else key


def _kind(place: tuple[str, str]) -> str:
    return REFERENCES[place].removesuffix("s")


def _plain(number: Decimal) -> str:
    """Without exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_cell(record: type[Record], field: str, cell: object, row: Row, naming: Naming) -> object:
    """The field's value, None for an empty cell, or what is `Wrong`.

    cell  text, number, yes/no, day or None
    row   the fields read before this one, keys first
    """
    if isinstance(cell, str):
        cell = cell.strip()
    if cell is None or cell == "":
        return None
    kind = field_type(record, field)
    if kind is bool:
        truth = cell if isinstance(cell, bool) else read_truth(str(cell))
        return Wrong("not_yes_or_no") if truth is None else truth
    if kind is date or field == DAYS_AS_TEXT:
        day = _day(cell)
        return day if isinstance(day, Wrong) or kind is date else day.isoformat()
    if kind is int:
        return _whole(cell, scale_of(record, field, row, naming))
    return _text(record, field, _as_text(cell), naming)


def _day(cell: object) -> date | Wrong:
    found = read_days(cell, year=None)
    return found.first if found.precision is Precision.DAY and found.first else Wrong("not_a_day")


def _as_text(cell: object) -> str:
    if isinstance(cell, float):
        return format(cell, ".15g")
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)


def _whole(cell: object, scale: Scale) -> int | Wrong:
    """The stored integer; a share is written with its sign or, by a spreadsheet, as a fraction."""
    text = squeezed(_as_text(cell)).replace(",", "")
    share = text.endswith(PERCENT)
    try:
        number = Decimal(text.removesuffix(PERCENT))
    except InvalidOperation:
        return Wrong("not_a_number", "百分数，如 95%" if scale.percent else "数字")
    if share and not scale.percent:
        return Wrong("not_a_number", "数字，不带百分号")
    if scale.percent and not share and (isinstance(cell, str) or abs(number) > LARGEST_SHARE):
        return Wrong("share_unclear", f"{_plain(number)}%")
    stored = number * scale.per / (100 if share else 1)
    if stored != stored.to_integral_value():
        return Wrong("not_whole", "整数" if scale.per == 1 else f"最多 {len(str(scale.per)) - 1} 位小数")
    return int(stored)


def _text(record: type[Record], field: str, text: str, naming: Naming) -> str | Wrong:
    place = (record.NAME, field)
    if place in CODED:
        codes = CODED[place]
        found = next((code for code, word in codes.items() if text in (code, word)), None)
        if found is not None:
            return found
        if place not in HALF_CODED:
            return Wrong("not_a_choice", "、".join(codes.values()))
    if place in REFERENCES:
        if text in (ALL, ALL_WORD) and REFERENCES[place] == "subject":
            return ALL
        table = naming.of(_kind(place))
        keys = [_key(part, table) for part in text.replace("；", BETWEEN).split(BETWEEN)]
        if None in keys:
            return Wrong(UNKNOWN[REFERENCES[place]])
        return BETWEEN.join(key for key in keys if key)
    return text


def _key(text: str, table: Mapping[str, str]) -> str | None:
    """「V0012 水口村」, the key alone, or a name only one thing has."""
    text = text.strip()
    for key in (text, text.split(" ")[0]):
        if key in table:
            return key
    named = [key for key, name in table.items() if name == text]
    return named[0] if len(named) == 1 else None
