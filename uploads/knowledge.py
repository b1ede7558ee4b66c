"""What the reader of a workbook is told from outside: the county as known, and what the sender said."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from domain.indicators import Catalogue, catalogue, forms_by_code
from domain.official_ledger import LedgerRow, Stood
from domain.periods import Period
from domain.places import Roster
from domain.quality.rules import NO_RULES, QualityRules
from domain.records import Alias, CalendarException, Form, meanings
from domain.units import Units, units
from domain.workdays import Workdays, workdays

NO_ALIASES = pd.DataFrame(columns=list(meanings(Alias)))
NO_EXCEPTIONS = pd.DataFrame(columns=list(meanings(CalendarException)))
NO_FIGURES = pd.DataFrame(
    columns=["indicator", "subject_kind", "subject", "period", "numerator", "denominator"]
)
NO_PROBLEMS = pd.DataFrame(columns=["problem", "source", "found_on", "place", "text"])
NO_DIRECTIVES = pd.DataFrame(columns=["directive", "given_on", "text", "day", "seq", "kind", "status"])

Numbers = Collection[str]


def _nothing_stood(numbers: Numbers) -> Mapping[str, tuple[Stood, ...]]:
    return {}


def _nothing_written(n: int, digest: str, day: date, numbers: Numbers) -> Mapping[str, LedgerRow] | None:
    return None


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The office's configuration and registers as known; frames hold the fields of their records.

    header_words  written, part
    projects      project, name, year, place
    funds         document (and whatever else is known of it)
    today         chooses nothing but whether a period has begun
    aliases       kind, within, written, subject: for units; the roster carries those of places
    exceptions    day, works: the county's own calendar, for deadlines in working days
    week_starts   first weekday of the office's week, 1 = Monday
    rounds        the rounds of screening it declared, oldest first
    figures       last known parts, stored integers: indicator, subject_kind, subject, period, numerator, denominator
    quality       how strictly each contradiction is taken
    columns_said  form → the fields of each of its last sheets, newest first; None: not at hand
    history       indicator codes → every figure known of them, as `figures`; None: only the last ones are at hand
    problems      problem, source, found_on, place, text: to know a problem again that carries no number
    directives    directive, given_on, text, and the event it stands by: day, seq, kind, status
    stood         numbers of problems → what happened to each, oldest first
    written       change, its hash, day, numbers → the rows our own ledger wrote then; None where there is no such change
    """

    roster: Roster
    units: pd.DataFrame
    indicators: pd.DataFrame
    header_words: pd.DataFrame
    forms: pd.DataFrame
    projects: pd.DataFrame
    funds: pd.DataFrame
    today: date
    aliases: pd.DataFrame = field(default_factory=NO_ALIASES.copy)
    exceptions: pd.DataFrame = field(default_factory=NO_EXCEPTIONS.copy)
    week_starts: int = 1
    rounds: tuple[Period, ...] = ()
    figures: pd.DataFrame = field(default_factory=NO_FIGURES.copy)
    problems: pd.DataFrame = field(default_factory=NO_PROBLEMS.copy)
    directives: pd.DataFrame = field(default_factory=NO_DIRECTIVES.copy)
    quality: QualityRules = NO_RULES
    history: Callable[[Collection[str]], pd.DataFrame] | None = None
    columns_said: Callable[[str], tuple[frozenset[str], ...]] | None = None
    stood: Callable[[Numbers], Mapping[str, tuple[Stood, ...]]] = _nothing_stood
    written: Callable[[int, str, date, Numbers], Mapping[str, LedgerRow] | None] = _nothing_written

    def figures_of(self, codes: Collection[str]) -> pd.DataFrame:
        """Every figure at hand of these indicators, as `figures`."""
        return self.history(codes) if self.history is not None else self.figures

    @cached_property
    def catalogue(self) -> Catalogue:
        return catalogue(self.indicators)

    @cached_property
    def forms_by_code(self) -> dict[str, Form]:
        return forms_by_code(self.forms)

    @cached_property
    def who_answers(self) -> Units:
        """The units 单位, with their confirmed names."""
        county = self.roster.county
        return units(self.units, self.aliases, county_name=county.name if county else "")

    @cached_property
    def calendar(self) -> Workdays:
        return workdays(self.exceptions)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody decided: one of the question's choices, or a free value; and why."""

    choice: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the sender said about the file beforehand; None where nothing was said."""

    form: str | None = None
    period: str | None = None
    as_of: date | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
