"""The command line on a copy of the loaded sample county."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import manage
from services.county.installation import sqlite_url
from tests.loaded_county import copied, loaded_sample


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory) -> Path:
    return loaded_sample(tmp_path_factory.getbasetemp().parent)


@pytest.fixture
def database(sample_file, tmp_path) -> str:
    """The address of a copy that may be written to."""
    file = tmp_path / "sample.db"
    copied(sample_file, file)
    return sqlite_url(file)


@pytest.fixture
def command(database, capsys) -> Callable[..., tuple[int, dict]]:
    """Run a command on the copy with --json: exit code and the document it printed."""

    def run(*arguments: str) -> tuple[int, dict]:
        capsys.readouterr()
        code = manage.main([*arguments, "--database", database, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run
