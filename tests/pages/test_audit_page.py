"""审计: what was taken away and done is listed, the chain is checked on a button, who may not see it does not."""

import pytest
import streamlit as st

from domain.permissions import Role
from tests.loaded_county import SAMPLE_CHANGES
from tests.pages.screens import run_page, seen
from tests.pages.test_changes_page import press

pytestmark = pytest.mark.xdist_group("pages")


def test_a_download_is_a_deed_before_it_is_a_file(own_url, monkeypatch):
    offered, button = {}, st.download_button

    def noted(label, **asked):
        offered[asked["file_name"]] = asked["data"]
        return button(label, **asked)

    monkeypatch.setattr(st, "download_button", noted)
    run_page("changes", Role.LEADER, own_url)
    name = "变更记录_2026-11-19.xlsx"
    assert "下载" not in seen(run_page("audit", Role.ADMIN, own_url, kind="导出")).partition("最新的在前")[2]
    assert offered[name]()[:2] == b"PK"
    told = seen(run_page("audit", Role.REVIEWER, own_url, kind="导出"))
    for word in ("王某", "领导", name, f"数据截至 2026-11-19，第 {SAMPLE_CHANGES} 号变更"):
        assert word in told


@pytest.mark.soak
def test_the_chain_is_checked_with_one_sentence_and_the_check_is_a_deed(own_url):
    app = press(run_page("audit", Role.ADMIN, own_url), "核验")
    assert f"核验无误：第 1 号到第 {SAMPLE_CHANGES} 号变更首尾相接" in seen(app)
    assert "链尾指纹" in seen(app)
    assert f"第 1 号到第 {SAMPLE_CHANGES} 号无误" in seen(run_page("audit", Role.ADMIN, own_url, kind="核验"))


@pytest.mark.parametrize("role", [Role.LEADER, Role.CLERK, Role.INSPECTOR])
def test_others_do_not_see_who_did_what(sample_url, role):
    told = seen(run_page("audit", role, sample_url))
    assert "“审计”页不对您的角色开放" in told
    assert "留痕" not in told
