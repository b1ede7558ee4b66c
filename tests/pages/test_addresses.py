"""The address of every page holds what is looked at, in plain words: a copied link shows the same, an unknown word is told."""

import html
import re
from functools import cache
from urllib.parse import parse_qsl

import pytest

from domain.permissions import Role
from tests.counties import subject_of
from tests.pages.screens import run_page, seen
from views.navigation import PAGES, may_open

pytestmark = pytest.mark.xdist_group("pages")

CODES = [page.code for page in PAGES]
DAY = {
    "rectification": {"as_of": "2026-11-10", "known_at": "30"}
}  # another moment, where it is cheap to work out
NONSENSE = "没有这个词"
# What a click on a row, a number or a name sets: every one on screen is a link with its parameters.
_ROW = re.compile(r'data-kb="([^"]+)"')
ROWS = {"problem", "village", "change", "trace", "behind", "at", "matters", "steps"}


def leader_or_admin(code):
    return next(role for role in (Role.LEADER, Role.ADMIN) if may_open(role, code))


def bound(app):
    """The controls that keep a parameter of the address."""
    return [node for node in app._tree if getattr(getattr(node, "proto", None), "query_param_key", False)]


def words(control):
    """What the control's choice is called in the address."""
    if control.type == "text_input":
        return control.value
    codes = control.options
    shown = control.format_func(control.value) if hasattr(control, "format_func") else control.value
    return shown if shown in codes else codes[control.indices[0]]


@pytest.fixture(scope="module")
def opened(sample_url):
    def run(code, **address):
        app = run_page(code, leader_or_admin(code), sample_url, **subject_of(code, sample_url), **address)
        assert not app.exception, app.exception[0].message
        return app

    return run


@pytest.fixture(scope="module")
def plain(opened):
    """Each page as it opens without a word in its address, run once: only look at it."""
    return cache(opened)


@pytest.mark.parametrize("code", CODES)
def test_what_was_chosen_is_seen_again_at_its_address(opened, code):
    app = opened(code, **DAY.get(code, {}))
    for control in bound(app):
        if control.type == "text_input":
            control.set_value("村")
        elif len(control.options) > 1:
            choose(control, 1)
    app.run()
    assert not app.exception, app.exception[0].message
    address = {control.key: words(control) for control in bound(app)}
    again = opened(code, **DAY.get(code, {}), **address)
    assert {control.key: words(control) for control in bound(again)} == address
    assert seen(again) == seen(app)
    assert code not in DAY or ("2026年11月10日" in seen(again) and "第 30 号变更时已知的数" in seen(again))


def choose(control, at):
    if control.type == "selectbox":
        control.select_index(at)
    else:
        control.set_value(control.options[at])


@pytest.mark.parametrize("code", CODES)
def test_a_word_nobody_knows_is_told_once_and_the_page_opens(opened, plain, code):
    asked = [control.key for control in bound(plain(code)) if control.type != "text_input"]
    told = seen(opened(code, **dict.fromkeys(asked, NONSENSE)))
    assert told.count(f"“{NONSENSE}”") == len(asked)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("indicator", "indicator"), ("village", "village"), ("project", "project"), ("rectification", "problem"),
        ("rectification", "behind"), ("daily", "problem"), ("changes", "change"), ("changes", "before"), ("help", "at"),
        ("overview", "trace"), ("overview", "matters"), ("projects", "behind"), ("overview", "as_of"), ("overview", "known_at"),
    ],
)  # fmt: skip
def test_a_row_nobody_knows_is_told(sample_url, code, name):
    app = run_page(code, leader_or_admin(code), sample_url, **{name: NONSENSE})
    assert not app.exception, app.exception[0].message
    assert NONSENSE in seen(app) or "不指向任何一个数" in seen(app)


@pytest.mark.parametrize("code", CODES)
def test_a_chosen_row_stands_in_the_address_and_opens_from_it(opened, plain, code):
    app = plain(code)
    fragments = "".join(node.proto.body for node in app.get("html"))
    found = {}
    for link in _ROW.findall(fragments):
        for name, worth in parse_qsl(html.unescape(link)):
            if name in ROWS and "page=" not in link:
                found.setdefault(name, worth)
    before = seen(app)
    for name, worth in found.items():
        again = opened(code, **{name: worth})
        assert again.query_params[name] == worth
        assert seen(again) != before, name
        assert "网址里的" not in seen(again)
