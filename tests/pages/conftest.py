"""A county without data and the sample county, both as a real installation makes them."""

from pathlib import Path

import pytest

from domain.permissions import Actor, Role
from services.county.installation import set_up, sqlite_url
from services.county.load_sample import arrivals
from services.county.progress import silent
from tests.loaded_county import copied, loaded_sample


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded_sample(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def sample_url(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The loaded sample county, a copy of this process: read it; what is taken away is noted in it, beside the facts."""
    file = tmp_path_factory.mktemp("sample") / "county.db"
    copied(sample_file, file)
    return sqlite_url(file)


@pytest.fixture(scope="session")
def empty_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A county that has its catalogue and nothing else; only read it."""
    url = sqlite_url(tmp_path_factory.mktemp("empty") / "county.db")
    set_up(url, Actor("本机", Role.ADMIN), now=arrivals()[0].at, progress=silent).store.engine.dispose()
    return url


@pytest.fixture
def own_url(sample_file: Path, tmp_path: Path) -> str:
    """A copy of the sample county to write to."""
    file = tmp_path / "county.db"
    copied(sample_file, file)
    return sqlite_url(file)
