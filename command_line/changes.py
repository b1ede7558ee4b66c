"""`changes` and `withdraw`: what was written, and taking one of it back."""

import argparse

from command_line.asking import actor_of, now, opened, refuse_limited
from command_line.parsing import Commands
from command_line.printing import DONE, in_columns, say
from services.county.documents import rows_of
from services.county.list_changes import list_changes
from services.county.withdraw_change import withdraw_change

HELP = """\
  changes                                           变更记录
  withdraw 变更号 --reason 理由                     撤回一次变更，其后的保留
"""


def add_to(commands: Commands) -> None:
    commands.command("changes", changes)
    made = commands.command("withdraw", withdraw)
    made.add_argument("change", type=int)
    made.add_argument("--reason", required=True)


def changes(options: argparse.Namespace) -> int:
    refuse_limited(options)
    frame = list_changes(opened(options).store)
    found = rows_of(frame)
    titles = {
        "n": "变更",
        "at": "时间",
        "actor": "谁",
        "kind_word": "类别",
        "files": "文件",
        "reason": "说明",
    }
    say(options, {"rows": found}, in_columns(found, titles))
    return DONE


def withdraw(options: argparse.Namespace) -> int:
    done = withdraw_change(
        opened(options).store, actor_of(options), n=options.change, reason=options.reason, now=now()
    )
    words = (
        f"已撤回变更 {options.change}（本次为变更 {done.n}）：收回 {done.closed} 行，恢复 {done.opened} 行。"
    )
    say(options, {"change": done.n, "closed": done.closed, "opened": done.opened}, words)
    return DONE
