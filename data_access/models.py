"""One versioned table per record of the domain (DESIGN 1 and 4). No table object leaves data_access.

A row is an assertion: change `opened_by` says that this key is worth this, until `closed_by`. Marks are
written once and never cleared.
"""

from sqlalchemy import Index, Table, text
from sqlmodel import Field, SQLModel

import data_access.account_tables  # noqa: F401  (every table is known once this module is)
from data_access.bookkeeping import settle_types, table_named
from domain import records
from domain.records import RECORDS, Record, key_fields, meanings


class Versioned(SQLModel):
    """What a row is besides its record.

    said_by      the change that says it: opened_by, except for a copy, which is said by the change copied from
    copy_of      a withdrawal opened this row again as a copy of that one
    said_fields  value fields its change spoke of, joined by commas; NULL = all; the others were carried over
    said_in      the sheet it was read from, in `source`; said_line its row there
    """

    id: int = Field(primary_key=True)
    opened_by: int
    closed_by: int | None = None
    said_by: int
    copy_of: int | None = None
    said_fields: str | None = None
    said_in: int | None = None
    said_line: int | None = None


class Salted(Versioned):
    """A row with free text: `salt` holds field:hex for each text, so that a text can be erased alone."""

    salt: str | None = None


class PlaceRow(Versioned, records.Place, table=True):
    __tablename__ = "place"


class AliasRow(Versioned, records.Alias, table=True):
    __tablename__ = "alias"


class UnitRow(Versioned, records.Unit, table=True):
    __tablename__ = "unit"


class BoundaryRow(Versioned, records.Boundary, table=True):
    __tablename__ = "boundary"


class IndicatorRow(Versioned, records.Indicator, table=True):
    __tablename__ = "indicator"


class HeaderWordRow(Versioned, records.HeaderWord, table=True):
    __tablename__ = "header_word"


class FormRow(Versioned, records.Form, table=True):
    __tablename__ = "form"


class TargetRow(Versioned, records.Target, table=True):
    __tablename__ = "target"


class LightRuleRow(Versioned, records.LightRule, table=True):
    __tablename__ = "light_rule"


class SchemeItemRow(Versioned, records.SchemeItem, table=True):
    __tablename__ = "scheme_item"


class TermRow(Versioned, records.Term, table=True):
    __tablename__ = "term"


class CalendarExceptionRow(Versioned, records.CalendarException, table=True):
    __tablename__ = "calendar_exception"


class CadenceRow(Versioned, records.Cadence, table=True):
    __tablename__ = "cadence"


class RoundRow(Versioned, records.Round, table=True):
    __tablename__ = "round"


class QualityRuleRow(Versioned, records.QualityRule, table=True):
    __tablename__ = "quality_rule"


class PeriodLockRow(Versioned, records.PeriodLock, table=True):
    __tablename__ = "period_lock"


class InspectionChoiceRow(Versioned, records.InspectionChoice, table=True):
    __tablename__ = "inspection_choice"


class CheckItemRow(Versioned, records.CheckItem, table=True):
    __tablename__ = "check_item"


class FigureRow(Salted, records.Figure, table=True):
    __tablename__ = "figure"


class ProjectRow(Salted, records.Project, table=True):
    __tablename__ = "project"


class ProjectStatusRow(Salted, records.ProjectStatus, table=True):
    __tablename__ = "project_status"


class AllocationRow(Versioned, records.Allocation, table=True):
    __tablename__ = "allocation"


class FundRow(Versioned, records.Fund, table=True):
    __tablename__ = "fund"


class PaymentRow(Versioned, records.Payment, table=True):
    __tablename__ = "payment"


class VisitRow(Versioned, records.Visit, table=True):
    __tablename__ = "visit"


class ProblemRow(Salted, records.Problem, table=True):
    __tablename__ = "problem"


class DirectiveRow(Salted, records.Directive, table=True):
    __tablename__ = "directive"


class EventRow(Salted, records.Event, table=True):
    __tablename__ = "event"


class PhotoRow(Salted, records.Photo, table=True):
    __tablename__ = "photo"


class SpotCheckRow(Versioned, records.SpotCheck, table=True):
    __tablename__ = "spot_check"


class SpotCheckStepRow(Salted, records.SpotCheckStep, table=True):
    __tablename__ = "spot_check_step"


def table_of(record: type[Record]) -> Table:
    """The versioned table of a record."""
    return table_named(record.NAME)


def free_fields(record: type[Record]) -> tuple[str, ...]:
    """Names of the fields that hold free text."""
    return tuple(name for name, meaning in meanings(record).items() if meaning.free)


def indexed_fields(record: type[Record]) -> tuple[str, ...]:
    """Columns some index of the record's table holds, each once."""
    return tuple(dict.fromkeys(column.name for index in table_of(record).indexes for column in index.columns))


def _complete(record: type[Record]) -> None:
    """Wide integers and the indexes that reads need; one open row per key is held by the database itself."""
    table = table_of(record)
    settle_types(table)
    keys = [table.c[name] for name in key_fields(record)]
    still_open = text("closed_by IS NULL")
    closed = text("closed_by IS NOT NULL")
    if record is records.Figure:
        # The largest table. A new period fills the end of one index instead of every page of it, and whatever
        # asks for past versions finds them by three columns instead of five.
        keys.sort(key=lambda column: column.name != "period")
        Index("figure_history", table.c.indicator, table.c.subject, table.c.period)
    else:
        Index(f"{record.NAME}_versions", *keys, table.c.opened_by, unique=True)
    Index(f"{record.NAME}_open", *keys, unique=True, sqlite_where=still_open, postgresql_where=still_open)
    Index(f"{record.NAME}_opened", table.c.opened_by)
    Index(f"{record.NAME}_closed", table.c.closed_by, sqlite_where=closed, postgresql_where=closed)


for _record in RECORDS.values():
    _complete(_record)
