"""A loaded county to read, and one to write to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data_access.database import Store, open_store
from services.county.installation import sqlite_url
from tests.loaded_county import copied, loaded_sample


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory) -> Path:
    return loaded_sample(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def sample(sample_file) -> Iterator[Store]:
    """The loaded sample county; only read it."""
    store = open_store(sqlite_url(sample_file))
    yield store
    store.engine.dispose()


@pytest.fixture
def own_sample(sample_file, tmp_path) -> Iterator[Store]:
    """A copy of the loaded sample county to write to."""
    file = tmp_path / "sample.db"
    copied(sample_file, file)
    store = open_store(sqlite_url(file))
    yield store
    store.engine.dispose()
