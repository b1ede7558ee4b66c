"""dashboard.py: asked for a name once, shown the county, told of faults by number only."""

import json
import logging
import re
import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services.county.installation import sqlite_url
from services.county.local_settings import remember_name, remembered_name, settings_file
from tests.pages.screens import PATIENCE, ROOT, seen
from tests.personal_numbers import id_number, phone_number
from views.county import begin_county
from views.faults import tell_failure

pytestmark = pytest.mark.xdist_group("pages")


@pytest.fixture
def come(monkeypatch, own_url):
    """Opens the board as a browser on this PC would; each call is a new visit."""
    monkeypatch.setenv("DATABASE_URL", own_url)
    return lambda: AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()


def test_a_newcomer_is_asked_for_a_name_and_nobody_is_asked_twice(come, own_url):
    """The form itself is filled in by the browser journey: AppTest forgets a click when it changes pages."""
    assert "先写下您的姓名" in seen(come())
    remember_name(own_url, "王某")
    visit = come()
    assert not visit.exception
    assert "先写下您的姓名" not in seen(visit)
    assert "数据截至" in seen(visit)
    assert "本机模式" in seen(visit), "without accounts the corner says that one person does everything"


def test_the_name_is_kept_beside_its_own_database(tmp_path):
    url = sqlite_url(tmp_path / "county.db")
    assert remembered_name(url) is None
    remember_name(url, "李某")
    assert settings_file(url) == tmp_path / "local.json"
    assert json.loads((tmp_path / "local.json").read_text(encoding="utf-8")) == {"name": "李某"}
    assert remembered_name(sqlite_url(tmp_path / "other" / "county.db")) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"name": 3}', '{"name": ""}'])
def test_an_unreadable_settings_file_asks_again_instead_of_failing(tmp_path, content):
    (tmp_path / "local.json").write_text(content, encoding="utf-8")
    assert remembered_name(sqlite_url(tmp_path / "county.db")) is None


def test_a_fault_of_ours_shows_its_number_and_the_log_has_the_trace_under_it(come, own_url, caplog):
    remember_name(own_url, "王某")
    with sqlite3.connect(Path(own_url.removeprefix("sqlite:///"))) as database:
        database.execute("DROP TABLE figure")
    with caplog.at_level(logging.ERROR, logger="board"):
        visit = come()
    assert not visit.exception, "no red box"
    number = re.search(r"系统出错，编号 ([0-9A-F]{4})，请联系管理员。", seen(visit))
    assert number, seen(visit)
    assert "no such table" not in seen(visit)
    [record] = [record for record in caplog.records if number[1] in record.getMessage()]
    assert "no such table" in record.getMessage()


def test_the_log_of_a_fault_does_not_repeat_a_number_of_a_person(caplog):
    phone, number = phone_number(), id_number()
    with caplog.at_level(logging.ERROR, logger="board"):
        tell_failure(ValueError(f"could not read '{phone}', '{number}'"))
    [record] = caplog.records
    assert "could not read '……', '……'" in record.getMessage()
    assert phone not in record.getMessage()


def test_a_refusal_is_shown_as_it_stands(come, own_url):
    remember_name(own_url, "王某")
    with sqlite3.connect(Path(own_url.removeprefix("sqlite:///"))) as database:
        database.execute("UPDATE alembic_version SET version_num = 'of_tomorrow'")
    visit = come()
    assert "这个数据库由更新的版本写成，本版本读不了。请先升级软件，再打开它。" in seen(visit)
    assert "系统出错" not in seen(visit)


def test_a_county_without_data_opens_with_its_catalogue(monkeypatch, tmp_path):
    url = sqlite_url(tmp_path / "county.db")
    remember_name(url, "王某")
    monkeypatch.setenv("DATABASE_URL", url)
    visit = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    # On a busy machine AppTest comes back between the run that opens the county and the one that shows it.
    begin_county().watched()
    assert not visit.run().exception
    with sqlite3.connect(tmp_path / "county.db") as database:
        assert database.execute("SELECT kind FROM change").fetchall() == [("configuration",)]
    visit.switch_page("pages/catalogue.py").run()
    assert "项指标" in seen(visit)
