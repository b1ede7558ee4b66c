"""`import`: read workbooks, say what they would change, take them in or send them in for review."""

import argparse
from datetime import date
from pathlib import Path

from command_line.asking import bytes_of, now, opened, who
from command_line.parsing import Commands
from command_line.printing import DONE, REFUSED, say, show_progress
from domain.refusals import Refusal
from services.review.kept_upload import Decided
from services.review.submit_files import submit_files
from services.review.who_may import may_accept
from services.taking_in.import_document import import_document
from services.taking_in.import_files import Accepted, accept, preview
from services.taking_in.preview import COUNT_WORDS, Preview, answers_from, known_words, upload_of

HELP = """\
  import 文件… [--form 报表] [--period 期] [--as-of 截数日] [--dry-run]
               [--answers 回答.json] [--accept-warnings 理由] [--correct-rows] [--for-review]
                                                    只管一镇一单位的科员由此送审；--for-review：审核人自己也送审
"""


def add_to(commands: Commands) -> None:
    made = commands.command("import", bring_in)
    made.add_argument("files", nargs="+", type=Path)
    made.add_argument("--form")
    made.add_argument("--period")
    made.add_argument("--as-of", type=date.fromisoformat)
    made.add_argument("--dry-run", action="store_true")
    made.add_argument("--answers", type=Path)
    made.add_argument("--accept-warnings", default="")
    made.add_argument("--correct-rows", action="store_true")
    made.add_argument("--for-review", action="store_true")


def bring_in(options: argparse.Namespace) -> int:
    """Read files, say what they would change, and take them in unless --dry-run."""
    installation = opened(options)
    answers = answers_from(options.answers) if options.answers else {}
    uploads = [
        upload_of(
            path.name,
            bytes_of(path),
            form=options.form,
            period=options.period,
            as_of=options.as_of,
            answers=answers,
        )
        for path in options.files
    ]
    actor, scope = who(options)
    seen = preview(installation.store, actor, scope, uploads, now=now(), progress=show_progress)
    if options.dry_run:
        say(options, import_document(seen, change=None, submission=None), preview_words(seen, None))
        return DONE
    reason, sent = options.accept_warnings, None
    try:
        if options.for_review or not may_accept(actor, scope):
            decided = Decided(reason, frozenset(), options.correct_rows)
            sent, accepted = submit_files(installation.store, actor, seen, decided, now=now()), None
        else:
            accepted = accept(
                installation.store,
                actor,
                scope,
                seen,
                reason=reason,
                now=now(),
                correct_only=options.correct_rows,
            )
    except Refusal as refusal:
        document = import_document(seen, change=None, submission=None)
        words = f"{preview_words(seen, None)}\n{refusal.sentence}"
        say(options, {**document, "refused": refusal.sentence, "code": refusal.code}, words, error=True)
        return REFUSED
    words = preview_words(seen, accepted)
    waits = f"\n已送审，是第 {sent.number} 份；审核人收下以后才算数。" if sent else ""
    document = import_document(
        seen, change=accepted.change if accepted else None, submission=sent.number if sent else None
    )
    say(options, document, f"{words}{waits}")
    return DONE


def preview_words(seen: Preview, accepted: Accepted | None) -> str:
    """What was read and what it changes, a line per file, then every issue and question."""
    lines = []
    for file in seen.files:
        counts = "　".join(f"{word} {getattr(file.counts, name)}" for name, word in COUNT_WORDS.items())
        told = known_words(file.known) if file.known else file.refusal or counts
        lines.append(f"{file.name}：{told}")
        lines += [f"  · {issue.message}" for issue in file.issues]
        lines += [f"  ？{question.text}（{question.id}）" for question in file.questions]
    if accepted is not None:
        lines.append(
            f"已入库：变更 {accepted.change}。" if accepted.change else "没有新的内容，没有产生变更。"
        )
    return "\n".join(lines)
