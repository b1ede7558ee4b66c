"""Every indicator of every village: now, judged, and at the periods before; worked out once per version."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pandas import DataFrame, concat

from data_access.database import Store
from domain.aggregation import period_measures
from domain.measure_frame import PLACE, joined, no_measures
from domain.measures.score_weeks import scores_by_window
from domain.periods import Period
from domain.permissions import Moment, Scope
from domain.places import VILLAGE
from domain.ranking import peer_groups
from domain.seams import over_seam
from domain.setting import Setting
from services.judge_measures import judge
from services.read_completeness import due_periods
from services.read_ledgers import read_ledgers
from services.read_measures import last_periods, read_figures, read_measures
from services.read_setting import read_setting

PERIODS = 8
# Of the ledgers' measures those that say something of a single village.
DERIVED_CODES = ("PRJ_DONE", "FND_PAY", "ENV_SCORE", "INSP_RATE", "INSP_FIX", "REC_DONE")
SCORE = "ENV_SCORE"
_EVERYWHERE = Scope(places=None, units=None, may_see_names=False, may_see_small_counts=True)


@dataclass(frozen=True, eq=False)
class VillageHistory:
    """now   the judged measure frame of all villages that count on the day
    past     measure frame with `day` and `seam` (the sum of predecessors), oldest first: the last PERIODS due periods
             of each reported indicator; of 考评得分 the last PERIODS weeks
    groups   village → peer group
    """

    now: DataFrame
    past: DataFrame
    groups: dict[str, str]


@lru_cache(maxsize=8)
def village_history(store: Store, moment: Moment) -> VillageHistory:
    """The history of all villages at a moment. Read it, never write; whoever reads it hides villages by scope."""
    setting = read_setting(store, moment.known_at)
    villages = [node.place for node in setting.roster.valid_on(moment.as_of, VILLAGE)]
    reported = tuple(v.code for v in setting.catalogue.valid_on(moment.as_of) if v.report_level == VILLAGE)
    codes = (*reported, *DERIVED_CODES)
    measures = read_measures(store, scope=_EVERYWHERE, moment=moment, codes=codes)
    own = measures[
        ((measures["subject_kind"] == PLACE) & measures["subject"].isin(villages)).to_numpy()
    ].reset_index(drop=True)
    past = [_reported(store, moment, setting, reported), _scores(store, moment, setting)]
    return VillageHistory(
        now=judge(store, own, moment=moment),
        past=_of(concat([frame for frame in past if len(frame)] or past, ignore_index=True), villages),
        groups=peer_groups(setting.roster, villages),
    )


def _of(rows: DataFrame, villages: list[str]) -> DataFrame:
    kept = rows[rows["subject"].isin(villages).to_numpy()]
    return kept.sort_values(["indicator", "subject", "day"], kind="stable").reset_index(drop=True)


def _reported(store: Store, moment: Moment, setting: Setting, codes: tuple[str, ...]) -> DataFrame:
    """The due periods of each form's own cadence, earlier ones told of the villages of today."""
    figures = read_figures(store, moment.known_at, codes)
    forms: dict[str, list[str]] = {}
    for code in codes:
        version = setting.catalogue.version(code, moment.as_of)
        if version is not None:
            forms.setdefault(version.form, []).append(code)
    frames = []
    for form, asked in forms.items():
        periods = due_periods(setting, form, moment, PERIODS)
        found = period_measures(figures, setting, as_of=moment.as_of, codes=asked, periods=periods)
        frames += [_told_today(found, period, setting, moment.as_of) for period in periods]
    return concat(frames, ignore_index=True) if frames else _nothing()


def _nothing() -> DataFrame:
    return no_measures().assign(day=None, seam=False)


def _told_today(found: DataFrame, period: Period, setting: Setting, today: date) -> DataFrame:
    own = found[(found["period"] == period.code).to_numpy()]
    then = min(period.end, today)
    return over_seam(own, setting.roster, then=then, now=today).assign(day=then)


def _scores(store: Store, moment: Moment, setting: Setting) -> DataFrame:
    """考评得分 by week; a week without a visit is not there."""
    weeks = last_periods("week", moment.as_of, PERIODS, setting.week_starts)
    visits = read_ledgers(store, moment.known_at).visits
    table = scores_by_window(visits, weeks, setting=setting, as_of=moment.as_of)
    table.index.name = "subject"
    long = table.reset_index().melt(id_vars="subject", var_name="period")
    days = {week.code: min(week.end, moment.as_of) for week in weeks}
    rows = long.assign(
        indicator=SCORE,
        subject_kind=PLACE,
        numerator=long["value"],
        denominator=float("nan"),
        reported=long["value"].notna().astype("int64"),
        expected=1,
        status=long["value"].notna().map({True: "reported", False: "not_reported"}),
    )
    if rows.empty:
        return _nothing()
    return joined([rows]).assign(day=[days[code] for code in rows["period"]], seam=False)
