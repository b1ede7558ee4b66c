"""What the ledgers say of one village: problems open and lately ended, projects with their money."""

from dataclasses import dataclass
from math import nan

import pandas as pd
from pandas import DataFrame

from data_access.database import Store
from domain.frames import is_said, with_texts
from domain.lights import overdue_levels
from domain.permissions import Moment, Scope, of_scope
from domain.problem_selection import SOURCE_WORDS
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.project_stage import STAGE_WORDS, Stage
from services.funds.read_money import read_money
from services.known.kept import Shelf
from services.known.read_states import last_of_work, problems_on
from services.measures.judge_measures import read_rules

MOST_ENDED = 3
PROBLEM_COLUMNS = (
    "problem", "text", "source", "status_word", "days_left", "days_late", "light", "deadline", "rebound_of", "day",
)  # fmt: skip
PROJECT_COLUMNS = (
    "project", "name", "stage", "progress", "plan", "paid", "rate", "plan_end", "days_late", "light", "problem",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VillageLedgers:
    """open     PROBLEM_COLUMNS of what is open, overdue first, staged and undated last; day is the day it was found
    ended     the MOST_ENDED problems closed last; day is the day they were closed
    rebounds  how many of this year's problems came back 反弹
    projects  PROJECT_COLUMNS of the year's planned projects, overdue first; money in yuan, shares as fractions
    paid, plan  Σ of the projects' money, NaN where none of them says it
    """

    open: DataFrame
    ended: DataFrame
    rebounds: int
    projects: DataFrame
    paid: float
    plan: float


def village_ledgers(store: Store, village: str, *, scope: Scope, moment: Moment) -> VillageLedgers:
    """The ledgers of a village one may see, at the moment."""
    state = problems_on(store, moment.known_at, moment.as_of)
    own = with_texts(state[((state["village"] == village) & of_scope(state, scope)).to_numpy(dtype=bool)])
    still_open = own[own["is_open"].to_numpy(dtype=bool)]
    waits = (still_open["status"] == "staged") | still_open["deadline"].isna()
    ordered = still_open.assign(waits=waits).sort_values(["waits", "deadline", "problem"], kind="stable")
    closed = own[own["closed_on"].notna().to_numpy()].sort_values("closed_on", ascending=False, kind="stable")
    this_year = own["found_on"].dt.year == moment.as_of.year
    key = (store, last_of_work(store, moment.known_at), scope, moment.as_of, village)
    projects = _PROJECTS.answer(key, lambda: _projects(store, village, scope, moment))
    return VillageLedgers(
        open=_problems(store, ordered, "found_on", moment),
        ended=_problems(store, closed.head(MOST_ENDED), "closed_on", moment),
        rebounds=int((is_said(own["rebound_of"]) & this_year).sum()),
        projects=projects,
        paid=_sum(projects["paid"]),
        plan=_sum(projects["plan"]),
    )


def _problems(store: Store, rows: DataFrame, day: str, moment: Moment) -> DataFrame:
    _, rules = read_rules(store, moment.known_at)
    left = (rows["deadline"] - pd.Timestamp(moment.as_of)).dt.days.where(rows["status"] != "staged")
    return DataFrame(
        {
            "problem": rows["problem"],
            "text": [text.strip() if isinstance(text, str) else "（没有写问题）" for text in rows["text"]],
            "source": [SOURCE_WORDS.get(source, "") for source in rows["source"]],
            "status_word": [STATUS_WORDS[ProblemStatus(status)] for status in rows["status"]],
            "days_left": left.astype("float64"),
            "days_late": rows["days_late"],
            "light": overdue_levels(rows["days_late"], rules, moment.as_of),
            "deadline": [
                "长期坚持" if status == "staged" else "" if pd.isna(end) else f"{end:%m-%d}"
                for status, end in zip(rows["status"], rows["deadline"], strict=True)
            ],
            "rebound_of": [number if isinstance(number, str) else "" for number in rows["rebound_of"]],
            "day": [f"{found:%m-%d}" for found in rows[day]],
        },
        columns=list(PROBLEM_COLUMNS),
    ).reset_index(drop=True)


_PROJECTS: Shelf[DataFrame] = Shelf(64)


def _projects(store: Store, village: str, scope: Scope, moment: Moment) -> DataFrame:
    money = read_money(store, scope=scope, moment=moment, code="FND_PAY")
    own = money[(money["village"] == village).to_numpy()]
    own = own.sort_values(["days_late", "plan_end"], ascending=[False, True], kind="stable")
    return DataFrame(
        {
            "project": own["project"],
            "name": own["name"],
            "stage": [STAGE_WORDS[Stage(stage)] if isinstance(stage, str) else "" for stage in own["stage"]],
            "progress": own["progress"],
            "plan": own["plan"],
            "paid": own["paid"],
            "rate": own["rate"],
            "plan_end": ["" if pd.isna(end) else f"{end:%m-%d}" for end in own["plan_end"]],
            "days_late": own["days_late"].fillna(0),
            "light": own["light"],
            "problem": [said.strip() if isinstance(said, str) else "" for said in own["problem"]],
        },
        columns=list(PROJECT_COLUMNS),
    ).reset_index(drop=True)


def _sum(column: pd.Series) -> float:
    known = column.dropna()
    return float(known.sum()) if len(known) else nan
