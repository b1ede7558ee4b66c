"""How far a planned end was moved, in words."""

from datetime import date

import pytest

from domain.wording.slips import slip_words


@pytest.mark.parametrize(
    ("first", "before", "now", "said"),
    [
        (date(2026, 9, 30), date(2026, 9, 30), date(2026, 10, 30), "登记以来推后 30 天"),
        (date(2026, 9, 30), date(2026, 10, 30), date(2026, 11, 30), "登记以来推后 61 天，较上版推后 31 天"),
        (date(2026, 9, 30), date(2026, 10, 30), date(2026, 9, 30), "登记以来未变，较上版提前 30 天"),
        (date(2026, 9, 30), date(2026, 9, 30), date(2026, 9, 20), "登记以来提前 10 天"),
    ],
)
def test_a_moved_end_is_told_since_registration_and_since_the_version_before(first, before, now, said):
    assert slip_words(first, before, now) == said
