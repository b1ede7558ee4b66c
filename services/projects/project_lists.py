"""The lists of 项目完成: every project with its stage, money and light; the reserve by town; industry without a mechanism."""

from collections.abc import Hashable, Iterable
from datetime import date
from math import nan
from typing import Any

from pandas import DataFrame, Series

from domain.frames import texts
from domain.lights import LightRules, overdue_light
from domain.measures.projects import is_industry, is_linked
from domain.places import PlaceNode
from domain.project_stage import STAGE_WORDS, Stage
from services.funds.read_money import full_names

LISTED_COLUMNS = (
    "project", "name", "town", "type", "unit", "stage", "progress", "plan_end", "plan", "paid", "rate", "due", "light",
    "days_late",
)  # fmt: skip
WORST_FIRST = ("bad", "warn", "note", "ok", "none")
RESERVE_COLUMNS = ("town", "name", "budget", "plan", "ratio", "light", "sentence", "status")


def list_projects(plan: DataFrame, *, rules: LightRules, day: date) -> DataFrame:
    """LISTED_COLUMNS, worst first; money in yuan, shares as fractions, NaN unknown; light of the work when late, else of
    the money."""
    rows = DataFrame(
        {
            "project": plan["project"],
            "name": plan["name"],
            "town": texts(plan["town_name"]),
            "type": texts(plan["type"]),
            "unit": texts(plan["unit_name"]),
            "stage": [STAGE_WORDS[Stage(stage)] if isinstance(stage, str) else "" for stage in plan["stage"]],
            "progress": plan["progress"],
            "plan_end": plan["plan_end"],
            "plan": plan["plan"],
            "paid": plan["paid"],
            "rate": plan["rate"],
            "due": plan["due"],
            "light": project_lights(plan, rules=rules, day=day),
            "days_late": plan["days_late"].astype(int),
        }
    )
    order = rows["light"].map({light: at for at, light in enumerate(WORST_FIRST)})
    ranked = rows.assign(order=order, gap=rows["rate"] - rows["due"])
    ranked = ranked.sort_values(["order", "days_late", "gap"], ascending=[True, False, True], kind="stable")
    return ranked[list(LISTED_COLUMNS)].reset_index(drop=True)


def project_lights(plan: DataFrame, *, rules: LightRules, day: date) -> list[str]:
    """A project past its planned end is judged by the days, any other by its money against its own due."""
    return [
        overdue_light(int(days), rules, day).level.value if days > 0 else light
        for days, light in zip(plan["days_late"], plan["light"], strict=True)
    ]


def reserve_by_town(measured: DataFrame, towns: Iterable[PlaceNode], *, indicator_code: str) -> DataFrame:
    """RESERVE_COLUMNS of these towns: next year's reserve over this year's plan, in yuan; a town without either is missing.

    measured  as `projects_measured` gives it: the newest row of each town is told
    """
    own = measured[(measured["indicator"] == indicator_code).to_numpy()]
    newest = own.drop_duplicates("subject", keep="last").set_index("subject")
    rows = []
    for town in towns:
        if town.place in newest.index:
            row: dict[Hashable, Any] = newest.loc[town.place].to_dict()
            parts = (float(row[name]) for name in ("numerator", "denominator", "value"))
            rows.append((town.place, town.name, *parts, row["light"], row["sentence"], row["status"]))
        else:
            rows.append((town.place, town.name, nan, nan, nan, "none", "", "not_reported"))
    return DataFrame(rows, columns=list(RESERVE_COLUMNS))


def list_unlinked(plan: DataFrame) -> DataFrame:
    """project, name, unit, plan (yuan), stage of the industry projects whose ledger names no mechanism; most money first."""
    lacking = plan[(is_industry(plan) & ~is_linked(plan)).to_numpy(dtype=bool)]
    lacking = lacking.sort_values("plan", ascending=False, kind="stable")
    return DataFrame(
        {
            "project": lacking["project"],
            "name": Series(full_names(lacking), index=lacking.index, dtype="str"),
            "unit": texts(lacking["unit_name"]),
            "plan": lacking["plan"],
            "stage": [STAGE_WORDS[Stage(s)] if isinstance(s, str) else "" for s in lacking["stage"]],
        }
    ).reset_index(drop=True)
