"""报送完整: of the cells a form asks for, which have come, which came in time, and which are still missing.

Counted in cells, not in sheets: a form with one blank of 25 is 96 %, not 100 %. A column that feeds two rates is one
cell. 不适用 is not asked, 待核 has not come yet. A rate is Σ over Σ and never rounded up to 100 %. Ledgers: domain/ledger_cells.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from domain.deadlines import form_deadline, is_late
from domain.indicators import Catalogue, PartUse
from domain.periods import Period
from domain.places import TOWN, VILLAGE
from domain.records import Form
from domain.setting import Setting

CELL_COLUMNS = ("subject", "owner", "part", "state", "arrived", "on_time", "value")
RECEIVED, MISSING, REFUSED = "received", "missing", "refused"
COUNTED_LEVELS = (VILLAGE, TOWN, "unit")
Spoken = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A column of a form: its name and every indicator that reads it. unit is blank for a part of a rate."""

    name: str
    scale: int
    unit: str
    uses: tuple[PartUse, ...]


def asked_parts(catalogue: Catalogue, form: str, day: date) -> tuple[AskedPart, ...]:
    """The columns a form asks for on the day, each once, in the catalogue's order; a fixed base is not asked."""
    found: dict[str, AskedPart] = {}
    for version in catalogue.of_form(form, day):
        for name, field in _parts_of(
            version.numerator_name, version.denominator_name, version.denominator_fixed
        ):
            unit = version.unit if field == "numerator" and version.unit != "%" else ""
            known = found.get(name, AskedPart(name, version.scale, unit, ()))
            uses = (*known.uses, PartUse(version.code, field))
            found[name] = AskedPart(name, known.scale, known.unit, uses)
    return tuple(found.values())


def _parts_of(numerator: str, denominator: str, fixed: int | None) -> list[tuple[str, str]]:
    asked = [(numerator, "numerator")]
    return asked + ([(denominator, "denominator")] if denominator and fixed is None else [])


def form_cells(
    form: Form,
    period: Period,
    figures: pd.DataFrame,
    arrived: Mapping[Spoken, datetime],
    *,
    setting: Setting,
    as_of: date,
) -> pd.DataFrame:
    """CELL_COLUMNS, one row per cell the form asks of the period; empty before anybody ever spoke of the form.

    figures  rows of the form's indicators as known, of any period
    arrived  (indicator, subject) → when its figure of the period first came, civil time
    returns  owner is the town of a place, the town of a town government, else the unit itself
    """
    parts = asked_parts(setting.catalogue, form.form, period.end)
    seen = figures[(figures["cutoff"] <= as_of).to_numpy(dtype=bool)] if len(figures) else figures
    own = seen[(seen["period"] == period.code).to_numpy(dtype=bool)] if len(seen) else seen
    said = {(str(row.indicator), str(row.subject)): row for row in own.itertuples(index=False)}
    asked = _subjects(form, period, seen, setting)
    deadline = form_deadline(form, period, setting.calendar)
    rows = []
    for subject, owner in asked:
        for part in parts:
            state, use, value = _state(part, subject, said)
            if state is None:
                continue
            at = arrived.get((use, subject)) if state == RECEIVED else None
            in_time = state == RECEIVED and at is not None and not is_late(at, deadline)
            rows.append((subject, owner, part.name, state, at, in_time, value))
    return pd.DataFrame(rows, columns=list(CELL_COLUMNS), dtype=object).astype({"on_time": bool})


def _state(
    part: AskedPart, subject: str, said: Mapping[Spoken, object]
) -> tuple[str | None, str, int | None]:
    """What became of one cell, by which indicator, and what stands in it; None where it is 不适用."""
    found = [(use, said[(use.code, subject)]) for use in part.uses if (use.code, subject) in said]
    for use, row in found:
        value = getattr(row, use.field)
        if row.status == "reported" and not pd.isna(value):  # type: ignore[attr-defined]
            return RECEIVED, use.code, int(value)
    states = {row.status for _, row in found}  # type: ignore[attr-defined]
    if found and states == {"not_applicable"}:
        return None, "", None
    return (REFUSED if "under_review" in states else MISSING), "", None


def _subjects(form: Form, period: Period, seen: pd.DataFrame, setting: Setting) -> list[tuple[str, str]]:
    """Who is asked, with whom it is counted; nobody before the first report: there is nothing to be late with."""
    if seen.empty:
        return []
    if form.level in (VILLAGE, TOWN):
        nodes = setting.roster.valid_on(period.end, form.level)
        return [(node.place, setting.roster.town_of(node.place) or node.place) for node in nodes]
    spoken = set(seen["subject"])
    units = setting.units.valid_on(period.end)
    towns_too = any(unit.kind == "town" and unit.unit in spoken for unit in units)
    asked = [unit for unit in units if unit.unit in spoken or (towns_too and unit.kind == "town")]
    return [(unit.unit, unit.place or unit.unit) for unit in asked]


@dataclass(frozen=True, slots=True)
class Tally:
    """Cells of one unit and form: asked, come, come in time, refused (待核)."""

    expected: int
    received: int
    on_time: int
    refused: int = 0

    @property
    def missing(self) -> int:
        return self.expected - self.received

    @property
    def late(self) -> int:
        return self.received - self.on_time

    @property
    def words(self) -> str:
        """「96%」: whole percent, cut and not rounded, so that only what is complete reads 100%."""
        return f"{self.received * 100 // self.expected}%" if self.expected else "—"


def tally(cells: pd.DataFrame) -> Tally:
    state = cells["state"]
    return Tally(
        len(cells), int((state == RECEIVED).sum()), int(cells["on_time"].sum()), int((state == REFUSED).sum())
    )


def tally_by_owner(cells: pd.DataFrame) -> dict[str, Tally]:
    return {str(owner): tally(own) for owner, own in cells.groupby("owner", sort=False)}
