"""回头看: the seeded sample of what was closed in the 旬 before, and what the looks of the year so far found."""

from dataclasses import dataclass
from datetime import date

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.frames import day_stamp
from domain.inspection_draw import drawn_share
from domain.measures.look_back import LookedBack, looked_back
from domain.measures.problem_state import CONFIRMED, FOUND_FALSE
from domain.periods import period_containing, previous_period
from domain.permissions import Moment, Scope
from domain.records import Event, Problem
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.problems.follow_problems import seen_by
from services.problems.problem_words import problem_texts, unit_names

LOOK_COLUMNS = ("problem", "text", "unit_name", "closed_on", "looked")


@dataclass(frozen=True, slots=True)
class LookBack:
    """period  the 旬 whose closures are sampled: 「11月上旬」; closed: how many there were; seed of the draw
    rows       the sample, LOOK_COLUMNS; looked says what was found, blank while nobody has looked
    year       what all looks of the year so far found
    """

    period: str
    closed: int
    seed: str
    rows: DataFrame
    year: LookedBack


def look_back(store: Store, *, scope: Scope, moment: Moment) -> LookBack:
    """The sample of the 旬 before the moment's, drawn from what stood closed when that 旬 ended."""
    setting = read_setting(store, moment.known_at)
    current = period_containing("xun", moment.as_of, week_starts=setting.week_starts)
    period = previous_period(current)
    # As it stood on the last day of that 旬: what was opened again since stays in the sample.
    state = seen_by(problems_on(store, moment.known_at, period.end), scope)
    rows = state[(state["closed_on"] >= day_stamp(period.start)).to_numpy(dtype=bool)]
    closed, share = len(rows), read_practice(store, moment).look_back_share
    drawn = drawn_share(rows["problem"].astype("str"), seed=period.code, share=share)
    rows = rows[rows["problem"].isin(drawn).to_numpy(dtype=bool)]
    looked = _looked(store, drawn, period.end, moment)
    today = problems_on(store, moment.known_at, moment.as_of)
    return LookBack(
        period=period.name,
        closed=closed,
        seed=period.code,
        rows=DataFrame(
            {
                "problem": rows["problem"],
                "text": problem_texts(rows, setting.roster),
                "unit_name": unit_names(rows["unit"], setting),
                "closed_on": [f"{day:%m-%d}" for day in rows["closed_on"]],
                "looked": [looked.get(number, "") for number in rows["problem"]],
            },
            columns=list(LOOK_COLUMNS),
        ).reset_index(drop=True),
        year=looked_back(seen_by(today, scope)),
    )


def _looked(store: Store, numbers: list[str], after: date, moment: Moment) -> dict[str, str]:
    """Number → what was found last, of those looked at after a day."""
    words = {CONFIRMED: "属实", FOUND_FALSE: "不实"}
    asked = {"about": [Problem.NAME], "number": numbers, "kind": list(words)}
    with reading(store) as connection:
        rows = rows_known(connection, Event, moment.known_at, where=asked)
    told = zip(rows["number"], rows["day"], rows["kind"], strict=True)
    return {number: words[kind] for number, day, kind in told if after < day <= moment.as_of}
