"""目录 and 单位与名册 on the screen: a value typed or a sheet put back, its difference, a reason, one change."""

import io

import openpyxl
import pytest
import streamlit as st

from domain.permissions import Role
from tests.loaded_county import SAMPLE_CHANGES
from tests.pages.screens import run_page, seen
from tests.pages.test_changes_page import press
from views.downloads import XLSX

pytestmark = pytest.mark.xdist_group("pages_that_write")


def test_a_value_typed_here_is_shown_old_to_new_before_it_is_written(own_url):
    app = run_page("settings", Role.ADMIN, own_url, sheet="用语")
    app.text_input(key=f"worth_term_0_word_{SAMPLE_CHANGES}").set_value("绿灯").run()
    press(app, "看差异")
    told = seen(app)
    assert "新增 0 行，改动 1 行" in told
    assert "正常" in told
    assert "只改写法，值、灯、名次都不变" in told
    press(app, "确认改动 1 行")
    assert "改设置要写明理由和依据" in seen(app)
    app.text_input(key="settings_reason").set_value("县委农办 12 号文").run()
    press(app, "确认改动 1 行")
    assert f"已改 1 行，记为第 {SAMPLE_CHANGES + 1} 号变更" in seen(app)
    changed = seen(run_page("changes", Role.LEADER, own_url, change=str(SAMPLE_CHANGES + 1)))
    assert "县委农办 12 号文" in changed
    assert "改设置" in seen(run_page("audit", Role.REVIEWER, own_url, kind="改动"))


def test_a_sheet_is_taken_away_edited_put_back_and_put_aside(own_url, monkeypatch):
    offered, button = {}, st.download_button

    def noted(label, **asked):
        offered[label] = asked["data"]
        return button(label, **asked)

    monkeypatch.setattr(st, "download_button", noted)
    app = run_page("register", Role.ADMIN, own_url, sheet="单位")
    book = openpyxl.load_workbook(io.BytesIO(offered["下载这张表"]()))
    book.worksheets[0].cell(6, 2).value = "青石镇人民政府（新）"
    book.worksheets[0].cell(7, 4).value = "T99"
    held = io.BytesIO()
    book.save(held)
    app.file_uploader[0].set_value([("单位.xlsx", held.getvalue(), XLSX)]).run()
    told = seen(app)
    assert "青石镇人民政府（新）" in told
    assert "写的“T99”在名册里没有" in told
    assert not [one for one in app.button if one.label.startswith("确认改动")], "what is wrong comes first"
    press(app, "放弃改动")
    assert "青石镇人民政府（新）" not in seen(app)
    assert "设置_单位_2026-11-19.xlsx" in seen(run_page("audit", Role.ADMIN, own_url, kind="导出"))


def test_an_older_version_is_read_and_not_edited(own_url):
    app = run_page("settings", Role.ADMIN, own_url, known_at="41")
    assert "放回改好的表" not in seen(app)
