"""The projects of the same town, in ledger order, with the light each has: to step through without going back."""

from dataclasses import dataclass
from typing import Any

from pandas import DataFrame

from data_access.database import Store
from domain.lights import overdue_light
from domain.permissions import Moment
from services.judge_measures import read_rules


@dataclass(frozen=True, slots=True)
class Sibling:
    """word   what its light says: 「逾期 50 天」, 「支出 21.4%」 is left to the screen"""

    project: str
    name: str
    light: str
    rate: float
    days_late: int
    here: bool


def siblings_of(store: Store, plan: DataFrame, row: dict[str, Any], *, moment: Moment) -> tuple[Sibling, ...]:
    """Planned projects of the row's town.

    plan  rows of `read_money`; a project outside the plan (reserve) has no siblings there
    """
    _, rules = read_rules(store, moment.known_at)
    own = plan[(plan["town"] == row["town"]).to_numpy(dtype=bool)]
    columns = (own[name] for name in ("project", "name", "light", "rate", "days_late"))
    return tuple(
        Sibling(
            project=key,
            name=name,
            light=overdue_light(int(days), rules, moment.as_of).level.value if days > 0 else light,
            rate=float(rate),
            days_late=int(days),
            here=key == row["project"],
        )
        for key, name, light, rate, days in zip(*columns, strict=True)
    )
