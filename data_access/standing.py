"""Which changes stand: a change is withdrawn by a later one that itself stands (a withdrawal can be withdrawn)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text


def withdrawn_changes(connection: Connection, known_at: int) -> frozenset[int]:
    """Changes that do not stand at change `known_at`."""
    query = text("SELECT n, withdraws FROM change WHERE withdraws IS NOT NULL AND n <= :n")
    return withdrawn_by(tuple(row) for row in connection.execute(query, {"n": known_at}))


def withdrawn_by(withdrawals: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Changes that do not stand, given (withdrawing change, withdrawn change).

    Whatever withdraws a change comes after it, so the newest withdrawal certainly stands.
    """
    gone: set[int] = set()
    for n, target in sorted(withdrawals, reverse=True):
        if n not in gone:
            gone.add(target)
    return frozenset(gone)


def content_of(withdrawals: Mapping[int, int], n: int) -> int:
    """The change whose rows a withdrawal turns on or off: the bottom of a chain of withdrawals.

    withdrawals  withdrawing change → withdrawn change, which is always older
    """
    while withdrawals.get(n, n) < n:
        n = withdrawals[n]
    return n
