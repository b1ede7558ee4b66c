"""Small counties for tests: a place row shows only what matters to the case."""

from datetime import date

import pandas as pd

from domain.places import Roster, roster
from domain.records import Alias, Place, Unit, meanings
from domain.units import Units, units

NOBODY = pd.DataFrame(columns=list(meanings(Alias)))


def frame(record, rows):
    """Rows of a record as `rows_known` gives them."""
    return pd.DataFrame([row.model_dump() for row in rows], columns=list(meanings(record)))


def place(key, name, parent=None, **more):
    level = {"C": "county", "T": "town", "V": "village"}[key[0]]
    return Place(place=key, name=name, level=level, parent=parent, **more)


def county(*villages, aliases=NOBODY, towns=("T01", "T02")) -> Roster:
    """云岭县 with 青石镇 (T01), 柳湾乡 (T02) and the given villages."""
    names = {"T01": "青石镇", "T02": "柳湾乡", "T03": "望峰乡"}
    rows = [
        place("C01", "云岭县"),
        *(place(t, names[t], "C01", position=n) for n, t in enumerate(towns)),
        *villages,
    ]
    return roster(frame(Place, rows), aliases)


def said(kind, within, written, subject):
    return frame(Alias, [Alias(kind=kind, within=within, written=written, subject=subject)])


def units_of(*rows, aliases=NOBODY) -> Units:
    return units(frame(Unit, [Unit(**row) for row in rows]), aliases, county_name="云岭县")


DAY = date(2026, 11, 19)
