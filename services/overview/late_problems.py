"""Overdue problems as matters: those from above and of the office one by one, the spots of 日督查 town by town."""

from dataclasses import dataclass
from datetime import date

from pandas import DataFrame

from data_access.database import Store
from domain.frames import texts, with_texts
from domain.lights import LightRules
from domain.matter_kinds import OverdueProblem, OverdueSpots, problem_matter, spots_matter
from domain.matters import Matter
from domain.measures.rectification import INSPECTION
from domain.permissions import Moment, Scope
from domain.setting import Setting
from services.funds.read_money import named, seen
from services.known.read_setting import read_setting
from services.known.tell_each import tell_each
from services.measures.judge_measures import last_of_judgement, read_rules
from services.overview.in_charge import responsible

NOBODY = "台账没有写责任人"
_READ = (
    "problem", "source", "text", "village", "town", "unit", "leader", "person", "deadline", "status", "returns", "days_late",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Spot:
    """An overdue spot of 日督查; village: its name, blank where none is known."""

    town: str
    town_name: str
    village: str
    days_late: int


def late_problems(store: Store, *, scope: Scope, moment: Moment) -> list[Matter]:
    """In the order of their numbers, then the towns with spots; a problem's matter is the same object until it moves."""
    setting, (_, rules) = read_setting(store, moment.known_at), read_rules(store, moment.known_at)

    def tell(state: DataFrame) -> dict[str, Matter | _Spot]:
        late = state[list(_READ)][(state["days_late"] > 0).to_numpy()]
        return _told(named(with_texts(seen(late, scope)), setting, scope), scope, rules, moment.as_of)

    by = ("late_problems", scope, last_of_judgement(store, moment.known_at))
    late = tell_each(store, moment.known_at, moment.as_of, tell, by=by)
    spots = {number: one for number, one in late.items() if isinstance(one, _Spot)}
    alone = [one for one in late.values() if not isinstance(one, _Spot)]
    return [*alone, *_town_by_town(spots, setting, scope, rules, moment.as_of)]


def _told(late: DataFrame, scope: Scope, rules: LightRules, day: date) -> dict[str, Matter | _Spot]:
    columns = (
        texts(late[name])
        for name in ("source", "text", "unit_name", "town", "town_name", "village_name", "person")
    )
    dated = [None if due != due else due.date() for due in late["deadline"]]
    counts = (late["returns"].tolist(), late["days_late"].tolist())
    nobody = NOBODY if scope.may_see_names else ""
    told: dict[str, Matter | _Spot] = {}
    for number, status, source, text, unit, town, town_name, village, person, due, returns, days_late in zip(
        texts(late["problem"]), texts(late["status"]), *columns, dated, *counts, strict=True
    ):
        if source == INSPECTION:
            told[number] = _Spot(town, town_name, village, int(days_late))
            continue
        found = OverdueProblem(
            number,
            source,
            text,
            unit or town_name,
            person or nobody,
            due,
            status,
            int(returns),
            int(days_late),
        )
        told[number] = problem_matter(found, rules, day)
    return told


def _town_by_town(
    spots: dict[str, _Spot], setting: Setting, scope: Scope, rules: LightRules, day: date
) -> list[Matter]:
    """Towns in the order of their first spot; spots whose town is not known are in no town's matter."""
    numbers: dict[str, list[str]] = {}
    for number, spot in spots.items():
        if spot.town:
            numbers.setdefault(spot.town, []).append(number)
    return [
        spots_matter(
            OverdueSpots(
                town=spots[own[0]].town_name,
                responsible=responsible(town, setting, scope, day),
                numbers=tuple(own),
                villages=tuple(dict.fromkeys(spots[one].village for one in own if spots[one].village)),
                days_late=max(spots[one].days_late for one in own),
            ),
            rules,
            day,
        )
        for town, own in numbers.items()
    ]
