"""Figures by the rule of time (DESIGN 1): which one speaks for an indicator and subject on a day.

Visible when its 截数日 ≤ as_of; of several the latest 截数日, then the shortest period, then the greatest change.
Rates are not computed here. Returns frames as `rows_known` does.
"""

from collections.abc import Collection, Sequence
from datetime import date

import pandas as pd
from sqlalchemy import Connection, String, bindparam, text

from data_access.bulk import fetch
from data_access.database import head
from data_access.latest import PERIOD_LENGTH, SUBJECT
from data_access.lookup import wire_columns
from data_access.rows import MARKS, frame_of, rows_known, with_standing_words
from domain.records import Figure, meanings

FIELDS = tuple(meanings(Figure))
_COLUMNS = f"{wire_columns(Figure, FIELDS, 'stored')}, {', '.join(f'stored.{mark}' for mark in MARKS)}"
_SAME_SUBJECT = " AND ".join(f"best.{name} = stored.{name}" for name in SUBJECT.split(", "))
_KNOWN = "opened_by <= :n AND (closed_by IS NULL OR closed_by > :n)"
NO_LIMIT = date(9999, 12, 31)


def figures_as_of(
    connection: Connection,
    indicators: Sequence[str],
    as_of: date,
    known_at: int,
    *,
    places: Collection[str] | None,
    units: Collection[str] | None,
) -> pd.DataFrame:
    """The one figure of each indicator and subject that speaks on the day; subjects without one are absent.

    places, units  keys that may be seen, None for all (as in Scope)
    returns        the fields of Figure and MARKS, ordered by indicator, subject kind, subject
    """
    if known_at < head(connection):
        found = _from_history(connection, indicators, as_of, known_at, only_later=False)
    else:
        found = _from_latest(connection, indicators, as_of, known_at)
    return _within(found, places, units)


def latest_figures(
    connection: Connection, known_at: int, *, indicators: Sequence[str] | None = None
) -> pd.DataFrame:
    """The latest figure of every indicator and subject as known at a change, whatever day it speaks of.

    indicators  only these; None is all
    """
    if indicators is None:
        indicators = list(connection.execute(text("SELECT DISTINCT indicator FROM figure")).scalars())
    return figures_as_of(connection, indicators, NO_LIMIT, known_at, places=None, units=None)


def figure_history(
    connection: Connection,
    indicators: Sequence[str],
    as_of: date,
    known_at: int,
    *,
    places: Collection[str] | None,
    units: Collection[str] | None,
) -> pd.DataFrame:
    """Every figure visible on the day, for trends: ordered by indicator, subject kind, subject, 截数日, period."""
    rows = rows_known(connection, Figure, known_at, where={"indicator": list(indicators)})
    visible = rows[rows["cutoff"].map(lambda day: day <= as_of).astype(bool)]
    ordered = visible.sort_values([*SUBJECT.split(", "), "cutoff", "period"], kind="stable")
    return _within(ordered, places, units)


def _from_latest(
    connection: Connection, indicators: Sequence[str], as_of: date, known_at: int
) -> pd.DataFrame:
    """From the table of latest figures; subjects whose latest figure is of a later day, from history."""
    query = text(
        f"SELECT {_COLUMNS}, best.cutoff > :as_of FROM figure_latest AS best JOIN figure AS stored "
        'ON stored.id = best."row" WHERE best.indicator IN :indicators'
    ).bindparams(bindparam("indicators", expanding=True, type_=String()))
    rows = fetch(connection, query, {"indicators": list(indicators), "as_of": as_of.isoformat()})
    found = [row[:-1] for row in rows if not row[-1]]
    frame = with_standing_words(connection, Figure, frame_of(Figure, FIELDS, found), known_at)
    if len(found) < len(rows):
        earlier = _from_history(connection, indicators, as_of, known_at, only_later=True)
        frame = pd.concat([frame, earlier]) if len(frame) else earlier
    return frame.sort_values(SUBJECT.split(", "), ignore_index=True)


def _from_history(
    connection: Connection, indicators: Sequence[str], as_of: date, known_at: int, *, only_later: bool
) -> pd.DataFrame:
    """From all versions; only_later: only subjects whose latest figure is of a later day than as_of."""
    later = (
        f"AND ({SUBJECT}) IN (SELECT {SUBJECT} FROM figure_latest WHERE cutoff > :as_of)"
        if only_later
        else ""
    )
    best = (
        f"SELECT {SUBJECT}, max(cutoff) AS cutoff FROM figure WHERE indicator IN :indicators AND {_KNOWN} "
        f"AND cutoff <= :as_of {later} GROUP BY {SUBJECT}"
    )
    known = _KNOWN.replace("opened_by", "stored.opened_by").replace("closed_by", "stored.closed_by")
    query = text(
        f"SELECT {_COLUMNS}, {PERIOD_LENGTH} FROM ({best}) AS best CROSS JOIN figure AS stored "
        f"WHERE {_SAME_SUBJECT} AND stored.cutoff = best.cutoff AND {known}"
    ).bindparams(bindparam("indicators", expanding=True, type_=String()))
    parameters = {"indicators": list(indicators), "n": known_at, "as_of": as_of.isoformat()}
    rows = fetch(connection, query, parameters)
    frame = frame_of(Figure, FIELDS, [row[:-1] for row in rows]).assign(length=[row[-1] for row in rows])
    ranked = frame.sort_values(
        [*SUBJECT.split(", "), "length", "said_by", "id"], ascending=[True, True, True, True, False, False]
    )
    best_only = ranked.drop_duplicates(SUBJECT.split(", ")).drop(columns="length").reset_index(drop=True)
    return with_standing_words(connection, Figure, best_only, known_at)


def _within(
    figures: pd.DataFrame, places: Collection[str] | None, units: Collection[str] | None
) -> pd.DataFrame:
    """Only the subjects that may be seen."""
    kept = figures
    for kind, seen in (("place", places), ("unit", units)):
        if seen is not None:
            hidden = (kept["subject_kind"] == kind) & ~kept["subject"].isin(list(seen))
            kept = kept[~hidden.to_numpy(dtype=bool)]
    return kept.reset_index(drop=True)


def counted_by_indicator(connection: Connection, known_at: int) -> dict[str, int]:
    """Indicator → how many figures of it are known at a change."""
    query = text(
        "SELECT indicator, count(*) FROM figure WHERE opened_by <= :n AND (closed_by IS NULL OR closed_by > :n) "
        "GROUP BY indicator"
    )
    return {code: int(count) for code, count in connection.execute(query, {"n": known_at})}
