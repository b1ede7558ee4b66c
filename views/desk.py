"""The desk of the way in (serving/way_in.py): what the services know of accounts, on this process's database."""

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st

from domain.refusals import Refusal
from services.accounts.known_elsewhere import sign_in_known
from services.accounts.passwords import SHORTEST
from services.accounts.sign_in import (
    COOKIE,
    LASTS,
    change_password,
    door_of,
    has_accounts,
    is_known_elsewhere,
    sign_in,
    sign_out,
    visitor,
)
from services.county.installation import database_url
from serving.elsewhere import provider_of
from serving.guard import Admission
from serving.way_in import Unwelcome
from views.clock import now

if TYPE_CHECKING:
    from serving.elsewhere_flow import Elsewhere

NOT_INSTALLED = "设置了统一认证（[auth]），但没有装它用的程序。请运行 pip install -r requirements-oidc.txt，或去掉整段 [auth]。"


class OurDesk:
    """The way in, as the services know it; the database is that of this process's environment."""

    cookie = COOKIE
    seconds = int(LASTS.total_seconds())
    shortest = SHORTEST

    @property
    def url(self) -> str:
        return database_url(os.environ, given=None, sample=False)

    def has_accounts(self) -> bool:
        return has_accounts(self.url)

    def guest(self, token: str | None) -> tuple[str, bool] | None:
        found = visitor(door_of(self.url), token, now=now())
        return None if found is None else (found.actor.name, found.must_change)

    def sign_in(self, login: str, password: str, address: str, former: str | None) -> str:
        with unwelcome():
            store = door_of(self.url)
            return sign_in(store, login, password, address=address, now=now(), former=former)[0]

    def change_password(self, token: str, old: str, new: str, address: str) -> str:
        with unwelcome():
            return change_password(door_of(self.url), token, old, new, address=address, now=now())

    def enter(self, login: str, address: str, former: str | None) -> str:
        with unwelcome():
            return sign_in_known(door_of(self.url), login, address=address, now=now(), former=former)

    def known_elsewhere(self, token: str) -> bool:
        return is_known_elsewhere(token)

    def sign_out(self, token: str) -> None:
        sign_out(door_of(self.url), token, now=now())

    def admission(self, token: str | None) -> Admission:
        found = self.guest(token)
        if found is None:
            return Admission.NOBODY
        return Admission.PASSWORD_FIRST if found[1] else Admission.IN


def elsewhere() -> "Elsewhere | None":
    """The county's identity provider as the [auth] section of .streamlit/secrets.toml names it; None without one.

    SystemExit, in one sentence, where the section is incomplete: a door half set up is not opened.
    """
    if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
        return None
    try:
        provider = provider_of(st.secrets["auth"])
    except ValueError as fault:
        raise SystemExit(str(fault)) from None
    try:
        from serving.elsewhere_flow import Elsewhere
    except ModuleNotFoundError:
        raise SystemExit(NOT_INSTALLED) from None
    return Elsewhere(provider)


@contextlib.contextmanager
def unwelcome() -> Iterator[None]:
    """A refusal, as the pages before the board tell it."""
    try:
        yield
    except Refusal as refusal:
        raise Unwelcome(refusal.sentence, closed=refusal.code == "locked") from refusal
