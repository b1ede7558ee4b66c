"""`account`: who may sign in."""

import argparse
import getpass
import sys

from command_line.asking import now, refuse_all_but, url_of
from command_line.parsing import Commands
from command_line.printing import DONE, in_columns, say
from domain.permissions import ROLE_WORDS, Role
from domain.refusals import Refusal
from services.accounts.manage_accounts import add_account, disable_account, list_accounts, reset_account
from services.county.documents import rows_of
from services.county.installation import open_installation

HELP = """\
  account list                                      有哪些账号
  account add 登录名 --name 姓名 --role 角色 [--place 镇] [--unit 单位]
                                                    建账号；第一个须是管理员。密码当场输入
  account disable|enable|reset 登录名               停用（正开着的页面也结束）、重新启用、重设密码
"""


def add_to(commands: Commands) -> None:
    made = commands.command("account", account)
    made.add_argument("what", choices=["add", "disable", "enable", "reset", "list"])
    made.add_argument("login", nargs="?", default="")
    for name in ("--name", "--role", "--place", "--unit"):
        made.add_argument(name, default="")


def account(options: argparse.Namespace) -> int:
    """Accounts. The first must be an administrator; passwords are typed at the terminal, never an argument."""
    store, actor = open_installation(url_of(options)).store, refuse_all_but(options, Role.ADMIN)
    if options.what == "list":
        found = rows_of(list_accounts(store))
        titles = {
            "login": "登录名",
            "name": "姓名",
            "role_word": "角色",
            "place": "镇",
            "unit": "单位",
            "state": "状态",
        }
        say(options, {"rows": found}, in_columns(found, titles))
        return DONE
    if not options.login:
        raise Refusal("要写登录名：account add|disable|enable|reset 登录名。", code="no_login")
    if options.what == "add":
        added = add_account(
            store,
            actor,
            login=options.login,
            name=options.name,
            role=options.role,
            place=options.place,
            unit=options.unit,
            password=typed_password(),
            now=now(),
        )
        words = (
            f"已建账号 {added.login}（{added.name}，{ROLE_WORDS[Role(added.role)]}），第一次登录要改密码。"
        )
    elif options.what == "reset":
        reset_account(store, actor, login=options.login, password=typed_password(), now=now())
        words = f"已重设 {options.login} 的密码，下次登录要改密码。"
    else:
        disable_account(store, actor, login=options.login, disabled=options.what == "disable", now=now())
        words = f"账号 {options.login} 已{'停用，开着的页面也结束' if options.what == 'disable' else '重新启用'}。"
    say(options, {"login": options.login, "done": options.what}, words)
    return DONE


def typed_password() -> str:
    """Asked twice at the terminal, not shown; read as one line where a script is on the other end."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed = getpass.getpass("密码（不显示）：")
    if getpass.getpass("再输一遍：") != typed:
        raise Refusal("两遍密码不一样，没有建立或修改账号。请重来。", code="passwords_differ")
    return typed
