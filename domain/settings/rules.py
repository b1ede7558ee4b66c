"""What would break the county: an unknown indicator, lines the wrong way round, a merger out of nothing.

Only what a sheet moved is checked; everything else stands as it did.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.project_checks import CHECK_WORDS
from domain.records import (
    Alias,
    CheckItem,
    Form,
    HeaderWord,
    Indicator,
    InspectionChoice,
    LightRule,
    Place,
    QualityRule,
    Record,
    Round,
    SchemeItem,
    Term,
)
from domain.settings.cells import ALL, BETWEEN
from domain.settings.state import Key, Row, State

KINDS_OF_LIGHT = ("pace", "target", "zero", "overdue")
RATE = "rate:"
MARKUP = "<>&"
ROUND_CODE = re.compile(r"R20\d\d-[1-9]\d?")
ABOVE = {"village": "town", "town": "county"}
LEVELS = {"village": "村", "town": "镇", "county": "县"}


@dataclass(frozen=True, slots=True)
class Broken:
    """One field of one row that cannot be so; code, expected and detail as in domain/issues.py."""

    record: type[Record]
    key: Key
    field: str
    code: str
    expected: str = ""
    detail: str = ""


def check(
    after: State, moved: Mapping[type[Record], Iterable[Key]], before: State, used: Mapping[str, int]
) -> list[Broken]:
    """What is wrong with the moved rows as the whole would then be.

    used  indicator → how many figures are kept of it
    """
    found = []
    for record, keys in moved.items():
        rule = RULES.get(record)
        for key in keys:
            if rule is not None:
                found += list(rule(record, key, after[record][key], after))
            if record is Indicator:
                found += list(_scale(key, after[record][key], before, used))
    return found


def _scale(key: Key, row: Row, before: State, used: Mapping[str, int]) -> Iterator[Broken]:
    """Stored integers mean what their scale says: it does not move under them."""
    was = before.get(Indicator, {}).get(key)
    kept = used.get(row["code"], 0)
    if was is not None and kept and was["scale"] != row["scale"]:
        yield Broken(Indicator, key, "scale", "scale_in_use", str(was["scale"]), f"{kept:,}")


def _drawn_word(record: type[Record], key: Key, field: str, row: Row) -> Iterator[Broken]:
    """Units and words are written into charts, whose library reads tags; names may hold signs and are escaped there."""
    signs = "".join(sign for sign in MARKUP if sign in row[field])
    if signs:
        yield Broken(record, key, field, "sign_of_markup", signs)


def _term(record: type[Record], key: Key, row: Row, _after: State) -> Iterator[Broken]:
    yield from _drawn_word(record, key, "word", row)


def _indicator(record: type[Record], key: Key, row: Row, _after: State) -> Iterator[Broken]:
    yield from _drawn_word(record, key, "unit", row)
    first, second = row["t1"], row["t2"]
    if first is None or second is None:
        return
    up = row["direction"] == "up"
    if (first < second) if up else (first > second):
        rule = "越高越好，一档不应低于二档" if up else "越低越好，一档不应高于二档"
        yield Broken(record, key, "t1", "lines_wrong_way", rule)


def _header_word(record: type[Record], key: Key, row: Row, after: State) -> Iterator[Broken]:
    part = row["part"]
    if not part:  # withdrawn: whoever writes it is asked again
        return
    indicators = after[Indicator].values()
    names = {row[name] for row in indicators for name in ("numerator_name", "denominator_name")}
    known = (
        part[len(RATE) :] in {row["code"] for row in indicators} if part.startswith(RATE) else part in names
    )
    if not known:
        yield Broken(record, key, "part", "unknown_part")


def _form(record: type[Record], key: Key, row: Row, _after: State) -> Iterator[Broken]:
    if not row["name"].strip():
        yield Broken(record, key, "name", "setting_blank")


def _light_rule(record: type[Record], key: Key, row: Row, after: State) -> Iterator[Broken]:
    codes = {one["code"] for one in after[Indicator].values()}
    if row["rule"] not in KINDS_OF_LIGHT and row["rule"] not in codes:
        yield Broken(record, key, "rule", "unknown_indicator")
    lines = [row[name] for name in ("note_below", "warn_below", "bad_below") if row[name] is not None]
    if lines != sorted(lines, reverse=True):
        yield Broken(record, key, "bad_below", "lines_wrong_way", "提醒线、预警线、滞后线一个比一个低")


def _scheme_item(record: type[Record], key: Key, row: Row, _after: State) -> Iterator[Broken]:
    if row["floor"] == row["full"]:
        yield Broken(record, key, "full", "lines_wrong_way", "满分线与零分线不能相同")


def _quality_rule(record: type[Record], key: Key, row: Row, after: State) -> Iterator[Broken]:
    codes = {one["code"] for one in after[Indicator].values()}
    if row["about"] != ALL and row["about"] not in codes and row["about"] not in CHECK_WORDS:
        yield Broken(record, key, "about", "unknown_indicator")
    if any(code not in codes for code in row["against"].split(BETWEEN) if code):
        yield Broken(record, key, "against", "unknown_indicator")
    if row["low"] is not None and row["high"] is not None and row["low"] > row["high"]:
        yield Broken(record, key, "low", "lines_wrong_way", "下限不应高于上限")


def _place(record: type[Record], key: Key, row: Row, after: State) -> Iterator[Broken]:
    places = after[Place]
    parent = places.get((row["parent"],))
    wanted = ABOVE.get(row["level"])
    if wanted and (parent is None or parent["level"] != wanted):
        yield Broken(record, key, "parent", "wrong_parent", LEVELS[wanted])
    if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
        yield Broken(record, key, "valid_to", "ends_before", row["valid_from"].isoformat())
    if row["predecessors"]:
        yield from _merger(record, key, row, places)


def _merger(record: type[Record], key: Key, row: Row, places: Mapping[Key, Row]) -> Iterator[Broken]:
    """The predecessors end on the day before the successor begins."""
    begins: date | None = row["valid_from"]
    if begins is None:
        yield Broken(record, key, "valid_from", "setting_blank")
        return
    last = begins - timedelta(days=1)
    for name in row["predecessors"].split(BETWEEN):
        was = places[(name,)]
        if was["valid_to"] != last:
            now = was["valid_to"].isoformat() if was["valid_to"] else "没有撤销日期"
            detail = f"{was['name']}{now if was['valid_to'] is None else f'撤销于 {now}'}"
            yield Broken(record, key, "predecessors", "merger_day", last.isoformat(), detail)


def _alias(record: type[Record], key: Key, row: Row, _after: State) -> Iterator[Broken]:
    if not row["written"].strip():
        yield Broken(record, key, "written", "setting_blank")


def _round(record: type[Record], key: Key, row: Row, after: State) -> Iterator[Broken]:
    if not ROUND_CODE.fullmatch(row["round"]):
        yield Broken(record, key, "round", "not_a_round")
    if row["last_day"] < row["first_day"]:
        yield Broken(record, key, "last_day", "ends_before", row["first_day"].isoformat())


def _inspection_choice(record: type[Record], key: Key, row: Row, _after: State) -> Iterator[Broken]:
    """A severity takes points off, a limit has days."""
    needed = {"severity": "points", "limit": "days"}.get(row["about"])
    if needed and row[needed] is None:
        yield Broken(record, key, needed, "setting_blank")
    if not row["word"].strip():
        yield Broken(record, key, "word", "setting_blank")


def _check_item(record: type[Record], key: Key, row: Row, after: State) -> Iterator[Broken]:
    """What an item makes of a finding is among what an inspector may choose; its block holds at least one of it."""
    for about, name in (("kind", "kind"), ("severity", "severity"), ("limit", "due")):
        words = [
            one["word"] for one in after[InspectionChoice].values() if one["about"] == about and one["used"]
        ]
        if row[name] not in words:
            yield Broken(record, key, name, "not_a_choice", "、".join(dict.fromkeys(words)))
    if row["points"] > row["block_points"]:
        yield Broken(record, key, "points", "lines_wrong_way", "每处扣分不应高于大项分值")


Rule = Callable[[Any, Key, Row, State], Iterator[Broken]]
RULES: Mapping[type[Record], Rule] = {
    Indicator: _indicator,
    Term: _term,
    HeaderWord: _header_word,
    Form: _form,
    LightRule: _light_rule,
    SchemeItem: _scheme_item,
    Round: _round,
    QualityRule: _quality_rule,
    Place: _place,
    Alias: _alias,
    InspectionChoice: _inspection_choice,
    CheckItem: _check_item,
}
