"""Every page, every role, a county without data and the sample county: it opens, in Chinese, or says why not."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from domain.permissions import Role
from tests.pages.english import english_on
from tests.pages.screens import ROOT, run_page, seen, words_on
from views.navigation import PAGES, entry, may_open

pytestmark = pytest.mark.xdist_group("pages")

CODES = [page.code for page in PAGES]
FILES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def test_the_menu_lists_every_page_file_and_no_other():
    assert sorted(CODES) == FILES


@pytest.mark.parametrize("code", FILES)
def test_a_page_opens_itself_before_it_does_anything(code):
    """Imports and docstring apart, the first statement is the guard."""
    source = (ROOT / "pages" / f"{code}.py").read_text(encoding="utf-8")
    lines = source.split('"""', 2)[2].splitlines()
    statements = [line for line in lines if line and not line.startswith(("from ", "import ", " ", ")", "#"))]
    assert statements[0] == f'page = open_page("{code}")'


@pytest.mark.parametrize("county", ["empty_url", "sample_url"])
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("code", CODES)
def test_a_page_opens_in_chinese_or_says_why_not(code, role, county, request):
    app = run_page(code, role, request.getfixturevalue(county))
    assert not app.exception, app.exception[0].message
    if not may_open(role, code):
        assert f"“{entry(code).title}”页不对您的角色开放" in seen(app)
        return
    words = words_on(app)
    assert {text[:80]: found for text in words if (found := english_on(code, text))} == {}


@pytest.mark.parametrize("code", CODES)
def test_a_stranger_sees_one_sentence_and_no_figure(code):
    app = AppTest.from_file(str(Path(ROOT / "pages" / f"{code}.py")), default_timeout=60).run()
    assert not app.exception
    told = [text for text in words_on(app) if text.strip()]
    assert told == ["这一页不能直接打开：还不知道您是谁。请从首页进入。"] or "还不知道您是谁" in "".join(told)
    assert len("".join(told)) < 60
