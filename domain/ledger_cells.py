"""报送完整 of ledgers, in cells: which cells a ledger owes for a period, and which of them have come.

A full ledger (全量) owes the columns that move for every row still open when the period began: a project's stage and money,
a problem's 岗位、时限、措施 and status. One kept by adding rows owes what a row must have, for the rows of the period
itself: that no payment was made is no gap. A cell has come when the ledger said it in the period, in time when it first
did so before the cut-off; a blank says nothing, what was known before does not fill it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from domain.completeness import CELL_COLUMNS, MISSING, RECEIVED
from domain.deadlines import Deadline, is_late
from domain.frames import day_stamp, days, text_or_none
from domain.periods import Period
from domain.places import CROSS_TOWN
from domain.records import Event, Fund, Payment, Problem, ProjectStatus, Record, Visit
from domain.setting import Setting

FirstSaid = Mapping[tuple[str, str, str], datetime]
"""(name of the record, number of the row, field) → when it was first said of the period."""


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """A cell every row of a ledger owes: its column as the office calls it; any of `fields` fills it."""

    part: str
    record: type[Record]
    fields: tuple[str, ...]


_WHO = LedgerCell("责任单位", Problem, ("duty_unit", "lead_unit"))
_UNTIL = LedgerCell("整改时限", Problem, ("deadline", "deadline_written", "long_term"))
OWED: Mapping[str, tuple[LedgerCell, ...]] = {
    "projects": (
        LedgerCell("项目进展", ProjectStatus, ("stage",)),
        LedgerCell("完成比例", ProjectStatus, ("progress",)),
        LedgerCell("完成投资", ProjectStatus, ("invested",)),
        LedgerCell("累计支付", ProjectStatus, ("paid",)),
    ),
    "rectification": (
        _WHO,
        _UNTIL,
        LedgerCell("整改措施", Problem, ("measure",)),
        LedgerCell("整改状态", Event, ("to_status",)),
    ),
    "inspections": (
        _WHO,
        _UNTIL,
        LedgerCell("问题类别", Problem, ("category",)),
        LedgerCell("问题描述", Problem, ("text",)),
        LedgerCell("得分", Visit, ("score", "by_list")),
    ),
    "funds": (
        LedgerCell("项目", Payment, ("project",)),
        LedgerCell("下达文号", Payment, ("document",)),
        LedgerCell("支付金额", Payment, ("amount",)),
        LedgerCell("下达金额", Fund, ("issued",)),
        LedgerCell("到位金额", Fund, ("received",)),
    ),
}
"""By the layout of the form (forms.csv)."""


_LATE_DAYS = 3


def late_days(layout: str) -> int:
    """So many days of a period still bring the late ledgers of the one before.

    Only a rectification ledger tells of its rows without a day of their own; elsewhere the row's day says whose it is.
    """
    return _LATE_DAYS if layout == "rectification" else 0


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row that owes its cells: of which records, its number, and with which unit or town it is counted."""

    records: tuple[type[Record], ...]
    number: str
    owner: str


def ledger_cells(
    owed: Sequence[LedgerCell], rows: Sequence[LedgerRow], said: FirstSaid, deadline: Deadline
) -> pd.DataFrame:
    """CELL_COLUMNS of domain/completeness.py, one row per cell; `subject` is the number of the row, `value` is blank.

    owed  the cells of OWED the office's ledger has columns for
    """
    found = []
    for row in rows:
        for cell in owed:
            if cell.record not in row.records:
                continue
            came = [said.get((cell.record.NAME, row.number, field)) for field in cell.fields]
            at = min((one for one in came if one is not None), default=None)
            state = MISSING if at is None else RECEIVED
            in_time = at is not None and not is_late(at, deadline)
            found.append((row.number, row.owner, cell.part, state, at, in_time, None))
    return pd.DataFrame(found, columns=list(CELL_COLUMNS), dtype=object).astype({"on_time": bool})


def project_rows(before: pd.DataFrame, now: pd.DataFrame, setting: Setting) -> list[LedgerRow]:
    """Projects that were not accepted when the period began, without the reserve.

    before, now  `project_state` of the day before the period and of the day looked at
    """
    ended = set(before.loc[before["accepted"].to_numpy(dtype=bool), "project"])
    live = now[(~now["reserve"] & ~now["project"].isin(ended)).to_numpy(dtype=bool)]
    return _rows((ProjectStatus,), live, "project", setting)


def rectification_rows(
    before: pd.DataFrame, now: pd.DataFrame, period: Period, setting: Setting
) -> list[LedgerRow]:
    """Problems of the rectification ledger that were open when the period began, and those found in it.

    before, now  `problem_state` of the day before the period and of the day looked at
    """
    open_then = set(before.loc[before["is_open"].to_numpy(dtype=bool), "problem"])
    own = now[((now["source"] != "inspection") & ~now["is_task"]).to_numpy(dtype=bool)]
    asked = own["problem"].isin(open_then) | _in(own["found_on"], period)
    return _rows((Problem, Event), own[asked.to_numpy(dtype=bool)], "problem", setting)


def inspection_rows(
    now: pd.DataFrame, visits: pd.DataFrame, period: Period, reporter: str
) -> list[LedgerRow]:
    """What was found in the period and who was visited: both are written down by those who inspect."""
    found = now[((now["source"] == "inspection") & _in(now["found_on"], period)).to_numpy(dtype=bool)]
    seen = visits[_in(visits["day"], period).to_numpy(dtype=bool)]
    return [
        *(LedgerRow((Problem,), str(number), reporter) for number in found["problem"]),
        *(LedgerRow((Visit,), str(number), reporter) for number in seen["visit"]),
    ]


def fund_rows(payments: pd.DataFrame, funds: pd.DataFrame, period: Period, reporter: str) -> list[LedgerRow]:
    """The payments of the period and the documents issued in it."""
    paid = payments[_in(payments["day"], period).to_numpy(dtype=bool)]
    issued = funds[_in(funds["issued_on"], period).to_numpy(dtype=bool)]
    return [
        *(LedgerRow((Payment,), str(number), reporter) for number in paid["payment"]),
        *(LedgerRow((Fund,), str(number), reporter) for number in issued["document"]),
    ]


def _in(column: pd.Series, period: Period) -> pd.Series:
    return days(column).between(day_stamp(period.start), day_stamp(period.end))


def _rows(
    records: tuple[type[Record], ...], rows: pd.DataFrame, key: str, setting: Setting
) -> list[LedgerRow]:
    columns = zip(rows[key], rows["unit"], rows["town"], strict=True)
    return [LedgerRow(records, str(number), owner_of(unit, town, setting)) for number, unit, town in columns]


def owner_of(unit: object, town: object, setting: Setting) -> str:
    """The town of a town government, else the unit itself, else the town it lies in, else the county."""
    named = text_or_none(unit)
    if named is not None and named in setting.units:
        return setting.units[named].place or named
    where = text_or_none(town)
    if where is not None and where != CROSS_TOWN:
        return where
    return setting.roster.county.place if setting.roster.county else ""
