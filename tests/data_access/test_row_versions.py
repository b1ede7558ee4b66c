"""What was said of a row before: every standing version, none of a withdrawn change."""

from saying import amounts, header

from data_access.database import head, reading
from data_access.row_versions import row_versions
from data_access.versions import commit, withdraw
from domain.records import Allocation


def say(store, *said):
    with reading(store) as connection:
        seen = head(connection)
    return commit(store, header(), said, seen).n


def versions(store, n=None):
    with reading(store) as connection:
        rows = row_versions(
            connection, Allocation, head(connection) if n is None else n, where={"project": ["P1"]}
        )
    return rows["amount"].tolist()


def test_every_version_is_told_oldest_first(store):
    first = say(store, amounts({"P1": 100, "P2": 7}))
    say(store, amounts({"P1": 150}))
    assert versions(store) == [100, 150]
    assert versions(store, first) == [100]


def test_a_withdrawn_change_is_no_version_and_its_copy_neither(store):
    say(store, amounts({"P1": 100}))
    second = say(store, amounts({"P1": 150}))
    withdraw(store, header("withdrawal"), second)
    assert versions(store) == [100]
