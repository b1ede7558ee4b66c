"""Which rows of any record a scope may see: by their own place and unit, else by the project or problem they belong to."""

from pandas import DataFrame, Series

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.measure_frame import PLACE
from domain.permissions import Scope
from domain.records import (
    Alias,
    Allocation,
    Event,
    Figure,
    Fund,
    Payment,
    Photo,
    Place,
    Problem,
    Project,
    ProjectStatus,
    Record,
    Target,
    Unit,
    Visit,
)
from services.known.read_setting import read_setting

# Of the whole county, whoever is confined to a part of it: allocation documents, confirmed names, targets by subject.
COUNTY_ONLY = (Fund, Alias, Target)
OF_A_PROJECT = (ProjectStatus, Allocation, Payment)


def rows_in_scope(
    store: Store, record: type[Record], rows: DataFrame, *, scope: Scope, known_at: int
) -> Series:
    """True for each row that may be seen. What belongs to nothing in the scope may not; configuration may."""
    if not scope.is_limited():
        return Series(True, index=rows.index)
    if record in COUNTY_ONLY:
        return Series(False, index=rows.index)
    if record is Figure:
        of_place = rows["subject_kind"] == PLACE
        return (of_place & _among(rows["subject"], scope.places)) | (
            ~of_place & _among(rows["subject"], scope.units)
        )
    if record in (Place, Visit):
        return _among(rows["place"], scope.places)
    if record is Unit:
        return _among(rows["unit"], scope.units)
    if record in (Problem, Project):
        return _lies_within(store, rows, scope, known_at)
    if record in OF_A_PROJECT:
        return _among(rows["project"], _keys(store, Project, "project", scope, known_at))
    if record is Photo:
        return _among(rows["problem"], _keys(store, Problem, "problem", scope, known_at))
    if record is Event:
        problems = _keys(store, Problem, "problem", scope, known_at)
        projects = _keys(store, Project, "project", scope, known_at)
        return (rows["about"].isin(["problem", "exposure"]) & _among(rows["number"], problems)) | (
            (rows["about"] == "project") & _among(rows["number"], projects)
        )
    return Series(True, index=rows.index)


def _lies_within(store: Store, rows: DataFrame, scope: Scope, known_at: int) -> Series:
    """In one of the places, or in a town that is one; of a department, answered for by it. Problems and projects."""
    if scope.places is not None:
        roster = read_setting(store, known_at).roster
        towns = [roster.town_of(place) if place in roster else None for place in rows["place"]]
        return _among(rows["place"], scope.places) | _among(Series(towns, index=rows.index), scope.places)
    unit = rows["lead_unit"].astype(object)
    if "duty_unit" in rows:
        unit = rows["duty_unit"].astype(object).where(rows["duty_unit"].notna(), unit)
    return _among(unit, scope.units)


def _keys(store: Store, record: type[Record], field: str, scope: Scope, known_at: int) -> frozenset[str]:
    with reading(store) as connection:
        rows = rows_known(connection, record, known_at)
    return frozenset(rows.loc[_lies_within(store, rows, scope, known_at), field])


def _among(values: Series, allowed: frozenset[str] | None) -> Series:
    return Series(True, index=values.index) if allowed is None else values.isin(list(allowed))
