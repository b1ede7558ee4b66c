"""The name this PC remembers is asked for in every run of a page; what is written in between is seen at once."""

from pathlib import Path

import pytest

from services.county.local_settings import (
    forget_remembered_name,
    remember_name,
    remembered_name,
    settings_file,
)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/county.db"


def test_nobody_is_remembered_before_the_first_name(database: str) -> None:
    assert remembered_name(database) is None


def test_another_name_of_the_same_length_is_seen_at_once(database: str) -> None:
    for name in ("王某", "李某", "王某"):
        remember_name(database, name)
        assert remembered_name(database) == name


def test_who_was_forgotten_is_asked_for_again(database: str) -> None:
    remember_name(database, "王某")
    assert remembered_name(database) == "王某"
    forget_remembered_name(database)
    assert remembered_name(database) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"name": 7}', '{"name": ""}'])
def test_a_file_that_tells_no_name_is_asked_again(database: str, content: str) -> None:
    settings_file(database).write_text(content, encoding="utf-8")
    assert remembered_name(database) is None
