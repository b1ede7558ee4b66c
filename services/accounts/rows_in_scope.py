"""Which rows of any record a scope may see: by their own place and unit, else by the project or problem they belong to."""

from pandas import DataFrame, Series

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.measure_frame import PLACE
from domain.permissions import Scope, of_scope
from domain.records import (
    Alias,
    Allocation,
    Cadence,
    CalendarException,
    CheckItem,
    Event,
    Figure,
    Form,
    Fund,
    HeaderWord,
    Indicator,
    InspectionChoice,
    LightRule,
    Payment,
    Photo,
    Place,
    Problem,
    Project,
    ProjectStatus,
    QualityRule,
    Record,
    Round,
    SchemeItem,
    SpotCheck,
    SpotCheckStep,
    Target,
    Term,
    Unit,
    Visit,
)  # fmt: skip
from domain.refusals import Refusal

OUTSIDE = "不在您的查看范围内。需要查看请联系管理员。"
# Of the whole county, whoever is confined to a part of it: allocation documents, confirmed names, targets by subject.
COUNTY_ONLY = (Fund, Alias, Target)
# What the software ships and the county sets for everybody.
FOR_EVERYBODY = (
    Indicator, HeaderWord, Form, LightRule, SchemeItem, Term, CalendarException, Cadence, Round, QualityRule,
    InspectionChoice, CheckItem,
)  # fmt: skip
OF_A_PROJECT = (ProjectStatus, Allocation, Payment)


def require_place(scope: Scope, place: str) -> None:
    """Refused: a place outside the scope, whether it exists or not."""
    if scope.places is not None and place not in scope.places:
        raise Refusal(f"这个镇村{OUTSIDE}", code="out_of_scope")


def rows_in_scope(
    store: Store, record: type[Record], rows: DataFrame, *, scope: Scope, known_at: int
) -> Series:
    """True for each row that may be seen. What belongs to nothing in the scope may not; configuration may.

    A record nobody has thought of here is seen by those alone who may see the whole county.
    """
    if not scope.is_limited():
        return Series(True, index=rows.index)
    if record in COUNTY_ONLY:
        return Series(False, index=rows.index)
    if record is Figure:
        of_place = rows["subject_kind"] == PLACE
        return (of_place & _among(rows["subject"], scope.places)) | (
            ~of_place & _among(rows["subject"], scope.units)
        )
    if record in (Place, Visit, SpotCheck):
        return _among(rows["place"], scope.places)
    if record is Unit:
        return _among(rows["unit"], scope.units)
    if record in (Problem, Project):
        return _of_scope(rows, record, scope)
    if record in OF_A_PROJECT:
        return _among(rows["project"], _keys(store, Project, "project", scope, known_at))
    if record is SpotCheckStep:
        return _among(rows["spot_check"], _keys(store, SpotCheck, "spot_check", scope, known_at))
    if record is Photo:
        return _among(rows["problem"], _keys(store, Problem, "problem", scope, known_at))
    if record is Event:
        problems = _keys(store, Problem, "problem", scope, known_at)
        projects = _keys(store, Project, "project", scope, known_at)
        return (rows["about"].isin(["problem", "exposure"]) & _among(rows["number"], problems)) | (
            (rows["about"] == "project") & _among(rows["number"], projects)
        )
    return Series(record in FOR_EVERYBODY, index=rows.index)


def _of_scope(rows: DataFrame, record: type[Record], scope: Scope) -> Series:
    """As they are registered: a place of any level, the unit that is to act before the one that leads."""
    if record is SpotCheck:
        return _among(rows["place"], scope.places)
    unit = rows["lead_unit"].astype(object)
    if record is Problem:
        duty = rows["duty_unit"].astype(object)
        unit = duty.where(duty.notna(), unit)
    return of_scope(DataFrame({"village": rows["place"], "town": rows["place"], "unit": unit}), scope)


def _keys(store: Store, record: type[Record], field: str, scope: Scope, known_at: int) -> frozenset[str]:
    with reading(store) as connection:
        rows = rows_known(connection, record, known_at)
    return frozenset(rows.loc[_of_scope(rows, record, scope), field])


def _among(values: Series, allowed: frozenset[str] | None) -> Series:
    return Series(True, index=values.index) if allowed is None else values.isin(list(allowed))
