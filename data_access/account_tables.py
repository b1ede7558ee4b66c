"""The tables of accounts 账号: who may come in, which visits are open, what was tried in vain, what was done.

They are not facts: no change speaks of them and the chain of changes does not cover them. Visits and attempts are of
this running installation and stay out of backups (LEFT_BEHIND).
"""

from datetime import datetime

from sqlalchemy import DateTime
from sqlmodel import Field, SQLModel

from data_access.bookkeeping import settle_types, table_named


class AccountRow(SQLModel, table=True):
    """An account is never deleted, only disabled: its name stands in the changes.

    secret  argon2id, with its parameters and salt; place, unit  what the account is confined to; NULL: nothing
    """

    __tablename__ = "account"

    id: int = Field(primary_key=True)
    login: str = Field(unique=True)
    name: str = Field(unique=True)
    role: str
    place: str | None = None
    unit: str | None = None
    secret: str
    must_change: bool
    disabled: bool
    at: datetime = Field(sa_type=DateTime)


class VisitRow(SQLModel, table=True):
    """An open visit, known by the SHA-256 of the cookie's token; the token itself is nowhere."""

    __tablename__ = "sign_in"

    token: str = Field(primary_key=True)
    account: int = Field(index=True)
    began: datetime = Field(sa_type=DateTime)
    ends: datetime = Field(sa_type=DateTime)


class AttemptRow(SQLModel, table=True):
    """Wrong passwords of one login or from one address, counted since `began`; closed until `until`."""

    __tablename__ = "sign_in_attempt"

    who: str = Field(primary_key=True)
    failures: int
    began: datetime = Field(sa_type=DateTime)
    until: datetime | None = Field(default=None, sa_type=DateTime)


class DeedRow(SQLModel, table=True):
    """留痕: what somebody did that is no change: came in, took a table away, disabled an account."""

    __tablename__ = "deed"

    id: int = Field(primary_key=True)
    at: datetime = Field(sa_type=DateTime)
    name: str
    role: str
    kind: str
    about: str


LEFT_BEHIND = ("sign_in", "sign_in_attempt")

for _name in ("account", "deed", *LEFT_BEHIND):
    settle_types(table_named(_name))
