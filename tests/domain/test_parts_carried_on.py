"""Parts carried on from those before a change are the parts of all figures, in the order they win."""

from datetime import date

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.frames import with_codes, with_texts
from domain.indicators import catalogue
from domain.reported_parts import PART_TEXTS, parts_carried_on, reported_parts
from tests.domain.shipped import frame as shipped

CATALOGUE = catalogue(shipped("indicators"))
CODE = "TOI_COV"
FIELDS = [
    "indicator",
    "subject_kind",
    "subject",
    "period",
    "cutoff",
    "status",
    "numerator",
    "denominator",
    "opened_by",
]
TEXTS = ["indicator", "subject_kind", "subject", "period", "status"]

keys = st.tuples(
    st.sampled_from(["V1", "V2", "V3"]), st.sampled_from(["2026-11-X1", "2026-11-X2", "2026-11", "W2026-11-13", "2026-Q4"])
)  # fmt: skip
worths = st.tuples(
    st.sampled_from([date(2026, 11, 10), date(2026, 11, 19), date(2026, 11, 20)]),
    st.sampled_from(["reported", "under_review", "not_applicable"]),
    st.one_of(st.none(), st.integers(0, 90)),
    st.one_of(st.none(), st.integers(0, 100)),
)
told = st.dictionaries(keys, worths, max_size=12)


def figures(rows):
    """Rows by key → (worth, change), in the order of the keys, typed as the store gives them."""
    found = [
        (CODE, "place", subject, period, *worth, change)
        for (subject, period), (worth, change) in sorted(rows.items())
    ]
    return pd.DataFrame(found, columns=FIELDS).astype(
        dict.fromkeys(TEXTS, "str") | {"numerator": "Int64", "denominator": "Int64", "opened_by": "int64"}
    )


def parts(rows):
    return reported_parts(figures(rows), CATALOGUE)


@settings(max_examples=120, deadline=None)
@given(told, told, st.sets(keys, max_size=3), st.booleans())
def test_what_was_carried_on_is_what_is_worked_out_from_all_figures(first, second, gone, coded):
    before = {key: (worth, 1 + len(key[1]) % 3) for key, worth in first.items()}
    came = {key: (worth, 7) for key, worth in second.items()}
    moved = {key: worth for key, worth in before.items() if key in came or key in gone}
    now = {key: worth for key, worth in before.items() if key not in moved} | came
    known, fresh = parts(before), parts(came)
    if coded:
        known = with_codes(known, PART_TEXTS)
        # Where a text has no code yet, all are worked out anew.
        assume(all(fresh[name].isin(known[name].cat.categories).all() for name in PART_TEXTS))
        fresh = fresh.astype({name: known[name].dtype for name in PART_TEXTS})
    carried = parts_carried_on(known, figures(moved), fresh)
    pd.testing.assert_frame_equal(with_texts(carried), parts(now), check_dtype=False)
