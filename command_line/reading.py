"""`figures`, `rank`, `problems`, `spot-checks`, `rows`: what is known, as of a day and at a version."""

import argparse

from command_line.asking import moment_of, opened, scope_of_user
from command_line.parsing import Commands, with_moment
from command_line.printing import DONE, in_columns, moment_document, say, say_rows
from services.county.documents import rows_of
from services.known.list_rows import list_rows, record_named
from services.measures.list_figures import list_figure_history, list_figures
from services.problems.list_problems import list_problems
from services.problems.rectification_choices import FIELD_WORDS, selection_said
from services.ranking.rank_places import rank, schemes
from services.spot_checks.list_spot_checks import spot_check_rows

HELP = """\
  figures --indicator 代码 [--level county|town|village|unit] [--as-of 日] [--known-at 版本] [--history]
  rank [--scheme 方案] [--level village|town] [--as-of 日] [--known-at 版本]
  problems [--status 状态] [--overdue] [--source 来源] [--unit 单位] [--town 乡镇] [--batch 批次] [--leader 牵头领导]
           [--person 责任人] [--due 期限] [--as-of 日] [--known-at 版本]
                                                    条件照“问题整改”页上的字写，列出的就是那一页数的
  spot-checks [--as-of 日] [--known-at 版本]       抽查登记：每一步的时刻、通知后多少分钟、是否超时
  rows 记录 [--as-of 日] [--known-at 版本]          任一记录已知的行：place、project、payment、problem、event…
"""


def add_to(commands: Commands) -> None:
    made = with_moment(commands.command("figures", figures))
    made.add_argument("--indicator", required=True)
    made.add_argument("--level", choices=["county", "town", "village", "unit"], default="county")
    made.add_argument("--history", action="store_true")
    made = with_moment(commands.command("rank", ranking))
    made.add_argument("--scheme")
    made.add_argument("--level", choices=["village", "town"], default="village")
    made = with_moment(commands.command("problems", problems))
    made.add_argument("--status")
    made.add_argument("--overdue", action="store_true")
    for field in FIELD_WORDS:
        made.add_argument(f"--{field}")
    with_moment(commands.command("spot-checks", spot_checks))
    made = with_moment(commands.command("rows", rows))
    made.add_argument("record")


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
    moment, scope = moment_of(options, installation), scope_of_user(options)
    written = {field: getattr(options, field) for field in FIELD_WORDS}
    frame = list_problems(
        installation.store,
        scope=scope,
        moment=moment,
        status=options.status,
        overdue=options.overdue,
        selection=selection_said(installation.store, scope=scope, moment=moment, written=written),
    )
    frame = frame.assign(**{name: frame[name].dt.date for name in ("found_on", "deadline", "closed_on")})
    titles = {
        "problem": "编号", "town_name": "镇", "village_name": "村", "unit_name": "责任单位", "deadline": "期限",
        "status_word": "状态", "days_late": "逾期天数", "text": "问题",
    }  # fmt: skip
    return say_rows(options, moment, frame, titles)


def spot_checks(options: argparse.Namespace) -> int:
    installation = opened(options)
    moment = moment_of(options, installation)
    frame = spot_check_rows(installation.store, scope=scope_of_user(options), moment=moment)
    titles = {
        "spot_check": "编号", "town_name": "镇", "village_name": "村", "told_at": "接到通知", "step_word": "事项",
        "done_at": "时刻", "minutes": "分钟", "limit": "时限", "late": "超时",
    }  # fmt: skip
    return say_rows(options, moment, frame, titles)


def rows(options: argparse.Namespace) -> int:
    record = record_named(options.record)
    installation = opened(options)
    moment = moment_of(options, installation)
    frame = list_rows(installation.store, record, scope=scope_of_user(options), moment=moment)
    return say_rows(options, moment, frame, {name: name for name in frame.columns})
