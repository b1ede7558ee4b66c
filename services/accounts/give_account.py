"""Accounts as the page 账号 gives them: with a password shown once, and the first of all with one its owner chose."""

from dataclasses import dataclass
from datetime import date, datetime

from data_access import accounts
from data_access.database import Store, head, reading
from domain.permissions import ROLE_WORDS, Actor, Role
from domain.places import TOWN
from domain.refusals import Refusal
from services.accounts.manage_accounts import add_account, change_account, reset_account
from services.accounts.passwords import one_time_password
from services.known.read_setting import read_setting

COUNTY = "全县"
TOWN_SIGN, UNIT_SIGN = "镇：", "单位："


@dataclass(frozen=True, slots=True)
class OneTime:
    """A password that is told once and kept nowhere in clear."""

    login: str
    name: str
    password: str


def scopes_offered(store: Store, day: date) -> tuple[str, ...]:
    """全县, then every town and every unit that is none of a town, as they are valid on the day."""
    with reading(store) as connection:
        setting = read_setting(store, head(connection))
    towns = [f"{TOWN_SIGN}{node.name}" for node in setting.roster.valid_on(day, TOWN)]
    units = [f"{UNIT_SIGN}{node.name}" for node in setting.units.valid_on(day) if node.place is None]
    return (COUNTY, *towns, *units)


def scope_named(written: str) -> tuple[str, str]:
    """One of `scopes_offered` as the names of a place and a unit, blank for none."""
    place = written.removeprefix(TOWN_SIGN) if written.startswith(TOWN_SIGN) else ""
    return place, written.removeprefix(UNIT_SIGN) if written.startswith(UNIT_SIGN) else ""


def scope_words(place: str, unit: str) -> str:
    """The one of `scopes_offered` an account has, by the names of its place and unit."""
    return f"{TOWN_SIGN}{place}" if place else f"{UNIT_SIGN}{unit}" if unit else COUNTY


def give_account(
    store: Store, actor: Actor, *, login: str, name: str, role: str, scope: str, now: datetime
) -> OneTime:
    """A new account with a one-time password. Refused as `add_account` refuses."""
    password = one_time_password()
    place, unit = scope_named(scope)
    added = add_account(
        store, actor, login=login, name=name, role=role, password=password, place=place, unit=unit, now=now
    )
    return OneTime(added.login, added.name, password)


def move_account(store: Store, actor: Actor, *, login: str, role: str, scope: str, now: datetime) -> None:
    """Another role and scope. Refused as `change_account` refuses."""
    place, unit = scope_named(scope)
    change_account(store, actor, login=login, role=role, place=place, unit=unit, now=now)


def reset_with_one_time(store: Store, actor: Actor, *, login: str, now: datetime) -> OneTime:
    """Another one-time password; open visits of the account end.

    Refused: one's own account, whose page would end before the password is read.
    """
    with reading(store) as connection:
        name = next((one.name for one in accounts.list_accounts(connection) if one.login == login), "")
    if name == actor.name:
        raise Refusal(
            "这是您自己的账号：重设会立即结束登录，看不到新密码。请点右上角“退出”，在那里改密码。",
            code="own_account",
        )
    password = one_time_password()
    reset_account(store, actor, login=login, password=password, now=now)
    return OneTime(login, name, password)


def make_first_administrator(
    store: Store, actor: Actor, *, login: str, name: str, password: str, again: str, now: datetime
) -> None:
    """On this PC, before there is any account: from then on everybody signs in, and that does not go back.

    Refused: there are accounts already; the two passwords differ; as `add_account` refuses.
    """
    with reading(store) as connection:
        if accounts.list_accounts(connection):
            raise Refusal("已经有账号了，请登录后由管理员添加。", code="has_accounts")
    if password != again:
        raise Refusal("两次输入的密码不一样。请重新输入。", code="not_the_same")
    add_account(
        store,
        actor,
        login=login,
        name=name,
        role=ROLE_WORDS[Role.ADMIN],
        password=password,
        must_change=False,
        now=now,
    )
