"""反弹 told at both ends: what an opened problem is the return of, and what came back after it was closed.

What a finding says itself 原问题编号 goes first; a ledger seldom says it, and then the same rule tells it that counts the
rebounds (domain/finding.py, domain/measures/rebounds.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from pandas import DataFrame

from domain.finding import Closed, came_back
from domain.frames import text_or_none, with_texts
from domain.measures.rectification import INSPECTION
from services.problems.visit_said import closed_of

_NAMED = 3
_READ = ("problem", "village", "category", "spot", "found_on", "closed_on")


@dataclass(frozen=True, slots=True)
class Return:
    """first  number of the problem this is the return of, "" where it is none; told the same in words"""

    first: str = ""
    told: str = ""


def return_of(row: pd.Series, state: DataFrame, within: int) -> Return:
    """What it is the return of; where nobody said so, in words that say it is taken to be.

    row    of `state`, `problem_state` of a day; within: days after closing
    """
    said = text_or_none(row["rebound_of"])
    kind = text_or_none(row["category"])
    if said or not kind or row["source"] != INSPECTION:
        return Return(said or "", said or "")
    again = came_back(
        closed_of(_alike(row, state)),
        village=str(row["village"]),
        kind=kind,
        spot=text_or_none(row["spot"]) or "",
        day=row["found_on"].date(),
        within=within,
    )
    return Return(again, f"像是 {again} 的反弹（同村同类，销号后 {within} 天内）") if again else Return()


def came_back_as(row: pd.Series, state: DataFrame, within: int) -> tuple[str, ...]:
    """Numbers of what came back after the problem was closed."""
    number = str(row["problem"])
    named = (state["rebound_of"] == number).to_numpy(dtype=bool)
    found = list(state["problem"][named])
    kind = text_or_none(row["category"])
    if not pd.isna(row["closed_on"]) and row["source"] == INSPECTION and kind:
        village, spot = str(row["village"]), text_or_none(row["spot"]) or ""
        own = [Closed(number, village, kind, spot, row["closed_on"].date())]
        alike = _alike(row, state)
        found += [
            later
            for later, there, day in zip(alike["problem"], alike["spot"], alike["found_on"], strict=True)
            if came_back(
                own, village=village, kind=kind, spot=text_or_none(there) or "", day=day.date(), within=within
            )
        ]
    return tuple(dict.fromkeys(found))


def returns_words(numbers: Sequence[str]) -> str:
    """「日督-20261013-004、日督-20261101-002」, the first few of them and how many they are."""
    more = f" 等 {len(numbers)} 处" if len(numbers) > _NAMED else ""
    return "、".join(numbers[:_NAMED]) + more


def _alike(row: pd.Series, state: DataFrame) -> DataFrame:
    """The others of the inspection in its village and of its kind."""
    own = (
        (state["village"] == row["village"])
        & (state["category"] == row["category"])
        & (state["source"] == INSPECTION)
        & (state["problem"] != row["problem"])
    )
    return with_texts(state[list(_READ)][own.to_numpy(dtype=bool)])
