"""What stands behind 数据更正率: every corrected figure of a place, first → now, with the cell of what stands."""

from collections.abc import Collection

from pandas import Series

from data_access.database import Store, reading
from data_access.sources import cells_of_rows
from domain.frames import rows_where
from domain.measures.revising import KEY
from domain.periods import parse
from domain.permissions import Moment, Scope
from domain.records import Figure
from domain.setting import Setting
from services.measures.read_measures import read_figures
from services.measures.read_revisions import revised_of, revised_reporters

REVISED = "RPT_REV"
ORIGIN = ("file", "sheet", "cells", "actor", "at", "change")


def revision_parts(
    store: Store, moment: Moment, setting: Setting, scope: Scope, places: Collection[str]
) -> list[tuple[object, ...]]:
    """name, first → now, status, ORIGIN and no key of each corrected figure of these reporters, of the year up to the day."""
    found: list[tuple[object, ...]] = []
    ones = {one.code: one for one in setting.catalogue.valid_on(moment.as_of)}
    for subject in revised_reporters(store, moment.known_at, tuple(ones), places):
        said = revised_of(store, subject, list(ones.values()), scope=scope, moment=moment)
        figures = read_figures(store, moment.known_at, tuple({code for code, _ in said}))
        own = figures[(figures["subject"] == subject).to_numpy()].reset_index(drop=True)
        own = own[
            [(code, period) in said for code, period in zip(own["indicator"], own["period"], strict=True)]
        ]
        own = rows_where(
            own, (day.year == moment.as_of.year and day <= moment.as_of for day in own["cutoff"])
        )
        with reading(store) as connection:
            origin = cells_of_rows(connection, Figure, own)
        for at, row in enumerate(own[KEY].to_dict("records")):
            where: Series = origin.iloc[at]
            name = f"{setting.roster[subject].name}　{ones[str(row['indicator'])].name}　{parse(str(row['period'])).short_name}"
            words = said[str(row["indicator"]), str(row["period"])]
            found.append((name, words, "reported", *(where.get(one) for one in ORIGIN), None))
    return found
