"""Pages of projects and money are made anew by their own ledgers, whatever else comes in."""

import pytest
from sqlalchemy import text

from data_access.database import reading
from services.known.read_states import last_of_work


@pytest.fixture(scope="module")
def imports(sample):
    """Change → the forms its sheets were read as."""
    query = text("SELECT change, form FROM source WHERE form IS NOT NULL ORDER BY change")
    found: dict[int, set[str]] = {}
    with reading(sample) as connection:
        for change, form in connection.execute(query):
            found.setdefault(change, set()).add(form)
    return found


def test_a_sanitation_report_leaves_the_pages_of_work_as_they_are(sample, imports):
    reports = [n for n, forms in imports.items() if forms == {"ENV"}]
    assert reports
    assert all(last_of_work(sample, n) == last_of_work(sample, n - 1) for n in reports)


@pytest.mark.parametrize("form", ["PRJ", "FND"])
def test_a_ledger_of_theirs_has_them_made_anew(sample, imports, form):
    ledgers = [n for n, forms in imports.items() if form in forms]
    assert ledgers
    assert all(last_of_work(sample, n) == n for n in ledgers)
