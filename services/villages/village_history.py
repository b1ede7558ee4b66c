"""Every indicator of every village: now, judged, and at the periods before; worked out once per version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pandas import DataFrame, concat

from data_access.database import Store
from domain.frames import among
from domain.measure_frame import PLACE, joined, no_measures
from domain.measures.score_weeks import scores_by_window
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.places import VILLAGE
from domain.ranking import peer_groups
from domain.seams import periods_over_seams
from domain.setting import Setting
from services.completeness.read_completeness import due_periods
from services.known.hide_small_counts import hide_small_counts
from services.known.kept import Shelf, Versions
from services.known.known_rows import last_change
from services.known.packed import Packed
from services.known.read_setting import SETTING, read_setting
from services.known.read_visits import last_of_visits, visits_on
from services.measures.judge_measures import judge, last_of_judgement
from services.measures.read_measures import last_of_measures_on, last_periods, read_measures
from services.measures.read_reported import work_out_at_periods

PERIODS = 8
# Of the ledgers' measures those that say something of a single village.
DERIVED_CODES = ("PRJ_DONE", "FND_PAY", "ENV_SCORE", "INSP_RATE", "INSP_FIX", "REC_DONE")
SCORE = "ENV_SCORE"


@dataclass(frozen=True, eq=False)
class VillageHistory:
    """now   the judged measure frame of all villages that count on the day
    parts    code → measure frame with `day` and `seam` (the sum of predecessors), packed, oldest first: the last PERIODS due
             periods of a reported indicator; of 考评得分 the last PERIODS weeks. The very same object until a change alters it
    groups   village → peer group
    """

    now: DataFrame
    parts: Mapping[str, Packed]
    groups: dict[str, str]


def past_of(history: VillageHistory, village: str, *, scope: Scope, setting: Setting, day: date) -> DataFrame:
    """What a scope may see of a village at the periods before: its rows of every part, oldest first, with `day` and `seam`.

    Together the parts of all villages are 10 MB; they are put together only where a count can betray its siblings.
    """
    parts = [rows for rows in history.parts.values() if len(rows)]
    if parts and not scope.may_see_small_counts:
        every = concat([part.frame() for part in parts], ignore_index=True)
        seen = hide_small_counts(every, scope=scope, setting=setting, day=day)
        return seen[(seen["subject"] == village).to_numpy()].reset_index(drop=True)
    said = [rows for part in parts if len(rows := part.rows_of("subject", village))]
    return concat(said, ignore_index=True) if said else _nothing()


def village_history(store: Store, moment: Moment) -> VillageHistory:
    """The history of all villages at a moment. Read it, never write; whoever reads it hides villages by scope."""
    codes, last = _asked(store, moment)
    key = (store, max(last_of_judgement(store, moment.known_at), last), moment.as_of)
    return _HISTORIES.answer(key, lambda: _history(store, moment, codes))


_HISTORIES: Shelf[VillageHistory] = Shelf(2)
_NOW: Versions[DataFrame] = Versions(matters=96, older=48)
_PAST: Versions[Packed] = Versions(matters=96, older=48)


def _asked(store: Store, moment: Moment) -> tuple[tuple[str, ...], int]:
    """The reported indicators of villages on the day, and the newest change that altered any of their measures."""
    setting = read_setting(store, moment.known_at)
    codes = tuple(v.code for v in setting.catalogue.valid_on(moment.as_of) if v.report_level == VILLAGE)
    return codes, _last_of(store, moment, (*codes, *DERIVED_CODES))


def _last_of(store: Store, moment: Moment, codes: tuple[str, ...]) -> int:
    """The newest change that altered any measure of these as seen on the day."""
    return last_of_measures_on(store, moment.known_at, codes, moment.as_of)


def _history(store: Store, moment: Moment, reported: tuple[str, ...]) -> VillageHistory:
    setting = read_setting(store, moment.known_at)
    villages = [node.place for node in setting.roster.valid_on(moment.as_of, VILLAGE)]
    now = [_judged_now(store, moment, code, villages) for code in (*reported, *DERIVED_CODES)]
    parts = {code: _past(store, moment, code, villages) for code in sorted(reported)}
    parts[SCORE] = _scores(store, moment, villages)
    return VillageHistory(
        now=concat(now, ignore_index=True),
        parts=parts,
        groups=peer_groups(setting.roster, villages),
    )


def _judged_now(store: Store, moment: Moment, code: str, villages: list[str]) -> DataFrame:
    """An indicator of all villages now, judged; kept until a change alters it or what it is judged by."""

    def work() -> DataFrame:
        measures = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=(code,))
        own = (measures["subject_kind"] == PLACE).to_numpy() & among(measures["subject"], villages)
        return judge(store, measures[own].reset_index(drop=True), moment=moment)

    last = max(last_of_judgement(store, moment.known_at), _last_of(store, moment, (code,)))
    return _NOW.answer((store, code, moment.as_of), last, work)


def _of(rows: DataFrame, villages: list[str]) -> DataFrame:
    """The rows of one indicator, village by village, oldest first."""
    kept = rows[among(rows["subject"], villages)]
    return kept.sort_values(["subject", "day"], kind="stable").reset_index(drop=True)


def _past(store: Store, moment: Moment, code: str, villages: list[str]) -> Packed:
    """The due periods of the form's own cadence, earlier ones told of the villages of today; kept until it is altered."""

    def work() -> Packed:
        setting = read_setting(store, moment.known_at)
        version = setting.catalogue.version(code, moment.as_of)
        periods = due_periods(setting, version.form, moment, PERIODS) if version else ()
        found = work_out_at_periods(store, moment, code, periods)
        if not periods:
            return Packed(_nothing())
        ended = {period.code: min(period.end, moment.as_of) for period in periods}
        told = periods_over_seams(found, setting.roster, ended=ended, now=moment.as_of)
        return Packed(_of(told, villages))

    last = _last_of(store, moment, (code,))
    return _PAST.answer((store, code, moment.as_of), last, work)


def _nothing() -> DataFrame:
    return no_measures().assign(day=None, seam=False)


def _scores(store: Store, moment: Moment, villages: list[str]) -> Packed:
    """考评得分 by week; a week without a visit is not there. Kept until a change alters a visit or the setting."""
    last = _last_of_scores(store, moment)

    def work() -> Packed:
        return Packed(_of(_score_weeks(store, moment), villages))

    return _PAST.answer((store, SCORE, moment.as_of), last, work)


def _last_of_scores(store: Store, moment: Moment) -> int:
    setting = last_change(store, moment.known_at, *SETTING)
    return max(last_of_visits(store, moment.known_at, moment.as_of), setting)


def _score_weeks(store: Store, moment: Moment) -> DataFrame:
    setting = read_setting(store, moment.known_at)
    weeks = last_periods("week", moment.as_of, PERIODS, setting.week_starts)
    visits = visits_on(store, moment.known_at, moment.as_of)
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
