"""`correct`, `correct-row`: 更正一格 of a figure and of a ledger row: a reviewer's is a change, a clerk's waits."""

import argparse

from command_line.asking import now, opened, who
from command_line.parsing import Commands
from command_line.printing import DONE, say
from services.review.correct_cell import correct_cell, see_correction
from services.review.correction import Correction, RowCorrection

HELP = """\
  correct 指标 对象 期 --part numerator|denominator --value 新值 --reason 理由 [--unit] [--dry-run]
                                                    更正一格：对象写代码（figures --json 里的 subject），单位加 --unit
  correct-row 记录 键… --field 字段 (--value 新值 | --empty) --reason 理由 [--dry-run]
                                                    更正台账一行的一格：记录、键、字段照 rows 列出的写；--empty 清空它
"""


def add_to(commands: Commands) -> None:
    made = commands.command("correct", correct)
    made.add_argument("indicator")
    made.add_argument("subject")
    made.add_argument("period")
    made.add_argument("--part", choices=["numerator", "denominator"], required=True)
    made.add_argument("--unit", action="store_true")
    row = commands.command("correct-row", correct_row)
    row.add_argument("record")
    row.add_argument("key", nargs="+")
    row.add_argument("--field", required=True)
    made.add_argument("--value", required=True)
    worth = row.add_mutually_exclusive_group(required=True)
    worth.add_argument("--value", default="")
    worth.add_argument("--empty", action="store_true")
    for one in (made, row):
        one.add_argument("--reason", default="")
        one.add_argument("--dry-run", action="store_true")


def correct(options: argparse.Namespace) -> int:
    """What the new value would change and raise; then the change, or the submission that waits."""
    kind = "unit" if options.unit else "place"
    return _correct(
        options,
        Correction(
            options.indicator,
            kind,
            options.subject,
            options.period,
            options.part,
            options.value,
            options.reason,
        ),
    )


def correct_row(options: argparse.Namespace) -> int:
    """As `correct`, of one field of a ledger row."""
    return _correct(
        options,
        RowCorrection(
            options.record, tuple(options.key), options.field, options.value, options.reason, options.empty
        ),
    )


def _correct(options: argparse.Namespace, asked: Correction | RowCorrection) -> int:
    store, (actor, scope), at = opened(options).store, who(options), now()
    seen = see_correction(store, scope, asked, now=at)
    change, number = (None, None) if options.dry_run else correct_cell(store, actor, scope, seen, now=at)
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
