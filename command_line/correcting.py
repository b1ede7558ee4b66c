"""`correct`: 更正一格 of a figure, as the panel of a number does it: a reviewer's is a change, a clerk's waits."""

import argparse

from command_line.asking import now, opened, who
from command_line.parsing import Commands
from command_line.printing import DONE, say
from services.review.correct_figure import correct_figure, see_correction
from services.review.one_cell import Correction

HELP = """\
  correct 指标 对象 期 --part numerator|denominator --value 新值 --reason 理由 [--unit] [--dry-run]
                                                    更正一格：对象写代码（figures --json 里的 subject），单位加 --unit
"""


def add_to(commands: Commands) -> None:
    made = commands.command("correct", correct)
    made.add_argument("indicator")
    made.add_argument("subject")
    made.add_argument("period")
    made.add_argument("--part", choices=["numerator", "denominator"], required=True)
    made.add_argument("--value", required=True)
    made.add_argument("--reason", default="")
    made.add_argument("--unit", action="store_true")
    made.add_argument("--dry-run", action="store_true")


def correct(options: argparse.Namespace) -> int:
    """What the new value would change and raise; then the change, or the submission that waits."""
    store, (actor, scope), at = opened(options).store, who(options), now()
    kind = "unit" if options.unit else "place"
    asked = Correction(
        options.indicator, kind, options.subject, options.period, options.part, options.value, options.reason
    )
    seen = see_correction(store, scope, asked, now=at)
    change, number = (None, None) if options.dry_run else correct_figure(store, actor, scope, seen, now=at)
    told = {
        "who": seen.who,
        "what": seen.what,
        "old": seen.old,
        "new": seen.new,
        "told": list(seen.told),
        "change": change,
        "submission": number,
    }
    done = f"已更正，记为变更 {change}" if change else f"已送审，是第 {number} 份" if number else "先看不改"
    raised = "".join(f"\n▲ {one}" for one in seen.told)
    say(options, told, f"{done}：{seen.who} {seen.what} {seen.old} → {seen.new}。{raised}")
    return DONE
