"""What a file would change, cell by cell, old → new in the office's words, with what is wrong at the cell."""

from collections.abc import Mapping, Sequence

import pandas as pd

from data_access.comparison import Compared
from domain.difference import Outcome
from domain.issues import BLOCK, EXPLAIN, Issue
from domain.records import RECORDS, Problem
from domain.setting import Setting
from domain.wording.values import difference_words, value_words
from services.taking_in.preview import FilePreview, Preview

DIFFERENCES_READ = (
    "record", "who", "field", "title", "old", "new", "outcome", "sheet", "cell", "part", "at",
)  # fmt: skip
DIFFERENCES_SHOWN = (
    "who",
    "title",
    "old",
    "new",
    "moved",
    "outcome",
    "cell",
    "level",
    "hint",
    "part",
    "at",
    "name",
)


# What a new step of a problem says, and what it is called where the status before it is known.
STEP, MOVED = "event.to_status", "整改状态"
CONFLICT = Outcome.CONFLICT.name.lower()


def difference_rows(
    one: FilePreview, seen: Preview, setting: Setting, names: Mapping[str, str], stood: Mapping[str, str]
) -> pd.DataFrame:
    """DIFFERENCES_SHOWN of a file, in the order of the preview; hints from the issues at the same cell.

    A cell that several indicators read is told once; where it is in conflict each of them has to be decided.
    names  project key → its name; what the file itself names for the first time is called by that name
    stood  problem → its status before the file: a new step is told as what it moves, 「整改中 → 已销号」
    """
    hints = issues_by_cell(one.issues)
    columns = (one.differences[name].tolist() for name in DIFFERENCES_READ)
    rows: list[tuple[object, ...]] = []
    told: set[tuple[str, str]] = set()
    for record, who, code, title, old, new, outcome, sheet, cell, part, at in zip(*columns, strict=True):
        owner, name = str(code).split(".", 1)
        kind = RECORDS[record]
        if code == STEP and old is None:
            about, number = seen.compared[part].keys[at][:2]
            old = stood.get(str(number)) if about == Problem.NAME else None
            title = MOVED if old else title
        before, after = (
            value_words(kind, name, worth, setting=setting, indicator=owner) for worth in (old, new)
        )
        moved = difference_words(kind, name, old, new, setting=setting, indicator=owner)
        where = f"{sheet}!{cell}"
        if outcome != CONFLICT and (where, title) in told:
            continue
        told.add((where, title))
        issue = hints.get(where)
        level, hint = (issue.level, issue.message) if issue else ("", "")
        rows.append(
            (
                called(seen.compared[part], at, who, names),
                title,
                before,
                after,
                moved,
                outcome,
                where,
                level,
                hint,
                part,
                at,
                name,
            )
        )
    return once_per_cell(pd.DataFrame(rows, columns=list(DIFFERENCES_SHOWN), dtype=object))


def once_per_cell(rows: pd.DataFrame) -> pd.DataFrame:
    """One cell that feeds several rates is told once, as it is counted; conflicts stay, each is decided by itself."""
    again = rows.duplicated(["cell", "title", "old", "new", "outcome"]) & (rows["outcome"] != "conflict")
    return rows[~again.to_numpy(dtype=bool)].reset_index(drop=True)


def called(part: Compared, at: int, who: str, names: Mapping[str, str]) -> str:
    """Who a line speaks of: what the line itself names it, else the project's name, else as the preview has it."""
    written = part.said.columns.get("name", ())
    own = written[at] if at < len(written) else None
    return own if isinstance(own, str) else names.get(who, who)


def issues_by_cell(issues: Sequence[Issue]) -> dict[str, Issue]:
    """The gravest issue of every cell that has one."""
    order = {BLOCK: 0, EXPLAIN: 1}
    graded = sorted(issues, key=lambda issue: order.get(issue.level, 2), reverse=True)
    return {f"{issue.sheet}!{issue.cell}": issue for issue in graded if issue.cell}
