"""Who is here: signing in, the look-up of every run, signing out, another password.

A visit is a random token in the browser's cookie; the store has its SHA-256 only. Every run looks it up, so that a
disabled account ends at its next action. Unknown login, wrong password and disabled account are told alike.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn

from data_access import accounts
from data_access.accounts import Account
from data_access.database import Store, open_store, reading, writing
from domain.permissions import Actor, Role
from domain.refusals import Refusal
from services.accounts.passwords import hash_password, is_password, refuse_weak
from services.known.kept import Shelf

COOKIE = "kb_visit"
LASTS = timedelta(hours=12)  # a working day; the screens of a meeting room too
MOST_WRONG, MOST_WRONG_FROM = 5, 30  # per login; per address, where a whole office may sit behind one
WITHIN = CLOSED = timedelta(minutes=15)
LONGEST_LOGIN = 40
# How the token of a visit begins that a password did not open: the store has the hash of the whole, so that nobody
# gives his token another beginning.
KNOWN_ELSEWHERE = "i-"
_STORES: Shelf[Store] = Shelf(4)
_KEPT: set[str] = set()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever the cookie says it is. place, unit: keys the account is confined to."""

    login: str
    actor: Actor
    place: str | None
    unit: str | None
    must_change: bool


def door_of(url: str) -> Store:
    """The store as the way in uses it: opened once, its tables not touched."""
    return _STORES.answer(url, lambda: open_store(url))


def has_accounts(url: str) -> bool:
    """Whether people sign in here; once they do it stays so, accounts are never deleted."""
    if url not in _KEPT and accounts.accounts_kept(door_of(url)):
        _KEPT.add(url)
    return url in _KEPT


def visitor(store: Store, token: object, *, now: datetime) -> Visitor | None:
    """Whose token this is; None for anything that is no open visit of an open account."""
    if not isinstance(token, str) or not token:
        return None
    found = accounts.visitor_of(store, _hashed(token), now)
    return None if found is None else _visitor(found, known=is_known_elsewhere(token))


def is_known_elsewhere(token: str) -> bool:
    """Whether another desk opened this visit: there too one has to sign out."""
    return token.startswith(KNOWN_ELSEWHERE)


def sign_in(
    store: Store, login: str, password: str, *, address: str, now: datetime, former: str | None = None
) -> tuple[str, Visitor]:
    """A new visit: its token and whose it is.

    address  where the request came from; former  the token the browser came with: it ends, whosever it was
    Refused for a wrong password, and for a while after too many of them. Callers ask one at a time: guesses sent
    together would all be let in before the first is counted.
    """
    login = login.strip().lower()[:LONGEST_LOGIN]
    with reading(store) as connection:
        _refuse_closed(accounts.closed_until(connection, _counted(login, address), now))
        known = accounts.account_named(connection, login)
    open_account = known is not None and not known[0].disabled
    right = is_password(known[1] if known and open_account else None, password)
    if known is None or not right:
        _count_failure(store, login, address, now, known=known is not None)
    return begin_visit_of(store, known[0], now=now, former=former, about=address), _visitor(known[0])


def begin_visit_of(
    store: Store, found: Account, *, now: datetime, former: str | None, about: str, known: bool = False
) -> str:
    """The token of a new visit; `former` ends. about: from where, for 留痕; known: no password opened it."""
    token = _fresh_token(known=known)
    with writing(store) as (connection, _last):
        if former:
            accounts.end_visit(connection, _hashed(former))
        if not known:
            accounts.forget_failures(connection, f"login:{found.login}")
        accounts.begin_visit(connection, _hashed(token), found.id, now, now + LASTS)
        accounts.note_deed(connection, now, found.name, found.role, "signed_in", about)
    return token


def sign_out(store: Store, token: str, *, now: datetime) -> None:
    """The visit ends; nothing happens for a token that is none."""
    found = visitor(store, token, now=now)
    with writing(store) as (connection, _last):
        accounts.end_visit(connection, _hashed(token))
        if found is not None:
            actor = found.actor
            accounts.note_deed(connection, now, actor.name, actor.role.value, "signed_out", "")


def change_password(store: Store, token: str, old: str, new: str, *, address: str, now: datetime) -> str:
    """Another password for the account of this visit: a new token; every other visit of the account ends.

    Refused: an ended visit, a wrong old password (counted as when signing in), a weak or unchanged new one.
    """
    here = visitor(store, token, now=now)
    if here is None:
        raise Refusal("登录已结束。请重新登录后再改密码。", code="signed_out")
    with reading(store) as connection:
        _refuse_closed(accounts.closed_until(connection, [f"login:{here.login}"], now))
        known = accounts.account_named(connection, here.login)
    if known is None or not is_password(known[1], old):
        _count_failure(store, here.login, address, now, known=True, said="原密码不对。请核对后再试。")
    if old == new:
        raise Refusal("新密码和原密码一样。请换一个。", code="weak_password")
    refuse_weak(new, known[0].login, known[0].name)
    found, fresh = known[0], _fresh_token(known=is_known_elsewhere(token))
    secret = hash_password(new)
    with writing(store) as (connection, _last):
        accounts.set_secret(connection, found.id, secret, must_change=False)
        accounts.begin_visit(connection, _hashed(fresh), found.id, now, now + LASTS)
        accounts.note_deed(connection, now, found.name, found.role, "password_changed", "")
    return fresh


WRONG = "登录名或密码不对。请核对后再试；忘记密码请找管理员重设。"


def _count_failure(
    store: Store, login: str, address: str, now: datetime, *, known: bool, said: str = WRONG
) -> NoReturn:
    """Counted for the login, known or not, and for the address; then refused.

    An unknown login is not written down: people type their password there.
    """
    limits = dict(zip(_counted(login, address), (MOST_WRONG, MOST_WRONG_FROM), strict=True))
    with writing(store) as (connection, _last):
        closed = [
            accounts.count_failure(connection, who, now, most=most, within=WITHIN, closed=CLOSED)
            for who, most in limits.items()
        ]
        accounts.note_deed(connection, now, login if known else "", "", "sign_in_failed", address)
    for until in closed:
        _refuse_closed(until)
    raise Refusal(said, code="wrong_password")


def _counted(login: str, address: str) -> tuple[str, str]:
    return f"login:{login}", f"from:{address}"


def _refuse_closed(until: datetime | None) -> None:
    if until is not None:
        raise Refusal(
            f"连续输错太多次，暂停登录到 {until:%H:%M}。请到时再试；急用请找管理员重设密码。", code="locked"
        )


def _visitor(found: Account, *, known: bool = False) -> Visitor:
    """known: no password opened the visit, so none has to be changed first."""
    actor = Actor(found.name, Role(found.role))
    return Visitor(found.login, actor, found.place, found.unit, found.must_change and not known)


def _fresh_token(*, known: bool) -> str:
    return f"{KNOWN_ELSEWHERE if known else ''}{secrets.token_urlsafe(32)}"


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
