"""督查覆盖: every village with the days since its last visit, every town with problems per visit, and tomorrow's draw."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from pandas import DataFrame, isna

from data_access.database import Store
from domain.frames import among, day_stamp, looked_up
from domain.inspection_draw import Candidate, drawn_villages
from domain.measures.inspection import inspection_days, last_visits
from domain.measures.rectification import of_inspection
from domain.permissions import Moment, Scope
from domain.places import VILLAGE
from domain.practice import Practice
from domain.records import Visit
from services.known.known_rows import known_rows
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting
from services.known.read_states import problems_on

VILLAGE_COLUMNS = ("village", "name", "town", "town_name", "last", "days_since")
TOWN_COLUMNS = ("town", "name", "villages", "recent", "long", "visits", "found")


@dataclass(frozen=True, slots=True)
class Coverage:
    """villages  VILLAGE_COLUMNS in 区划顺序; days_since NaN never visited
    towns     TOWN_COLUMNS: villages visited within the days of coverage, unvisited longer than allowed, visits and problems
              found in those days
    within    those days
    drawn     villages of the next day's draw, as VILLAGE_COLUMNS; seed is what anybody needs to draw them again
    weeks     a village unvisited for longer counts as long unvisited
    """

    villages: DataFrame
    towns: DataFrame
    drawn: DataFrame
    seed: str
    weeks: int
    within: int
    towns_today: int
    visited_today: int
    last_day: date | None

    @property
    def recent(self) -> int:
        return int(self.towns["recent"].sum())

    @property
    def long(self) -> int:
        return int(self.towns["long"].sum())


def cover_villages(store: Store, *, scope: Scope, moment: Moment) -> Coverage:
    """The coverage of the villages the scope may see; the draw is of the day after the moment's."""
    setting, visits = read_setting(store, moment.known_at), known_rows(store, Visit, moment.known_at)
    state = problems_on(store, moment.known_at, moment.as_of)
    found = state[["village", "town", "found_on"]]
    found = found[of_inspection(state) & state["village"].notna().to_numpy(dtype=bool)]
    habits = read_practice(store, moment)
    first = moment.as_of - timedelta(days=habits.coverage_days - 1)
    seen = inspection_days(visits, found, setting=setting, as_of=moment.as_of, first=first)
    nodes = [node for node in setting.roster.valid_on(moment.as_of, VILLAGE) if _inside(node.place, scope)]
    last = last_visits(visits, found, setting=setting, as_of=moment.as_of).set_index("village")
    keys = [node.place for node in nodes]
    towns = [setting.roster.town_of(key) for key in keys]
    villages = DataFrame(
        {
            "village": keys,
            "name": [node.name for node in nodes],
            "town": towns,
            "town_name": [setting.roster[town].name if town else "" for town in towns],
            "last": last["last"].reindex(keys).to_numpy(),
            "days_since": last["days_since"].reindex(keys).to_numpy(dtype="float64"),
        },
        columns=list(VILLAGE_COLUMNS),
    )
    own = seen[seen["village"].isin(keys).to_numpy(dtype=bool)]
    today = own[(own["day"] == day_stamp(moment.as_of)).to_numpy(dtype=bool)]
    seed = f"{moment.as_of + timedelta(days=1):%Y-%m-%d}"
    return Coverage(
        villages=villages,
        towns=_towns(villages, own, found, moment, habits),
        drawn=_drawn(villages, habits, seed),
        seed=seed,
        weeks=habits.unvisited_weeks,
        within=habits.coverage_days,
        towns_today=int(today["town"].nunique()),
        visited_today=int(today["village"].nunique()),
        last_day=None if villages["last"].isna().all() else villages["last"].max().date(),
    )


def _inside(village: str, scope: Scope) -> bool:
    return scope.places is None or village in scope.places


def _drawn(villages: DataFrame, habits: Practice, seed: str) -> DataFrame:
    candidates = [
        Candidate(village, str(town), isna(days) or days > habits.unvisited_weeks * 7)
        for village, town, days in zip(
            villages["village"], villages["town"], villages["days_since"], strict=True
        )
    ]
    drawn = drawn_villages(candidates, habits.drawn, seed=seed)
    return villages[villages["village"].isin(drawn).to_numpy(dtype=bool)].reset_index(drop=True)


def _towns(
    villages: DataFrame, seen: DataFrame, found: DataFrame, moment: Moment, habits: Practice
) -> DataFrame:
    within, most = habits.coverage_days, habits.unvisited_weeks * 7
    first = day_stamp(moment.as_of - timedelta(days=within - 1))
    days = villages["days_since"].to_numpy(dtype="float64")
    rows = villages.assign(
        recent=(days < within).astype("int64"),
        long=(np.isnan(days) | (days > most)).astype("int64"),
    )
    by_town = rows.groupby("town", sort=False)
    table = by_town.agg(
        name=("town_name", "first"),
        villages=("village", "size"),
        recent=("recent", "sum"),
        long=("long", "sum"),
    ).reset_index()
    visits = seen[(seen["day"] >= first).to_numpy(dtype=bool)].groupby("town").size()
    own = found[
        (found["found_on"] >= first).to_numpy(dtype=bool) & among(found["village"], villages["village"])
    ]
    for name, counts in (("visits", visits), ("found", own.groupby("town").size())):
        table[name] = looked_up(table["town"], counts).fillna(0).astype("int64")
    return table[list(TOWN_COLUMNS)]
