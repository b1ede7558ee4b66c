"""What stands around a table: year, period, money unit, town, filling day and cut-off day, each with where it stands.

Sources are the title and filler rows above the header, the rows below the table, the sheet name and the file name.
"""

import re
from dataclasses import dataclass
from datetime import date

from domain.names import clean
from domain.parsing.dates import Precision, read_days
from domain.parsing.money import unit_in
from domain.parsing.text import squeezed
from domain.periods import Cadence
from domain.places import TOWN, Roster
from uploads.period_words import Mention, mentions

_FILLED = re.compile(r"(?:填报|填表|上报|报送|制表|统计)(?:日期|时间)[::]?(?P<day>[\d年月日.\-/]+)")
_UNTIL = re.compile(r"(?:数据)?截[至止]到?(?:日期|时间)?[::]?(?P<day>[\d年月日.\-/]+)")
_YEAR = re.compile(r"(20\d\d)(?:年|[.\-_]?\d)")


@dataclass(frozen=True, slots=True)
class Source:
    """One text that speaks about the whole table: where it stands, in words."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """What the sources say; `mentions` are kept per source, because they may disagree.

    year    of the first source that names one
    unit    元, 万元, 亿元 …, None when no source names one
    towns   town keys named, first source first
    filled  填报时间, until 截至; None when absent
    """

    sources: tuple[Source, ...]
    mentions: tuple[tuple[Source, tuple[Mention, ...]], ...]
    year: int | None
    unit: str | None
    towns: tuple[str, ...]
    filled: date | None
    until: date | None

    def mentioned(self, cadence: Cadence) -> tuple[tuple[Source, Mention], ...]:
        """Mentions of one cadence, with their sources."""
        return tuple((source, m) for source, found in self.mentions for m in found if m.cadence == cadence)


def read_title(sources: tuple[Source, ...], roster: Roster, *, today: date) -> Title:
    """Everything the sources say; a year is looked for before days, because days may leave it out."""
    year = next((int(found[1]) for s in sources if (found := _YEAR.search(squeezed(s.text)))), None)
    return Title(
        sources=sources,
        mentions=tuple((source, said) for source in sources if (said := mentions(source.text))),
        year=year,
        unit=next((unit for source in sources if (unit := unit_in(source.text))), None),
        towns=_towns(sources, roster, today),
        filled=_first_day(_FILLED, sources, year or today.year),
        until=_first_day(_UNTIL, sources, year or today.year),
    )


def _first_day(pattern: re.Pattern[str], sources: tuple[Source, ...], year: int) -> date | None:
    for source in sources:
        for found in pattern.finditer(squeezed(source.text)):
            days = read_days(found["day"].rstrip(".-/"), year=year)
            if days.precision is Precision.DAY:
                return days.first
            if days.precision is Precision.MONTH:
                return days.last
    return None


def _towns(sources: tuple[Source, ...], roster: Roster, today: date) -> tuple[str, ...]:
    """Towns named in full, ever valid: 《青石镇…》, 填报单位：青石镇人民政府."""
    names = [(clean(node.name), node.place) for node in roster.nodes.values() if node.level == TOWN]
    found = [key for source in sources for name, key in names if name in squeezed(source.text)]
    return tuple(dict.fromkeys(found))
