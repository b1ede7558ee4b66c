"""变更记录: who changed what, opened by its address, withdrawn with a reason, the whole checked."""

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from data_access.database import open_store
from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.county.progress import silent
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.loaded_county import SAMPLE_CHANGES
from tests.pages.books import TOWN, corrected
from tests.pages.screens import ROOT, run_page, seen

pytestmark = pytest.mark.xdist_group("pages_that_write")

NOW = datetime(2026, 11, 22, 9, 0)


@pytest.fixture
def change(own_url):
    """The number of a change that corrected two cells of a town's report."""
    store = open_store(own_url)
    actor = Actor("人居办 李某", Role.REVIEWER)
    files = [Upload(TOWN, corrected({"F9": 518, "F10": 160}))]
    looked = preview(store, actor, WHOLE_COUNTY, files, now=NOW, progress=silent)
    done = accept(store, actor, WHOLE_COUNTY, looked, reason="镇里复核更正", now=NOW)
    store.engine.dispose()
    return done.change


def press(app, words):
    [button] = [button for button in app.button if button.label.startswith(words)]
    button.click().run()
    assert not app.exception, app.exception[0].message
    return app


def test_the_newest_change_stands_first_with_who_when_file_and_reason(own_url, change):
    told = seen(run_page("changes", Role.LEADER, own_url))
    assert f"共 {change} 次变更，最近一次是 人居办 李某 11月22日 09:00 的导入" in told
    for word in (TOWN, "镇里复核更正", "2026-11-22 09:00"):
        assert word in told
    assert told.index("2026-11-22 09:00") < told.index("2026-11-19 20:52")


def test_the_list_goes_on_page_by_page_and_ends_with_the_catalogue(sample_url):
    first = seen(run_page("changes", Role.LEADER, sample_url))
    assert "较早的 ›" in first
    last = seen(run_page("changes", Role.LEADER, sample_url, before="3"))
    sheets = len(list((ROOT / "catalogue").glob("*.csv")))
    assert f"随软件附带的目录 等 {sheets} 份" in last
    assert "较早的" not in last
    assert "较新的" in last


def test_a_change_opened_by_its_address_tells_every_field_old_to_new_with_its_cell(own_url, change):
    told = seen(run_page("changes", Role.LEADER, own_url, change=str(change)))
    assert f"第 {change} 号变更改动 2 条" in told
    for word in (
        "云溪镇 云台村 11月中旬",
        "卫生厕所户数",
        "516",
        "518",
        "161",
        "160",
        "Sheet1!F9",
        "Sheet1!F10",
    ):
        assert word in told
    assert "撤回这次变更" not in told, "a leader has no such button"


def test_withdrawing_names_what_it_touches_asks_why_and_puts_the_old_values_back(own_url, change):
    app = press(run_page("changes", Role.REVIEWER, own_url, change=str(change)), "撤回这次变更")
    assert "涉及数据：云溪镇 云台村 11月中旬、云溪镇 樟树下村 11月中旬" in seen(app)
    assert "会变的名次" in seen(app)
    press(app, "确认撤回")
    assert "撤回要写明理由" in seen(app)
    [reason] = [line for line in app.text_input if line.label == "撤回理由"]
    reason.set_value("报错了期").run()
    press(app, "确认撤回")
    assert f"已撤回第 {change} 号变更，记为第 {change + 1} 号" in seen(app)
    told = seen(run_page("changes", Role.REVIEWER, own_url))
    assert f"其中 1 次已撤回：第 {change} 号" in told
    assert f"撤回第 {change} 号" in told


def test_the_whole_is_checked_on_a_button_and_a_changed_row_is_found(own_url):
    assert f"核验无误：第 1 号到第 {SAMPLE_CHANGES} 号变更首尾相接" in seen(
        press(run_page("changes", Role.ADMIN, own_url), "核验")
    )
    with sqlite3.connect(Path(own_url.removeprefix("sqlite:///"))) as database:
        database.execute(
            "UPDATE figure SET numerator = numerator + 1 WHERE id = (SELECT max(id) FROM figure)"
        )
    told = seen(press(run_page("changes", Role.ADMIN, own_url), "核验"))
    assert "处不一致" in told
    assert "数据的行与当时留下的指纹不一致" in told
