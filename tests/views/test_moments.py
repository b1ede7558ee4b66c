"""Which day and version a page speaks of: from the address, said plainly where it cannot be used."""

from dataclasses import replace
from datetime import date

import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from views.navigation import PAGES, entry, may_open, menu
from views.session import Entrance, read_moment

HERE = Entrance(
    Actor("王某", Role.CLERK), WHOLE_COUNTY, "sqlite:///county.db", 418, date(2026, 1, 10), date(2026, 11, 19)
)


def test_without_an_address_a_page_opens_with_the_newest() -> None:
    chosen = read_moment({}, HERE)
    assert chosen.moment == Moment(date(2026, 11, 19), 418)
    assert not chosen.pinned
    assert chosen.said == ()


def test_the_address_chooses_day_and_version() -> None:
    chosen = read_moment({"as_of": "2026-10-31", "known_at": "380"}, HERE)
    assert chosen.moment == Moment(date(2026, 10, 31), 380)
    assert chosen.pinned


def test_the_newest_version_in_the_address_is_not_an_older_one() -> None:
    assert not read_moment({"known_at": "418"}, HERE).pinned


@pytest.mark.parametrize("written", ["昨天", "2026-13-01", "20261031 "])
def test_a_day_that_is_none_is_said_and_not_guessed(written: str) -> None:
    chosen = read_moment({"as_of": written}, HERE)
    assert chosen.moment.as_of == HERE.opening_day
    assert f"“{written}”不是日期" in chosen.said[0]


@pytest.mark.parametrize("written", ["419", "-1", "最新", "１２", "4e2"])
def test_a_version_that_is_none_is_said_and_not_guessed(written: str) -> None:
    chosen = read_moment({"known_at": written}, HERE)
    assert chosen.moment.known_at == 418
    assert f"版本“{written}”" in chosen.said[0]


def test_before_the_first_change_the_version_is_zero() -> None:
    assert read_moment({}, replace(HERE, head=0)).moment.known_at == 0


def test_every_page_has_one_code_and_a_chinese_title() -> None:
    assert len({page.code for page in PAGES}) == len(PAGES)
    assert not any(sign.isascii() for page in PAGES for sign in page.title)
    assert entry(PAGES[0].code) is PAGES[0]


def test_a_leader_looks_but_does_not_upload() -> None:
    assert not may_open(Role.LEADER, "upload")
    assert may_open(Role.CLERK, "upload")
    assert "upload" not in {page.code for pages in menu(Role.LEADER).values() for page in pages}


def test_the_menu_lists_exactly_what_may_be_opened() -> None:
    for role in Role:
        listed = {page.code for pages in menu(role).values() for page in pages}
        assert listed == {page.code for page in PAGES if may_open(role, page.code)}
