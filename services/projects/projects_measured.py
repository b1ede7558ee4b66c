"""The measures of chosen projects, now and one 旬 ago: those of a place as they stand, else counted anew from the ledgers."""

from pandas import DataFrame, concat

from data_access.database import Store
from domain.judged import judged
from domain.measure_frame import PLACE
from domain.measures.projects import project_measures
from domain.permissions import Moment, Scope
from domain.places import TOWN
from services.funds.read_money import seen
from services.known.read_setting import read_setting
from services.known.read_states import projects_on
from services.measures.follow_measures import follow_measures, subject_name
from services.measures.judge_measures import read_rules
from services.measures.read_measures import last_periods, within
from services.projects.project_choice import Choice


def projects_measured(
    store: Store, *, scope: Scope, moment: Moment, codes: tuple[str, ...], choice: Choice
) -> DataFrame:
    """As `follow_measures` of two 旬: county and towns, judged, oldest first.

    A rate of some projects is Σ over Σ of those projects; it has no row in the store and needs none.
    """
    if choice.is_of_places_only:
        return follow_measures(store, scope=scope, moment=moment, codes=codes, count=2, cadence="xun")
    setting = read_setting(store, moment.known_at)
    lines, rules = read_rules(store, moment.known_at)
    subjects = [town.place for town in setting.roster.valid_on(moment.as_of, TOWN)]
    subjects += [setting.roster.county.place] if setting.roster.county else []
    frames = []
    for period in last_periods("xun", moment.as_of, 2, setting.week_starts):
        day = min(period.end, moment.as_of)
        state = choice.of(seen(projects_on(store, moment.known_at, day), scope))
        rows = within(project_measures(state, setting=setting, as_of=day), scope)
        kept = (
            rows["indicator"].isin(codes) & (rows["subject_kind"] == PLACE) & rows["subject"].isin(subjects)
        )
        found = judged(
            rows[kept.to_numpy()].reset_index(drop=True),
            setting.catalogue,
            day=day,
            lines=lines,
            rules=rules,
            line="",
        )
        frames.append(found.assign(day=day))
    told = concat(frames, ignore_index=True)
    named = told.assign(name=[subject_name(key, setting) for key in told["subject"]])
    return named.astype({"baseline": "float64", "gap": "float64"})
