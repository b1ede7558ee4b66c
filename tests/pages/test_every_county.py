"""Every page holds for counties of every shape: no failure, no refusal, Chinese, a headline of one line.

For who looks and who administers; test_every_page.py goes through every role on the sample and an empty county.
"""

import re
from pathlib import Path

import pytest

from domain.permissions import Role
from domain.wording.conclusion import LONGEST
from domain.wording.numbers import length
from tests.counties import COUNTIES, county, subject_of
from tests.pages.english import english_on
from tests.pages.screens import run_page, seen, words_on
from views.navigation import PAGES, entry, may_open

# Its own group: a county is opened, and its answers cached, in one process only.
pytestmark = pytest.mark.xdist_group("counties")

WHO = (Role.LEADER, Role.ADMIN)
CODES = [page.code for page in PAGES]
# A town without its newest report changes these; otherwise that county is the sample.
OF_THE_VILLAGES = ("overview", "sanitation", "ranking", "village", "indicator", "upload")
# Building and opening the large county takes a minute: it belongs to the long checks.
CASES = [
    pytest.param(name, code, marks=pytest.mark.soak if name == "large" else [])
    for name in COUNTIES
    for code in CODES
    if name in ("large", "long_names") or (name == "town_missing" and code in OF_THE_VILLAGES)
]
_HEADLINE = re.compile(r'<h1 class="kb-h1">(.*?)</h1>')


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    return tmp_path_factory.getbasetemp().parent


@pytest.mark.parametrize(("name", "code"), CASES)
def test_a_page_opens_in_chinese_with_a_headline_of_one_line(name, code, shared):
    url = county(name, shared)
    for role in WHO:
        app = run_page(code, role, url, **subject_of(code, url))
        assert not app.exception, f"{role}: {app.exception[0].message}"
        if not may_open(role, code):
            assert f"“{entry(code).title}”页不对您的角色开放" in seen(app)
            continue
        fragments = "".join(node.proto.body for node in app.get("html"))
        assert 'class="kb-refused"' not in fragments
        assert {text[:80] for text in words_on(app) if english_on(code, text)} == set()
        for told in _HEADLINE.findall(fragments):
            headline = re.sub("<[^>]*>", "", told)
            assert length(headline) <= LONGEST or name == "long_names", headline
