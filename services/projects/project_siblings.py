"""The projects of the same town, in ledger order, with the light each has: to step through without going back."""

from dataclasses import dataclass
from typing import Any

from pandas import DataFrame

from data_access.database import Store
from domain.permissions import Moment
from services.measures.judge_measures import read_rules
from services.projects.project_lists import project_lights


@dataclass(frozen=True, slots=True)
class Sibling:
    """light of its days past the planned end, else of its money; rate is what is paid of its plan, NaN unknown"""

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
    lights = project_lights(own, rules=rules, day=moment.as_of)
    columns = (own["project"], own["name"], lights, own["rate"], own["days_late"])
    return tuple(
        Sibling(
            project=key,
            name=name,
            light=light,
            rate=float(rate),
            days_late=int(days),
            here=key == row["project"],
        )
        for key, name, light, rate, days in zip(*columns, strict=True)
    )
