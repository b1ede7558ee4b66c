"""The user's manual docs/用户手册.md as the help page reads it: parts, their tasks, and the blocks of a task.

Knows the few forms the manual is written in: headings, paragraphs, steps, points, tables, pictures and commands. A line
that begins with `<!--` is for those who write the manual and is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from services.known.kept import kept

DOCS = Path(__file__).parents[2] / "docs"
MANUAL = DOCS / "用户手册.md"

_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[^)]+)\)")
_STEP = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Block:
    """One form of text.

    kind   "text", "steps", "points", "table", "picture" or "command"
    lines  paragraphs, steps, points or commands; for a picture its path under docs/ and what it shows
    rows   of a table, its heads first; empty otherwise
    """

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Its lines as they are searched: a table by its rows, a picture not at all."""
        if self.kind == "picture":
            return ()
        return self.lines or tuple(" ".join(row) for row in self.rows[1:])


@dataclass(frozen=True, slots=True)
class Task:
    """One thing somebody wants to do; part: whose it is (领导, 填报人员, 管理员, 速查)."""

    part: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A task in which all sought words stand, and the line that holds the first of them."""

    task: Task
    line: str


def read_manual(file: Path = MANUAL) -> tuple[Task, ...]:
    """Every task in the manual's order."""
    return _read(file, file.stat().st_mtime_ns)


@kept(4)
def _read(file: Path, _changed: int) -> tuple[Task, ...]:
    part = title = ""
    lines: list[str] = []
    found: list[Task] = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), "## "]:
        if line.startswith(("## ", "### ")):
            if title:
                found.append(Task(part, title, tuple(_blocks(lines))))
            lines = []
            part = line.removeprefix("## ") if line.startswith("## ") else part
            title = line.removeprefix("### ") if line.startswith("### ") else ""
        elif not line.startswith("<!--"):
            lines.append(line)
    return tuple(found)


def find_in_manual(tasks: tuple[Task, ...], sought: str) -> tuple[Hit, ...]:
    """The tasks that hold every word of `sought`, those whose title holds one first."""
    words = sought.split()
    if not words:
        return ()
    hits = []
    for task in tasks:
        lines = [line for block in task.blocks for line in block.words]
        if all(word in task.title or any(word in line for line in lines) for word in words):
            hits.append(Hit(task, next((line for line in lines if words[0] in line), "")))
    return tuple(sorted(hits, key=lambda hit: not any(word in hit.task.title for word in words)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    for kind, group in groupby(_kinds(lines), key=lambda found: found[0]):
        told = [line for _, line in group]
        if kind == "table":
            rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in told]
            yield Block(kind, rows=(rows[0], *rows[2:]))
        elif kind == "picture":
            for line in told:
                picture = _PICTURE.fullmatch(line)
                if picture:
                    yield Block(kind, (picture["file"], picture["alt"]))
        elif kind:
            yield Block(kind, tuple(told))


def _kinds(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each line with its form, bared of its sign; "" parts what stands on both sides of it."""
    fenced = False
    for line in lines:
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield "command", line
        elif _PICTURE.fullmatch(line):
            yield "picture", line
        elif line.startswith("|"):
            yield "table", line
        elif line.startswith("* "):
            yield "points", line.removeprefix("* ")
        elif _STEP.match(line):
            yield "steps", _STEP.sub("", line, count=1)
        else:
            yield ("text" if line else ""), line
