"""How a command answers: Chinese for people, or with --json one JSON document; and the exit codes."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence

from pandas import DataFrame

from domain.permissions import Moment
from services.county.documents import Plain, rows_of

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
# Sentences of what is broken or missing that are printed; --json gives all.
MOST_TOLD = 10


def say(options: argparse.Namespace, document: object, words: str, *, error: bool = False) -> None:
    """One JSON document with --json, else the words."""
    if options.json:
        print(json.dumps(document, ensure_ascii=False))
    elif words:
        print(words, file=sys.stderr if error else sys.stdout)


def say_rows(options: argparse.Namespace, moment: Moment, frame: DataFrame, titles: Mapping[str, str]) -> int:
    """The rows as JSON, or the named columns as a plain table."""
    found = rows_of(frame)
    say(options, moment_document(moment, found), in_columns(found, titles))
    return DONE


def moment_document(moment: Moment, found: Sequence[Mapping[str, Plain]]) -> dict[str, object]:
    return {"as_of": moment.as_of.isoformat(), "known_at": moment.known_at, "rows": list(found)}


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
