"""涂除 on the screen: found, chosen, reasoned, asked twice; a page pinned to an older version shows it no more."""

import pytest

from domain.permissions import Role
from tests.loaded_county import SAMPLE_CHANGES
from tests.pages.screens import run_page, seen
from tests.pages.test_changes_page import press

pytestmark = pytest.mark.xdist_group("pages")

TEXT = "长岗村污水横流"


def sought(url, words):
    app = run_page("erasure", Role.ADMIN, url)
    app.text_input(key="erase_words").set_value(words).run()
    assert not app.exception
    return app


def test_a_page_of_an_older_version_shows_the_text_no_more_and_the_chain_is_whole(own_url):
    before = seen(
        run_page("rectification", Role.LEADER, own_url, known_at=str(SAMPLE_CHANGES), problem="整改-048")
    )
    assert TEXT in before
    app = sought(own_url, TEXT)
    assert "写着这些文字的地方" in seen(app)
    press(app, "涂除")
    press(app, "确认涂除")
    assert "涂除要写明理由" in seen(app)
    app.text_input(key="erase_reason").set_value("本人要求删除").run()
    press(app, "确认涂除")
    told = seen(app)
    written = SAMPLE_CHANGES + 1
    assert f"已涂除，记为第 {written} 号变更。核验无误：第 1 号到第 {written} 号变更首尾相接" in told
    assert TEXT not in told
    for version in (SAMPLE_CHANGES, written):
        after = seen(
            run_page("rectification", Role.LEADER, own_url, known_at=str(version), problem="整改-048")
        )
        assert TEXT not in after
    assert "涂除" in seen(run_page("audit", Role.REVIEWER, own_url, kind="涂除"))


def test_what_is_nowhere_is_said_and_one_sign_is_too_few(sample_url):
    assert "没有找到这样的文字或文件" in seen(sought(sample_url, "没有人写过这句话"))
    assert "至少写 2 个字" in seen(sought(sample_url, "垃"))
