"""The shipped catalogue as records and frames, read the way the office's installation reads it."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

from domain.records import (
    Cadence,
    CalendarException,
    Form,
    Indicator,
    LightRule,
    QualityRule,
    Record,
    SchemeItem,
    Target,
    Term,
    meanings,
)

CATALOGUE = Path(__file__).parents[2] / "catalogue"
FILES: dict[str, type[Record]] = {
    "indicators": Indicator,
    "forms": Form,
    "targets": Target,
    "light_rules": LightRule,
    "schemes": SchemeItem,
    "terms": Term,
    "calendar_exceptions": CalendarException,
    "cadences": Cadence,
    "quality_rules": QualityRule,
}


def header(name: str) -> list[str]:
    with (CATALOGUE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


@cache
def records(name: str) -> tuple[Record, ...]:
    """Every row through its record's own checks; a blank cell takes the default."""
    with (CATALOGUE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            FILES[name].model_validate({field: text for field, text in row.items() if text})
            for row in csv.DictReader(file)
        )


def frame(name: str) -> pd.DataFrame:
    """The rows as `rows_known` gives them: one column per field, missing values None."""
    fields = list(meanings(FILES[name]))
    return pd.DataFrame([[getattr(row, f) for f in fields] for row in records(name)], columns=fields)
