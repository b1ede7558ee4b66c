"""The database itself: what may be opened, that models and migrations agree, and the one lock."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Integer, text
from sqlmodel import SQLModel

from data_access.database import MIGRATIONS, head, migrate, open_store, reading, revisions, writing
from data_access.models import free_fields, table_of
from domain.records import RECORDS
from domain.refusals import Refusal


def test_models_and_migrations_agree(store):
    with reading(store) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_migrating_again_changes_nothing(store):
    migrate(store)
    with reading(store) as connection:
        assert head(connection) == 0


def test_the_file_of_every_revision_begins_with_its_number():
    walked = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert revisions() == walked[::-1]


def test_a_database_of_a_newer_release_is_refused_in_chinese(store):
    with writing(store) as (connection, _last):
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refusal, match="更新的版本"):
        migrate(store)


@pytest.mark.parametrize("url", ["mysql://localhost/county", "county.db", ""])
def test_another_kind_of_database_is_refused_in_chinese(url):
    with pytest.raises(Refusal, match="sqlite:///"):
        open_store(url)


def test_every_whole_number_is_64_bits_wide():
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            assert not isinstance(column.type, Integer) or isinstance(column.type, BigInteger), column


def test_every_record_has_its_table_and_salt_where_it_has_free_text():
    for record in RECORDS.values():
        columns = table_of(record).c
        assert set(record.model_fields) <= set(columns.keys())
        assert ("salt" in columns) == bool(free_fields(record))


def test_what_fails_inside_the_lock_leaves_nothing(store):
    def fail_after_writing():
        with writing(store) as (connection, _last):
            connection.execute(text("UPDATE head SET n = 5"))
            raise KeyError

    with pytest.raises(KeyError):
        fail_after_writing()
    with reading(store) as connection:
        assert head(connection) == 0


def test_a_reader_sees_one_moment_while_another_writes(store):
    with reading(store) as before:
        with writing(store) as (connection, _last):
            connection.execute(text("UPDATE head SET n = 7"))
        assert head(before) == 0
        with reading(store) as after:
            assert head(after) == 7
