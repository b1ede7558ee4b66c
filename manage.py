"""The command line (DESIGN 7): the same services as the pages, for cron, scripts and checks.

Prints Chinese for people and, with --json, one JSON document. Exit 0 done, 1 refused, 2 wrong usage.
"""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from pandas import DataFrame

from domain.permissions import ROLE_WORDS, WHOLE_COUNTY, Actor, Moment, Role, Scope
from domain.refusals import Refusal
from services.accounts.manage_accounts import (
    account_for,
    add_account,
    disable_account,
    has_administrator,
    list_accounts,
    reset_account,
)
from services.accounts.scope_of import scope_of
from services.accounts.sign_in import door_of, has_accounts
from services.county import first_days
from services.county.backup_county import back_up, restore
from services.county.check_county import check_county
from services.county.documents import Plain, rows_of
from services.county.establish_county import default_url, establish
from services.county.installation import Installation, database_url, is_empty, open_installation, set_up
from services.county.list_changes import list_changes
from services.county.take_boundaries import take_boundaries
from services.county.withdraw_change import withdraw_change
from services.known.list_rows import list_rows, record_named
from services.locking.list_locks import list_locks
from services.locking.lock_period import lock_period, unlock_period
from services.measures.list_figures import list_figure_history, list_figures
from services.problems.list_problems import list_problems
from services.ranking.rank_places import rank, schemes
from services.review.accept_submission import accept_submission
from services.review.follow_submission import answer_reviewer, withdraw_submission
from services.review.kept_upload import Decided
from services.review.list_submissions import list_submissions
from services.review.open_submission import Opened, open_submission
from services.review.return_submission import ask_sender, return_submission
from services.review.submit_files import submit_files
from services.review.who_may import may_accept
from services.taking_in.import_document import import_document
from services.taking_in.import_files import Accepted, accept, preview
from services.taking_in.preview import COUNT_WORDS, Preview, answers_from, known_words, upload_of

CIVIL = ZoneInfo("Asia/Shanghai")
DONE, REFUSED, WRONG_USAGE = 0, 1, 2
# Sentences of what is broken that are printed; --json gives all.
MOST_TOLD = 10
LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")

HELP = """乡村振兴调度看板 · 命令行

  run [--port 8501] [--host 127.0.0.1] [--sample]   备好缺的东西并打开看板；没有本县数据时打开示例县
  init [--sample | --roster 村名册.xlsx]            建库、装入目录与村名册（或示例县）
  import 文件… [--form 报表] [--period 期] [--as-of 截数日] [--dry-run]
               [--answers 回答.json] [--accept-warnings 理由] [--correct-rows] [--for-review]
                                                    只管一镇一单位的科员由此送审；--for-review：审核人自己也送审
  figures --indicator 代码 [--level county|town|village|unit] [--as-of 日] [--known-at 版本] [--history]
  rank [--scheme 方案] [--level village|town] [--as-of 日] [--known-at 版本]
  problems [--status 状态] [--overdue] [--as-of 日] [--known-at 版本]
  rows 记录 [--as-of 日] [--known-at 版本]          任一记录已知的行：place、project、payment、problem、event…
  boundaries 界线.geojson [--leave-out] [--dry-run]  装入村镇界线，地图按它画；--leave-out 略去对不上名册的图形
  changes                                           变更记录
  withdraw 变更号 --reason 理由                     撤回一次变更，其后的保留
  backup 文件 · restore 文件 · check                备份成一个文件、恢复、核对整库
  submissions [list | show | accept | return | ask | answer | withdraw] [编号] [--words 理由、询问或回答]
                                                    报送审核：谁的表在等审，收下、退回、询问、回答、撤回
  lock [报表 期 --day 日 --reason 理由]             锁定一期；什么都不写，列出锁定的期
  unlock 报表 期 --reason 理由                      解锁，写明理由
  account list                                      有哪些账号
  account add 登录名 --name 姓名 --role 角色 [--place 镇] [--unit 单位]
                                                    建账号；第一个须是管理员。密码当场输入
  account disable|enable|reset 登录名               停用（正开着的页面也结束）、重新启用、重设密码

  每条命令都可加：--database 数据库地址  --user 姓名  --json
"""


class Parser(argparse.ArgumentParser):
    """argparse speaks English when a command is mistyped; this one answers in Chinese."""

    def error(self, message: str) -> NoReturn:
        raise _WrongUsage(message)


class _WrongUsage(Exception):
    pass


def build_parser() -> Parser:
    parser = Parser(prog="manage.py", add_help=False)
    commands = parser.add_subparsers(dest="command", parser_class=Parser)

    def command(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, add_help=False)
        made.add_argument("--database")
        made.add_argument("--user")
        made.add_argument("--json", action="store_true")
        made.set_defaults(does=does)
        return made

    def moment(made: argparse.ArgumentParser) -> None:
        made.add_argument("--as-of", type=date.fromisoformat)
        made.add_argument("--known-at", type=int)

    made = command("run", run)
    made.add_argument("--port", type=int, default=8501)
    made.add_argument("--host", default="127.0.0.1")
    made.add_argument("--sample", action="store_true")
    made = command("init", init)
    made.add_argument("--sample", action="store_true")
    made.add_argument("--roster", type=Path)
    made = command("import", bring_in)
    made.add_argument("files", nargs="+", type=Path)
    made.add_argument("--form")
    made.add_argument("--period")
    made.add_argument("--as-of", type=date.fromisoformat)
    made.add_argument("--dry-run", action="store_true")
    made.add_argument("--answers", type=Path)
    made.add_argument("--accept-warnings", default="")
    made.add_argument("--correct-rows", action="store_true")
    made.add_argument("--for-review", action="store_true")
    made = command("submissions", submissions)
    made.add_argument("what", nargs="?", default="list", choices=["list", *SUBMISSION_VERBS])
    made.add_argument("number", nargs="?", type=int, default=0)
    made.add_argument("--words", default="")
    made = command("lock", locking)
    made.add_argument("form", nargs="?", default="")
    made.add_argument("period", nargs="?", default="")
    made.add_argument("--day", type=date.fromisoformat)
    made.add_argument("--reason", default="")
    made = command("unlock", locking)
    made.add_argument("form")
    made.add_argument("period")
    made.add_argument("--reason", default="")
    made = command("figures", figures)
    made.add_argument("--indicator", required=True)
    made.add_argument("--level", choices=["county", "town", "village", "unit"], default="county")
    made.add_argument("--history", action="store_true")
    moment(made)
    made = command("rank", ranking)
    made.add_argument("--scheme")
    made.add_argument("--level", choices=["village", "town"], default="village")
    moment(made)
    made = command("problems", problems)
    made.add_argument("--status")
    made.add_argument("--overdue", action="store_true")
    moment(made)
    made = command("rows", rows)
    made.add_argument("record")
    moment(made)
    made = command("boundaries", take_outlines)
    made.add_argument("file", type=Path)
    made.add_argument("--leave-out", action="store_true")
    made.add_argument("--dry-run", action="store_true")
    command("changes", changes)
    made = command("withdraw", withdraw)
    made.add_argument("change", type=int)
    made.add_argument("--reason", required=True)
    command("backup", save).add_argument("file", type=Path)
    command("restore", bring_back).add_argument("file", type=Path)
    command("check", check)
    made = command("account", account)
    made.add_argument("what", choices=["add", "disable", "enable", "reset", "list"])
    made.add_argument("login", nargs="?", default="")
    for name in ("--name", "--role", "--place", "--unit"):
        made.add_argument(name, default="")
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    try:
        options = build_parser().parse_args(arguments)
    except _WrongUsage:
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


# --- what every command shares ---


def now() -> datetime:
    """Civil time: the one place the command line reads the clock."""
    return datetime.now(CIVIL).replace(microsecond=0, tzinfo=None)


def actor_of(options: argparse.Namespace) -> Actor:
    """Who acts: see `who`."""
    return who(options)[0]


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


def say(options: argparse.Namespace, document: object, words: str, *, error: bool = False) -> None:
    """One JSON document with --json, else the words."""
    if options.json:
        print(json.dumps(document, ensure_ascii=False))
    elif words:
        print(words, file=sys.stderr if error else sys.stdout)


def moment_document(moment: Moment, found: Sequence[Mapping[str, Plain]]) -> dict[str, object]:
    return {"as_of": moment.as_of.isoformat(), "known_at": moment.known_at, "rows": list(found)}


def say_rows(options: argparse.Namespace, moment: Moment, frame: DataFrame, titles: Mapping[str, str]) -> int:
    """The rows as JSON, or the named columns as a plain table."""
    found = rows_of(frame)
    say(options, moment_document(moment, found), in_columns(found, titles))
    return DONE


def in_columns(found: Sequence[Mapping[str, Plain]], titles: Mapping[str, str]) -> str:
    """A tab-separated table with Chinese heads; a missing value is a dash."""
    lines = ["\t".join(titles.values())]
    lines += ["\t".join("—" if row[name] is None else str(row[name]) for name in titles) for row in found]
    return "\n".join(lines)


def show_progress(done: int, total: int, what: str) -> None:
    """One line of the terminal, written over; plain lines where there is no terminal."""
    if sys.stderr.isatty():
        print(
            f"\r\x1b[K[{done}/{total}] {what}", end="\n" if done == total else "", file=sys.stderr, flush=True
        )
    elif done == total:
        print(f"[{done}/{total}] {what}", file=sys.stderr)


# --- the commands ---


def run(options: argparse.Namespace) -> int:
    """Set up what is missing and serve. Without accounts this machine only (本机模式)."""
    url = url_of(options)
    if options.host not in LOOPBACK and not (has_accounts(url) and has_administrator(door_of(url))):
        raise Refusal(
            f"还没有建立账号，只能在本机打开，不能用 {options.host}。请去掉 --host，或先建立管理员账号。",
            code="local_only",
        )
    set_up(url, actor_of(options), now=now(), progress=show_progress)
    os.environ["DATABASE_URL"] = url
    mode = "" if has_accounts(url) else "（本机模式：还没有账号，只有这台电脑能打开）"
    shown = "127.0.0.1" if options.host in (*LOOPBACK, *EVERYWHERE) else options.host
    print(f"看板已打开{mode}：http://{shown}:{options.port}　按 Ctrl+C 关闭。", flush=True)
    from serve import app

    app.run(
        config={
            "server.port": options.port,
            "server.address": options.host,
            "logger.hideWelcomeMessage": True,
        }
    )
    return DONE


def init(options: argparse.Namespace) -> int:
    """Create or migrate; load the catalogue and the roster, or the sample county."""
    refuse_all_but(options, Role.ADMIN)
    url = url_of(options) if options.sample or options.database else default_url(os.environ)
    if options.sample:
        found = set_up(url, actor_of(options), now=now(), progress=show_progress)
        words = "示例县已装好。"
    else:
        found = establish(url, actor_of(options), roster=options.roster, now=now())
        words = "本县已建立。" if options.roster else "数据库已建好，目录已装入；还没有村名册。"
    newest = first_days.moment(found.store, as_of=None, known_at=None, today=now().date()).known_at
    say(options, {"database": url, "known_at": newest}, f"{words}数据库：{url}，最新变更 {newest}。")
    return DONE


def bring_in(options: argparse.Namespace) -> int:
    """Read files, say what they would change, and take them in unless --dry-run."""
    installation = opened(options)
    answers = answers_from(options.answers) if options.answers else {}
    uploads = [
        upload_of(
            path.name,
            _bytes_of(path),
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


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"文件 {path} 打不开。请核对文件名和位置后再试。", code="no_file") from error


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


def take_outlines(options: argparse.Namespace) -> int:
    """The outlines of towns and villages, from a GeoJSON file."""
    actor = refuse_all_but(options, Role.ADMIN)
    taken = take_boundaries(
        opened(options).store,
        actor,
        options.file.name,
        _bytes_of(options.file),
        now=now(),
        leave_out=options.leave_out,
        dry_run=options.dry_run,
    )
    lines = [f"对上 {taken.towns} 镇、{taken.villages} 村。"]
    if taken.without:
        lines.append(f"还有 {len(taken.without)} 村没有界线：{'、'.join(taken.without[:MOST_TOLD])}。")
    lines += [f"略去：{told}" for told in taken.unmatched]
    if not options.dry_run:
        lines.append(f"已装入：变更 {taken.change}。" if taken.change else "没有新的内容，没有产生变更。")
    say(options, asdict(taken), "\n".join(lines))
    return DONE


def figures(options: argparse.Namespace) -> int:
    installation = opened(options)
    moment = moment_of(options, installation)
    read = list_figure_history if options.history else list_figures
    frame = read(
        installation.store,
        scope=scope_of_user(options),
        moment=moment,
        indicator=options.indicator,
        level=options.level,
    )
    titles = {
        "period": "期", "town": "镇", "name": "名称", "numerator": "分子", "denominator": "分母", "value": "值",
        "reported": "已报", "expected": "应报", "status": "状态", "light": "灯",
    }  # fmt: skip
    return say_rows(options, moment, frame, titles)


def ranking(options: argparse.Namespace) -> int:
    installation = opened(options)
    moment = moment_of(options, installation)
    scheme = options.scheme or schemes(installation.store, moment, level=options.level)[0]
    frame = rank(
        installation.store, scope=scope_of_user(options), moment=moment, scheme=scheme, level=options.level
    )
    found = rows_of(frame.drop(columns=["contributions", "missing"]))
    for row, points, missing in zip(found, frame["contributions"], frame["missing"], strict=True):
        row |= {"contributions": points, "missing": missing}
    titles = {
        "rank": "名次",
        "name": "名称",
        "town": "镇",
        "group": "分组",
        "score": "得分",
        "status": "状态",
    }
    say(options, {"scheme": scheme, **moment_document(moment, found)}, in_columns(found, titles))
    return DONE


def problems(options: argparse.Namespace) -> int:
    installation = opened(options)
    moment = moment_of(options, installation)
    frame = list_problems(
        installation.store,
        scope=scope_of_user(options),
        moment=moment,
        status=options.status,
        overdue=options.overdue,
    )
    titles = {
        "problem": "编号", "town_name": "镇", "village_name": "村", "unit_name": "责任单位", "deadline": "期限",
        "status_word": "状态", "days_late": "逾期天数", "text": "问题",
    }  # fmt: skip
    return say_rows(options, moment, frame, titles)


def rows(options: argparse.Namespace) -> int:
    record = record_named(options.record)
    installation = opened(options)
    moment = moment_of(options, installation)
    frame = list_rows(installation.store, record, scope=scope_of_user(options), moment=moment)
    return say_rows(options, moment, frame, {name: name for name in frame.columns})


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


SUBMISSION_VERBS = {
    "show": "看", "accept": "收下", "return": "退回", "ask": "询问", "answer": "回答", "withdraw": "撤回",
}  # fmt: skip


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


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
