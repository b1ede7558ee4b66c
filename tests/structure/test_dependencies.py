"""What we run on is named to the version, is what is installed, and is none of the versions known to be bad.

advisories.csv is kept by hand: package, the first version without the fault, its number in the GitHub Advisory Database.
It is what can be held without a network; `.ci/audit` asks the whole index where there is one (decision 0021).
"""

import csv
import re
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LISTED_ON = date(2026, 11, 29)  # when advisories.csv was last gone through
ADVISORIES = [*csv.DictReader((ROOT / "tests/structure/advisories.csv").open(encoding="utf-8"))]
PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[a-z,]+\])?==(?P<version>[0-9][0-9a-z.]*)")
LINES = [
    line.partition("#")[0].strip()
    for file in sorted(ROOT.glob("requirements*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line.partition("#")[0].strip() and not line.startswith("-r ")
]


@pytest.mark.parametrize("line", LINES)
def test_every_requirement_is_pinned_and_installed_as_pinned(line):
    found = PINNED.fullmatch(line)
    assert found, f"write name==version: {line}"
    assert Version(version(found["name"])) == Version(found["version"])


@pytest.mark.parametrize("bad", ADVISORIES, ids=lambda bad: bad["advisory"])
def test_no_installed_version_is_known_to_be_bad(bad):
    try:
        installed = Version(version(bad["package"]))
    except PackageNotFoundError:
        return
    assert installed >= Version(bad["below"]), f"{bad['package']} {installed}: {bad['what']}"


def test_a_bad_version_would_be_found():
    """The comparison is of versions, not of texts."""
    assert Version("0.9.0") < Version("0.49.1") < Version("1.10.0")
    assert {bad["package"] for bad in ADVISORIES} & {PINNED.fullmatch(line)["name"].lower() for line in LINES}
    assert LISTED_ON.year >= 2026
