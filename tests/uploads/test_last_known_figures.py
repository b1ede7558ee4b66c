"""What new figures are held against: the last ones, as the database gives them back."""

from datetime import date

import pandas as pd

from domain.periods import parse
from tests.uploads.offices import office
from uploads.forms.last_known import Last, last_bases, last_known

FIGURES = pd.DataFrame(
    {
        "indicator": ["TOI_COV", "TOI_COV"],
        "subject": ["V0001", "V0002"],
        "period": ["2026-11-X1", "2026-11-X2"],
        "numerator": pd.array([291, None], dtype="Int64"),
        "denominator": pd.array([297, 88], dtype="Int64"),
    }
)
NOW = parse("2026-11-X2")


def test_nullable_integers_of_the_database_are_numbers_and_missing_stays_missing():
    assert last_bases(FIGURES, {"TOI_COV"}, NOW, office().catalogue) == {
        ("TOI_COV", "V0001"): Last(date(2026, 11, 10), 291, 297),
        ("TOI_COV", "V0002"): Last(date(2026, 11, 20), None, 88),
    }


def test_a_period_is_held_against_earlier_ones_only_but_a_base_also_against_itself():
    assert set(last_known(FIGURES, {"TOI_COV"}, NOW, office().catalogue)) == {("TOI_COV", "V0001")}
