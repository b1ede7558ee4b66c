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
    key = ", ".join(REVISION_COLUMNS[:4])
    same_key = " AND ".join(f"oldest.{name} = now.{name}" for name in REVISION_COLUMNS[:4])
    # What was said first and stands no more is closed: few rows of a long history, found by that and not by indicator.
    query = text(
        f"WITH oldest AS MATERIALIZED (SELECT {key}, MIN(id) AS id FROM figure "
        f"WHERE closed_by IS NOT NULL AND closed_by <= :n GROUP BY {key}) "
        "SELECT now.indicator, now.subject_kind, now.subject, now.period, first.numerator, first.denominator, "
        "now.numerator, now.denominator, now.opened_by FROM oldest JOIN figure AS first ON first.id = oldest.id "
        f"JOIN figure AS now ON {same_key} "
        "WHERE oldest.indicator IN :codes AND now.opened_by <= :n AND (now.closed_by IS NULL OR now.closed_by > :n) "
        "AND (now.numerator <> first.numerator OR now.denominator <> first.denominator) ORDER BY now.id"
    ).bindparams(bindparam("codes", expanding=True))
    rows = connection.execute(query, {"codes": list(indicators), "n": known_at})
    return DataFrame([tuple(row) for row in rows], columns=list(REVISION_COLUMNS), dtype=object)
