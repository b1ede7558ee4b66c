"""Many files dropped together: one difference by town that adds up, and each of them can be taken alone."""

from datetime import datetime

import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.county.progress import silent
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import COUNT_WORDS, Upload
from services.taking_in.split_preview import by_town, first_part, only
from tests.pages.books import TOWN, corrected

CLERK = Actor("李某", Role.CLERK)
NOW = datetime(2026, 11, 21, 9)
OTHER = "柳湾乡人居旬报11月中旬.xlsx"
MARK = "备注：已核对"


def look(store, *contents):
    uploads = [Upload("旬报.xlsx", content) for content in contents]
    return preview(store, CLERK, WHOLE_COUNTY, uploads, now=NOW, progress=silent)


@pytest.fixture
def two(own_sample):
    """Two towns' reports under one file name, each with one number that rose by one."""
    return own_sample, look(own_sample, corrected({"F9": 517}), corrected({"A60": MARK}, OTHER))


def test_cells_by_town_add_up_to_the_counts_of_all_files(two):
    store, seen = two
    told = by_town(store, seen)
    counts = seen.counts()
    sums = {name: int(told[name].sum()) for name in COUNT_WORDS if name != "missing"}
    assert sums == {name: getattr(counts, name) for name in sums}
    assert set(told["town"]) >= {TOWN[:3], OTHER[:3]}
    assert int(told.loc[told["town"] == TOWN[:3], "changed"].iloc[0]) == 1


def test_files_of_one_name_are_told_apart(two):
    _, seen = two
    assert len({file.sha256 for file in seen.files}) == 2
    assert all(file.known is None for file in seen.files)


def test_one_file_of_several_is_taken_alone_and_the_other_is_still_to_come(two):
    store, seen = two
    first, second = seen.files
    alone = only(seen, second.sha256)
    assert (alone.counts(), len(alone.compared)) == (
        second.counts,
        len(seen.compared) - first_part(seen, second.sha256),
    )
    own = only(seen, first.sha256)
    done = accept(store, CLERK, WHOLE_COUNTY, own, reason="补报", now=NOW)
    assert done.counts.changed == 1
    again = look(store, *(seen.contents[file.sha256] for file in seen.files))
    assert [file.known is not None for file in again.files] == [True, False]
