"""One cell of a report with another value, read by the reader of uploads: the report as it stands, and with the value in it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pandas import DataFrame, isna

from data_access.database import Store
from data_access.statements import Said
from domain.completeness import AskedPart, asked_parts
from domain.correctable import ELSEWHERE
from domain.issues import BLOCK, EXPLAIN, Issue
from domain.periods import parse
from domain.places import TOWN, VILLAGE
from domain.records import UNSAID, Figure, Form
from domain.refusals import Refusal
from domain.setting import Setting
from services.measures.read_measures import read_figures
from services.review.correction import Correction
from services.taking_in.read_knowledge import read_knowledge
from uploads.knowledge import Hints
from uploads.recognition import read
from uploads.sheets import Cell, Sheet, Workbook
from uploads.statements import Reading

HEADS = {VILLAGE: ("乡镇", "行政村"), TOWN: ("乡镇",)}
UNIT_HEADS = ("单位",)
SHEET, FIRST_ROW = "更正", 3  # title, note and one row of heads stand above the rows
Row = Mapping[Any, Any]


def part_of(setting: Setting, asked: Correction) -> tuple[AskedPart, Form]:
    day = setting.period(asked.period).end
    version = setting.catalogue.version(asked.indicator, day)
    form = setting.forms.get(version.form) if version is not None else None
    if form is None:
        raise Refusal(ELSEWHERE, code="not_correctable")
    for part in asked_parts(setting.catalogue, form.form, day):
        if any((use.code, use.field) == (asked.indicator, asked.field) for use in part.uses):
            return part, form
    raise Refusal(ELSEWHERE, code="not_correctable")


def read_both(
    store: Store,
    setting: Setting,
    form: Form,
    part: AskedPart,
    asked: Correction,
    cutoff: date,
    now: datetime,
    seen: int,
) -> tuple[Reading, Reading, int]:
    """The report as it stands and with the new value in its cell; the line of the corrected row."""
    parts = asked_parts(setting.catalogue, form.form, parse(asked.period).end)
    figures = read_figures(store, seen, sorted({use.code for one in parts for use in one.uses}))
    own = figures[(figures["period"] == asked.period).to_numpy(dtype=bool)]
    town = setting.roster.town_of(asked.subject)
    subjects = [
        one for one in dict.fromkeys(own["subject"])
        if one == asked.subject or (town is not None and setting.roster.town_of(one) == town)
    ]  # fmt: skip
    values: dict[tuple[str, str], Row] = {
        (str(row["indicator"]), str(row["subject"])): row for row in own.to_dict("records")
    }
    rows = [_cells(setting, form, parts, one, values) for one in subjects]
    at, width = subjects.index(asked.subject), len(_heads(form))
    column = width + parts.index(part)
    knowledge = read_knowledge(store, seen, today=now.date())
    hints = Hints(form=form.form, period=asked.period, as_of=cutoff)
    found = []
    for worth in (rows[at][column], typed(asked.value)):
        told = [[*row] for row in rows]
        told[at][column] = worth
        found.append(read(_workbook(setting, form, parts, asked.period, told), knowledge, hints))
    return found[0], found[1], FIRST_ROW + at + 1


def _heads(form: Form) -> tuple[str, ...]:
    return HEADS.get(form.level, UNIT_HEADS)


def _cells(
    setting: Setting,
    form: Form,
    parts: Sequence[AskedPart],
    subject: str,
    values: Mapping[tuple[str, str], Row],
) -> list[Cell]:
    """Names, then every part as it is known, in the unit of its column."""
    if form.level == VILLAGE:
        town = setting.roster.town_of(subject)
        names: list[Cell] = [setting.roster[town].name if town else "", setting.roster[subject].name]
    else:
        names = [setting.roster[subject].name if subject in setting.roster else setting.units[subject].name]
    for part in parts:
        known = (values[use.code, subject][use.field] for use in part.uses if (use.code, subject) in values)
        stored = next((worth for worth in known if worth is not None and not isna(worth)), None)
        names.append(None if stored is None else int(stored) / 10**part.scale)
    return names


def _workbook(
    setting: Setting, form: Form, parts: Sequence[AskedPart], period: str, rows: Sequence[Sequence[Cell]]
) -> Workbook:
    county = setting.roster.county
    heads = [*_heads(form), *(f"{part.name}（元）" if part.unit == "元" else part.name for part in parts)]
    title = f"{county.name if county else ''}{parse(period).short_name}{form.name}"
    table: list[Sequence[Cell]] = [[title, *[None] * (len(heads) - 1)], [None] * len(heads), heads, *rows]
    columns = tuple([row[at] for row in table] for at in range(len(heads)))
    return Workbook(f"{SHEET}.xlsx", "0" * 64, (Sheet(SHEET, columns, len(table)),))


def typed(value: str) -> Cell:
    try:
        return float(value.strip().replace(",", ""))
    except ValueError:
        return value.strip()


def raised(before: Reading, after: Reading, line: int) -> list[Issue]:
    """What stands at the corrected row now and did not before."""
    old = {(one.code, one.cell, one.message) for one in before.issues}
    return [
        one for one in after.issues
        if one.level in (BLOCK, EXPLAIN) and (one.code, one.cell, one.message) not in old
        and one.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(line)
    ]  # fmt: skip


def said_of(
    found: Reading, part: AskedPart, own: DataFrame, asked: Correction, line: int, *, explained: bool
) -> Said:
    """The new value for every indicator the cell feeds and that has a figure; nothing else is spoken of."""
    read_rows = {
        str(statements.columns["indicator"][at]): {
            name: column[at] for name, column in statements.columns.items()
        }
        for block in found.blocks
        for statements in block.statements
        if statements.record is Figure
        for at, where in enumerate(statements.lines)
        if where == line
    }
    known = set(own["indicator"])
    uses = [use for use in part.uses if use.code in known and use.code in read_rows]
    if asked.indicator not in {use.code for use in uses} or any(
        read_rows[u.code][u.field] is UNSAID for u in uses
    ):
        raise Refusal(
            f"新值“{asked.value.strip()}”读不懂。请写成数字，没有这一项的写“不适用”。", code="value_unread"
        )
    columns: dict[str, list[object]] = {
        "indicator": [use.code for use in uses],
        "subject_kind": [asked.subject_kind] * len(uses),
        "subject": [asked.subject] * len(uses),
        "period": [asked.period] * len(uses),
        "status": [read_rows[use.code]["status"] if use.field == "numerator" else UNSAID for use in uses],
        "explanation": [asked.reason.strip() if explained else UNSAID for _ in uses],
    }
    for name in ("numerator", "denominator"):
        columns[name] = [read_rows[use.code][name] if use.field == name else UNSAID for use in uses]
    return Said(Figure, None, columns, [None] * len(uses))


def as_stored(worth: Any) -> int | None:
    return None if worth is None or isna(worth) else int(worth)


def plain_message(message: str) -> str:
    """Without the address of a sheet that nobody has."""
    return message.partition(" ")[2] if message.startswith(f"{SHEET}!") else message
