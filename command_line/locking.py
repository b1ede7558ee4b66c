"""`lock` and `unlock`: periods that take nothing any more."""

import argparse
from datetime import date

from command_line.asking import now, opened, who
from command_line.parsing import Commands
from command_line.printing import DONE, in_columns, say
from services.county import first_days
from services.county.documents import rows_of
from services.locking.list_locks import list_locks
from services.locking.lock_period import lock_period, unlock_period

HELP = """\
  lock [报表 期 --day 日 --reason 理由]             锁定一期；什么都不写，列出锁定的期
  unlock 报表 期 --reason 理由                      解锁，写明理由
"""


def add_to(commands: Commands) -> None:
    made = commands.command("lock", locking)
    made.add_argument("form", nargs="?", default="")
    made.add_argument("period", nargs="?", default="")
    made.add_argument("--day", type=date.fromisoformat)
    made.add_argument("--reason", default="")
    made = commands.command("unlock", locking)
    made.add_argument("form")
    made.add_argument("period")
    made.add_argument("--reason", default="")


def locking(options: argparse.Namespace) -> int:
    """Lock a period from a day on (today without one), unlock it, or list what is locked."""
    store, (actor, scope), at = opened(options).store, who(options), now()
    if not options.form:
        found = rows_of(list_locks(store, known_at=first_days.span(store).head))
        titles = {
            "form_name": "报表",
            "period": "期",
            "day": "锁定日",
            "actor": "谁",
            "reason": "理由",
            "change": "变更",
        }
        say(options, {"rows": found}, in_columns(found, titles))
        return DONE
    about = {"form": options.form, "period": options.period, "reason": options.reason, "now": at}
    if options.command == "lock":
        n = lock_period(store, actor, scope, day=options.day or at.date(), **about)
    else:
        n = unlock_period(store, actor, scope, **about)
    say(options, {"change": n}, f"已{'锁定' if options.command == 'lock' else '解锁'}，记为变更 {n}。")
    return DONE
