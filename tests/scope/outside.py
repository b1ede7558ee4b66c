"""What somebody of the marked county may not be told: signs, and numbers that stand in nothing they may see."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data_access.database import Store, head, reading
from data_access.rows import rows_known
from domain.permissions import Scope
from domain.records import Allocation, Figure, Project, ProjectStatus
from tests.scope.marked_county import COUNTY, DEPARTMENTS, GOVERNMENTS, SIGNS
from tests.scope.reading import numbers_in

SMALLEST = 3_000  # counts, days and years are smaller or no fact


@dataclass(frozen=True)
class Outside:
    """signs of others; amounts to two decimals as stored, in yuan and in 万元; rates to nine."""

    signs: frozenset[str]
    amounts: frozenset[float]
    rates: frozenset[float]

    def found_in(self, texts: Iterable[str], *, typed: Iterable[str] = ()) -> str:
        """The first text that tells it, "" where none does. typed: what the asker wrote stands for itself."""
        own = [word for word in typed if word]
        for text in texts:
            told = text
            for word in own:
                told = told.replace(word, "")
            if not self.signs.isdisjoint(told) or any(
                round(number, 2) in self.amounts or round(number, 9) in self.rates
                for number in numbers_in(told)
            ):
                return text
        return ""


def outside(store: Store, scope: Scope, *, place: str | None, unit: str | None) -> Outside:
    """What a user confined to this town or this department may not be told."""
    if place is None and unit is None:
        return Outside(frozenset(), frozenset(), frozenset())
    amounts, rates = _numbers(store, scope)
    return Outside(_signs(place, unit), amounts, rates)


def _signs(place: str | None, unit: str | None) -> frozenset[str]:
    """A town meets the departments that work in it; a department works in all places but with nobody's matters but its own."""
    if place is not None:
        sign = place[0]
        met = {one for one, towns in DEPARTMENTS.items() if sign in towns}
        return SIGNS - {sign, GOVERNMENTS[sign], *met}
    assert unit is not None
    return frozenset({*DEPARTMENTS, *GOVERNMENTS.values(), COUNTY}) - {unit[0]}


def _numbers(store: Store, scope: Scope) -> tuple[frozenset[float], frozenset[float]]:
    with reading(store) as connection:
        n = head(connection)
        figures = rows_known(connection, Figure, n)
        projects = rows_known(connection, Project, n)
        money = [rows_known(connection, record, n) for record in (Allocation, ProjectStatus)]
    of_place = figures["subject_kind"] == "place"
    inside = figures["subject"].isin(list(scope.places)) if scope.places is not None else of_place
    inside |= figures["subject"].isin(list(scope.units or ()))
    own = projects["place"].isin(list(scope.places or ())) | projects["lead_unit"].isin(
        list(scope.units or ())
    )
    mine = set(projects["project"][own])
    seen, hidden = _parts(figures[inside]), _parts(figures[~inside])
    for rows, column in (
        (projects, "invest_total"),
        (money[0], "amount"),
        (money[1], "paid"),
        (money[1], "invested"),
    ):
        fen = rows[column].astype("float64")
        is_mine = rows["project"].isin(mine)
        seen |= _shown(fen[is_mine])
        hidden |= _shown(fen[~is_mine])
    return frozenset(worth for worth in hidden - seen if worth >= SMALLEST), _rates(
        figures[~inside]
    ) - _rates(figures[inside])


def _parts(figures: pd.DataFrame) -> set[float]:
    """The parts themselves, and their sums by town."""
    found: set[float] = set()
    by_town = figures.assign(town=figures["subject"].str[0]).groupby(["indicator", "period", "town"])
    for name in ("numerator", "denominator"):
        found |= set(figures[name].dropna().astype("float64")) | set(by_town[name].sum().astype("float64"))
    return found


def _shown(fen: pd.Series) -> set[float]:
    return {round(worth / scale, 2) for worth in fen.dropna() for scale in (1, 100, 1_000_000)}


def _rates(figures: pd.DataFrame) -> frozenset[float]:
    rate = figures["numerator"].astype("float64") / figures["denominator"].astype("float64")
    return frozenset(round(worth, 9) for worth in rate.dropna() if 0 < worth < 1)
