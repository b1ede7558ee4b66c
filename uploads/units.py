"""单位名册: the units that answer, with their short names and leaders. A town's government points to its place."""

import re

from domain.records import UNSAID, Unit
from uploads.fields import read_field
from uploads.forms.blocks import blocks_by_cells
from uploads.knowledge import Knowledge
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock
from uploads.tables import Table

_READ = ("leader", "valid_from", "valid_to")
_LIST = re.compile(r"[、,，;；/\s]+")
_KINDS = (
    ("task_force", re.compile("专班|指挥部|工作组")),
    ("town", re.compile("乡镇|镇政府|乡政府|街道|(?:镇|乡)(?:人民政府)?$")),
    ("office", re.compile("办公室|领导小组|(?:办|中心)$")),
    ("department", re.compile("部门|单位|局|委|院|社|部|会|队|站|厅")),
)


def read_units(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """The units of one sheet; a known name keeps its key, a new one is numbered."""
    table.identifying.update({"unit.name", "unit.unit"})
    names = table.texts("unit.name")
    columns: dict[str, list[object]] = {
        "name": list(names), "kind": _kinds(table, names), "place": _places(table, names), "aliases": _aliases(table),
        "position": [i + 1 for i in range(len(names))],
        **{name: read_field(table, Unit, name, year=occasion.year) for name in _READ},
    }  # fmt: skip
    seen: dict[str, int] = {}
    for i, name in enumerate(names):
        if not name or name in seen:
            _refuse(table, i, name, seen)
        seen.setdefault(name, table.rows[i] + 1)
    rows = table.kept()
    chosen = set(rows)
    columns["unit"] = [
        table.keys.known_unit(name) or table.keys.new_unit(name) if i in chosen else None
        for i, name in enumerate(names)
    ]
    letters = table.letters(f"unit.{name}" for name in ("kind", "place", "aliases", *_READ, "name"))
    coverage = Coverage(
        tuple(letters), tuple(str(columns["unit"][i]) for i in rows), None, None, table.form.full
    )
    inferred = ["unit.kind", "unit.place"]
    return blocks_by_cells(table, occasion, Unit, columns, rows, letters, coverage, inferred=inferred)


def _refuse(table: Table, i: int, name: str, seen: dict[str, int]) -> None:
    if name:
        table.report("duplicate_row", i, "unit.name", expected=str(seen[name]))
    else:
        table.report("missing_key", i, "unit.name", expected="单位名称")
    table.refused_rows.add(i)


def _kinds(table: Table, names: list[str]) -> list[object]:
    """town, department, office, task_force: as written, else told from the name itself."""
    if not table.has("unit.kind"):
        return [_kind(name) or "department" for name in names]
    found: list[object] = []
    for i, text in enumerate(table.texts("unit.kind")):
        kind = _kind(text) if text else _kind(names[i])
        if kind is None:
            table.report("not_a_choice", i, "unit.kind", expected="乡镇政府、县直部门、办公室、专班")
            table.refused_rows.add(i)
        found.append(kind or UNSAID)
    table.say(
        "unit.kind",
        [kind if text else None for kind, text in zip(found, table.texts("unit.kind"), strict=True)],
    )
    return found


def _kind(text: str) -> str | None:
    return next((kind for kind, words in _KINDS if words.search(text)), None)


def _aliases(table: Table) -> list[object]:
    if not table.has("unit.aliases"):
        return [UNSAID] * len(table.rows)
    texts = table.texts("unit.aliases")
    table.say("unit.aliases", [text or None for text in texts])
    return [";".join(part for part in _LIST.split(text) if part) if text else UNSAID for text in texts]


def _places(table: Table, names: list[str]) -> list[object]:
    """对应乡镇, else the town whose name a town government carries in front."""
    written = table.texts("unit.place") if table.has("unit.place") else [""] * len(names)
    found: list[object] = []
    for i, name in enumerate(names):
        town = table.keys.town_named(written[i] or name, whole=bool(written[i]))
        if written[i] and town is None:
            table.report("unknown_place", i, "unit.place", found=written[i], detail="乡镇")
            table.refuse("unit.place", i)
        found.append(town or UNSAID)
    if table.has("unit.place"):
        table.say("unit.place", [town if text else None for town, text in zip(found, written, strict=True)])
    return found
