"""Every record of the house, declared once (DESIGN 4)."""

from domain.records.base import (
    UNSAID,
    Meaning,
    Record,
    Unsaid,
    field_type,
    key_fields,
    may_be_missing,
    meanings,
    value_fields,
)
from domain.records.configuration import (
    Cadence,
    CalendarException,
    Form,
    HeaderWord,
    Indicator,
    LightRule,
    PeriodLock,
    QualityRule,
    Round,
    SchemeItem,
    Target,
    Term,
)
from domain.records.directives import Directive
from domain.records.figures import Figure
from domain.records.inspection import CheckItem, InspectionChoice
from domain.records.places import Alias, Boundary, Place, Unit
from domain.records.problems import Event, Photo, Problem, Visit
from domain.records.projects import Allocation, Fund, Payment, Project, ProjectStatus
from domain.records.spot_checks import SpotCheck, SpotCheckStep

RECORDS: dict[str, type[Record]] = {
    record.NAME: record
    for record in (
        Place, Alias, Unit, Boundary,
        Indicator, HeaderWord, Form, Target, LightRule, SchemeItem, Term, CalendarException, Cadence,
        Round, QualityRule, PeriodLock, InspectionChoice, CheckItem,
        Figure,
        Project, ProjectStatus, Allocation, Fund, Payment,
        Visit, Problem, Event, Photo, Directive, SpotCheck, SpotCheckStep,
    )
}  # fmt: skip

__all__ = [
    "RECORDS", "UNSAID", "Alias", "Allocation", "Boundary", "Cadence", "CalendarException", "CheckItem", "Directive", "Event",
    "Figure", "Form",
    "Fund",
    "HeaderWord", "Indicator", "InspectionChoice", "LightRule", "Meaning", "Payment",
    "PeriodLock", "Photo", "Place", "Problem", "Project",
    "ProjectStatus",
    "QualityRule", "Record", "Round", "SchemeItem", "SpotCheck", "SpotCheckStep", "Target",
    "Term", "Unit", "Unsaid", "Visit", "field_type", "key_fields", "may_be_missing",
    "meanings", "value_fields",
]  # fmt: skip
