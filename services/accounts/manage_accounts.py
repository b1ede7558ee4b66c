"""Accounts: add, disable, open again, reset the password, list. An administrator's work; no account is ever deleted."""

from collections.abc import Sequence
from datetime import date, datetime

from pandas import DataFrame

from data_access import accounts
from data_access.accounts import Account
from data_access.database import Store, head, reading, writing
from domain.permissions import ROLE_WORDS, Actor, Role
from domain.places import TOWN
from domain.refusals import Refusal
from domain.setting import Setting
from services.accounts.passwords import hash_password, refuse_weak
from services.known.read_setting import read_setting

LIST_COLUMNS = ("login", "name", "role", "role_word", "place", "unit", "state", "at", "last_in")
LONGEST = 20


def add_account(
    store: Store,
    actor: Actor,
    *,
    login: str,
    name: str,
    role: str,
    password: str,
    place: str = "",
    unit: str = "",
    must_change: bool = True,
    now: datetime,
) -> Account:
    """A new account; its password is changed at the first sign-in unless its owner chose it.

    role         领导、科员、审核、督查 or 管理
    place, unit  name of the town or department it is confined to, "" for none
    Refused: a login or name that is taken or malformed, an unknown role, town or unit, a clerk without either, a weak
    password, a first account that is no administrator.
    """
    _refuse_others(actor)
    login, name = login.strip().lower(), name.strip()
    chosen = role_named(role)
    if not (login.isascii() and login.replace(".", "").replace("_", "").isalnum() and len(login) <= LONGEST):
        raise Refusal(
            f"登录名“{login}”只能用字母、数字、点和下划线，最多 {LONGEST} 个。请换一个。", code="login"
        )
    if not name or len(name) > LONGEST:
        raise Refusal(f"姓名要写，最多 {LONGEST} 个字。变更记录里写的就是它。", code="no_name")
    refuse_weak(password, login, name)
    town, department = _scope(store, chosen, place, unit, now.date())
    new = Account(0, login, name, chosen.value, town, department, must_change, disabled=False, at=now)
    secret = hash_password(password)
    with writing(store) as (connection, _last):
        known = accounts.list_accounts(connection)
        _refuse_taken(known, new)
        accounts.add_account(connection, new, secret)
        accounts.note_deed(connection, now, actor.name, actor.role.value, "account_added", login)
    return new


def change_account(
    store: Store, actor: Actor, *, login: str, role: str, place: str = "", unit: str = "", now: datetime
) -> None:
    """Another role or scope; open pages of the account have it at their next action.

    Refused: as for a new account; taking the last administrator's role.
    """
    _refuse_others(actor)
    chosen = role_named(role)
    town, department = _scope(store, chosen, place, unit, now.date())
    with writing(store) as (connection, _last):
        known = accounts.list_accounts(connection)
        found = _known(known, login)
        if _administers(found) and chosen is not Role.ADMIN:
            _refuse_last(known, found, "不能改成别的角色")
        accounts.set_role(connection, found.id, chosen.value, town, department)
        about = f"{found.login}：{ROLE_WORDS[chosen]}{f'，{place or unit}' if place or unit else '，全县'}"
        accounts.note_deed(connection, now, actor.name, actor.role.value, "account_changed", about)


def reset_account(store: Store, actor: Actor, *, login: str, password: str, now: datetime) -> None:
    """Another password, to be changed at the next sign-in; a lock-out ends, open visits too."""
    _refuse_others(actor)
    with writing(store) as (connection, _last):
        found = _known(accounts.list_accounts(connection), login)
        refuse_weak(password, found.login, found.name)
        accounts.set_secret(connection, found.id, hash_password(password), must_change=True)
        accounts.forget_failures(connection, f"login:{found.login}")
        accounts.note_deed(connection, now, actor.name, actor.role.value, "account_reset", found.login)


def disable_account(store: Store, actor: Actor, *, login: str, disabled: bool, now: datetime) -> None:
    """Close an account, its open pages too, or open it again. Refused: closing the last administrator."""
    _refuse_others(actor)
    with writing(store) as (connection, _last):
        known = accounts.list_accounts(connection)
        found = _known(known, login)
        if disabled and _administers(found):
            _refuse_last(known, found, "不能停用")
        accounts.set_disabled(connection, found.id, disabled)
        kind = "account_disabled" if disabled else "account_enabled"
        accounts.note_deed(connection, now, actor.name, actor.role.value, kind, found.login)


def list_accounts(store: Store) -> DataFrame:
    """LIST_COLUMNS: place and unit by name, state 在用, 停用 or 待改密码; last_in is None for who never signed in."""
    with reading(store) as connection:
        known = accounts.list_accounts(connection)
        last = accounts.last_sign_ins(connection)
        setting = read_setting(store, head(connection))
    rows = [
        (
            one.login,
            one.name,
            one.role,
            ROLE_WORDS[Role(one.role)],
            setting.roster[one.place].name if one.place and one.place in setting.roster else one.place or "",
            setting.units[one.unit].name if one.unit and one.unit in setting.units else one.unit or "",
            "停用" if one.disabled else "待改密码" if one.must_change else "在用",
            one.at,
            last.get(one.name),
        )
        for one in known
    ]
    return DataFrame(rows, columns=list(LIST_COLUMNS), dtype=object)


def account_for(store: Store, written: str) -> Account:
    """The open account somebody names by login or name. Refused: none, or a disabled one."""
    with reading(store) as connection:
        known = accounts.list_accounts(connection)
    found = _known(known, written)
    if found.disabled:
        raise Refusal(f"账号“{written}”已停用。请换一个账号。", code="disabled")
    return found


def has_administrator(store: Store) -> bool:
    """Whether somebody could administer from another machine."""
    with reading(store) as connection:
        return any(_administers(one) for one in accounts.list_accounts(connection))


def role_named(written: str) -> Role:
    """The role of a Chinese word or its code."""
    words = {word: role for role, word in ROLE_WORDS.items()} | {role.value: role for role in Role}
    if written not in words:
        raise Refusal(f"没有角色“{written}”。可以是：{'、'.join(ROLE_WORDS.values())}。", code="unknown_role")
    return words[written]


def _administers(one: Account) -> bool:
    return one.role == Role.ADMIN.value and not one.disabled


def _refuse_last(known: Sequence[Account], found: Account, what: str) -> None:
    if not any(_administers(one) and one.id != found.id for one in known):
        raise Refusal(f"这是最后一个管理员，{what}。请先建立另一个管理员。", code="last_admin")


def _scope(store: Store, role: Role, place: str, unit: str, day: date) -> tuple[str | None, str | None]:
    """The keys of the town and the department; a clerk has one of them."""
    with reading(store) as connection:
        setting = read_setting(store, head(connection))
    town, department = _town(setting, place, day), _unit(setting, unit, day)
    if role is Role.ADMIN and (town or department):
        raise Refusal(
            "管理员管全县的账号、目录和留痕，不能限定到一个镇或单位。请选全县，或换个角色。",
            code="admin_scope",
        )
    if role is Role.CLERK and town is None and department is None:
        raise Refusal(
            "科员要写明是哪个镇或哪个单位。请选范围（命令行加 --place 或 --unit）。", code="no_scope"
        )
    return town, department


def _refuse_others(actor: Actor) -> None:
    if actor.role is not Role.ADMIN:
        raise Refusal("账号由管理员管理。需要新账号或重设密码请找管理员。", code="may_not")


def _refuse_taken(known: Sequence[Account], new: Account) -> None:
    if not known and new.role != Role.ADMIN.value:
        raise Refusal(
            "第一个账号必须是管理员：有了账号就要登录，得有人能管。请先建管理员。", code="first_admin"
        )
    if any(one.login == new.login or one.name == new.name for one in known):
        raise Refusal(
            f"登录名“{new.login}”或姓名“{new.name}”已有人用。重名的请在姓名后注明单位。", code="taken"
        )


def _known(known: Sequence[Account], written: str) -> Account:
    wanted = written.strip()
    found = next((one for one in known if wanted.lower() == one.login or wanted == one.name), None)
    if found is None:
        raise Refusal(f"没有账号“{wanted}”。用 account list 看有哪些账号。", code="unknown_account")
    return found


def _town(setting: Setting, written: str, day: date) -> str | None:
    if not written:
        return None
    towns = {node.name: node.place for node in setting.roster.valid_on(day, TOWN)}
    if written not in towns:
        raise Refusal(
            f"村名册里没有“{written}”这个镇。请写全名，如 {next(iter(towns), '某镇')}。", code="no_town"
        )
    return towns[written]


def _unit(setting: Setting, written: str, day: date) -> str | None:
    if not written:
        return None
    units = {node.name: node.unit for node in setting.units.valid_on(day)}
    if written not in units:
        raise Refusal(f"单位名册里没有“{written}”。请写名册里的全名。", code="no_unit")
    return units[written]
