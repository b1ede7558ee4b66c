"""Withdrawing 撤回: a new change that lets every key it touches say what still stands (DESIGN 1).

A withdrawal can be withdrawn. Nothing is deleted and no mark is cleared.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, text

from data_access.bulk import Key, fetch
from data_access.database import Head, Store, imagined, within_transaction, writing
from data_access.garbage import collector_paused
from data_access.gathering import named
from data_access.lookup import wire_columns
from data_access.planning import NAMED_AT_MOST, Opening, Plan
from data_access.references import Orphans, orphans_of
from data_access.sayings import Spoken, Worth, fold, sayings_of
from data_access.standing import content_of, withdrawn_by
from data_access.statements import Committed, Header
from data_access.wire import Wire
from data_access.writing import write_change
from domain.records import RECORDS, Record, key_fields, meanings, value_fields
from domain.refusals import Refusal


def withdraw(store: Store, header: Header, n: int) -> Committed:
    """Take change n back; what others say of the same keys counts again.

    Refused: a change that does not exist, no longer stands or is an erasure; one whose going would leave facts
    without their place, unit, form or indicator, or without a field they have to have. The facts are named.
    """
    if header.kind != "withdrawal":
        raise ValueError(f"a withdrawal is not a change of kind {header.kind}")
    with collector_paused(), writing(store) as (connection, last):
        return _withdrawn(connection, last, header, n)


@contextmanager
def as_if_withdrawn(store: Store, header: Header, n: int) -> Iterator[tuple[Store, int]]:
    """Inside, a store that knows the withdrawal, and its newest change; afterwards nothing of it has happened.

    Other writers wait meanwhile, readers do not. Refused as withdrawing is.
    """
    with collector_paused(), imagined(store) as (connection, last):
        committed = _withdrawn(connection, last, header, n)
        yield within_transaction(connection, store), committed.n


def _withdrawn(connection: Connection, last: Head, header: Header, n: int) -> Committed:
    withdrawals = _withdrawals(connection)
    _refuse_unless_standing(connection, n, withdrawals, newest=last.n)
    content = content_of(withdrawals, n)
    gone = withdrawn_by([*withdrawals.items(), (last.n + 1, n)])
    plans = [_plan(connection, record, content, gone, n) for record in RECORDS.values()]
    touched = [plan for plan in plans if plan.closing or len(plan.opening)]
    committed = write_change(connection, last, header, touched, withdraws=n, erased=())
    orphans = orphans_of(connection, committed.n)
    if orphans:
        raise _leaves_orphans(n, orphans)
    return committed


def _withdrawals(connection: Connection) -> dict[int, int]:
    """Withdrawing change → withdrawn change."""
    rows = connection.execute(text("SELECT n, withdraws FROM change WHERE withdraws IS NOT NULL"))
    return {row.n: row.withdraws for row in rows}


def _refuse_unless_standing(
    connection: Connection, n: int, withdrawals: dict[int, int], *, newest: int
) -> None:
    kind = connection.execute(text("SELECT kind FROM change WHERE n = :n"), {"n": n}).scalar()
    if kind is None:
        raise Refusal(f"没有第 {n} 号变更，最新的是第 {newest} 号。请核对编号。", code="unknown_change")
    if kind == "erasure":
        raise Refusal(f"第 {n} 号变更是涂除，涂去的文字不再保存，不能撤回。", code="erasure")
    gone = withdrawn_by(withdrawals.items())
    if n in gone:
        by = max(w for w, target in withdrawals.items() if target == n and w not in gone)
        raise Refusal(
            f"第 {n} 号变更已被第 {by} 号撤回。要恢复它，请撤回第 {by} 号。", code="already_withdrawn"
        )


def keys_spoken_of(connection: Connection, record: type[Record], n: int) -> list[Key]:
    """Keys of one record that change n asserted or confirmed something of."""
    keys = wire_columns(record, key_fields(record), "stored")
    query = (
        f'SELECT {keys} FROM "{record.NAME}" AS stored WHERE stored.opened_by = :n AND stored.copy_of IS NULL '
        f'UNION SELECT {keys} FROM confirmation AS said JOIN "{record.NAME}" AS stored ON stored.id = said.row '
        "WHERE said.change = :n AND said.record = :record"
    )
    return fetch(connection, query, {"n": n, "record": record.NAME})


def _plan(connection: Connection, record: type[Record], content: int, gone: frozenset[int], n: int) -> Plan:
    """Rows to close and copies to open so that one record's keys are worth what still stands."""
    keys = keys_spoken_of(connection, record, content)
    copies: list[tuple[Key, Worth]] = []
    closing: list[int] = []
    for key, spoken in zip(keys, sayings_of(connection, record, keys) if keys else [], strict=True):
        worth = standing_worth(record, spoken, gone)
        if worth is not None and worth.lacking:
            raise _leaves_incomplete(record, key, worth, n)
        if (None if worth is None else worth.values) == (spoken.open and tuple(spoken.open.values)):
            continue
        if spoken.open is not None:
            closing.append(spoken.open.row)
        if worth is not None:
            copies.append((key, worth))
    return Plan(record, _opening(record, copies), closing)


def standing_worth(record: type[Record], spoken: Spoken, gone: frozenset[int]) -> Worth | None:
    """What a key is worth by the sayings whose changes stand."""
    return fold(record, [saying for saying in spoken.sayings if saying.change not in gone])


def _opening(record: type[Record], copies: Sequence[tuple[Key, Worth]]) -> Opening:
    names = (*key_fields(record), *value_fields(record))
    rows = [(*key, *worth.values) for key, worth in copies]
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    by_name: dict[str, Sequence[Wire]] = dict(zip(names, columns, strict=True))
    newest = [worth.newest for _key, worth in copies]
    return Opening(
        record=record,
        columns={name: by_name[name] for name in meanings(record)},
        said_fields=[saying.said_fields for saying in newest],
        sources=[saying.said_in for saying in newest],
        lines=[saying.said_line for saying in newest],
        said_by=[saying.change for saying in newest],
        copy_of=[saying.row for saying in newest],
    )


def _leaves_incomplete(record: type[Record], key: Key, worth: Worth, n: int) -> Refusal:
    titles = "、".join(f"“{meanings(record)[name].title}”" for name in worth.lacking)
    by = worth.newest.change
    return Refusal(
        f"撤回第 {n} 号变更后，{named(record, key)}只剩第 {by} 号变更所报的部分，缺{titles}。"
        f"请先撤回第 {by} 号，再撤回第 {n} 号。",
        code="leaves_incomplete",
    )


def _leaves_orphans(n: int, orphans: Sequence[Orphans]) -> Refusal:
    """Names the facts, what they would lose, and the changes that have to go first."""
    parts = []
    for found in orphans:
        reference = found.reference
        rows = "、".join(named(reference.record, key) for key in found.keys[:NAMED_AT_MOST])
        more = f"等 {len(found.keys)} 行" if len(found.keys) > NAMED_AT_MOST else ""
        parts.append(f"{rows}{more}会失去所属的{reference.target.TITLE}")
    # A row that n itself asserted stands by somebody's confirmation; naming n would lead in a circle.
    changes = sorted({change for found in orphans for change in found.changes} - {n})
    first = "、".join(str(change) for change in changes[:NAMED_AT_MOST])
    more = f" 等 {len(changes)} 次变更" if len(changes) > NAMED_AT_MOST else " 号变更"
    remedy = f"请先撤回第 {first}{more}，再撤回第 {n} 号" if changes else "请先撤回报这些行的变更"
    return Refusal(
        f"第 {n} 号变更不能撤回：{'；'.join(parts)}。{remedy}。",
        code="leaves_orphans",
    )
