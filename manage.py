"""The command line (DESIGN 7): the same services as the pages, for cron, scripts and checks.

Prints Chinese for people and, with --json, one JSON document. Exit 0 done, 1 refused, 2 wrong usage.
"""

import sys
from collections.abc import Sequence

from command_line import (
    accounts,
    changes,
    correcting,
    keeping,
    locking,
    outlines,
    reading,
    reviewing,
    setting_up,
    taking_in,
)
from command_line.parsing import Commands, Parser, WrongUsage
from command_line.printing import DONE, REFUSED, WRONG_USAGE, say
from domain.refusals import Refusal

# In the order the help lists them.
FAMILIES = (
    setting_up,
    taking_in,
    reading,
    outlines,
    changes,
    keeping,
    reviewing,
    correcting,
    locking,
    accounts,
)
HELP = f"""乡村振兴调度看板 · 命令行

{"".join(family.HELP for family in FAMILIES)}
  每条命令都可加：--database 数据库地址  --user 姓名  --json
"""


def build_parser() -> Parser:
    commands = Commands()
    for family in FAMILIES:
        family.add_to(commands)
    return commands.parser


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    try:
        options = build_parser().parse_args(arguments)
    except WrongUsage:
        print(f"命令写得不对：{' '.join(arguments)}\n\n{HELP}", file=sys.stderr)
        return WRONG_USAGE
    if options.command is None:
        print(HELP)
        return WRONG_USAGE if arguments else DONE
    try:
        return int(options.does(options))
    except Refusal as refusal:
        say(options, {"refused": refusal.sentence, "code": refusal.code}, refusal.sentence, error=True)
        return REFUSED


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
