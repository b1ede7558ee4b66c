"""镇村名册: towns and villages with codes, groups, dates and mergers. Keys are ours; a name known before keeps its key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.names import NoMatch, best_match, clean
from domain.parsing.text import squeezed
from domain.records import UNSAID, Alias, Place
from uploads.fields import read_field
from uploads.forms.blocks import block
from uploads.knowledge import Knowledge
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock, Statements
from uploads.tables import Table

NEW = "是新的村"
_FIELDS = ("name", "level", "parent", "code", "position", "category", "tags", "households", "population", "valid_from",
           "valid_to", "predecessors")  # fmt: skip
_READ = ("code", "category", "tags", "households", "population", "valid_from", "valid_to")
_LIST = re.compile(r"[、,，;；/\s]+")
_COUNTY = re.compile(r"([\u4e00-\u9fff]{1,6}?(?:县|市|区|旗))(?!级|直)")


@dataclass
class Rows:
    """Place rows as they are made: key → field → value, and the sheet line that says it."""

    values: dict[str, dict[str, object]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def put(self, key: str, line: int, **values: object) -> None:
        self.values.setdefault(key, {}).update(values)
        self.lines.setdefault(key, line)

    def statements(self) -> Statements:
        columns: dict[str, list[object]] = {"place": list(self.values)}
        for name in _FIELDS:
            columns[name] = [row.get(name, UNSAID) for row in self.values.values()]
        return Statements(Place, columns, [self.lines[key] for key in self.values])


def read_roster(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """The places of one sheet: villages under their towns, or towns alone."""
    county = _county(table, knowledge)
    if county is None:
        table.refused_rows.update(range(len(table.rows)))
        return []
    rows, ended = Rows(), Rows()
    if county not in knowledge.roster and county not in table.keys.stated:
        rows.put(county, table.lines[0], name=_county_name(table, knowledge), level="county", position=0)
        table.keys.stated.add(county)
    read = {name: read_field(table, Place, name, year=occasion.year) for name in _READ}
    towns = _towns(table, county, rows)
    if table.has("place.name"):
        table.identifying.add("place.name")
        _put_villages(table, rows, towns, read)
        ended = _put_mergers(table, rows, towns)
    else:
        _put_towns(table, rows, towns, read)
    columns = {
        f"place.{name}": table.letter(f"place.{name}")
        for name in (*_READ, "name", "predecessors")
        if table.has(f"place.{name}")
    }
    coverage = Coverage(
        tuple(columns), tuple(rows.values), county, None, table.form.full and table.has("place.name")
    )
    aliases = _aliases(table, rows, towns)
    return [
        block(table, occasion, columns, [rows.statements()], coverage),
        *([block(table, occasion, {}, [ended.statements()])] if ended.values else []),
        *(block(table, occasion, {"alias.written": table.letter("aliases")}, [one]) for one in aliases),
    ]


def _county(table: Table, knowledge: Knowledge) -> str | None:
    """The key of the county: the known one, else the one the title names, else asked."""
    name = _county_name(table, knowledge)
    return table.keys.county(name) if name else None


def _county_name(table: Table, knowledge: Knowledge) -> str:
    known = knowledge.roster.county
    if known:
        return known.name
    for source in table.title.sources:
        if found := _COUNTY.match(squeezed(source.text)):
            return found[1]
    text = "名册的标题里没有写县（市、区）名。请写县名，例如“云岭县”。"
    return table.ask("county", text, (), "", ()) or ""


def _towns(table: Table, county: str, rows: Rows) -> list[str | None]:
    """Town key per data row; towns seen for the first time in the file become rows of their own."""
    if not table.has("town"):
        for i in range(len(table.rows)):
            table.report("missing_place", i, "place.name", expected="乡镇")
        table.refused_rows.update(range(len(table.rows)))
        return [None] * len(table.rows)
    found: list[str | None] = []
    for i, text in enumerate(table.texts("town")):
        if i in table.left_out_rows:
            found.append(None)
            continue
        if not text:
            table.report("missing_place", i, "town", expected="乡镇")
            table.refused_rows.add(i)
            found.append(None)
            continue
        key = table.keys.town(text)
        if key not in table.keys.stated and key not in table.keys.roster and table.has("place.name"):
            position = sum(1 for row in rows.values.values() if row.get("level") == "town") + 1
            rows.put(key, table.rows[i] + 1, name=text, level="town", parent=county, position=position)
            table.keys.stated.add(key)
        found.append(key)
    return found


def _put_towns(table: Table, rows: Rows, towns: list[str | None], read: Mapping[str, list[object]]) -> None:
    """A sheet of towns alone."""
    names = table.texts("town")
    county = table.keys.county("")
    for i, key in enumerate(towns):
        if key is None or i in table.refused_rows:
            continue
        if key in rows.values:
            table.report("duplicate_row", i, "town", expected=str(rows.lines[key]))
            table.refused_rows.add(i)
            continue
        said = {name: values[i] for name, values in read.items()}
        rows.put(key, table.rows[i] + 1, name=names[i], level="town", parent=county, position=i + 1, **said)
        table.keys.stated.add(key)


def _put_villages(
    table: Table, rows: Rows, towns: list[str | None], read: Mapping[str, list[object]]
) -> None:
    names = table.texts("place.name")
    for i, (name, town) in enumerate(zip(names, towns, strict=True)):
        if town is None:
            continue
        key = _village_key(table, i, town, name, read["code"][i]) if name else None
        if not name:
            table.report("missing_place", i, "place.name", expected="村名")
        elif key in rows.values:
            table.report("duplicate_row", i, "place.name", expected=str(rows.lines[key or ""]))
        if key is None or key in rows.values:
            table.refused_rows.add(i)
            continue
        said = {field_name: values[i] for field_name, values in read.items()}
        if isinstance(said["tags"], str):
            said["tags"] = ";".join(part for part in _LIST.split(said["tags"]) if part)
        rows.put(key, table.rows[i] + 1, name=name, level="village", parent=town, position=i + 1, **said)


def _village_key(table: Table, i: int, town: str, name: str, code: object) -> str | None:
    """A known village keeps its key; a new one that is much like a known one is asked about, and new until then."""
    known = table.keys.known_village(town, name, code if isinstance(code, str) else None)
    if known is not None:
        return known
    registered = [
        (key, written) for key, written in table.keys.known_villages(town) if key in table.keys.roster
    ]
    near = best_match(name, registered)
    proposals = {s.name: s.subject for s in near.suggestions} if isinstance(near, NoMatch) else {}
    if not isinstance(near, NoMatch):
        proposals = {table.keys.roster[near.subject].name: near.subject}
    if proposals:
        text = f"“{name}”是新的村，还是已有的村换了写法？"
        choice = table.ask(f"village:{town}:{name}", text, (NEW, *proposals), "place.name", [i], default=NEW)
        if choice in proposals:
            return proposals[choice]
    return table.keys.new_village(town, name)


def _put_mergers(table: Table, rows: Rows, towns: list[str | None]) -> Rows:
    """由哪些村并入: names become keys. Returned are predecessors the sheet does not list itself: they end the day before."""
    ended = Rows()
    if not table.has("place.predecessors"):
        return ended
    by_line = _villages_by_line(rows)
    said: list[object] = []
    for i, written in enumerate(table.texts("place.predecessors")):
        key, town = by_line.get(table.rows[i] + 1), towns[i]
        said.append(None)
        if not written or key is None or town is None:
            continue
        parts = [part for part in _LIST.split(written) if part]
        keys = [table.keys.known_village(town, part, None) for part in parts]
        if None in keys:
            table.report(
                "unknown_place", i, "place.predecessors", found=parts[keys.index(None)], detail="本镇"
            )
            table.refuse("place.predecessors", i)
            continue
        said[i] = written
        rows.values[key]["predecessors"] = ";".join(known for known in keys if known)
        began = rows.values[key].get("valid_from")
        for predecessor in keys:
            if predecessor and predecessor not in rows.values and isinstance(began, date):
                ended.put(
                    predecessor,
                    table.rows[i] + 1,
                    valid_to=began - timedelta(days=1),
                    **_known_row(table, predecessor),
                )
    table.say("place.predecessors", said)
    return ended


def _villages_by_line(rows: Rows) -> dict[int, str]:
    return {line: key for key, line in rows.lines.items() if rows.values[key].get("level") == "village"}


def _known_row(table: Table, place: str) -> dict[str, object]:
    """What a row must repeat of a known place to be whole."""
    node = table.keys.roster[place]
    return {"name": node.name, "level": node.level}


def _aliases(table: Table, rows: Rows, towns: list[str | None]) -> list[Statements]:
    """别名、曾用名: other names of a village, known from now on within its town."""
    if not table.has("aliases"):
        return []
    by_line = _villages_by_line(rows)
    found: list[tuple[str, str, str, int]] = []
    said: list[object] = []
    for i, written in enumerate(table.texts("aliases")):
        key, town = by_line.get(table.rows[i] + 1), towns[i]
        parts = [part for part in _LIST.split(written) if part] if key and town else []
        found += [(str(town), clean(part), str(key), table.rows[i] + 1) for part in parts]
        said.append(written if parts else None)
    table.say("aliases", said)
    if not found:
        return []
    columns: dict[str, list[object]] = {
        "kind": ["place"] * len(found),
        "within": [town for town, _, _, _ in found],
        "written": [written for _, written, _, _ in found],
        "subject": [key for _, _, key, _ in found],
    }
    return [Statements(Alias, columns, [line for _, _, _, line in found])]
