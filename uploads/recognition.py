"""From a workbook to what it says: which sheets, as which forms, for which period, cell by cell accounted for.

Personal data is looked for first. Every issue and question of the whole file comes at once.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from domain.official_ledger import FORM
from domain.refusals import Refusal
from uploads.desk import Desk
from uploads.findings import Findings
from uploads.knowledge import Answer, Hints, Knowledge
from uploads.new_keys import NewKeys
from uploads.our_ledger import our_ledger
from uploads.personal_data import scan, with_parked, without_numbers
from uploads.refusals import refusal
from uploads.regions import regions
from uploads.repeated import without_repeats
from uploads.rows import is_filled
from uploads.sheet_choice import Chosen, chosen_sheets
from uploads.sheet_reading import PartReading, read_sheet
from uploads.sheets import Workbook, shown
from uploads.statements import ColumnCells, ColumnSeen, Coverage, Reading, SheetBlock, Statements
from uploads.unread import note_numbers_outside
from uploads.vocabulary import layout_vocabularies

__all__ = [
    "Answer", "ColumnCells", "Coverage", "Hints", "Knowledge", "Reading", "SheetBlock", "Statements", "read",
]  # fmt: skip


def read(workbook: Workbook, knowledge: Knowledge, hints: Hints) -> Reading:
    """Everything the workbook says and everything unclear in it.

    raises  Refusal: household data, no form recognised, no rows, a period that has not begun
    """
    if hints.form and hints.form not in knowledge.forms_by_code:
        raise refusal("unknown_form", found=hints.form)
    with _without_collector():
        return _read(workbook, knowledge, hints)


@contextmanager
def _without_collector() -> Iterator[None]:
    """A ledger of two million cells makes millions of small values and no cycles; walking them again and again costs a
    third of the time. Whatever was collecting before collects again afterwards.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(workbook: Workbook, knowledge: Knowledge, hints: Hints) -> Reading:
    workbook, ours = our_ledger(workbook, knowledge)
    if ours and hints.form is None and FORM in knowledge.forms_by_code:
        hints = replace(hints, form=FORM)
    vocabularies = layout_vocabularies(knowledge.catalogue, knowledge.header_words, knowledge.today)
    found = [one for sheet in workbook.sheets for one in regions(sheet, tuple(vocabularies.values()))]
    parked = tuple(
        sheet for sheet in workbook.sheets if any(one.aside and one.sheet.name == sheet.name for one in found)
    )
    beside = replace(workbook, sheets=parked)
    workbook = replace(workbook, sheets=tuple(one.sheet for one in found))
    heads = {one.sheet.key: one.rows for one in found if one.rows}
    personal = with_parked(scan(workbook, heads), scan(beside, heads))
    if not personal.is_clean:
        workbook = without_numbers(workbook, personal)
        cleaned = {sheet.key: sheet for sheet in workbook.sheets}
        found = [replace(one, sheet=cleaned[one.sheet.key]) for one in found]
    keys = NewKeys(knowledge.roster, knowledge.who_answers)
    desk = Desk(
        workbook,
        knowledge,
        hints,
        Findings(hints.answers, knowledge.quality),
        vocabularies,
        heads,
        personal,
        keys,
        ours,
    )
    for one in found:
        if one.aside:
            desk.findings.sheet("beside_table", one.sheet.name, found=one.aside)
    chosen = sorted(chosen_sheets(desk), key=_turn)
    parts = [part for one in chosen if (part := read_sheet(one, desk))]
    if not parts:
        raise _nothing_read(desk, chosen)
    note_numbers_outside(
        desk.personal, {part.table.sheet.key: part.table.rows for part in parts}, desk.workbook, desk.findings
    )
    return _assembled(desk, without_repeats(parts, desk.findings))


def _turn(chosen: Chosen) -> int:
    """Towns before their villages, units last: they refer to the places the same file brings."""
    layout, header = chosen.like.form.layout, chosen.like.header
    if layout == "roster":
        return 0 if header.column("place.name") is None else 1
    return 2


def _assembled(desk: Desk, parts: Sequence[PartReading]) -> Reading:
    settled = [part.table.settle() for part in parts]
    blocks = tuple(block for part in parts for block in part.blocks)
    first = blocks[0] if blocks else None
    headers: dict[str, str] = {}
    for part in parts:
        headers.update(_headers(part))
    return Reading(
        file=desk.workbook.name,
        sha256=desk.workbook.sha256,
        form=first.form if first else parts[0].table.form.form,
        period=first.period if first else None,
        as_of=first.as_of if first else None,
        headers=headers,
        blocks=blocks,
        cells=sum(one.cells for one in settled),
        said=sum(one.said for one in settled),
        refused=tuple(cells for one in settled for cells in one.refused),
        left_out=tuple(cells for one in settled for cells in one.left_out),
        issues=tuple(desk.findings.issues),
        questions=desk.findings.questions,
        keep_file=desk.personal.is_clean,
        seen=tuple(one for part in parts for one in _seen(part, headers)),
        written_at=desk.ours.n if desk.ours else None,
        listed=desk.ours.numbers if desk.ours else (),
    )


def _headers(part: PartReading) -> dict[str, str]:
    """Header cell → what its column feeds; "" where it is not read."""
    feeds: dict[str, list[str]] = {}
    for block in part.blocks:
        for field, letter in block.columns.items():
            feeds.setdefault(letter, []).append(field)
    found = {}
    for heading in part.table.header.headings:
        letter = heading.cell.rstrip("0123456789")
        fed = ";".join(dict.fromkeys(feeds.get(letter, [])))
        own = heading.field if not heading.field.startswith(("part:", "rate:")) else ""
        found[f"{part.table.sheet.name}!{heading.cell}"] = fed or own
    return found


def _seen(part: PartReading, headers: Mapping[str, str]) -> list[ColumnSeen]:
    """The columns of a table with their first filled cell; of personal columns only the header."""
    table = part.table
    found = []
    for heading in table.header.headings:
        own = (row for row in table.rows if (row, heading.column) not in table.private)
        cells = (table.sheet.value(row, heading.column) for row in own)
        first = next((cell for cell in cells if is_filled(cell)), None)
        example = "" if first is None or heading.column in table.contacts else shown(first)
        fields = headers.get(f"{table.sheet.name}!{heading.cell}", "")
        found.append(ColumnSeen(table.sheet.name, heading.cell, heading.text, example, fields))
    return found


def _nothing_read(desk: Desk, chosen: Sequence[Chosen]) -> Refusal:
    """The refusal for a file with no readable table, naming the nearest reason."""
    if chosen:
        like = chosen[0].like
        columns = "、".join(heading.text for heading in like.header.headings if heading.field)
        return refusal("no_rows", name=desk.workbook.name, form=like.form.name, found=columns)
    if desk.hints.form:
        form = desk.knowledge.forms_by_code[desk.hints.form].name
        return refusal("form_not_matched", name=desk.workbook.name, form=form)
    reasons = [issue.message for issue in desk.findings.issues if issue.code == "sheet_unread"]
    words = "；".join(reason.split("，没有读入")[0] for reason in reasons[:5])
    return refusal("not_recognised", name=desk.workbook.name, found=words)
