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
from domain.periods import Period, period_containing, previous_period
from domain.permissions import Moment, Scope
from domain.records import Event, Problem
from services.known.kept import Shelf
from services.known.known_rows import last_change
from services.known.read_practice import read_practice
from services.known.read_setting import SETTING, read_setting
from services.known.read_states import last_of_problems_on, problems_on
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
    closed, rows = _sample(store, scope, moment, period)
    looked = _looked(store, rows["problem"].tolist(), period.end, moment)
    today = problems_on(store, moment.known_at, moment.as_of)
    return LookBack(
        period=period.name,
        closed=closed,
        seed=period.code,
        rows=rows.assign(looked=[looked.get(number, "") for number in rows["problem"]])[list(LOOK_COLUMNS)],
        year=looked_back(seen_by(today[["looks", "false_looks", "village", "town", "unit"]], scope)),
    )


def _sample(store: Store, scope: Scope, moment: Moment, period: Period) -> tuple[int, DataFrame]:
    """How many stood closed when the 旬 ended, and LOOK_COLUMNS but `looked` of those drawn; kept by what it reads."""
    setting, known_at = read_setting(store, moment.known_at), moment.known_at
    share = read_practice(store, moment).look_back_share

    def work() -> tuple[int, DataFrame]:
        # As it stood on the last day of that 旬: what was opened again since stays in the sample.
        state = seen_by(problems_on(store, known_at, period.end)[list(_READ)], scope)
        rows = state[(state["closed_on"] >= day_stamp(period.start)).to_numpy(dtype=bool)]
        drawn = drawn_share(rows["problem"].astype("str"), seed=period.code, share=share)
        own = rows[rows["problem"].isin(drawn).to_numpy(dtype=bool)]
        told = DataFrame(
            {
                "problem": own["problem"],
                "text": problem_texts(own, setting.roster),
                "unit_name": unit_names(own["unit"], setting),
                "closed_on": [f"{day:%m-%d}" for day in own["closed_on"]],
            }
        )
        return len(rows), told.reset_index(drop=True)

    last = last_of_problems_on(store, known_at, period.end, _READ_FIELDS)
    return _SAMPLES.answer((store, last, last_change(store, known_at, *SETTING), scope, period, share), work)


_SAMPLES: Shelf[tuple[int, DataFrame]] = Shelf(16)
_READ = ("problem", "text", "village", "town", "unit", "closed_on")
# Of a problem's own row what the sample is made of.
_READ_FIELDS = frozenset({"text", "place", "duty_unit", "lead_unit", "found_on"})


def _looked(store: Store, numbers: list[str], after: date, moment: Moment) -> dict[str, str]:
    """Number → what was found last, of those looked at after a day."""
    words = {CONFIRMED: "属实", FOUND_FALSE: "不实"}
    asked = {"about": [Problem.NAME], "number": numbers, "kind": list(words)}
    with reading(store) as connection:
        rows = rows_known(connection, Event, moment.known_at, where=asked)
    told = zip(rows["number"], rows["day"], rows["kind"], strict=True)
    return {number: words[kind] for number, day, kind in told if after < day <= moment.as_of}
