"""调度事项: how each stands on a day, and the share of those come due that were done in time (TSK_DONE)."""

from datetime import date

import numpy as np
import pandas as pd

from domain.directive_life import ABOUT, DirectiveStatus
from domain.frames import day_stamp, days, fields_of
from domain.measures.ledgers import Whole, counted, located, tally
from domain.records import Directive
from domain.setting import Setting

DIRECTIVE_CODES = ("TSK_DONE",)
ENDED = ("done", "undone")


def directive_state(
    directives: pd.DataFrame, events: pd.DataFrame, *, setting: Setting, as_of: date
) -> pd.DataFrame:
    """Every directive given on or before as_of, as it stands that day.

    returns  the fields of `Directive`, village, town (of the lead unit's place), unit, due (the deadline that holds that day,
             datetime64), status, since (its last step, else the day it was given), note (of its last step, None),
             days_late (0 where ended or not yet due)
    """
    given = days(directives["given_on"])
    rows = fields_of(Directive, directives)[(given <= day_stamp(as_of)).to_numpy(dtype=bool)]
    rows = rows.reset_index(drop=True)
    own = events[(events["about"] == ABOUT).to_numpy(dtype=bool)]
    own = own[(days(own["day"]) <= day_stamp(as_of)).to_numpy(dtype=bool)].sort_values(["day", "seq"])
    moved = set(own["number"][(own["kind"] == "postponed").to_numpy(dtype=bool)])
    way = _last_of_each(own[own["kind"].ne("postponed").to_numpy(dtype=bool)])
    status, on_way = way["to_status"].to_dict(), way["day"].to_dict()
    notes = _last_of_each(own)["note"].to_dict()
    numbers = rows["directive"].tolist()
    postponed = rows["directive"].isin(moved) & rows["extended_to"].notna()
    places: list[str | None] = [
        setting.units[key].place if key in setting.units else None for key in rows["lead_unit"].tolist()
    ]
    where = located(pd.Series(np.array(places, dtype=object), index=rows.index), setting.roster, as_of=as_of)
    rows = rows.assign(
        village=where["village"],
        town=where["town"],
        unit=rows["lead_unit"],
        due=days(rows["extended_to"].where(postponed, rows["deadline"])),
        status=[status.get(number, DirectiveStatus.GIVEN.value) for number in numbers],
        since=days(
            pd.Series(
                [on_way.get(number, day) for number, day in zip(numbers, rows["given_on"], strict=True)],
                index=rows.index,
                dtype=object,
            )
        ),
        note=pd.Series(np.array([notes.get(number) for number in numbers], dtype=object), index=rows.index),
    )
    late = (day_stamp(as_of) - rows["due"]).dt.days
    is_open = ~rows["status"].isin(ENDED)
    return rows.assign(days_late=late.where(is_open & (late > 0), 0).astype("int64"))


def _last_of_each(events: pd.DataFrame) -> pd.DataFrame:
    """The last of some events, in order, of each directive, by its number."""
    return events.drop_duplicates("number", keep="last").set_index("number")


def directive_measures(state: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """TSK_DONE of towns, county and units: done by the deadline that held, of this year's that have come due.

    What is due today and not yet done is not yet due. 未办结 counts as due from its day on.
    """
    today, done = day_stamp(as_of), (state["status"] == "done")
    due = (state["due"] < today) | ((state["due"] == today) & done) | (state["status"] == "undone")
    due &= state["due"].dt.year == as_of.year
    whole = Whole("TSK_DONE", True, len(state) > 0)
    rows = tally(state, counts=done & (state["since"] <= state["due"]), among=due)
    return counted(rows, whole, period=as_of.isoformat(), setting=setting, as_of=as_of)
