"""The three-way difference of one field, as the office would say it."""

import pytest

from domain.difference import Outcome, outcome
from domain.records import UNSAID

# what the case is, file, now, what the form said last, whether the key stands → outcome
CASES = [
    ("the sheet is silent", UNSAID, 37, 37, True, Outcome.UNSAID),
    ("first ever", 37, None, UNSAID, False, Outcome.NEW),
    ("fills an empty field", 37, None, UNSAID, True, Outcome.NEW),
    ("says what stands", 37, 37, UNSAID, True, Outcome.SAME),
    ("empty and stays empty", None, None, UNSAID, True, Outcome.SAME),
    ("corrected in the file only", 38, 37, 37, True, Outcome.CHANGED),
    ("corrected in the database only, the old file again", 37, 38, 37, True, Outcome.KEPT),
    ("corrected in both, to different values", 39, 38, 37, True, Outcome.CONFLICT),
    ("corrected in both, to the same value", 38, 38, 37, True, Outcome.SAME),
    ("said by another form only", 38, 37, UNSAID, True, Outcome.CHANGED),
    ("emptied by hand, the old file again", 37, None, 37, True, Outcome.KEPT),
    ("emptied by hand, another value in the file", 38, None, 37, True, Outcome.CONFLICT),
    ("withdrawn, the file again", 37, None, UNSAID, False, Outcome.NEW),
    ("zero is not missing", 0, None, UNSAID, True, Outcome.NEW),
]


@pytest.mark.parametrize(("case", "said", "known", "base", "stands", "expected"), CASES)
def test_a_field_comes_out_as_the_office_would_say(case, said, known, base, stands, expected):
    assert outcome(said, known, base, stands=stands) is expected, case
