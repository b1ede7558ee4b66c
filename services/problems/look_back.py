"""回头看: the seeded sample of what was closed in the 旬 before, and what the looks of the year so far found."""

from dataclasses import dataclass
from datetime import date

from pandas import DataFrame

from data_access.database import Store
from domain.frames import day_stamp
from domain.inspection_draw import drawn_share
from domain.measures.look_back import LookedBack, looked_back
from domain.periods import period_containing, previous_period
from domain.permissions import Moment, Scope
from domain.records import Event
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.problems.follow_problems import may_see
from services.problems.problem_words import problem_texts, unit_name

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
    state = problems_on(store, moment.known_at, period.end)
    closed = (state["status"] == "closed") & (state["closed_on"] >= day_stamp(period.start))
    rows = state[(closed & may_see(state, scope)).to_numpy(dtype=bool)]
    drawn = drawn_share(rows["problem"].astype("str"), seed=period.code)
    rows = rows[rows["problem"].isin(drawn).to_numpy(dtype=bool)]
    events = known_rows(store, Event, moment.known_at)
    looked = _looked(events, drawn, period.end, moment.as_of)
    return LookBack(
        period=period.name,
        closed=int((closed & may_see(state, scope)).sum()),
        seed=period.code,
        rows=DataFrame(
            {
                "problem": rows["problem"],
                "text": problem_texts(rows, setting.roster),
                "unit_name": [unit_name(unit, setting) for unit in rows["unit"]],
                "closed_on": [f"{day:%m-%d}" for day in rows["closed_on"]],
                "looked": [looked.get(number, "") for number in rows["problem"]],
            },
            columns=list(LOOK_COLUMNS),
        ).reset_index(drop=True),
        year=looked_back(events, first=date(moment.as_of.year, 1, 1), as_of=moment.as_of),
    )


def _looked(events: DataFrame, numbers: list[str], after: date, until: date) -> dict[str, str]:
    words = {"confirmed": "属实", "found_false": "不实"}
    own = events[(events["kind"].isin(list(words)) & events["number"].isin(numbers)).to_numpy(dtype=bool)]
    own = own[((own["day"] > after) & (own["day"] <= until)).to_numpy(dtype=bool)] if len(own) else own
    return {number: words[kind] for number, kind in zip(own["number"], own["kind"], strict=True)}
