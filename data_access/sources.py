"""From a row to the sheet and the cells it was read from."""

import json
from functools import lru_cache

import pandas as pd
from sqlalchemy import Connection, text

from data_access.standing import withdrawn_changes
from domain.records import Record

ORIGIN_COLUMNS = ("change", "file", "sheet", "cells", "actor", "at")


@lru_cache(maxsize=4096)
def column_letters(columns: str) -> dict[str, str]:
    """A sheet's field → column letter, from the JSON it is kept as."""
    letters: dict[str, str] = json.loads(columns)
    return letters


def cells_of_rows(connection: Connection, record: type[Record], rows: pd.DataFrame) -> pd.DataFrame:
    """ORIGIN_COLUMNS for every row of a frame that `rows_known` gave, in its order; missing where typed by hand.

    cells  "F12;E12": the cells of the sheet's columns for this record, in their order
    """
    sheets = _sheets(connection, [int(source) for source in rows["said_in"].dropna().unique()])
    changes = _changes(connection, [int(n) for n in rows["said_by"].unique()])
    found: list[tuple[int, str | None, str | None, str | None, str, str]] = []
    figures = "indicator" in rows.columns and record.NAME == "figure"
    prefixes = rows["indicator"] if figures else [record.NAME] * len(rows)
    for source, line, said_by, prefix in zip(
        rows["said_in"], rows["said_line"], rows["said_by"], prefixes, strict=True
    ):
        actor, at = changes.get(int(said_by), ("", ""))
        if pd.isna(source):
            found.append((int(said_by), None, None, None, actor, at))
            continue
        file, sheet, columns = sheets[int(source)]
        cells = None if pd.isna(line) else _cells(columns, str(prefix), int(line))
        found.append((int(said_by), file, sheet, cells, actor, at))
    return pd.DataFrame(found, columns=list(ORIGIN_COLUMNS), index=rows.index)


def columns_said(
    connection: Connection, known_at: int, form: str, *, most: int
) -> tuple[frozenset[str], ...]:
    """The fields (「TOI_COV.numerator」, 「project.name」) of each of the last sheets of a form that stand, newest first."""
    gone = withdrawn_changes(connection, known_at)
    query = text(
        "SELECT change, columns FROM source WHERE form = :form AND change <= :n ORDER BY id DESC LIMIT :most"
    )
    rows = connection.execute(query, {"form": form, "n": known_at, "most": most})
    return tuple(frozenset(column_letters(columns)) for n, columns in rows if n not in gone)


def _cells(columns: str, prefix: str, line: int) -> str:
    letters = column_letters(columns)
    own = dict.fromkeys(letter for field, letter in letters.items() if field.split(".")[0] == prefix)
    return ";".join(f"{letter}{line}" for letter in own)


def _sheets(connection: Connection, ids: list[int]) -> dict[int, tuple[str | None, str, str]]:
    query = text(
        "SELECT source.id, file.name, source.sheet, source.columns FROM source "
        "LEFT JOIN file ON file.id = source.file"
    )
    wanted = set(ids)
    return {
        row[0]: (row[1], row[2], row[3]) for row in connection.execute(query).fetchall() if row[0] in wanted
    }


def _changes(connection: Connection, numbers: list[int]) -> dict[int, tuple[str, str]]:
    query = text('SELECT n, actor, "at" FROM change')
    wanted = set(numbers)
    return {
        row[0]: (row[1], str(row[2])[:16]) for row in connection.execute(query).fetchall() if row[0] in wanted
    }
