"""Whose whole list a sheet claims to be: the town or county its title names (DESIGN 1)."""

from datetime import date

from domain.names import clean
from domain.parsing.text import squeezed
from domain.places import Roster
from uploads.tables import Table

SUPPLEMENT = "补报"


def claimed_place(table: Table, roster: Roster, day: date) -> str | None:
    """The one town the sources around the table name, else the county where they name it, else None.

    A sheet that calls itself 补报 (uploads/gaps.py) speaks of the rows it lists and of nobody else.
    """
    if any(SUPPLEMENT in source.text for source in table.title.sources):
        return None
    towns = [town for town in table.title.towns if roster[town].is_valid(day)]
    if len(towns) == 1:
        return towns[0]
    county = roster.county
    named = county is not None and any(clean(county.name) in squeezed(s.text) for s in table.title.sources)
    return county.place if county and named and not towns else None
