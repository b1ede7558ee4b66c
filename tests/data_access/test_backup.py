"""One file that proves itself: whole and equal after a restore, on either engine, or nothing is touched."""

import hashlib
import json
import random
import secrets
import threading
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from committing_child import head_of, spawning
from saying import amounts, figures, header, imported
from sqlalchemy import select, text
from sqlmodel import SQLModel

from data_access.backup import backup, restore
from data_access.backup_file import MANIFEST, read_manifest
from data_access.database import head, migrate, open_store, reading
from data_access.statements import Said
from data_access.versions import check, commit, erase, withdraw
from domain.records import Form, Problem
from domain.refusals import Moved, Refusal
from tests.conftest import OURS, administer, url_of


def quiet(_done, _total, _what):
    """Nobody watches."""


def newest(store):
    with reading(store) as connection:
        return head(connection)


def fill(store):
    """Every kind of value and every table but submissions: texts, days, truths, bytes, a withdrawal, an erasure."""
    change, said = imported([amounts({"P1": 37}), figures({"V0001": 37}, explanation=["“雨”\n\\"])])
    commit(store, change, said, 0)
    commit(store, header(), [amounts({"P1": 38}), figures({"V0001": 37})], 1)
    form = {
        "form": ["f"],
        "name": ["人居"],
        "layout": ["indicators"],
        "level": ["village"],
        "cadence": ["xun"],
        "full": [True],
    }
    problem = {"problem": ["W1"], "source": ["hotline"], "found_on": [date(2026, 11, 3)], "text": ["张某"]}
    commit(store, header(), [Said(Form, None, form, [2]), Said(Problem, None, problem, [2])], 2)
    withdraw(store, header("withdrawal"), 2)
    erase(store, header("erasure"), Problem, ("W1",), fields=("text",), files=())
    return store


def content(store):
    """Everything in the database, by table."""
    with store.engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(select(table)).fetchall()))
            for name, table in SQLModel.metadata.tables.items()
        }


@pytest.fixture
def file(tmp_path):
    return tmp_path / "云岭县.kb"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def other_store(request):
    """A second store, so that a county moves from each engine to each."""
    if request.param == "sqlite":
        return request.getfixturevalue("second_sqlite_store")
    return request.getfixturevalue("second_postgres_store")


@pytest.fixture
def second_sqlite_store(sqlite_template):
    path = sqlite_template.with_name(f"{OURS}{secrets.token_hex(6)}.db")
    store = open_store(f"sqlite:///{path}")
    yield store
    store.engine.dispose()
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()


@pytest.fixture
def second_postgres_store(postgres_server, postgres_template):
    name = f"{OURS}{secrets.token_hex(6)}"
    administer(postgres_server, f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"')
    store = open_store(url_of(postgres_server, name))
    yield store
    store.engine.dispose()
    administer(postgres_server, f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_restored_county_equals_the_one_that_was_backed_up(store, other_store, file):
    fill(store)
    backup(store, file, progress=quiet)
    assert restore(file, other_store.url, progress=quiet) == newest(store) == 5
    assert content(other_store) == content(store)
    assert check(other_store) == []
    commit(other_store, header(), [amounts({"P9": 1})], 5)
    assert check(other_store) == []


def test_restoring_replaces_what_was_there(store, file):
    fill(store)
    before = content(store)
    backup(store, file, progress=quiet)
    commit(store, header(), [amounts({"P1": 99, "P2": 1})], newest(store))
    restore(file, store.url, progress=quiet)
    assert content(store) == before


def test_a_backup_shows_how_far_it_is(sqlite_store, file):
    steps = []
    backup(fill(sqlite_store), file, progress=lambda done, total, what: steps.append((done, total, what)))
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)
    assert steps[-1][0] == steps[-1][1] > 0
    assert {what for _, _, what in steps} == {"写出备份", "核验备份"}


def test_a_backup_with_any_byte_altered_restores_nothing(sqlite_store, second_sqlite_store, file):
    backup(fill(sqlite_store), file, progress=quiet)
    restore(file, second_sqlite_store.url, progress=quiet)
    before, whole, rng = content(second_sqlite_store), file.read_bytes(), random.Random(7)
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        file.write_bytes(damaged)
        with pytest.raises(Refusal, match="没有恢复任何内容"):
            restore(file, second_sqlite_store.url, progress=quiet)
    for length in (0, 1, 100, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(Refusal, match="没有恢复任何内容"):
            restore(file, second_sqlite_store.url, progress=quiet)
    assert content(second_sqlite_store) == before


def test_a_foreign_file_is_refused_in_one_chinese_sentence(sqlite_store, tmp_path):
    workbook = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Refusal, match="“台账.xlsx”不是本系统的备份文件"):
        restore(workbook, sqlite_store.url, progress=quiet)
    with pytest.raises(Refusal, match="没有找到备份文件“没有.kb”"):
        restore(tmp_path / "没有.kb", sqlite_store.url, progress=quiet)


def resealed(file: Path, change):
    """The backup as somebody would forge it: content altered, every digest made to fit."""
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    manifest = json.loads(entries[MANIFEST])
    for name, entry in manifest["tables"].items():
        written = entries[f"{name}.jsonl"]
        rows = sum(len(json.loads(line)) for line in written.splitlines())
        entry |= {"rows": rows, "sha256": hashlib.sha256(written).hexdigest()}
    entries[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, written in entries.items():
            archive.writestr(name, written)
        archive.comment = b"0" * 64
    sealed = file.read_bytes()[:-64]
    file.write_bytes(sealed + hashlib.sha256(sealed).hexdigest().encode())


def test_a_forged_backup_is_found_by_the_chain_inside_it(store, file):
    backup(fill(store), file, progress=quiet)
    before = content(store)

    def forge(entries):
        entries["allocation.jsonl"] = entries["allocation.jsonl"].replace(b"37", b"3700")

    resealed(file, forge)
    with pytest.raises(Refusal, match="里的数据核对不上，没有恢复任何内容，第一处：第 1 号变更"):
        restore(file, store.url, progress=quiet)
    assert content(store) == before


def test_a_backup_of_a_newer_release_is_refused(sqlite_store, file):
    backup(fill(sqlite_store), file, progress=quiet)

    def from_the_future(entries):
        manifest = json.loads(entries[MANIFEST])
        entries[MANIFEST] = json.dumps(manifest | {"revision": "9999"}).encode()

    resealed(file, from_the_future)
    with pytest.raises(Refusal, match="由更新的版本写成，本版本读不了"):
        restore(file, sqlite_store.url, progress=quiet)


def restore_slowly(path, url, middle):
    """Restore, and say when it is in the middle; then wait to be killed."""

    def halfway(_done, _total, _what):
        middle.set()
        time.sleep(60)

    restore(path, url, progress=halfway)


def test_a_restore_killed_in_the_middle_leaves_what_was_there(store, file):
    fill(store)
    backup(store, file, progress=quiet)
    commit(store, header(), [amounts({"P2": 1})], newest(store))
    before = content(store)
    store.engine.dispose()
    middle = spawning().Event()
    child = spawning().Process(target=restore_slowly, args=(file, store.url, middle))
    child.start()
    assert middle.wait(30)
    child.kill()
    child.join()
    assert content(store) == before
    assert check(store) == []


def test_a_change_prepared_before_a_restore_is_not_written_into_the_other_history(
    store, second_sqlite_store, file
):
    migrate(second_sqlite_store)
    for project in ("P5", "P6"):
        commit(second_sqlite_store, header(), [amounts({project: 1})], newest(second_sqlite_store))
        commit(store, header(), [amounts({"P1": newest(store)})], newest(store))
    backup(second_sqlite_store, file, progress=quiet)
    starting, outcome = threading.Event(), []

    def write():
        starting.set()
        try:
            outcome.append(commit(store, header(), [amounts({"P1": 7})], 2))
        except Moved as moved:
            outcome.append(moved.code)

    def let_the_other_prepare(_done, _total, _what):
        if not starting.is_set():
            writer.start()
            starting.wait()
            time.sleep(0.7)  # it has read the old history by now and waits for the lock

    writer = threading.Thread(target=write)
    restore(file, store.url, progress=let_the_other_prepare)
    writer.join()
    assert outcome == ["moved"]
    assert content(store) == content(second_sqlite_store)


def test_a_backup_is_one_moment_while_others_write(store, file):
    fill(store)

    def write_meanwhile(done, _total, _what):
        if done == 0 or head_of(store) == 5:
            commit(store, header(), [amounts({"P7": done})], newest(store))

    backup(store, file, progress=write_meanwhile)
    assert read_manifest(file).head == 5
    with reading(store) as connection:
        assert connection.execute(text("SELECT count(*) FROM change")).scalar_one() > 5
    restore(file, store.url, progress=quiet)
    assert head_of(store) == 5
    assert check(store) == []
