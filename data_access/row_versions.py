"""Every saying of the rows of a record that stood at a change, superseded ones too: what was said before."""

from collections.abc import Mapping, Sequence

import pandas as pd
from sqlalchemy import BindParameter, Connection, bindparam, text

from data_access.bulk import fetch
from data_access.lookup import wire_columns
from data_access.models import table_of
from data_access.rows import MARKS, NOWHERE, frame_of
from data_access.standing import withdrawn_changes
from domain.records import Record, key_fields, meanings


def row_versions(
    connection: Connection,
    record: type[Record],
    known_at: int,
    *,
    where: Mapping[str, Sequence[object]] = NOWHERE,
) -> pd.DataFrame:
    """Fields of the record and MARKS, by key, each key's versions oldest first, as `rows_known` types them.

    where    text field → accepted values; all must hold
    returns  what changes up to known_at asserted; withdrawn changes and the copies a withdrawal opens are left out
    """
    fields = tuple(meanings(record))
    lists: list[BindParameter[object]] = []
    conditions = ["stored.opened_by <= :n", "stored.copy_of IS NULL"]
    parameters: dict[str, object] = {"n": known_at}
    for at, (name, accepted) in enumerate(where.items()):
        conditions.append(f'stored."{name}" IN :list{at}')
        parameters[f"list{at}"] = list(accepted)
        lists.append(bindparam(f"list{at}", expanding=True, type_=table_of(record).c[name].type))
    marks = ", ".join(f"stored.{mark}" for mark in MARKS)
    order = ", ".join(f'stored."{name}"' for name in key_fields(record))
    query = text(
        f'SELECT {wire_columns(record, fields, "stored")}, {marks} FROM "{record.NAME}" AS stored '
        f"WHERE {' AND '.join(conditions)} ORDER BY {order}, stored.opened_by, stored.id"
    ).bindparams(*lists)
    found = frame_of(record, fields, fetch(connection, query, parameters))
    gone = withdrawn_changes(connection, known_at)
    return found[(~found["said_by"].isin(list(gone))).to_numpy(dtype=bool)].reset_index(drop=True)
