"""What the page 变更记录 shows: every change, newest first, page by page."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.wording.days import full_minute_words
from services.county.list_changes import list_changes

ON_A_PAGE = 20
LIST_COLUMNS = (
    "n",
    "at",
    "actor",
    "kind",
    "files",
    "file_count",
    "new",
    "altered",
    "confirmed",
    "reason",
    "mark",
)
SHIPPED_FOLDER, SHIPPED_WORDS = "catalogue/", "随软件附带的目录"


@dataclass(frozen=True)
class ChangesShown:
    """changes  LIST_COLUMNS of one page of the list, newest first; older  the number to go on from, None at the end"""

    plain: str
    sub: str
    changes: pd.DataFrame
    older: int | None
    newer: int | None
    sources: tuple[str, ...]


def show_changes(store: Store, *, scope: Scope, moment: Moment, before: int) -> ChangesShown:
    """before  list only changes below this number; 0 begins with the newest"""
    if scope.is_limited():
        return _closed()
    listed = list_changes(store)
    known = listed[(listed["n"] <= moment.known_at).to_numpy()].reset_index(drop=True)
    rest = known[(known["n"] < before).to_numpy()] if before else known
    page = rest.head(ON_A_PAGE).reset_index(drop=True)
    last = int(page["n"].iloc[-1]) if len(page) else 0
    newer = int(page["n"].iloc[0]) + ON_A_PAGE + 1 if len(page) and len(rest) < len(known) else None
    return ChangesShown(
        plain=headline(known),
        sub=withdrawn_words(known),
        changes=list_rows(page),
        older=last if len(rest) > len(page) else None,
        newer=newer,
        sources=("每次变更都带前一次的指纹，改动、删除任何一条都能查出。撤回也是一次变更，可以再撤回。",),
    )


def _closed() -> ChangesShown:
    """For who is confined to a part of the county: a change names files and reasons of all of it."""
    return ChangesShown(
        "变更记录涉及全县",
        "只对能看全县的人员开放。自己报的数，点数字就看得到每次改动。",
        pd.DataFrame(columns=list(LIST_COLUMNS)),
        None,
        None,
        (),
    )


def headline(known: pd.DataFrame) -> str:
    if known.empty:
        return "还没有任何变更"
    newest = known.iloc[0]
    at = newest["at"]
    return (
        f"共 {len(known)} 次变更，最近一次是 {newest['actor']} {at.month}月{at.day}日 "
        f"{at:%H:%M} 的{newest['kind_word']}"
    )


def withdrawn_words(known: pd.DataFrame) -> str:
    gone = known[known["withdrawn"].to_numpy()]
    if gone.empty:
        return "没有撤回过。点编号看这一次改了哪些格。"
    return f"其中 {len(gone)} 次已撤回：第 {'、'.join(str(n) for n in gone['n'].head(5))} 号。点编号看改了哪些格。"


def list_rows(page: pd.DataFrame) -> pd.DataFrame:
    """LIST_COLUMNS: rows opened beside a closed one are altered, the others new."""
    return pd.DataFrame(
        {
            "n": page["n"],
            "at": [full_minute_words(at) for at in page["at"]],
            "actor": [who_words(row) for _, row in page.iterrows()],
            "kind": page["kind_word"],
            "files": [first_file(files) for files in page["files"]],
            "file_count": [files.count("、") + 1 if files else 0 for files in page["files"]],
            "new": (page["opened"] - page["closed"]).clip(lower=0),
            "altered": page["closed"],
            "confirmed": page["confirmed"],
            "reason": page["reason"],
            "mark": [
                "已撤回" if gone else f"撤回第 {what} 号" if not pd.isna(what) else ""
                for gone, what in zip(page["withdrawn"], page["withdraws"], strict=True)
            ],
        },
        columns=list(LIST_COLUMNS),
    )


def who_words(change: "pd.Series[Any]") -> str:
    """「周某 报，吴某 审」; the one name of whoever took it in himself."""
    actor, reviewer = change["actor"], change["reviewer"]
    return f"{actor} 报，{reviewer} 审" if isinstance(reviewer, str) else str(actor)


def first_file(files: str) -> str:
    """The first of a change's files; those that ship with the software have no name an office would know."""
    first = files.split("、")[0]
    return SHIPPED_WORDS if first.startswith(SHIPPED_FOLDER) else first
