"""考评得分 village by week: who was looked at, how they stood, and who was not looked at."""

from dataclasses import dataclass
from datetime import date
from math import nan

import numpy as np
from pandas import DataFrame

from data_access.database import Store
from domain.frames import day_stamp, days
from domain.measures.score_weeks import scores_by_window
from domain.period_kinds import Period, week_number
from domain.permissions import Moment, Scope
from domain.places import VILLAGE
from services.known.kept import Shelf
from services.known.known_rows import last_change
from services.known.read_setting import SETTING, read_setting
from services.known.read_visits import last_of_visits, visits_on
from services.measures.read_measures import last_periods

WEEKS = 8
RED_LINE, BLACK_LINE = 90.0, 80.0


@dataclass(frozen=True, slots=True)
class ScoreWeeks:
    """rows: village, name, town, town_name, mean, visits (weeks with a score), below (weeks below BLACK_LINE), ago
    (days since the last visit, NaN where nobody ever came) and one
    column per week code, scores in points, NaN where nobody looked; villages in 区划顺序.

    heads  「47周」 per week code, oldest first; span 「第40—47周（9.25—11.19）」
    """

    rows: DataFrame
    codes: tuple[str, ...]
    heads: tuple[str, ...]
    span: str


def score_weeks(store: Store, *, scope: Scope, moment: Moment) -> ScoreWeeks:
    """ENV_SCORE of every village that counts on the as-of day, over the last WEEKS weeks of the office.

    Kept until a change alters a visit, what its findings take off, or the setting.
    """
    last = max(
        last_of_visits(store, moment.known_at, moment.as_of),
        last_change(store, moment.known_at, *SETTING),
    )
    return _WEEKS.answer((store, last, scope, moment.as_of), lambda: _scored(store, scope, moment))


_WEEKS: Shelf[ScoreWeeks] = Shelf(16)


def _scored(store: Store, scope: Scope, moment: Moment) -> ScoreWeeks:
    setting = read_setting(store, moment.known_at)
    weeks = last_periods("week", moment.as_of, WEEKS, setting.week_starts)
    visits = visits_on(store, moment.known_at, moment.as_of)
    scores = scores_by_window(visits, weeks, setting=setting, as_of=moment.as_of)
    places = setting.roster.ancestry(moment.as_of)
    seen = places[(places["level"] == VILLAGE).to_numpy()]
    if scope.places is not None:
        seen = seen[seen["place"].isin(list(scope.places)).to_numpy()]
    table = scores.loc[seen["place"].tolist()]
    rows = DataFrame(
        {
            "village": seen["place"].tolist(),
            "name": seen["name"].tolist(),
            "town": seen["town"].tolist(),
            "town_name": [setting.roster[town].name if town else "" for town in seen["town"]],
            "mean": table.mean(axis=1).to_numpy(),
            "visits": table.notna().sum(axis=1).to_numpy(),
            "ago": _days_since(visits, seen["place"].tolist(), moment.as_of),
            "below": (np.round(table.to_numpy(), 1) < BLACK_LINE).sum(axis=1),
        }
    )
    return ScoreWeeks(
        rows.join(table.reset_index(drop=True)),
        tuple(week.code for week in weeks),
        tuple(_head(w) for w in weeks),
        _span(weeks),
    )


def _days_since(visits: DataFrame, places: list[str], day: date) -> list[float]:
    """Days from the last visit of each place, with a score or without, to the day."""
    on = days(visits["day"])
    last = on[(on <= day_stamp(day)).to_numpy()].groupby(visits["place"]).max()
    known = {place: float((day_stamp(day) - at).days) for place, at in last.items()}
    return [known.get(place, nan) for place in places]


def _head(week: Period) -> str:
    return f"{week_number(week.start)[1]}周"


def _span(weeks: list[Period]) -> str:
    first, last = weeks[0], weeks[-1]
    days = f"{first.start.month}.{first.start.day:02d}—{last.end.month}.{last.end.day:02d}"
    return f"第{_head(first).removesuffix('周')}—{_head(last)}（{days}）"
