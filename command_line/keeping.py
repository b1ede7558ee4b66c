"""`backup`, `restore`, `check`: a county that is not lost, and is whole."""

import argparse
from pathlib import Path

from command_line.asking import opened, refuse_all_but, url_of
from command_line.parsing import Commands
from command_line.printing import DONE, MOST_TOLD, REFUSED, say, show_progress
from domain.permissions import Role
from services.county.backup_county import back_up, restore
from services.county.check_county import check_county

HELP = """\
  backup 文件 · restore 文件 · check                备份成一个文件、恢复、核对整库
"""


def add_to(commands: Commands) -> None:
    commands.command("backup", save).add_argument("file", type=Path)
    commands.command("restore", bring_back).add_argument("file", type=Path)
    commands.command("check", check)


def save(options: argparse.Namespace) -> int:
    refuse_all_but(options, Role.ADMIN)
    back_up(opened(options).store, options.file, progress=show_progress)
    say(options, {"file": str(options.file)}, f"已备份到 {options.file}，内容已核验。")
    return DONE


def bring_back(options: argparse.Namespace) -> int:
    refuse_all_but(options, Role.ADMIN)
    url = url_of(options)
    newest = restore(options.file, url, progress=show_progress)
    say(options, {"database": url, "known_at": newest}, f"已恢复到 {url}，最新变更 {newest}。")
    return DONE


def check(options: argparse.Namespace) -> int:
    refuse_all_but(options, Role.ADMIN)
    broken = check_county(opened(options).store)
    more = f"\n……共 {len(broken)} 处。" if len(broken) > MOST_TOLD else ""
    words = (
        "\n".join(broken[:MOST_TOLD]) + more
        if broken
        else "整库核对无误：变更链完整，每一行的起止都能由变更推出。"
    )
    say(options, {"whole": not broken, "broken": broken}, words, error=bool(broken))
    return REFUSED if broken else DONE
