"""`run` and `init`: a county that can be opened."""

import argparse
import os
from pathlib import Path

from command_line.asking import actor_of, now, refuse_all_but, url_of
from command_line.parsing import Commands
from command_line.printing import DONE, say, show_progress
from domain.permissions import Role
from domain.refusals import Refusal
from services.accounts.manage_accounts import has_administrator
from services.accounts.sign_in import door_of, has_accounts
from services.county import first_days
from services.county.establish_county import default_url, establish
from services.county.installation import is_sample, set_up

HELP = """\
  run [--port 8501] [--host 127.0.0.1] [--sample]   备好缺的东西并打开看板；没有本县数据时打开示例县
  init [--sample | --roster 村名册.xlsx]            建库、装入目录与村名册（或示例县）
"""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")


def add_to(commands: Commands) -> None:
    made = commands.command("run", run)
    made.add_argument("--port", type=int, default=8501)
    made.add_argument("--host", default="127.0.0.1")
    made.add_argument("--sample", action="store_true")
    made = commands.command("init", init)
    made.add_argument("--sample", action="store_true")
    made.add_argument("--roster", type=Path)


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
    url = url_of(options) if options.sample or options.database else default_url(os.environ)
    if options.sample and not is_sample(url):
        raise Refusal(
            "示例县只装在自己的文件 sample.db 里，不与别的库混放；现在指定的是另一个数据库，什么都没有装。"
            "请去掉 --database，或把它写成以 sample.db 结尾的文件。",
            code="sample",
        )
    refuse_all_but(options, Role.ADMIN)
    if options.sample:
        found = set_up(url, actor_of(options), now=now(), progress=show_progress)
        words = "示例县已装好。"
    else:
        found = establish(url, actor_of(options), roster=options.roster, now=now())
        words = "本县已建立。" if options.roster else "数据库已建好，目录已装入；还没有村名册。"
    newest = first_days.moment(found.store, as_of=None, known_at=None, today=now().date()).known_at
    say(options, {"database": url, "known_at": newest}, f"{words}数据库：{url}，最新变更 {newest}。")
    return DONE
