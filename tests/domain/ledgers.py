"""Ledger rows for tests: each helper shows only what matters; everything else is what an office leaves blank."""

from datetime import date
from types import SimpleNamespace

from domain.records import Allocation, Event, Fund, Payment, Problem, Project, ProjectStatus, Visit
from tests.domain.counties import county, frame, place, units_of
from tests.domain.settings import setting

AS_OF = date(2026, 11, 19)

ROSTER = county(
    place("V0001", "甲村", "T01", position=1),
    place("V0002", "乙村", "T01", position=2),
    place("V0003", "丙村", "T02", position=1),
)
UNITS = units_of(
    {"unit": "U01", "name": "青石镇", "kind": "town", "place": "T01", "position": 1},
    {"unit": "U02", "name": "农业农村局", "kind": "department", "position": 2},
)
SETTING = setting(ROSTER, units=UNITS)

_RECORDS = {
    "projects": Project, "statuses": ProjectStatus, "allocations": Allocation, "funds": Fund, "payments": Payment,
    "visits": Visit, "problems": Problem, "events": Event,
}  # fmt: skip


def ledgers(**rows):
    return SimpleNamespace(**{name: frame(record, rows.get(name, [])) for name, record in _RECORDS.items()})


def project(key, where="V0001", **more):
    return Project(**{"project": key, "name": f"项目{key}", "year": 2026, "place": where, **more})


def status(key, stage=None, day=date(2026, 11, 10), **more):
    return ProjectStatus(project=key, day=day, stage=stage, **more)


def problem(number, found=date(2026, 10, 1), source="superior", where="V0001", **more):
    return Problem(problem=number, source=source, found_on=found, place=where, **more)


def event(number, day, to_status, kind="reported", seq=1, about="problem"):
    return Event(about=about, number=number, day=day, seq=seq, kind=kind, to_status=to_status)


def visit(where, day, score=None, number=None):
    return Visit(visit=number or f"{where}-{day}", place=where, day=day, score=score)
