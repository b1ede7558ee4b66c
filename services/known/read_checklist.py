"""What an inspector chooses from and the checklist 百分制清单 (domain/finding.py) as known at a change, on a day."""

from datetime import date

from data_access.database import Store
from domain.finding import Checklist, checklist
from domain.frames import records_of
from domain.permissions import Moment
from domain.records import CheckItem, InspectionChoice
from services.known.kept import kept
from services.known.known_rows import known_rows, last_change


def read_checklist(store: Store, moment: Moment) -> Checklist:
    """What holds at the moment."""
    return _checklist(store, last_change(store, moment.known_at, InspectionChoice, CheckItem), moment.as_of)


@kept(64)
def _checklist(store: Store, n: int, day: date) -> Checklist:
    choices, items = (
        [row.model_dump() for row in records_of(record, known_rows(store, record, n))]
        for record in (InspectionChoice, CheckItem)
    )
    return checklist(choices, items, day)
