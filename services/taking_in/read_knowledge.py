"""What the reader of a workbook is told: the county as known now, and the last figures to hold the new ones against."""

from datetime import date

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.figures import latest_figures
from data_access.sources import columns_said
from domain.directive_life import ABOUT
from domain.official_ledger import events_by_problem
from domain.records import (
    Alias,
    CalendarException,
    Directive,
    Event,
    Form,
    Fund,
    HeaderWord,
    Indicator,
    Problem,
    Project,
    Record,
    Unit,
)
from services.known.known_rows import known_events, known_rows
from services.known.ledger_rows import written_rows
from services.known.read_setting import read_setting
from services.measures.read_measures import read_figures
from services.taking_in.read_quality_rules import read_quality_rules
from uploads.knowledge import Knowledge


def read_knowledge(store: Store, known_at: int, *, today: date) -> Knowledge:
    """The registers at a change: those it did not alter are the ones read before. Nobody writes into them.

    today  chooses nothing but whether a period has begun
    """

    def rows(record: type[Record]) -> DataFrame:
        return known_rows(store, record, known_at)

    setting = read_setting(store, known_at)
    with reading(store) as connection:
        figures = latest_figures(connection, known_at)
    return Knowledge(
        roster=setting.roster,
        units=rows(Unit),
        indicators=rows(Indicator),
        header_words=rows(HeaderWord),
        forms=rows(Form),
        projects=rows(Project)[["project", "name", "year", "place"]],
        funds=rows(Fund),
        today=today,
        aliases=rows(Alias),
        exceptions=rows(CalendarException),
        week_starts=setting.week_starts,
        rounds=setting.rounds,
        figures=figures,
        problems=rows(Problem)[["problem", "source", "found_on", "place", "text"]],
        directives=_directives(store, known_at),
        quality=read_quality_rules(store, known_at),
        columns_said=lambda form: _columns_said(store, known_at, form),
        history=lambda codes: read_figures(store, known_at, sorted(codes)),
        stood=lambda numbers: events_by_problem(rows(Event), numbers),
        written=lambda n, digest, day, numbers: written_rows(
            store, min(n, known_at), digest, day=day, numbers=numbers
        ),
    )


def _directives(store: Store, known_at: int) -> DataFrame:
    """Every directive with the event it stands by, whatever the day."""
    rows = known_rows(store, Directive, known_at)[["directive", "given_on", "text"]]
    events = known_events(store, ABOUT, known_at)
    events = events[(events["kind"] != "postponed").to_numpy(dtype=bool)].sort_values(["day", "seq"])
    last = events.drop_duplicates("number", keep="last")[["number", "day", "seq", "kind", "to_status"]]
    named = last.rename(columns={"number": "directive", "to_status": "status"})
    return rows.merge(named, on="directive", how="inner")


# Sheets of a form that are looked back on: a county of thirty towns sends as many in one period.
_LOOKED_BACK = 120


def _columns_said(store: Store, known_at: int, form: str) -> tuple[frozenset[str], ...]:
    with reading(store) as connection:
        return columns_said(connection, known_at, form, most=_LOOKED_BACK)
