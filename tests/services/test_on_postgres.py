"""Settings sheets, the audit log and 涂除 on a real PostgreSQL: once each, on a county of one village."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from data_access.submissions import NewSubmission, submit
from data_access.versions import Header, Said, check, commit
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import Place, Problem, Term
from services.accounts.note_deeds import note_export
from services.accounts.show_audit import people_of, show_audit
from services.county.erase_text import GROUNDS, erase_found, find_erasable
from services.county.load_catalogue import load_catalogue
from services.settings.accept_settings import accept_settings
from services.settings.known_settings import CATALOGUE, settings_known
from services.settings.measure_effect import effect_words
from services.settings.preview_settings import preview_sheet
from services.settings.write_settings import write_settings

pytestmark = pytest.mark.postgres

ADMIN = Actor("孙某", Role.ADMIN)
NOW = datetime(2026, 11, 22, 9, 0)
DAY = NOW.date()
NAME = "柳某某"
PLACES = {"place": ["C", "T", "V"], "name": ["云岭县", "青石镇", "水口村"], "level": ["county", "town", "village"],
          "parent": [None, "C", "T"]}  # fmt: skip
PROBLEM = {"problem": ["督-1"], "source": ["inspection"], "found_on": [date(2026, 11, 19)], "text": [f"{NAME}家门前有垃圾"],
           "place": ["V"]}  # fmt: skip


@pytest.fixture
def county(postgres_store):
    """One village with one problem, and the shipped catalogue."""
    n = load_catalogue(postgres_store, ADMIN, now=NOW).change
    for record, columns in ((Place, PLACES), (Problem, PROBLEM)):
        header = Header("edit", "孙某", "admin", "建立", NOW, (), ())
        n = commit(postgres_store, header, [Said(record, None, columns, [None] * len(columns["place"]))], n).n
    return postgres_store, n


def edited(store, n):
    """The sheet of terms taken away, one word written anew."""
    content = write_settings(store, Term, actor=ADMIN, moment=Moment(DAY, n), at=NOW, sample=False)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[0].value == "light.ok")
    next(cell for cell in row if cell.value == "正常").value = "绿灯"
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def test_settings_the_audit_log_and_an_erasure_run_on_postgresql(county):
    store, n = county
    seen = preview_sheet(store, ADMIN, CATALOGUE, name="用语.xlsx", content=edited(store, n))
    assert seen.issues == ()
    assert seen.counts() == (0, 1)
    assert "只改写法" in effect_words(store, seen, moment=Moment(DAY, n))
    n = accept_settings(store, ADMIN, seen, reason="按县里的叫法", now=NOW).n
    assert settings_known(store, n)[Term]["light.ok", ""]["word"] == "绿灯"

    submit(
        store,
        NewSubmission("周某", "clerk", NOW, "correction", f"更正{NAME}家", "REC", None, None, n, "{}",
                      b'{"value": "3", "reason": "x"}'),
    )  # fmt: skip
    found = find_erasable(store, ADMIN, NAME, known_at=n)
    assert (len(found.texts), len(found.submissions)) == (1, 1)
    done = erase_found(
        store, ADMIN, NAME, texts=("1",), files=(), submissions=("1",), reason="本人要求删除", ground=GROUNDS[0], now=NOW
    )  # fmt: skip
    assert check(store) == []
    again = find_erasable(store, ADMIN, NAME, known_at=done.n)
    assert again.texts.empty
    assert again.submissions.empty

    note_export(store, ADMIN, name="表.xlsx", moment=Moment(DAY, done.n), now=NOW)
    told = show_audit(store, scope=WHOLE_COUNTY, first=DAY, last=DAY)
    assert {"导出", "改动", "涂除"} <= set(told.entries["group"])
    assert "涂除 1 次" in told.plain
    assert people_of(store) == ("孙某",)
