"""The shipped catalogue as records and frames, read by the reader of the installation."""

import csv
from functools import cache

import pandas as pd

from domain.records import Record, meanings
from services.county import load_catalogue

CATALOGUE = load_catalogue.SHIPPED
FILES = {name.removesuffix(".csv"): record for name, record in load_catalogue.FILES.items()}


def header(name: str) -> list[str]:
    with (CATALOGUE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


@cache
def records(name: str) -> tuple[Record, ...]:
    """Every row through its record's own checks; a blank cell takes the default."""
    return tuple(load_catalogue.rows_of(CATALOGUE / f"{name}.csv", FILES[name]))


def frame(name: str) -> pd.DataFrame:
    """The rows as `rows_known` gives them: one column per field, missing values None."""
    fields = list(meanings(FILES[name]))
    return pd.DataFrame([[getattr(row, f) for f in fields] for row in records(name)], columns=fields)
