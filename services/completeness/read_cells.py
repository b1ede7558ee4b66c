"""The cells every form asks for in its newest due period, with what became of each: 报送情况 and what is made of it."""

from dataclasses import dataclass
from datetime import date

from pandas import DataFrame

from data_access.arrivals import first_arrivals
from data_access.database import Store, reading
from domain.completeness import COUNTED_LEVELS, asked_parts, form_cells
from domain.deadlines import Deadline, form_deadline
from domain.periods import Period
from domain.permissions import Moment, Scope
from domain.places import TOWN, VILLAGE
from domain.records import Form
from domain.setting import Setting
from services.known.read_setting import read_setting
from services.measures.read_measures import read_figures


@dataclass(frozen=True, eq=False)
class FormCells:
    """One form at its newest due period: its deadline and its cells (CELL_COLUMNS of domain/completeness.py)."""

    form: Form
    period: Period
    deadline: Deadline
    cells: DataFrame

    def days_late(self, as_of: date) -> int:
        """Days since the deadline; 0 on the day itself."""
        return max(0, (as_of - self.deadline.day).days)


def read_cells(store: Store, *, scope: Scope, moment: Moment) -> tuple[FormCells, ...]:
    """Every form with a cadence whose rows stand at villages, towns or units and of which anybody ever spoke."""
    setting = read_setting(store, moment.known_at)
    forms = [form for form in setting.forms.values() if form.level in COUNTED_LEVELS]
    found = [_cells_of(store, scope, moment, setting, form) for form in forms]
    return tuple(one for one in found if one is not None and len(one.cells))


def _cells_of(store: Store, scope: Scope, moment: Moment, setting: Setting, form: Form) -> FormCells | None:
    period = setting.due_period(form, moment.as_of)
    if period is None:
        return None
    parts = asked_parts(setting.catalogue, form.form, period.end)
    codes = tuple(dict.fromkeys(use.code for part in parts for use in part.uses))
    if not codes:
        return None
    figures = read_figures(store, moment.known_at, codes)
    with reading(store) as connection:
        arrived = first_arrivals(connection, moment.known_at, period.code, codes)
    cells = form_cells(form, period, figures, arrived, setting=setting, as_of=moment.as_of)
    allowed = scope.places if form.level in (VILLAGE, TOWN) else scope.units
    if allowed is not None:
        cells = cells[cells["subject"].isin(list(allowed)).to_numpy()].reset_index(drop=True)
    return FormCells(form, period, form_deadline(form, period, setting.calendar), cells)
