"""The strip 期初＋新增＋补录＋重开＋转入－销号－不予受理－转出＝期末: what moved the open problems of any selection.

Two clocks meet here. The opening balance is what the office knew and printed then; what it learned later of earlier
days is 补录. Every problem is followed alone, so the sum holds for any filter and any period.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import pandas as pd

from domain.frames import among, day_stamp
from domain.measures.carried_on import carried_on, places_of

_ENDED = ("closed", "declined")
_OF_OPENING = ("problem", "status", "reopens", "inside")
_OF_CLOSING = (*_OF_OPENING, "found_on", "since")
CAME = ("new", "late_entry", "reopened", "moved_in")
WENT = ("closed", "declined", "moved_out")
STRIP_WORDS = {
    "opening": "期初", "new": "新增", "late_entry": "补录", "reopened": "重开", "moved_in": "转入", "closed": "销号",
    "declined": "不予受理", "moved_out": "转出", "closing": "期末",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strip:
    """Counts of open problems and what moved them."""

    opening: int
    new: int
    late_entry: int
    reopened: int
    moved_in: int
    closed: int
    declined: int
    moved_out: int
    closing: int

    @property
    def holds(self) -> bool:
        came = self.new + self.late_entry + self.reopened + self.moved_in
        return self.opening + came - self.closed - self.declined - self.moved_out == self.closing

    @property
    def words(self) -> str:
        """「期初 31 ＋ 新增 12 － 销号 18 ＝ 期末 25」; terms that are zero are not written."""
        signs = dict.fromkeys(STRIP_WORDS, "＋") | dict.fromkeys(("closed", "declined", "moved_out"), "－")
        counts = {field.name: getattr(self, field.name) for field in fields(self)}
        said = [
            f"{signs[n]} {STRIP_WORDS[n]} {c}"
            for n, c in counts.items()
            if c and n not in ("opening", "closing")
        ]
        return " ".join([f"期初 {self.opening}", *said, f"＝ 期末 {self.closing}"])


def strip(opening: pd.DataFrame, closing: pd.DataFrame, *, start: date) -> Strip:
    """What moved the selection's open problems between the eve of `start` and the closing day; see `moves`."""
    return counted_moves(moves(opening, closing, start=start))


def counted_moves(rows: pd.DataFrame) -> Strip:
    """The terms of the strip: how many problems of `moves` stand behind each."""
    came, went = rows["came"].value_counts(), rows["went"].value_counts()
    return Strip(
        opening=int(rows["was_open"].sum()),
        **{term: int(came.get(term, 0)) for term in CAME},
        **{term: int(went.get(term, 0)) for term in WENT},
        closing=int(rows["is_open"].sum()),
    )


def behind_term(rows: pd.DataFrame, term: str) -> pd.Series:
    """Which problems of `moves` stand behind a term of the strip."""
    ends = {"opening": rows["was_open"], "closing": rows["is_open"]}
    return ends[term] if term in ends else (rows["came"] if term in CAME else rows["went"]) == term


def moves(opening: pd.DataFrame, closing: pd.DataFrame, *, start: date) -> pd.DataFrame:
    """How every problem moved that was open on either day or ended in between, one row each, by its number.

    opening  problem, status, reopens, inside: `problem_state` on the eve of start as it was known then
    closing  problem, status, found_on, since, reopens, inside: `problem_state` on the closing day as known now;
             inside says whether the problem lies in the selection (a town, a unit, a source …)
    returns  problem, was_open, came (one of CAME, blank), went (one of WENT, blank), is_open: open then, or come
             since, is either gone or open now
    """
    rows = _followed(*_concerned(opening, closing, start))
    ended, had_ended = among(rows["status"], _ENDED), among(rows["was_status"], _ENDED)
    is_open = rows["inside"] & rows["status"].notna() & ~ended
    was_open = rows["was_inside"] & ~had_ended
    was_ended = rows["was_inside"] & had_ended
    # Ended then and ended now: it moved only if an end was undone in between, or turned into the other end.
    moved = ~was_ended | (rows["reopens"] > rows["was_reopens"]) | (rows["status"] != rows["was_status"])
    ended_here = rows["inside"] & ended & moved & (was_open | (rows["since"] >= day_stamp(start)))
    entered = (is_open | ended_here) & ~was_open
    unknown = rows["was_status"].isna()
    is_new = rows["found_on"] >= day_stamp(start)
    came = [
        entered & unknown & is_new,
        entered & unknown & ~is_new,
        entered & was_ended,
        entered & ~unknown & ~rows["was_inside"],
    ]
    went = [
        ended_here & (rows["status"] == "closed"),
        ended_here & (rows["status"] == "declined"),
        was_open & ~rows["inside"],
    ]
    return pd.DataFrame(
        {
            "problem": rows.index,
            "was_open": was_open.to_numpy(dtype=bool),
            "came": np.select([side.to_numpy(dtype=bool) for side in came], CAME, default=""),
            "went": np.select([side.to_numpy(dtype=bool) for side in went], WENT, default=""),
            "is_open": is_open.to_numpy(dtype=bool),
        }
    )


def moves_carried_on(
    known: pd.DataFrame, opening: pd.DataFrame, closing: pd.DataFrame, *, start: date, moved: Collection[str]
) -> pd.DataFrame:
    """`moves`, from those of an earlier closing that told otherwise of the moved problems alone: each is followed alone.

    known            the moves of that earlier closing, with the same opening and start
    opening, closing a row per number, in the order of its bytes
    """
    own = [
        rows[list(columns)].take(places_of(rows["problem"], moved))
        for rows, columns in ((opening, _OF_OPENING), (closing, _OF_CLOSING))
    ]
    return carried_on(known, moves(*own, start=start), key="problem", moved=moved)


def _concerned(
    opening: pd.DataFrame, closing: pd.DataFrame, start: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of problems that can stand behind a term: of what had ended before and stayed so there is no more to tell."""
    # As plain objects: a set of many texts is looked up in them ten times as fast.
    numbers, before_numbers = (rows["problem"].astype(object) for rows in (closing, opening))
    was_open = before_numbers[~among(opening["status"], _ENDED) & opening["inside"].to_numpy(dtype=bool)]
    is_recent = (closing["since"] >= day_stamp(start)).to_numpy(dtype=bool)
    may_count = ~among(closing["status"], _ENDED) | is_recent
    alive = may_count | numbers.isin(list(was_open)).to_numpy(dtype=bool)
    before = before_numbers.isin([*was_open, *numbers[alive]]).to_numpy(dtype=bool)
    return opening[list(_OF_OPENING)][before], closing[list(_OF_CLOSING)][alive]


def _followed(opening: pd.DataFrame, closing: pd.DataFrame) -> pd.DataFrame:
    """Every problem of either day on one row; inside is false on a day it was not known."""
    before = opening.set_index("problem")[["status", "reopens", "inside"]].add_prefix("was_")
    rows = closing.set_index("problem").join(before, how="outer")
    for name in ("inside", "was_inside"):
        rows[name] = rows[name].astype("boolean").fillna(value=False).astype(bool)
    for name in ("reopens", "was_reopens"):
        rows[name] = rows[name].fillna(0)
    return rows
