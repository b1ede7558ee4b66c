"""Which sheets of a workbook are read, and as which form: by the likeness of their headers (domain.md 4.9 #12)."""

import re
from dataclasses import dataclass

from domain.parsing.text import squeezed
from uploads.desk import Desk, names_of, sources_above
from uploads.headers import levels_of
from uploads.hidden import wants_hidden_sheet
from uploads.issue_list import is_issue_list
from uploads.likeness import Likeness, likenesses
from uploads.naming_by_content import Naming, is_confirmed, naming_column
from uploads.sheets import Sheet, address

_LEAST = 1.0
_HEADS_NAMED, _LONGEST_HEAD = 4, 12
_TEMPLATE = re.compile(r"模板|样表|填表说明|填报说明|示例|字典|下拉|数据源")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sheet and what it is read as; naming: the column that was known by its content only, once confirmed."""

    sheet: Sheet
    like: Likeness
    naming: Naming | None = None


def chosen_sheets(desk: Desk) -> list[Chosen]:
    """Sheets to read, in the workbook's order; every other sheet with content is named with the reason."""
    found = []
    for sheet in desk.workbook.sheets:
        if sheet.is_empty() or is_issue_list(sheet):
            continue
        naming = _naming(sheet, desk)
        like = _likeness(sheet, desk, naming)
        if like is None:
            desk.findings.sheet("sheet_unread", sheet.name, detail=_why_unknown(sheet, desk))
        elif _TEMPLATE.search(squeezed(sheet.name)):
            desk.findings.sheet("sheet_unread", sheet.name, detail="看名称是模板或说明")
        elif not sheet.hidden or wants_hidden_sheet(sheet.name, desk.findings):
            found.append(Chosen(sheet, like, naming))
        else:
            desk.findings.sheet("sheet_unread", sheet.name, detail="是隐藏的")
    return found


def _naming(sheet: Sheet, desk: Desk) -> Naming | None:
    """The column of places under an unknown header, unless somebody says it is none. While it is asked nothing is taken
    in, because its question has no default.
    """
    rows = desk.heads.get(sheet.key)
    naming = naming_column(sheet, rows, desk.vocabularies, desk.knowledge) if rows else None
    if rows is None or naming is None or _likeness(sheet, desk, naming) is None:
        return None
    said = is_confirmed(naming, sheet.name, address(rows[1], naming.column), desk.findings)
    return None if said is False else naming


def _likeness(sheet: Sheet, desk: Desk, naming: Naming | None) -> Likeness | None:
    rows = desk.heads.get(sheet.key)
    if rows is None:
        return None
    written = " ".join(
        source.text for source in (*sources_above(sheet, rows[0]), *names_of(desk.workbook, sheet))
    )
    named = {naming.column: naming.field} if naming else {}
    found = likenesses(sheet, rows, written, desk.vocabularies, desk.knowledge, named)
    if desk.hints.form:
        found = [like for like in found if like.form.form == desk.hints.form]
    return found[0] if found and found[0].score >= _LEAST else None


def _why_unknown(sheet: Sheet, desk: Desk) -> str:
    if sheet.key not in desk.heads:
        return "没有认出表头"
    if desk.hints.form:
        name = desk.knowledge.forms_by_code[desk.hints.form].name
        return f"与所选报表“{name}”对不上"
    return f"认不出是哪一种报表（{_heads_words(sheet, desk.heads[sheet.key])}）"


def _heads_words(sheet: Sheet, rows: tuple[int, int]) -> str:
    """「表头是“序号、村名称、户厕数”等 5 列」: what was looked at, so that a clerk sees which words to change."""
    heads = [levels[-1] for at in range(sheet.width) if (levels := levels_of(sheet, *rows, at)[0])]
    named = "、".join(head[:_LONGEST_HEAD] for head in heads[:_HEADS_NAMED])
    return f"表头是“{named}”{f'等 {len(heads)} 列' if len(heads) > _HEADS_NAMED else ''}"
