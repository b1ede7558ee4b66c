"""`submissions`: who waits for whom, and every step of a review."""

import argparse

from command_line.asking import now, opened, who
from command_line.parsing import Commands
from command_line.printing import DONE, in_columns, say, show_progress
from command_line.taking_in import preview_words
from services.county.documents import rows_of
from services.review.accept_submission import accept_submission
from services.review.follow_submission import answer_reviewer, withdraw_submission
from services.review.list_submissions import list_submissions
from services.review.open_submission import Opened, open_submission
from services.review.return_submission import ask_sender, return_submission
from services.taking_in.import_document import import_document

HELP = """\
  submissions [list | show | accept | return | ask | answer | withdraw] [编号] [--words 理由、询问或回答]
                                                    报送审核：谁的表在等审，收下、退回、询问、回答、撤回
"""
SUBMISSION_VERBS = {
    "show": "看", "accept": "收下", "return": "退回", "ask": "询问", "answer": "回答", "withdraw": "撤回",
}  # fmt: skip


def add_to(commands: Commands) -> None:
    made = commands.command("submissions", submissions)
    made.add_argument("what", nargs="?", default="list", choices=["list", *SUBMISSION_VERBS])
    made.add_argument("number", nargs="?", type=int, default=0)
    made.add_argument("--words", default="")


def submissions(options: argparse.Namespace) -> int:
    """Who waits for whom; one submission opened, accepted, returned, asked about, answered, taken back."""
    store, (actor, scope) = opened(options).store, who(options)
    if options.what == "list":
        found = rows_of(list_submissions(store, actor, scope))
        titles = {
            "id": "编号", "state_word": "状态", "actor": "报送人", "title": "文件", "form_name": "报表", "period": "期",
            "new": "新增", "changed": "变更", "decided_by": "审核人", "decision": "理由", "change": "变更",
        }  # fmt: skip
        say(options, {"rows": found}, in_columns(found, titles))
        return DONE
    number, words, at = options.number, options.words, now()
    done: dict[str, object] = {"submission": number, "done": options.what}
    if options.what in ("show", "accept"):
        one = open_submission(store, actor, scope, number, now=at, progress=show_progress)
        if options.what == "show":
            return say_submission(options, one)
        done["change"] = accept_submission(store, actor, scope, one, now=at)
    elif options.what == "return":
        return_submission(store, actor, scope, number, reason=words, now=at)
    elif options.what == "ask":
        ask_sender(store, actor, scope, number, question=words, now=at)
    elif options.what == "answer":
        answer_reviewer(store, actor, number, answer=words, now=at)
    else:
        withdraw_submission(store, actor, number, now=at)
    change = f"，记为变更 {done['change']}" if "change" in done else ""
    say(options, done, f"已{SUBMISSION_VERBS[options.what]}第 {number} 份报送{change}。")
    return DONE


def say_submission(options: argparse.Namespace, one: Opened) -> int:
    """What it would change now, as `import --dry-run` says it, and its steps."""
    steps = rows_of(one.steps)
    files = (
        import_document(one.seen, change=one.found.change, submission=one.found.id)
        if one.seen
        else {"files": []}
    )
    told = preview_words(one.seen, None) if one.seen else f"第 {one.found.id} 份报送{one.state_word}。"
    titles = {"at": "时间", "name": "谁", "step": "经过", "words": "说了什么"}
    say(options, {**files, "state": one.found.state, "steps": steps}, f"{told}\n{in_columns(steps, titles)}")
    return DONE
