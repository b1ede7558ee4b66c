"""Figures that were corrected 已更正: what was said of a key first, what stands now, and the change that says so."""

from collections.abc import Sequence

from pandas import DataFrame
from sqlalchemy import Connection, bindparam, text

REVISION_COLUMNS = (
    "indicator", "subject_kind", "subject", "period", "first_numerator", "first_denominator", "numerator",
    "denominator", "change",
)  # fmt: skip


def revised_figures(connection: Connection, known_at: int, indicators: Sequence[str]) -> DataFrame:
    """REVISION_COLUMNS of the figures that stand at a change with another number than was reported first.

    A blank that was filled in later is no correction. Stored integers; change is the one whose word stands.
    """
    same_key = " AND ".join(f"first.{name} = now.{name}" for name in REVISION_COLUMNS[:4])
    query = text(
        "SELECT now.indicator, now.subject_kind, now.subject, now.period, first.numerator, first.denominator, "
        "now.numerator, now.denominator, now.opened_by FROM figure AS now "
        "JOIN (SELECT indicator, subject_kind, subject, period, MIN(id) AS id FROM figure "
        "WHERE indicator IN :codes AND opened_by <= :n GROUP BY indicator, subject_kind, subject, period) AS oldest "
        "ON oldest.id <> now.id JOIN figure AS first ON first.id = oldest.id AND " + same_key + " "
        "WHERE now.indicator IN :codes AND now.opened_by <= :n AND (now.closed_by IS NULL OR now.closed_by > :n) "
        "AND (now.numerator <> first.numerator OR now.denominator <> first.denominator) ORDER BY now.id"
    ).bindparams(bindparam("codes", expanding=True))
    rows = connection.execute(query, {"codes": list(indicators), "n": known_at})
    return DataFrame([tuple(row) for row in rows], columns=list(REVISION_COLUMNS), dtype=object)
