"""What a ledger owes in cells: a blank has not come, the first saying decides whether it came in time."""

from datetime import date, datetime

from domain.completeness import MISSING, RECEIVED, tally
from domain.deadlines import Deadline
from domain.ledger_cells import OWED, LedgerRow, ledger_cells
from domain.records import Problem, ProjectStatus

UNTIL = Deadline(date(2026, 11, 19), 18, None)
ROWS = [LedgerRow((ProjectStatus,), "P1", "U09"), LedgerRow((ProjectStatus,), "P2", "T01")]


def test_a_blank_cell_has_not_come_and_one_filled_after_the_cut_off_is_late():
    early, late = datetime(2026, 11, 19, 18, 0), datetime(2026, 11, 19, 18, 1)
    said = {("project_status", "P1", "stage"): early, ("project_status", "P1", "paid"): late}
    found = tally(ledger_cells(OWED["projects"], ROWS, said, UNTIL))
    assert (found.expected, found.received, found.on_time, found.missing) == (8, 2, 1, 6)


def test_any_of_its_fields_fills_a_cell_and_a_row_owes_only_what_its_record_holds():
    said = {("problem", "W1", "long_term"): datetime(2026, 11, 12)}
    found = ledger_cells(OWED["inspections"], [LedgerRow((Problem,), "W1", "T01")], said, UNTIL)
    assert dict(zip(found["part"], found["state"], strict=True)) == {
        "责任单位": MISSING,
        "整改时限": RECEIVED,
        "问题类别": MISSING,
        "问题描述": MISSING,
    }
