"""The cells every form asks for in its newest due period, with what became of each: 报送情况 and what is made of it."""

from dataclasses import dataclass
from datetime import date

from pandas import DataFrame

from data_access.arrivals import first_arrivals
from data_access.database import Store, reading
from domain.completeness import COUNTED_LEVELS, asked_parts, form_cells
from domain.deadlines import Deadline, form_deadline
from domain.ledger_cells import OWED
from domain.periods import Period
from domain.permissions import Moment, Scope
from domain.places import TOWN, VILLAGE
from domain.records import Form
from domain.setting import Setting
from services.completeness.read_ledger_cells import read_ledger_cells
from services.known.read_setting import read_setting
from services.measures.read_measures import read_figures


@dataclass(frozen=True, eq=False)
class FormCells:
    """One form at its newest due period: its deadline and its cells (CELL_COLUMNS of domain/completeness.py).

    Of a ledger the subject of a cell is the number of its row.
    """

    form: Form
    period: Period
    deadline: Deadline
    cells: DataFrame

    @property
    def is_ledger(self) -> bool:
        return self.form.layout in OWED

    def days_late(self, as_of: date) -> int:
        """Days since the deadline; 0 on the day itself."""
        return max(0, (as_of - self.deadline.day).days)


def read_cells(store: Store, *, scope: Scope, moment: Moment) -> tuple[FormCells, ...]:
    """Every form with a cadence that asks for cells, and of which anybody ever spoke."""
    setting = read_setting(store, moment.known_at)
    found = [_cells_of(store, scope, moment, setting, form) for form in setting.forms.values()]
    return tuple(one for one in found if one is not None and len(one.cells))


def _cells_of(store: Store, scope: Scope, moment: Moment, setting: Setting, form: Form) -> FormCells | None:
    period = setting.due_period(form, moment.as_of)
    if period is None:
        return None
    deadline = form_deadline(form, period, setting.calendar)
    if form.layout in OWED:
        cells = read_ledger_cells(store, form, period, deadline, moment=moment, setting=setting)
        return FormCells(form, period, deadline, _owned(cells, scope))
    if form.level not in COUNTED_LEVELS:
        return None
    return FormCells(form, period, deadline, _cells_of_figures(store, scope, moment, setting, form, period))


def _owned(cells: DataFrame, scope: Scope) -> DataFrame:
    """A ledger's cells are seen by whom they are counted with."""
    if not scope.is_limited():
        return cells
    allowed = [*(scope.places or ()), *(scope.units or ())]
    return cells[cells["owner"].isin(allowed).to_numpy(dtype=bool)].reset_index(drop=True)


def _cells_of_figures(
    store: Store, scope: Scope, moment: Moment, setting: Setting, form: Form, period: Period
) -> DataFrame:
    parts = asked_parts(setting.catalogue, form.form, period.end)
    codes = tuple(dict.fromkeys(use.code for part in parts for use in part.uses))
    if not codes:
        return DataFrame()
    figures = read_figures(store, moment.known_at, codes)
    with reading(store) as connection:
        arrived = first_arrivals(connection, moment.known_at, period.code, codes)
    cells = form_cells(form, period, figures, arrived, setting=setting, as_of=moment.as_of)
    allowed = scope.places if form.level in (VILLAGE, TOWN) else scope.units
    if allowed is None:
        return cells
    return cells[cells["subject"].isin(list(allowed)).to_numpy()].reset_index(drop=True)
