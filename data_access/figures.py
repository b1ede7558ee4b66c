"""Figures by the rule of time: of several for one indicator and subject, the newest one visible on a day.

At the newest change the kept table of latest figures answers; any other version reads history once.
"""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, bindparam, text

from data_access.database import head
from data_access.rows import rows_known
from domain.frames import days
from domain.periods import Cadence, cadence_of, parse
from domain.records import Figure

LATEST_COLUMNS = ("indicator", "subject_kind", "subject", "period", "numerator", "denominator")
_QUESTION = ["indicator", "subject_kind", "subject"]
_ROUND_DAYS = 1000


def latest_figures(
    connection: Connection, known_at: int, *, indicators: Sequence[str] | None = None
) -> pd.DataFrame:
    """LATEST_COLUMNS of the latest figure of every indicator and subject, whatever the day; stored integers.

    indicators  only these; None is all
    """
    if known_at != head(connection):
        return _from_history(connection, known_at, indicators)
    query = (
        "SELECT figure.indicator, figure.subject_kind, figure.subject, figure.period, figure.numerator, "
        'figure.denominator FROM figure_latest JOIN figure ON figure.id = figure_latest."row"'
    )
    if indicators is None:
        rows = connection.execute(text(query)).fetchall()
    else:
        chosen = text(f"{query} WHERE figure_latest.indicator IN :codes").bindparams(
            bindparam("codes", expanding=True)
        )
        rows = connection.execute(chosen, {"codes": list(indicators)}).fetchall()
    frame = pd.DataFrame(rows, columns=list(LATEST_COLUMNS))
    return frame.astype({"numerator": "Int64", "denominator": "Int64"})


def _from_history(connection: Connection, known_at: int, indicators: Sequence[str] | None) -> pd.DataFrame:
    where = {} if indicators is None else {"indicator": list(indicators)}
    rows = rows_known(connection, Figure, known_at, where=where)
    ordered = rows.assign(
        _cutoff=days(rows["cutoff"]), _shortness=[-period_days(code) for code in rows["period"]]
    ).sort_values(["_cutoff", "_shortness", "said_by"], kind="stable")
    newest = ordered.drop_duplicates(_QUESTION, keep="last").sort_values(_QUESTION)
    return newest[list(LATEST_COLUMNS)].reset_index(drop=True)


def period_days(code: str) -> int:
    """The length that decides between periods of one cut-off day; a round has none of its own and comes last."""
    if cadence_of(code) == Cadence.ROUND:
        return _ROUND_DAYS
    period = parse(code)
    return (period.end - period.start).days + 1
