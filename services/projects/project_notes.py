"""脚注: what was said of the amounts and days of projects when their ledgers were taken in (features 17)."""

from pandas import DataFrame

from data_access.database import Store
from domain.frames import day_stamp, days
from domain.permissions import Moment, Scope
from domain.project_events import EXPLAINED
from domain.records import Project
from services.funds.read_money import full_names, named, seen
from services.known.known_rows import known_events
from services.known.read_setting import read_setting
from services.known.read_states import projects_on

MOST_NOTES = 3


def project_notes(store: Store, *, scope: Scope, moment: Moment, project: str = "") -> tuple[str, ...]:
    """「注：柳湾乡冷链集配中心 11月18日，“累计支付：含上年结转”。」, the newest first; the rest is counted.

    project  only of this one; blank for all the scope may see
    """
    told = _explained(store, moment)
    if project:
        told = told[(told["number"] == project).to_numpy(dtype=bool)]
    if told.empty:
        return ()
    state = seen(projects_on(store, moment.known_at, moment.as_of), scope)
    own = state[state["project"].isin(list(told["number"])).to_numpy()]
    rows = named(own, read_setting(store, moment.known_at), scope)
    names = dict(zip(rows["project"], full_names(rows), strict=True))
    told = told[told["number"].isin(list(names)).to_numpy(dtype=bool)]
    notes = [
        f"注：{names[number]} {day.month}月{day.day}日，“{note}”。"
        for number, day, note in told[["number", "day", "note"]].head(MOST_NOTES).itertuples(index=False)
    ]
    rest = len(told) - MOST_NOTES
    return (*notes, *((f"另有 {rest} 处项目台账的数有说明，写在各项目的经过里。",) if rest > 0 else ()))


def _explained(store: Store, moment: Moment) -> DataFrame:
    """The explanations given up to the day, the newest first."""
    events = known_events(store, Project.NAME, moment.known_at)
    own = events[
        ((events["kind"] == EXPLAINED) & (days(events["day"]) <= day_stamp(moment.as_of))).to_numpy(
            dtype=bool
        )
    ]
    return own.sort_values(["day", "said_by"], ascending=False, kind="stable")
