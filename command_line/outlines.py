"""`boundaries`: the outlines of towns and villages that maps are drawn from."""

import argparse
from dataclasses import asdict
from pathlib import Path

from command_line.asking import bytes_of, now, opened, refuse_all_but
from command_line.parsing import Commands
from command_line.printing import DONE, MOST_TOLD, say
from domain.permissions import Role
from services.county.take_boundaries import take_boundaries

HELP = """\
  boundaries 界线.geojson [--leave-out] [--dry-run]  装入村镇界线，地图按它画；--leave-out 略去对不上名册的图形
"""


def add_to(commands: Commands) -> None:
    made = commands.command("boundaries", take_outlines)
    made.add_argument("file", type=Path)
    made.add_argument("--leave-out", action="store_true")
    made.add_argument("--dry-run", action="store_true")


def take_outlines(options: argparse.Namespace) -> int:
    """The outlines of towns and villages, from a GeoJSON file."""
    actor = refuse_all_but(options, Role.ADMIN)
    taken = take_boundaries(
        opened(options).store,
        actor,
        options.file.name,
        bytes_of(options.file),
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
