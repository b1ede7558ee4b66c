"""Any upload in, a `Workbook` out: the parser runs in a child process that is watched from outside and may die.

By content, not by name: .xlsx .xlsm .xls .et .ods .csv, and web pages or tab-separated text renamed to .xls. Whatever
goes wrong is a Refusal with one sentence; nothing of the file is written anywhere.
"""

import hashlib
import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path, PurePath

from uploads.refusals import refusal
from uploads.sheets import Cell, Merge, Sheet, Workbook
from uploads.watching import watch
from uploads.wire import SheetFacts, read_sheets

_ROOT = Path(__file__).resolve().parent.parent
_MB = 2**20
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may cost: bytes as sent, bytes unzipped, filled cells, memory of the child.

    seconds  of the processor and of standing still (watching.py): with nothing else running, all seconds there are
    longest  on the wall, where others keep the processor busy
    """

    file: int = 60 * _MB
    unzipped: int = 600 * _MB
    cells: int = 3_000_000
    memory: int = 1_200 * _MB
    seconds: float = 25.0
    longest: float = 240.0


LIMITS = Limits()


def read_workbook(content: bytes, name: str, limits: Limits = LIMITS) -> Workbook:
    """Every sheet of the file, hidden ones too, with merges, hidden rows and columns, notes and formulas without result.

    name    the file name as uploaded; folders in it are dropped
    raises  Refusal with a code of uploads/refusals.py
    """
    name = _own_name(name)
    if len(content) > limits.file:
        raise refusal("too_large", name=name, found=_mb(len(content)), limit=_mb(limits.file))
    answer = _ask_child(content, name, limits)
    if answer[:1] == b"R":
        refused = json.loads(answer[1:])
        raise refusal(refused["code"], name=name, **refused["found"])
    sheets = tuple(sheet_of(facts, columns) for facts, columns in read_sheets(answer[1:]))
    if all(sheet.is_empty() for sheet in sheets):
        raise refusal("no_cells", name=name, found=str(len(sheets)))
    return Workbook(name, hashlib.sha256(content).hexdigest(), sheets)


def _own_name(name: str) -> str:
    """The name without its folder and without characters that cannot be seen; a very long one in its middle shortened."""
    name = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())
    return (
        name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME // 2]}……{name[-_LONGEST_NAME // 4 :]}"
    )


def sheet_of(facts: SheetFacts, columns: tuple[list[Cell], ...]) -> Sheet:
    return Sheet(
        name=facts["name"],
        columns=columns,
        height=facts["height"],
        hidden=facts["hidden"],
        merges=tuple(Merge(*ends) for ends in facts["merges"]),
        hidden_rows=frozenset(facts["hidden_rows"]),
        hidden_columns=frozenset(facts["hidden_columns"]),
        uncached=frozenset((row, column) for row, column in facts["uncached"]),
        comments={(row, column): text for row, column, text in facts["comments"]},
        asides=tuple((where, text) for where, text in facts["asides"]),
    )


def _ask_child(content: bytes, name: str, limits: Limits) -> bytes:
    command = [sys.executable, "-X", "utf8", "-m", "uploads.child", str(limits.cells), str(limits.unzipped)]
    return answer_of_child(command, content, name, limits)


def answer_of_child(command: list[str], content: bytes, name: str, limits: Limits) -> bytes:
    """The child's whole answer. Killed by handle when it swells or hangs; a parser that panics ends it by itself.

    raises  Refusal naming the file: out_of_memory, timeout, reader_died
    """
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    answer = bytearray()
    with subprocess.Popen(
        command, cwd=_ROOT, stdin=pipe, stdout=pipe, stderr=quiet, creationflags=flags
    ) as child:
        feeding = threading.Thread(target=_feed, args=(child, content), daemon=True)
        draining = threading.Thread(target=_drain, args=(child, answer, limits.memory), daemon=True)
        feeding.start()
        draining.start()
        try:
            stopped = watch(
                child,
                draining,
                memory=limits.memory,
                seconds=limits.seconds,
                longest=limits.longest,
            )
        finally:
            child.kill()
            draining.join()
            feeding.join()
    if stopped is not None:
        limit = _mb(limits.memory) if stopped.code == "out_of_memory" else f"{stopped.limit:g}"
        raise refusal(stopped.code, name=name, limit=limit)
    if child.returncode != 0 or not answer:
        raise refusal("reader_died", name=name)
    return bytes(answer)


def _feed(child: subprocess.Popen[bytes], content: bytes) -> None:
    assert child.stdin
    try:
        child.stdin.write(content)
        child.stdin.close()
    except OSError:
        return  # the child is gone; its exit code tells the rest


def _drain(child: subprocess.Popen[bytes], answer: bytearray, limit: int) -> None:
    """Collects what the child writes, and never more than it may have held."""
    assert child.stdout
    while len(answer) <= limit and (chunk := child.stdout.read(_MB)):
        answer += chunk


def _mb(size: int) -> str:
    return str(-(-size // _MB))
