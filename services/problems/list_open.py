"""The open problems of a selection as a list: most overdue first, then by deadline, what has no clock last."""

from functools import partial

import pandas as pd
from pandas import DataFrame

from data_access.database import Store
from domain.frames import is_said
from domain.lights import overdue_levels
from domain.permissions import Moment, Scope
from domain.places import Roster
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting
from services.known.tell_each import tell_each
from services.measures.judge_measures import read_rules
from services.problems.problem_words import deadline_words, problem_texts, status_words, unit_names

OPEN_COLUMNS = (
    "problem", "text", "unit_name", "person", "note", "returns", "days_left", "light", "slip", "deadline", "status_word",
)  # fmt: skip

_READ = (
    "problem", "text", "town", "village", "unit", "person", "note", "returns", "deadline", "days_late", "status",
)  # fmt: skip


def list_open(store: Store, rows: DataFrame, *, scope: Scope, moment: Moment) -> DataFrame:
    """OPEN_COLUMNS of the open ones of `rows` (`problem_state` columns).

    returns  slip: the 蓝黄红单 that is due by days overdue, blank before; days_left negative when overdue, NaN without a
             clock; person blank for those who may not see names
    """
    setting, (_, rules) = read_setting(store, moment.known_at), read_rules(store, moment.known_at)
    kept = rows[list(_READ)][rows["is_open"].to_numpy(dtype=bool)]
    kept = kept.assign(waits=(kept["status"] == "staged") | kept["deadline"].isna())
    kept = kept.sort_values(["waits", "deadline"], kind="stable")  # by number before, as the state is
    left = (kept["deadline"] - pd.Timestamp(moment.as_of)).dt.days.where(kept["status"] != "staged")
    lights = overdue_levels(kept["days_late"], rules, moment.as_of)
    slips = read_practice(store, moment).slips
    texts = tell_each(store, moment.known_at, moment.as_of, partial(_texts, setting.roster), by=_texts)
    return DataFrame(
        {
            "problem": kept["problem"],
            "text": [texts[number] for number in kept["problem"].tolist()],
            "unit_name": unit_names(kept["unit"], setting),
            "person": kept["person"].astype("str").where(is_said(kept["person"]) & scope.may_see_names, ""),
            "note": kept["note"].fillna(""),
            "returns": kept["returns"],
            "days_left": left.astype("float64"),
            "light": lights,
            "slip": [slips.get(light, "") for light in lights],
            "deadline": deadline_words(kept),
            "status_word": status_words(kept["status"]),
        }
    ).reset_index(drop=True)


def _texts(roster: Roster, state: DataFrame) -> dict[str, str]:
    """Number → `problem_texts` of the open ones: many are open, and a step alters one."""
    kept = state[["problem", "text", "town", "village"]][state["is_open"].to_numpy(dtype=bool)]
    return dict(zip(kept["problem"].tolist(), problem_texts(kept, roster), strict=True))
