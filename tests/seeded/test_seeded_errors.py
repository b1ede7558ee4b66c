"""Errors planted on purpose: all 37 of a broken report in one pass, 19 of 20 slips, and clean reports left in peace."""

from datetime import datetime

import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.county.progress import silent
from services.taking_in.import_files import preview
from services.taking_in.preview import Upload
from tests.pages.books import TOWN
from tests.seeded.broken import ERRORS, broken
from tests.seeded.confusion import false_alarms, missed, slips_found
from tests.seeded.slips import BOOKS, KINDS

MOST_MISSED, MOST_FALSE = 0.05, 0.02


def test_all_37_errors_of_a_broken_report_are_told_in_one_pass_at_their_cells(sample):
    uploads = [Upload(TOWN, broken())]
    [file] = preview(
        sample,
        Actor("李某", Role.CLERK),
        WHOLE_COUNTY,
        uploads,
        now=datetime(2026, 11, 21, 9),
        progress=silent,
    ).files
    told: dict[str, set[str]] = {}
    for issue in file.issues:
        told.setdefault(issue.cell, set()).add(issue.code)
    assert len(ERRORS) == 37
    assert {
        cell: told.get(cell) for cell, (_, _, codes) in ERRORS.items() if not codes & told.get(cell, set())
    } == {}


@pytest.mark.parametrize("books", [2, pytest.param(BOOKS, marks=pytest.mark.soak)])
def test_nineteen_of_twenty_seeded_slips_are_found(books):
    by = slips_found(books)
    assert missed(by) <= books * len(KINDS) * MOST_MISSED, by


@pytest.mark.parametrize("books", [2, pytest.param(BOOKS, marks=pytest.mark.soak)])
def test_clean_reports_are_left_in_peace(books):
    blamed, cells, codes = false_alarms(books)
    assert cells > books * 300
    assert blamed <= cells * MOST_FALSE, codes
