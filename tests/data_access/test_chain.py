"""The canonical form a hash is made of. It is written into every county's history: it may never change."""

from datetime import datetime

from saying import amounts, figures, header, imported
from sqlalchemy import text

from data_access.chain import (
    ChangeLine,
    change_hash,
    columns_digest,
    salt_of,
    salts_for,
    text_digest,
    text_digests,
    without_salt,
)
from data_access.database import reading
from data_access.versions import commit, withdraw

LINE = ChangeLine(
    n=418, kind="import", actor="王某", role="clerk", reason="", at=datetime(2026, 11, 21, 9, 12), withdraws=None,
    opened=2, closed=0, confirmed=0, sections={"rows figure": "ab"}, previous="cd",
)  # fmt: skip


def test_the_canonical_form_is_what_it_was_when_the_first_change_was_written():
    columns = {"id": [1, 2], "subject": ["V0001", "村“二”\n"], "cutoff": ["2026-11-20", None]}
    assert columns_digest(columns) == "01aa0efa99c27e2557a1d3f8ff67439736532b1250ae862c301cb3c3365353fd"
    assert change_hash(LINE) == "060078205687f52a23f2a264a012e169a7cef540a89148009c75795040ee60ad"


def test_a_whole_change_has_the_hash_it_had_in_the_first_release(store):
    change, said = imported([figures({"V0001": 37, "V0002": 38}), amounts({"P1": 5})])
    commit(store, change, said, 0)
    commit(store, header(), [amounts({"P1": 5}), figures({"V0001": 39})], 1)
    withdraw(store, header("withdrawal"), 2)
    with reading(store) as connection:
        hashes = connection.execute(text("SELECT hash FROM change ORDER BY n")).scalars().all()
    assert [digest[:12] for digest in hashes] == ["a2179c254842", "0992b3122cac", "6b22e6240744"]


def test_a_field_added_by_a_later_release_leaves_older_hashes_as_they_were():
    assert columns_digest({"id": [1], "later": [None]}) == columns_digest({"id": [1]})
    assert columns_digest({"id": [1], "later": [0]}) != columns_digest({"id": [1]})


def test_a_value_that_moves_to_another_row_or_column_changes_the_digest():
    base = columns_digest({"a": [1, 2], "b": [None, 3]})
    assert (
        len(
            {
                base,
                columns_digest({"a": [2, 1], "b": [None, 3]}),
                columns_digest({"a": [1, 2], "b": [3, None]}),
            }
        )
        == 3
    )
    assert columns_digest({"a": ["1"]}) != columns_digest({"a": [1]})


def test_every_text_has_a_salt_of_its_own_and_loses_it_alone():
    (salts, none) = salts_for({"text": ["雨", None], "goal": ["雨", None]}, 2)
    assert none is None
    assert salt_of(salts, "text") != salt_of(salts, "goal")
    assert text_digests("text", ["雨"], [salts]) != text_digests("goal", ["雨"], [salts])
    left = without_salt(salts, "text")
    assert (salt_of(left, "text"), salt_of(left, "goal")) == (None, salt_of(salts, "goal"))
    assert without_salt(left, "goal") is None


def test_equal_texts_of_two_rows_cannot_be_told_by_their_digests():
    first, second = salts_for({"text": ["雨", "雨"]}, 2)
    assert text_digest(first, "雨") != text_digest(second, "雨")
