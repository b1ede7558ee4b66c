"""Whom the rows of a table mean: towns and villages by name, within one town, for the day they speak of.

Nothing is matched by likeness: an unknown name is an issue and a question with up to three suggestions; what
somebody confirms is remembered as an alias 别名.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from domain.names import Match, NoMatch, clean
from domain.places import CROSS_TOWN_NAME, TOWN, VILLAGE, Roster
from uploads.knowledge import Knowledge
from uploads.statements import Statements
from uploads.tables import Table
from uploads.unknown_places import confirmed_aliases, report_unknown

SKIP = "这一行不读入"
SUBTOTAL, FORGOTTEN = "是乡镇小计，只作核对", "漏写了村名"
_WHOLE_COUNTY = (
    "全县",
    "全市",
    "全区",
    "县级",
    "县本级",
    "相关乡镇办",
    "各乡镇",
    "各镇",
    "全县各乡镇",
    CROSS_TOWN_NAME,
)


Rows = Callable[[], list[int]]


@dataclass
class NamedPlaces:
    """Resolves the rows of one table.

    day      names are resolved for this day
    aliases  what answers confirmed: (within, written) → place key
    """

    table: Table
    knowledge: Knowledge
    day: date
    aliases: dict[tuple[str, str], str] = field(default_factory=dict)
    _known: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @property
    def roster(self) -> Roster:
        return self.knowledge.roster

    def villages(self) -> list[str | None]:
        """Place key per data row of a village form; None where the row is refused or left out."""
        if self.table.has("place") and not self.table.has("village"):
            return self._paths()
        towns = self._towns()
        names = self.table.texts("village")
        found: list[str | None] = []
        for i, name in enumerate(names):
            town = towns[i]
            if town is None:
                found.append(None)
            elif name:
                found.append(self._village(town, name, names, towns, i))
            else:
                found.append(self._without_village(i, town))
        return found

    def towns(self) -> list[str | None]:
        """Place key per data row of a town form."""
        name = next((f for f in ("town", "unit", "place", "village") if self.table.has(f)), None)
        if name is None:
            return [self._default_town()] * len(self.table.rows)
        return self._towns(name)

    def statements(self) -> list[Statements]:
        """The aliases that answers confirmed, as records."""
        return confirmed_aliases(self.aliases, self.table.rows[0] + 1)

    def _towns(self, name: str = "town") -> list[str | None]:
        if not self.table.has(name):
            return [self._default_town()] * len(self.table.rows)
        texts = self.table.texts(name)
        default = self._named_town()
        found: list[str | None] = []
        for i, text in enumerate(texts):
            if text:
                found.append(self._town(text, texts, name, i))
            elif default:
                found.append(default)
            else:
                self._missing(i, name, "乡镇")
                found.append(None)
        return found

    def _named_towns(self) -> list[str]:
        """Towns the title, the sheet name or the file name name; after its last day a town is not meant."""
        return [town for town in self.table.title.towns if self.roster[town].is_valid(self.day)]

    def _named_town(self) -> str | None:
        towns = self._named_towns()
        return towns[0] if len(towns) == 1 else None

    def _default_town(self) -> str | None:
        """The one town named around the table; asked where none is named, or where title and file name disagree."""
        town = self._named_town()
        if town is not None:
            return town
        named = [self.roster[key].name for key in self._named_towns()]
        choices = named or [node.name for node in self.roster.valid_on(self.day, TOWN)]
        why = f"同时写了{'、'.join(named)}" if named else "没有写是哪个乡镇"
        text = f"工作表“{self.table.sheet.name}”{why}。请选择这些行属于哪个乡镇。"
        choice = self.table.ask(f"town:{self.table.sheet.name}", text, choices, "", ())
        matched = self.roster.resolve_town(choice, self.day) if choice else None
        if isinstance(matched, Match):
            return matched.subject
        self.table.refused_rows.update(range(len(self.table.rows)))
        return None

    def _town(self, text: str, texts: Sequence[str], name: str, i: int) -> str | None:
        county = self.roster.county
        within = county.place if county else ""
        if county and means_whole_county(text, self.roster):
            return county.place
        if (within, text) not in self._known:
            resolved = self.roster.resolve_town(text, self.day)
            rows = partial(_rows_saying, texts, text)
            self._known[within, text] = self._settled(resolved, within, text, rows, name)
        return self._result(self._known[within, text], i)

    def _village(
        self, town: str, text: str, names: Sequence[str], towns: Sequence[str | None], i: int
    ) -> str | None:
        if (town, text) not in self._known:
            resolved = self.roster.resolve_village(text, self.day, town=town)
            rows = partial(_rows_saying, list(zip(towns, names, strict=True)), (town, text))
            self._known[town, text] = self._settled(resolved, town, text, rows, "village")
        return self._result(self._known[town, text], i)

    def _paths(self) -> list[str | None]:
        """「葛坑镇邱村村」 in one cell; a bare village name where the title names the town."""
        texts = self.table.texts("place")
        found: list[str | None] = []
        default = self._named_town()
        for i, text in enumerate(texts):
            if not text:
                self._missing(i, "place", "村名")
                found.append(None)
                continue
            if ("", text) not in self._known:
                rows = partial(_rows_saying, texts, text)
                self._known["", text] = self._settled(*self._path(text, default), text, rows, "place")
            found.append(self._result(self._known["", text], i))
        return found

    def _path(self, text: str, default: str | None) -> tuple[Match | NoMatch, str]:
        """What a path means, and within which place its last name was looked for."""
        front = next(
            (n.place for n in self.roster.valid_on(self.day, TOWN) if clean(text).startswith(clean(n.name))),
            None,
        )
        if front is None and default is not None:
            return self.roster.resolve_village(text, self.day, town=default), default
        county = self.roster.county
        return self.roster.resolve_path(text, self.day), front or (county.place if county else "")

    def _settled(
        self, resolved: Match | NoMatch, within: str, text: str, saying: Rows, name: str
    ) -> str | None:
        """The key a distinct name stands for: resolved, or confirmed by an answer; "" where it is left out."""
        if isinstance(resolved, Match):
            return resolved.subject
        rows = saying()
        choices = [self._label(s.subject) for s in resolved.suggestions]
        id = f"place:{within}:{text}"
        asked = f"“{text}”{self._where(within)}没有对上名册，共 {len(rows)} 行。是下面哪一个？"
        choice = self.table.ask(id, asked, [*choices, SKIP], name, rows)
        if choice == SKIP:
            return ""
        chosen = self._chosen(choice, within) if choice else None
        if chosen:
            self.aliases[within, text] = chosen
            return chosen
        report_unknown(
            self.table, name, rows, text, self.roster, within=within, day=self.day, retired=resolved.retired
        )
        return None

    def _chosen(self, choice: str, within: str) -> str | None:
        """A choice as shown, a place key, or any exact name within the same town."""
        if choice in self.roster:
            return choice
        for node in self.roster.nodes.values():
            if node.is_valid(self.day) and self._label(node.place) == choice:
                return node.place
        inside = self.roster.resolve_village(choice, self.day, town=within) if within in self.roster else None
        return inside.subject if isinstance(inside, Match) else None

    def _label(self, place: str) -> str:
        node = self.roster[place]
        town = self.roster.town_of(place)
        return f"{node.name}（{self.roster[town].name}）" if node.level == VILLAGE and town else node.name

    def _where(self, within: str) -> str:
        return f"在{self.roster[within].name}" if within in self.roster else ""

    def _result(self, key: str | None, i: int) -> str | None:
        if key == "":
            self.table.left_out_rows.add(i)
        elif key is None:
            self.table.refused_rows.add(i)
        return key or None

    def _missing(self, i: int, name: str, noun: str) -> None:
        self.table.report("missing_place", i, name, expected=noun)
        self.table.refused_rows.add(i)

    def _without_village(self, i: int, town: str) -> str | None:
        """A row that names a town and no village: its subtotal, or a village forgotten. Asked once per sheet."""
        rows = [j for j, text in enumerate(self.table.texts("village")) if not text]
        text = f"工作表“{self.table.sheet.name}”有 {len(rows)} 行只写了乡镇、没有写村。是乡镇的小计，还是漏写了村名？"
        choice = self.table.ask(
            f"no_village:{self.table.sheet.name}", text, (SUBTOTAL, FORGOTTEN), "village", rows
        )
        if choice == SUBTOTAL:
            return town
        self._missing(i, "village", "村名")
        return None


def _rows_saying(said: Sequence[object], text: object) -> list[int]:
    return [i for i, other in enumerate(said) if other == text]


def means_whole_county(text: str, roster: Roster) -> bool:
    """全县, 各乡镇, the county's own name: a place that is the whole county."""
    county = roster.county
    return clean(text) in _WHOLE_COUNTY or (county is not None and clean(text) == clean(county.name))
