"""Whoever alters, removes or adds a row past the program is found by `check`; a lawful erasure is not."""

from datetime import date, datetime

import pytest
from saying import amounts, figures, header, imported, places
from sqlalchemy import Date, DateTime, Integer, LargeBinary, Table, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from data_access.checking import check_within
from data_access.database import head, reading, writing
from data_access.statements import Said
from data_access.versions import check, commit, erase, withdraw
from domain.records import Problem
from domain.refusals import Refusal

# A waiting submission is not a fact, and its content is meant to be dropped.
FACTLESS = {"submission", "account", "sign_in", "sign_in_attempt", "deed", "alembic_version"}


def problem(text, **more):
    columns = {
        "problem": ["W1"], "source": ["inspection"], "found_on": [date(2026, 11, 3)], "text": [text], "long_term": [False],
        **{name: [value] for name, value in more.items()},
    }  # fmt: skip
    return Said(Problem, None, columns, [2])


def newest(store):
    with reading(store) as connection:
        return head(connection)


def fill(store):
    """A store in which every bookkeeping table and five records have rows, closed ones too."""
    village = {"name": "石湾村", "level": "village"}
    for said in (
        [places({"V0001": village})],
        [amounts({"P1": 37, "P2": 5}), figures({"V0001": 37, "V0002": 5})],
    ):
        change, said = imported(said, content=repr(said).encode())
        commit(store, change, said, newest(store))
    commit(
        store,
        header(),
        [amounts({"P1": 38, "P2": 5}), figures({"V0001": 37, "V0002": 6}, explanation=["雨", None])],
        2,
    )
    commit(store, header(), [problem("路灯不亮", goal="修好")], 3)
    commit(store, header(), [problem("路灯不亮，涉及张某", goal="修好")], 4)
    withdraw(store, header("withdrawal"), 3)
    erase(store, header("erasure"), Problem, ("W1",), fields=("text",), files=())
    assert check(store) == []
    return store


@pytest.fixture
def filled(store):
    return fill(store)


def tables():
    return [table for name, table in sorted(SQLModel.metadata.tables.items()) if name not in FACTLESS]


def altered(value, column):
    """Another value of the column's type."""
    if isinstance(column.type, Integer) or type(value) is int:
        return int(value or 0) + 1000
    if isinstance(column.type, (Date, DateTime)):
        other = {Date: date(2020, 1, 1), DateTime: datetime(2020, 1, 1)}
        return next(made for kind, made in other.items() if isinstance(column.type, kind))
    if isinstance(column.type, LargeBinary):
        return b"x"
    return bool(not value) if str(column.type) == "BOOLEAN" else f"{value}x"


def test_altering_any_column_of_any_row_is_found(sqlite_store):
    filled, unseen, tried = fill(sqlite_store), [], 0
    for table in tables():
        for column in table.columns:
            if column.name == "one":
                continue
            with filled.engine.connect() as connection:
                rows = connection.execute(select(table).order_by(*table.primary_key.columns)).fetchall()
                for row in rows[-2:]:
                    if column.name == "salt" and row.salt is None:
                        continue  # there is no text it could belong to
                    key = [c == row._mapping[c.name] for c in table.primary_key.columns]
                    value = altered(row._mapping[column.name], column)
                    tried += 1
                    try:
                        connection.execute(update(table).where(*key).values({column.name: value}))
                        seen = check_within(connection)
                    except IntegrityError:
                        seen = ["refused by the database itself"]
                    if not seen:
                        unseen.append((table.name, column.name, row))
                    connection.rollback()
    assert unseen == []
    assert tried > 200


def test_removing_or_adding_any_row_is_found(sqlite_store):
    filled, added_to = fill(sqlite_store), set()
    for table in tables():
        with filled.engine.connect() as connection:
            for row in connection.execute(select(table)).fetchall():
                key = [c == row._mapping[c.name] for c in table.primary_key.columns]
                if table.name != "head":
                    connection.execute(table.delete().where(*key))
                    assert check_within(connection), (table.name, row)
                    connection.rollback()
            added = additional(connection, table)
            if added:
                connection.execute(insert(table).values(added))
                assert check_within(connection), (table.name, added)
                added_to.add(table.name)
    assert added_to >= {"change", "figure", "figure_latest", "allocation", "confirmation", "erasure", "file"}


def additional(connection, table: Table):
    """A row like the newest one under a free key, closed if its record's key is taken; None for an empty table."""
    row = (
        connection.execute(select(table).order_by(*reversed(table.primary_key.columns.values())))
        .mappings()
        .first()
    )
    if row is None or table.name == "head":
        return None
    row = dict(row)
    if table.name == "figure_latest":
        return row | {"subject": "V9999"}
    key = "n" if table.name == "change" else "id"
    row[key] = max(connection.execute(select(table.c[key])).scalars()) + 1
    if "opened_by" in row:
        used = set(connection.execute(select(table.c.opened_by)).scalars())
        free = min(set(range(1, 7)) - used)
        row |= {"opened_by": free, "closed_by": free + 1}
    return row


def test_what_is_broken_is_said_in_chinese_with_place_and_remedy(filled):
    with writing(filled) as (connection, _last):
        connection.execute(text("UPDATE allocation SET amount = 99 WHERE id = 1"))
    assert check(filled) == [
        "第 2 号变更：资金来源的行与当时留下的指纹不一致，有行被改动、增加或删除。"
        "请停止录入，从最近一份核对无误的备份恢复，并报告管理员。"
    ]


def test_an_erased_text_is_gone_from_every_version_and_the_chain_is_whole(filled):
    with reading(filled) as connection:
        rows = connection.execute(text("SELECT text, goal, salt FROM problem")).fetchall()
    assert len(rows) == 2
    for row in rows:
        assert row.text is None
        assert row.goal == "修好"
        assert row.salt.startswith("goal:")
    assert check(filled) == []


def test_an_erasure_cannot_be_withdrawn_nor_repeated(filled):
    erasure = newest(filled)
    with pytest.raises(Refusal, match="是涂除，涂去的文字不再保存，不能撤回"):
        withdraw(filled, header("withdrawal"), erasure)
    with pytest.raises(Refusal, match="问题“W1”没有可涂除的文字"):
        erase(filled, header("erasure"), Problem, ("W1",), fields=("text",), files=())


def test_what_was_erased_survives_no_withdrawal(filled):
    withdraw(filled, header("withdrawal"), 5)
    with reading(filled) as connection:
        now = connection.execute(text("SELECT text, goal FROM problem WHERE closed_by IS NULL")).one()
    assert tuple(now) == (None, "修好")
    assert check(filled) == []


def test_an_erased_file_keeps_its_name_and_hash_only(filled):
    with reading(filled) as connection:
        sha256 = connection.execute(text("SELECT sha256 FROM file WHERE id = 1")).scalar_one()
    erase(filled, header("erasure"), Problem, ("W1",), fields=(), files=(sha256,))
    with reading(filled) as connection:
        kept = connection.execute(text("SELECT name, sha256, body FROM file WHERE id = 1")).one()
    assert tuple(kept) == ("青石镇.xlsx", sha256, None)
    assert check(filled) == []
