"""The cells a ledger owes for its newest due period, with what became of each: the same columns as of an indicator form."""

from datetime import date, datetime, time, timedelta

from pandas import DataFrame

from data_access.arrivals import Asked, first_said
from data_access.database import Store, reading
from domain.deadlines import Deadline
from domain.ledger_cells import (
    OWED,
    FirstSaid,
    LedgerCell,
    LedgerRow,
    fund_rows,
    inspection_rows,
    late_days,
    ledger_cells,
    owner_of,
    project_rows,
    rectification_rows,
)
from domain.names import Match
from domain.periods import Period
from domain.permissions import Moment
from domain.records import Event, Form, Fund, Payment, ProjectStatus, Record, Visit, key_fields
from domain.setting import Setting
from services.known.known_rows import known_rows
from services.known.read_states import problems_on, projects_on


def read_ledger_cells(
    store: Store, form: Form, period: Period, deadline: Deadline, *, moment: Moment, setting: Setting
) -> DataFrame:
    """CELL_COLUMNS; empty where no row owes anything, as before the first ledger came."""
    rows = _rows(store, form, period, moment, setting)
    kept = _columns_kept(store, form.layout, moment) if rows else ()
    said = _first_said(
        store, kept, period, moment, since=period.start + timedelta(days=late_days(form.layout))
    )
    return ledger_cells(kept, rows, said, deadline)


def _rows(store: Store, form: Form, period: Period, moment: Moment, setting: Setting) -> list[LedgerRow]:
    known_at, before = moment.known_at, period.start - timedelta(days=1)
    until = min(period.end, moment.as_of)
    if form.layout == "projects":
        old, new = (projects_on(store, known_at, day) for day in (before, until))
        return project_rows(old, new, setting)
    if form.layout == "rectification":
        then, now = (problems_on(store, known_at, day) for day in (before, until))
        return rectification_rows(then, now, period, setting)
    reporter = _reporter(form, setting, until)
    if form.layout == "inspections":
        visits = known_rows(store, Visit, known_at)
        return inspection_rows(problems_on(store, known_at, until), visits, period, reporter)
    return fund_rows(
        known_rows(store, Payment, known_at), known_rows(store, Fund, known_at), period, reporter
    )


def _reporter(form: Form, setting: Setting, day: date) -> str:
    """The unit that the catalogue names as reporting the form; the county where it is not registered."""
    found = setting.units.resolve(form.reporter, day)
    return owner_of(found.subject if isinstance(found, Match) else None, None, setting)


def _columns_kept(store: Store, layout: str, moment: Moment) -> tuple[LedgerCell, ...]:
    """The cells the office's ledger has a column for: of the others nobody ever said anything."""
    return tuple(
        cell
        for cell in OWED[layout]
        if known_rows(store, cell.record, moment.known_at)[list(cell.fields)].notna().to_numpy().any()
    )


def _first_said(
    store: Store, kept: tuple[LedgerCell, ...], period: Period, moment: Moment, *, since: date
) -> FirstSaid:
    by_record: dict[type[Record], tuple[str, ...]] = {}
    for cell in kept:
        by_record[cell.record] = (*by_record.get(cell.record, ()), *cell.fields)
    found: dict[tuple[str, str, str], datetime] = {}
    with reading(store) as connection:
        for record, fields in by_record.items():
            asked = _asked(record, fields, period)
            for (number, field), at in first_said(
                connection, moment.known_at, asked, since=datetime.combine(since, time())
            ).items():
                found[record.NAME, number, field] = at
    return found


def _asked(record: type[Record], fields: tuple[str, ...], period: Period) -> Asked:
    """A progress row belongs to the period its own day lies in; an event is of a problem."""
    if record is Event:
        return Asked(record, "number", fields, about="problem")
    days = (period.start, period.end) if record is ProjectStatus else None
    return Asked(record, key_fields(record)[0], fields, days=days)
