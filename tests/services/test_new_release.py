"""A county that runs already meets the catalogue of a newer release."""

import io
import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from data_access.database import head, reading
from data_access.rows import rows_known
from data_access.versions import Header, Said, commit
from domain.permissions import Actor, Moment, Role
from domain.records import Term
from services.county.installation import open_installation, set_up, sqlite_url
from services.county.load_catalogue import SHIPPED, load_catalogue
from services.county.progress import silent
from services.settings.accept_settings import accept_settings
from services.settings.known_settings import CATALOGUE
from services.settings.preview_settings import preview_sheet, preview_value
from services.settings.write_settings import write_settings

THIS_PC = Actor("本机", Role.ADMIN)
NOW = datetime(2026, 11, 20, 9, 0)


@pytest.fixture
def older(tmp_path) -> str:
    """A county set up by a release that called one light otherwise and lacked the last word of the list."""
    folder = tmp_path / "catalogue"
    shutil.copytree(SHIPPED, folder)
    terms = folder / "terms.csv"
    lines = terms.read_text(encoding="utf-8").splitlines()
    assert "light.ok,,正常" in lines
    kept = [line.replace("light.ok,,正常", "light.ok,,良好") for line in lines[:-1]]
    terms.write_text("\n".join(kept) + "\n", encoding="utf-8")
    url = sqlite_url(tmp_path / "county.db")
    store = open_installation(url).store
    load_catalogue(store, THIS_PC, now=NOW, folder=folder)
    store.engine.dispose()
    return url


def words_of(url: str) -> tuple[dict[str, str], int]:
    store = open_installation(url).store
    with reading(store) as connection:
        newest = head(connection)
        rows = rows_known(connection, Term, newest)
    store.engine.dispose()
    return dict(zip(rows["term"], rows["word"], strict=True)), newest


def shipped_words() -> dict[str, str]:
    rows = Path(SHIPPED / "terms.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {term: word for term, _day, word in (row.split(",") for row in rows)}


def test_rows_the_office_never_touched_follow_as_one_change(older):
    set_up(older, THIS_PC, now=NOW, progress=silent).store.engine.dispose()
    assert words_of(older) == (shipped_words(), 2)


def test_the_same_release_started_again_changes_nothing(older):
    for _start in range(3):
        set_up(older, THIS_PC, now=NOW, progress=silent).store.engine.dispose()
    assert words_of(older)[1] == 2


def test_a_row_edited_on_the_page_stays_and_its_untouched_neighbours_follow(older):
    store = open_installation(older).store
    edited = preview_value(store, THIS_PC, Term, ("light.ok", ""), name="word", written="绿灯")
    accept_settings(store, THIS_PC, edited, reason="改用灯名", now=NOW)
    store.engine.dispose()
    set_up(older, THIS_PC, now=NOW, progress=silent).store.engine.dispose()
    assert words_of(older)[0] == {**shipped_words(), "light.ok": "绿灯"}


def test_an_edited_sheet_comes_back_and_stays_at_a_new_release(older):
    store = open_installation(older).store
    moment = Moment(NOW.date(), 1)
    content = write_settings(store, Term, actor=THIS_PC, moment=moment, at=NOW, sample=False)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows():
        if row[0].value == "light.warn":
            row[2].value = "黄灯"
    held = io.BytesIO()
    book.save(held)
    seen = preview_sheet(store, THIS_PC, CATALOGUE, name="用语.xlsx", content=held.getvalue())
    accept_settings(store, THIS_PC, seen, reason="改用灯名", now=NOW)
    store.engine.dispose()
    set_up(older, THIS_PC, now=NOW, progress=silent).store.engine.dispose()
    assert words_of(older)[0] == {**shipped_words(), "light.warn": "黄灯"}


def test_a_row_the_office_changed_stays_the_office_s(older):
    store = open_installation(older).store
    own = Said(Term, None, {"term": ["light.ok"], "valid_from": [""], "word": ["绿灯"]}, [None])
    commit(store, Header("edit", "王某", "admin", "改用灯名", NOW, (), ()), [own], 1)
    store.engine.dispose()
    set_up(older, THIS_PC, now=NOW, progress=silent).store.engine.dispose()
    assert words_of(older)[0] == {**shipped_words(), "light.ok": "绿灯"}
