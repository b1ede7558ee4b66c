"""Accounts and their visits, read and written. Knows no password: only what argon2id made of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection, bindparam, delete, func, insert, inspect, select, update

import data_access.account_tables  # noqa: F401  (fills SQLModel.metadata)
from data_access.bookkeeping import table_named
from data_access.database import Store

ACCOUNT, VISIT = table_named("account"), table_named("sign_in")
ATTEMPT, DEED = table_named("sign_in_attempt"), table_named("deed")
DEED_COLUMNS = ("at", "name", "role", "kind", "about")

_WITH_TABLES: set[str] = set()


@dataclass(frozen=True, slots=True)
class Account:
    """One account without its secret; place and unit are keys, None where it is not confined to one."""

    id: int
    login: str
    name: str
    role: str
    place: str | None
    unit: str | None
    must_change: bool
    disabled: bool
    at: datetime


_ACCOUNT = tuple(ACCOUNT.c[name] for name in Account.__slots__)

# What every run and every log-in asks, put together once: building a statement takes longer than running it.
_VISITOR = (
    select(*_ACCOUNT)
    .join(VISIT, VISIT.c.account == ACCOUNT.c.id)
    .where(
        VISIT.c.token == bindparam("token"), VISIT.c.ends > bindparam("now"), ACCOUNT.c.disabled.is_(False)
    )
)
_NAMED = select(*_ACCOUNT, ACCOUNT.c.secret).where(ACCOUNT.c.login == bindparam("login"))
_CLOSED = select(func.max(ATTEMPT.c.until)).where(
    ATTEMPT.c.who.in_(bindparam("who", expanding=True)), ATTEMPT.c.until > bindparam("now")
)
_FORGET = delete(ATTEMPT).where(ATTEMPT.c.who == bindparam("who"))
_SWEEP, _BEGIN = delete(VISIT).where(VISIT.c.ends <= bindparam("now")), insert(VISIT)
_LAST_DEED, _DEED = select(func.max(DEED.c.id)), insert(DEED)


def accounts_kept(store: Store) -> bool:
    """Whether this installation has any account; without tables it has none, and a table once there stays."""
    with store.engine.connect() as connection:
        if store.url not in _WITH_TABLES:
            if not inspect(connection).has_table("account"):
                return False
            _WITH_TABLES.add(store.url)
        return connection.execute(select(ACCOUNT.c.id).limit(1)).first() is not None


def list_accounts(connection: Connection) -> list[Account]:
    """All of them, oldest first."""
    return [_account(row) for row in connection.execute(select(*_ACCOUNT).order_by(ACCOUNT.c.id))]


def account_named(connection: Connection, login: str) -> tuple[Account, str] | None:
    """The account of this login and its secret."""
    row = connection.execute(_NAMED, {"login": login}).first()
    return (_account(row), str(row.secret)) if row is not None else None


def add_account(connection: Connection, account: Account, secret: str) -> None:
    """Keep a new account under the next number; `account.id` is not read."""
    last = connection.execute(select(func.max(ACCOUNT.c.id))).scalar()
    given = {name: getattr(account, name) for name in Account.__slots__} | {"id": (last or 0) + 1}
    connection.execute(insert(ACCOUNT).values(**given, secret=secret))


def set_secret(connection: Connection, account: int, secret: str, *, must_change: bool) -> None:
    """Another password; every open visit of the account ends."""
    changed = update(ACCOUNT).where(ACCOUNT.c.id == account)
    connection.execute(changed.values(secret=secret, must_change=must_change))
    end_visits(connection, account)


def set_role(connection: Connection, account: int, role: str, place: str | None, unit: str | None) -> None:
    """Another role or scope; visits stay open and have it from their next look-up on."""
    connection.execute(
        update(ACCOUNT).where(ACCOUNT.c.id == account).values(role=role, place=place, unit=unit)
    )


def set_disabled(connection: Connection, account: int, disabled: bool) -> None:
    """Close an account or open it again; closing ends its visits."""
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account).values(disabled=disabled))
    if disabled:
        end_visits(connection, account)


# --- visits ---


def visitor_of(store: Store, token_hash: str, now: datetime) -> Account | None:
    """Whose open visit this is; None for one that ended, and for a disabled account."""
    with store.engine.connect() as connection:
        row = connection.execute(_VISITOR, {"token": token_hash, "now": now}).first()
    return None if row is None else _account(row)


def begin_visit(connection: Connection, token_hash: str, account: int, now: datetime, ends: datetime) -> None:
    """Keep a visit; those that ended by then are swept out."""
    connection.execute(_SWEEP, {"now": now})
    connection.execute(_BEGIN, {"token": token_hash, "account": account, "began": now, "ends": ends})


def end_visit(connection: Connection, token_hash: str) -> None:
    connection.execute(delete(VISIT).where(VISIT.c.token == token_hash))


def end_visits(connection: Connection, account: int) -> None:
    connection.execute(delete(VISIT).where(VISIT.c.account == account))


# --- attempts ---


def closed_until(connection: Connection, who: Sequence[str], now: datetime) -> datetime | None:
    """Until when one of these (a login, an address) may not try, the latest; None when all may."""
    return connection.execute(_CLOSED, {"who": list(who), "now": now}).scalar()


def count_failure(
    connection: Connection, who: str, now: datetime, *, most: int, within: timedelta, closed: timedelta
) -> datetime | None:
    """One more in vain; after `most` within the span it is closed for a while. Gives until when, None if it is not."""
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.began < now - within - closed))
    row = connection.execute(select(ATTEMPT).where(ATTEMPT.c.who == who)).first()
    fresh = row is None or row.began < now - within
    failures = 1 if fresh or row is None else int(row.failures) + 1
    until = now + closed if failures >= most else None
    if row is None:
        connection.execute(insert(ATTEMPT).values(who=who, failures=failures, began=now, until=until))
        return until
    began = now if fresh else row.began
    changed = update(ATTEMPT).where(ATTEMPT.c.who == who)
    connection.execute(changed.values(failures=failures, began=began, until=until))
    return until


def forget_failures(connection: Connection, who: str) -> None:
    connection.execute(_FORGET, {"who": who})


# --- deeds ---


def note_deed(connection: Connection, at: datetime, name: str, role: str, kind: str, about: str) -> None:
    last = connection.execute(_LAST_DEED).scalar()
    written = {"id": (last or 0) + 1, "at": at, "name": name, "role": role, "kind": kind, "about": about}
    connection.execute(_DEED, written)


def list_deeds(
    connection: Connection, *, most: int, since: datetime | None = None, until: datetime | None = None
) -> pd.DataFrame:
    """DEED_COLUMNS, newest first, at most so many; since is within, until is not."""
    query = select(*(DEED.c[name] for name in DEED_COLUMNS)).order_by(DEED.c.id.desc()).limit(most)
    if since is not None:
        query = query.where(DEED.c.at >= since)
    if until is not None:
        query = query.where(DEED.c.at < until)
    return pd.DataFrame(
        [tuple(row) for row in connection.execute(query)], columns=list(DEED_COLUMNS), dtype=object
    )


def last_sign_ins(connection: Connection) -> dict[str, datetime]:
    """Name → when it last signed in, of those who ever did."""
    query = (
        select(DEED.c.name, func.max(DEED.c.at).label("at"))
        .where(DEED.c.kind == "signed_in")
        .group_by(DEED.c.name)
    )
    return {row.name: row.at for row in connection.execute(query)}


def _account(row: Any) -> Account:
    return Account(*(getattr(row, name) for name in Account.__slots__))
