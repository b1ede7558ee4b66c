"""Ranking within peer groups on the score as shown: ties share a place and the next is skipped, 1-2-2-4.

Who does not take part stands apart, without a rank. Equals are listed in the order of administrative division,
排名不分先后. A village just merged has no earlier rank: 新并村.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from domain.indicators import Break, Catalogue
from domain.places import Roster
from domain.scoring import Scores

SMALLEST_GROUP = 5
NO_CATEGORY = "未分组"
NEWLY_MERGED, NEWLY_RANKED, NEW_DEFINITION = "新并村", "新参评", "口径变更"
RANK_COLUMNS = (
    "subject", "group", "score", "rank", "of", "before", "change", "note", "takes_part", "reason", "missing",
    "missing_share",
)  # fmt: skip


def competition_ranks(values: np.ndarray) -> np.ndarray:
    """Standard competition ranks of scores, highest first: 95, 93, 93, 90 → 1, 2, 2, 4; NaN has no rank (NaN)."""
    order = np.sort(values[~np.isnan(values)])
    ranks = len(order) - np.searchsorted(order, values, side="right") + 1.0
    return np.where(np.isnan(values), np.nan, ranks)


def peer_groups(roster: Roster, subjects: Sequence[str]) -> dict[str, str]:
    """The group each subject is ranked in: its category 村庄类型; one of fewer than five joins the next smallest.

    subjects  places of one level. A single group is left whole however small; names of joined groups are 「甲、乙」.
    """
    named = {subject: roster[subject].category or NO_CATEGORY for subject in subjects}
    members: dict[str, list[str]] = {}
    for subject, name in named.items():
        members.setdefault(name, []).append(subject)
    while len(members) > 1 and min(len(found) for found in members.values()) < SMALLEST_GROUP:
        small, next_small = sorted(members, key=lambda name: (len(members[name]), name))[:2]
        joined = "、".join(sorted({*small.split("、"), *next_small.split("、")}))
        members[joined] = members.pop(small) + members.pop(next_small)
    return {subject: name for name, found in members.items() for subject in found}


def ranking(scored: Scores, groups: Mapping[str, str], *, order: Sequence[str]) -> pd.DataFrame:
    """RANK_COLUMNS without a comparison: within each group by score, equals by `order`, the unranked last.

    groups  subject → group; order: subjects in the order of administrative division
    of      how many are ranked in the group
    """
    table = scored.table
    rows = table.assign(
        group=[groups.get(subject, NO_CATEGORY) for subject in table["subject"].tolist()],
        rank=np.nan,
        of=0,
        before=np.nan,
        change=np.nan,
        note="",
    )
    for _, at in rows.groupby("group", sort=False).indices.items():
        own = rows["score"].to_numpy()[at]
        rows.loc[rows.index[at], "rank"] = competition_ranks(own)
        rows.loc[rows.index[at], "of"] = int((~np.isnan(own)).sum())
    place = {subject: n for n, subject in enumerate(order)}
    rows["place"] = [place.get(subject, len(place)) for subject in rows["subject"].tolist()]
    rows = rows.sort_values(["group", "rank", "place"], na_position="last", kind="stable")
    return rows[list(RANK_COLUMNS)].reset_index(drop=True)


def with_changes(
    now: pd.DataFrame, before: pd.DataFrame, roster: Roster, *, then: date, day: date, broken: bool = False
) -> pd.DataFrame:
    """The ranking with the previous period's beside it.

    now, before  rankings of two periods; then, day their last days
    broken       an item is counted by another definition now than then: nobody's place is compared
    returns      before (rank then), change (places gained, negative lost; NaN where there is no earlier rank or the
                 group was another) and note: 新并村 since then, 新参评 without an earlier rank, else 口径变更
    """
    old = before.set_index("subject")
    ranks, groups = old["rank"].to_dict(), old["group"].to_dict()
    notes, earlier = [], []
    for subject, group, rank in zip(now["subject"], now["group"], now["rank"], strict=True):
        merged = subject in roster and roster.predecessors_on(subject, then) != (subject,)
        past = ranks.get(subject, np.nan)
        known = (
            not broken
            and not merged
            and not np.isnan(past)
            and not np.isnan(rank)
            and groups.get(subject) == group
        )
        earlier.append(past if known else np.nan)
        is_ranked = not np.isnan(rank)
        notes.append(
            NEWLY_MERGED
            if merged
            else NEW_DEFINITION
            if broken and is_ranked
            else NEWLY_RANKED
            if not known and is_ranked
            else ""
        )
    found = pd.Series(earlier, index=now.index, dtype="float64")
    return now.assign(before=found, change=found - now["rank"], note=notes)


def definitions_changed(
    before: Scores, now: Scores, known: Catalogue, *, then: date, day: date
) -> tuple[Break, ...]:
    """口径变更 between two rankings, one per item whose definition is another in the period its numbers speak of.

    then, day  what they were counted to
    """
    codes = [item.indicator for item in now.scheme.items]
    found = (
        known.changed_between(code, before.spoken.get(code, then), now.spoken.get(code, day))
        for code in codes
    )
    return tuple(one for one in found if one is not None)


def red_and_black(ranked: pd.DataFrame, *, top: int, bottom: int) -> pd.Series:
    """红榜 or 黑榜 of each row, blank for most: the first `top` and last `bottom` places of each group, ties included.

    A black-listed place is a proposal that somebody confirms; who does not take part is on neither, and a group too
    small to have both has no black list.
    """
    enough = ranked["of"] >= top + bottom
    worse = ranked.groupby("group")["score"].rank(method="min", ascending=True)
    is_red = ranked["rank"] <= top
    is_black = enough & (worse <= bottom) & ~is_red
    return pd.Series(np.where(is_red, "红榜", np.where(is_black, "黑榜", "")), index=ranked.index).astype(
        "str"
    )
