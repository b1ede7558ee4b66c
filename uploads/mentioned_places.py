"""Where a ledger row lies: a village, a town, several places or the whole county. A name nobody knows is asked.

Unlike a report by village, a ledger row stays when its place is not known; only the place is left open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.names import Match, NoMatch
from domain.parsing.text import is_blank_word
from domain.records import UNSAID
from uploads.knowledge import Knowledge
from uploads.named_places import means_whole_county
from uploads.statements import Statements
from uploads.tables import Table
from uploads.unknown_places import confirmed_aliases, report_unknown

SKIP = "不记地点"
_SEVERAL = re.compile(r"[、,，;；]+")
_FIELDS = ("town", "village", "place")


@dataclass
class MentionedPlaces:
    """Resolves the place columns of one ledger; `aliases` are what answers confirmed: (within, written) → key."""

    table: Table
    knowledge: Knowledge
    day: date
    aliases: dict[tuple[str, str], str] = field(default_factory=dict)

    def keys(self) -> list[object]:
        """Place key per data row; UNSAID where the row names none or nobody has decided yet."""
        columns = [self.table.texts(name) if self.table.has(name) else None for name in _FIELDS]
        count = len(self.table.rows)
        rows = list(zip(*(column or [""] * count for column in columns), strict=True))
        named: dict[tuple[str, ...], str | None] = {}
        found: list[object] = []
        for row in rows:
            if row not in named:
                named[row] = self._place(row, rows)
            found.append(named[row] or UNSAID)
        return found

    def statements(self) -> list[Statements]:
        """The aliases that answers confirmed, as records."""
        return confirmed_aliases(self.aliases, self.table.rows[0] + 1)

    def _place(self, row: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str | None:
        town, village, path = (text if not is_blank_word(text) else "" for text in row)
        if path and not village:
            return self._of_path(path, town, rows, row)
        if not town and not village:
            return None
        key = self._town(town, rows, row) if town else self._title_town()
        roster = self.knowledge.roster
        if key is None or not village or key not in roster or roster[key].level != "town":
            return key
        if means_whole_county(village, roster):
            return key
        return self._resolved(
            roster.resolve_village(village, self.day, town=key), key, village, "village", rows, row
        )

    def _of_path(
        self, text: str, town: str, rows: Sequence[tuple[str, ...]], row: tuple[str, ...]
    ) -> str | None:
        roster = self.knowledge.roster
        if means_whole_county(text, roster):
            return roster.county.place if roster.county else None
        within = self._town(town, rows, row) if town else self._title_town()
        parts = [part for part in _SEVERAL.split(text) if part]
        if len(parts) > 1:
            return self._common(parts, within)
        resolved = self._path(text, within)
        county = roster.county.place if roster.county else ""
        return self._resolved(resolved, within or county, text, "place", rows, row)

    def _path(self, text: str, within: str | None) -> Match | NoMatch:
        roster = self.knowledge.roster
        resolved = roster.resolve_path(text, self.day)
        if isinstance(resolved, NoMatch) and within is not None:
            inside = roster.resolve_village(text, self.day, town=within)
            return inside if isinstance(inside, Match) or not resolved.suggestions else resolved
        return resolved

    def _common(self, parts: Sequence[str], within: str | None) -> str | None:
        """Several places together lie in their common town, else in the county; None when one of them is unknown."""
        roster = self.knowledge.roster
        found = [self._path(part, within) for part in parts]
        keys = [match.subject for match in found if isinstance(match, Match)]
        towns = {roster.town_of(key) for key in keys}
        if len(keys) == len(parts) and len(towns) == 1:
            return towns.pop()
        return roster.county.place if roster.county else None

    def _town(self, text: str, rows: Sequence[tuple[str, ...]], row: tuple[str, ...]) -> str | None:
        roster = self.knowledge.roster
        county = roster.county.place if roster.county else ""
        if means_whole_county(text, roster) or len(_SEVERAL.split(text)) > 1:
            return county or None
        return self._resolved(roster.resolve_town(text, self.day), county, text, "town", rows, row)

    def _title_town(self) -> str | None:
        towns = [key for key in self.table.title.towns if self.knowledge.roster[key].is_valid(self.day)]
        return towns[0] if len(towns) == 1 else None

    def _resolved(
        self,
        resolved: Match | NoMatch,
        within: str,
        text: str,
        name: str,
        rows: Sequence[tuple[str, ...]],
        row: tuple[str, ...],
    ) -> str | None:
        if isinstance(resolved, Match):
            return resolved.subject
        if (within, text) in self.aliases:
            return self.aliases[within, text]
        places = [i for i, other in enumerate(rows) if other == row]
        roster = self.knowledge.roster
        labels = {f"{s.name}（{self._town_name(s.subject)}）": s.subject for s in resolved.suggestions}
        asked = f"“{text}”没有对上名册，共 {len(places)} 行。是下面哪一个？"
        choice = self.table.ask(f"place:{within}:{text}", asked, [*labels, SKIP], name, places)
        if choice == SKIP:
            return None
        chosen = labels.get(choice or "") or (choice if choice in roster else None)
        if chosen:
            self.aliases[within, text] = chosen
            return chosen
        report_unknown(
            self.table, name, places, text, roster, within=within, day=self.day, retired=resolved.retired
        )
        return None

    def _town_name(self, place: str) -> str:
        town = self.knowledge.roster.town_of(place)
        return self.knowledge.roster[town].name if town else "本县"
