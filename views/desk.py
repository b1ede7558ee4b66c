"""The desk of the way in (serving/way_in.py): what the services know of accounts, on this process's database."""

import contextlib
import os
from collections.abc import Iterator

from domain.refusals import Refusal
from services.accounts.passwords import SHORTEST
from services.accounts.sign_in import (
    COOKIE,
    LASTS,
    change_password,
    door_of,
    has_accounts,
    sign_in,
    sign_out,
    visitor,
)
from services.county.installation import database_url
from serving.guard import Admission
from serving.way_in import Unwelcome
from views.clock import now


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

    def sign_out(self, token: str) -> None:
        sign_out(door_of(self.url), token, now=now())

    def admission(self, token: str | None) -> Admission:
        found = self.guest(token)
        if found is None:
            return Admission.NOBODY
        return Admission.PASSWORD_FIRST if found[1] else Admission.IN


@contextlib.contextmanager
def unwelcome() -> Iterator[None]:
    """A refusal, as the pages before the board tell it."""
    try:
        yield
    except Refusal as refusal:
        raise Unwelcome(refusal.sentence, closed=refusal.code == "locked") from refusal
