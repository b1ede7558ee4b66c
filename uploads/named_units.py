"""Which unit 单位 a written name means: 责任单位, 牵头单位, and the rows of reports by unit."""

import re
from dataclasses import dataclass, field
from datetime import date

from domain.names import Match, NoMatch
from domain.records import UNSAID, Alias
from uploads.knowledge import Knowledge
from uploads.statements import Statements
from uploads.tables import Table

SKIP = "这个单位不读入"
_SEVERAL = re.compile(r"[、,，;；/ ]+")


@dataclass
class NamedUnits:
    """Resolves the unit columns of one table; what an answer confirms is remembered as an alias 别名."""

    table: Table
    knowledge: Knowledge
    day: date
    aliases: dict[str, str] = field(default_factory=dict)

    def rows(self, name: str) -> list[str | None]:
        """Unit key per data row of a report by unit; None where the row is refused or left out."""
        found: list[str | None] = []
        known: dict[str, str | None] = {}
        for i, text in enumerate(self.table.texts(name)):
            if text and text not in known:
                known[text] = self._settled(text, name)
            unit = known.get(text)
            if not text:
                self.table.report("missing_key", i, name, expected="单位")
            if unit == "":
                self.table.left_out_rows.add(i)
            elif unit is None:
                self.table.refused_rows.add(i)
            found.append(unit or None)
        return found

    def mentioned(self, name: str) -> list[object]:
        """Unit key per data row of a column that names who answers; UNSAID where blank or not known."""
        known: dict[str, str | None] = {"": None}
        found: list[object] = []
        for i, text in enumerate(self.table.texts(name)):
            if text not in known:
                known[text] = self._settled(text, name)
            unit = known[text]
            if text and unit is None:
                self.table.refuse(name, i)
            found.append(unit or UNSAID)
        return found

    def statements(self) -> list[Statements]:
        """The aliases that answers confirmed, as records."""
        if not self.aliases:
            return []
        county = self.knowledge.roster.county
        columns: dict[str, list[object]] = {
            "kind": ["unit"] * len(self.aliases),
            "within": [county.place if county else ""] * len(self.aliases),
            "written": list(self.aliases),
            "subject": list(self.aliases.values()),
        }
        return [Statements(Alias, columns, [self.table.rows[0] + 1] * len(self.aliases))]

    def _settled(self, text: str, name: str) -> str | None:
        """Key of a written unit, "" where an answer leaves it out, None where nobody has decided yet."""
        units = self.knowledge.who_answers
        resolved = units.resolve(text, self.day)
        if isinstance(resolved, Match):
            return resolved.subject
        rows = [i for i, other in enumerate(self.table.texts(name)) if other == text]
        first = _SEVERAL.split(text)[0]
        if first != text and isinstance(lead := units.resolve(first, self.day), Match):
            self.table.report("several_units", rows[0], name, found=text, expected=units[lead.subject].name)
            return lead.subject
        return self._asked(text, name, rows, resolved)

    def _asked(self, text: str, name: str, rows: list[int], resolved: NoMatch) -> str | None:
        units = self.knowledge.who_answers
        choices = [suggestion.name for suggestion in resolved.suggestions]
        asked = f"“{text}”没有对上单位名册，共 {len(rows)} 格。是下面哪一个？"
        choice = self.table.ask(f"unit:{text}", asked, [*choices, SKIP], name, rows)
        if choice == SKIP:
            return ""
        chosen = choice if choice in units else None
        if choice and chosen is None:
            matched = units.resolve(choice, self.day)
            chosen = matched.subject if isinstance(matched, Match) else None
        if chosen:
            self.aliases[text] = chosen
            return chosen
        self.table.report("unknown_unit", rows[0], name, found=text)
        return None
