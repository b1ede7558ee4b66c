"""The list of changes, what one change touched, and a file that comes again."""

from saying import NOVEMBER, amounts, figures, header, imported

from data_access.changes import known_file, list_changes, sheets_of, touched_by
from data_access.database import head, reading
from data_access.versions import commit, withdraw


def newest(store):
    with reading(store) as connection:
        return head(connection)


def upload(store, *said, content=b"workbook", columns=None):
    change, sayings = imported(said, content=content, columns=columns)
    committed = commit(store, change, sayings, newest(store))
    return committed.n, change.files[0].sha256


def known(store, sha256):
    with reading(store) as connection:
        return known_file(connection, sha256)


def test_a_file_that_comes_again_is_answered_from_the_record(store):
    n, sha256 = upload(store, amounts({"P1": 37, "P2": 5}))
    found = known(store, sha256)
    assert (found.change, found.at, found.corrected) == (n, NOVEMBER, 0)
    assert known(store, "0" * 64) is None


def test_it_says_how_many_of_its_fields_were_corrected_since(store):
    n, sha256 = upload(store, amounts({"P1": 37, "P2": 5}), figures({"V0001": 37, "V0002": 5}))
    commit(store, header(), [amounts({"P1": 38}), figures({"V0001": 37}, denominator=[101])], n)
    assert known(store, sha256).corrected == 2


def test_fields_it_only_confirmed_count_too(store):
    commit(store, header(), [amounts({"P1": 37})], 0)
    n, sha256 = upload(store, amounts({"P1": 37}))
    commit(store, header(), [amounts({"P1": 38})], n)
    assert known(store, sha256).corrected == 1


def test_a_file_whose_import_was_withdrawn_is_not_known(store):
    n, sha256 = upload(store, amounts({"P1": 37}))
    withdraw(store, header("withdrawal"), n)
    assert known(store, sha256) is None
    again, _ = upload(store, amounts({"P1": 37}))
    assert known(store, sha256).change == again


def test_changes_are_listed_newest_first_with_their_files_and_fate(store):
    first, _ = upload(store, amounts({"P1": 37}))
    withdraw(store, header("withdrawal", reason="传错了"), first)
    with reading(store) as connection:
        listed = list_changes(connection, 2)
        earlier = list_changes(connection, 1)
    assert listed[["n", "kind", "files", "withdrawn", "opened", "closed"]].values.tolist() == [
        [2, "withdrawal", "", False, 0, 1],
        [1, "import", "青石镇.xlsx", True, 1, 0],
    ]
    assert (listed["reason"][0], listed["withdraws"][0]) == ("传错了", 1)
    assert earlier["withdrawn"].tolist() == [False]


def test_a_change_names_its_sheets_and_what_it_touched(store):
    upload(store, amounts({"P1": 37}), columns={"allocation.amount": "C"})
    n, _ = upload(store, amounts({"P1": 38, "P2": 5}), content=b"second", columns={"allocation.amount": "D"})
    with reading(store) as connection:
        sheets = sheets_of(connection, n)
        touched = touched_by(connection, n, most=10)
    assert sheets[["file", "sheet", "form", "kept", "columns"]].values.tolist() == [
        ["青石镇.xlsx", "Sheet1", "sanitation", True, 1]
    ]
    assert [(one.key, one.field, one.old, one.new, one.cell) for one in touched] == [
        (("P1", "county"), "amount", 37, 38, "D2"),
        (("P2", "county"), "amount", None, 5, "D3"),
    ]
