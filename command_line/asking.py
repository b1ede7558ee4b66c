"""What a command asks for before it does anything: who acts, on which database, at which moment."""

import argparse
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.permissions import ROLE_WORDS, WHOLE_COUNTY, Actor, Moment, Role, Scope
from domain.refusals import Refusal
from services.accounts.manage_accounts import account_for
from services.accounts.scope_of import scope_of
from services.accounts.sign_in import door_of, has_accounts
from services.county import first_days
from services.county.installation import Installation, database_url, is_empty, open_installation

CIVIL = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Civil time: the one place the command line reads the clock."""
    return datetime.now(CIVIL).replace(microsecond=0, tzinfo=None)


def who(options: argparse.Namespace) -> tuple[Actor, Scope]:
    """Who acts and what they may see: with accounts the account --user names, with its role and scope.

    Without --user, or before there are accounts, the 本机 administrator: whoever can read the county's file.
    Refused with accounts on a server's database without --user.
    """
    url = url_of(options)
    if not has_accounts(url):
        return Actor(options.user or "本机", Role.ADMIN), WHOLE_COUNTY
    if not options.user:
        if not url.startswith("sqlite"):
            raise Refusal("这个数据库已有账号。请加 --user 写明以谁的名义。", code="who")
        return Actor("本机", Role.ADMIN), WHOLE_COUNTY
    store = door_of(url)
    found = account_for(store, options.user)
    role, newest = Role(found.role), first_days.span(store).head
    return Actor(found.name, role), scope_of(store, role, place=found.place, unit=found.unit, known_at=newest)


def actor_of(options: argparse.Namespace) -> Actor:
    """Who acts: see `who`."""
    return who(options)[0]


def scope_of_user(options: argparse.Namespace) -> Scope:
    return who(options)[1]


def refuse_limited(options: argparse.Namespace) -> None:
    """The record of changes names files of the whole county."""
    if scope_of_user(options).is_limited():
        raise Refusal("变更记录涉及全县，只对能看全县的人员开放。", code="out_of_scope")


def refuse_all_but(options: argparse.Namespace, *roles: Role) -> Actor:
    """The actor, if of one of these roles."""
    actor = actor_of(options)
    if actor.role not in roles:
        allowed = "、".join(ROLE_WORDS[role] for role in roles)
        raise Refusal(f"这条命令只对{allowed}开放，{actor.name}是{ROLE_WORDS[actor.role]}。", code="may_not")
    return actor


def url_of(options: argparse.Namespace) -> str:
    return database_url(os.environ, given=options.database, sample=getattr(options, "sample", False))


def opened(options: argparse.Namespace) -> Installation:
    """The database, refused while there is nothing in it."""
    found = open_installation(url_of(options))
    if is_empty(found.store):
        raise Refusal(
            "这个数据库还是空的。请先运行 python manage.py init（或加 --sample 装入示例县）。", code="empty"
        )
    return found


def moment_of(options: argparse.Namespace, installation: Installation) -> Moment:
    """--as-of and --known-at; without them the day the pages would open with, and the newest change."""
    return first_days.moment(
        installation.store, as_of=options.as_of, known_at=options.known_at, today=now().date()
    )


def bytes_of(path: Path) -> bytes:
    """The file a command names."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"文件 {path} 打不开。请核对文件名和位置后再试。", code="no_file") from error
