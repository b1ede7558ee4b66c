"""Who has said anything of a form, period by period: 已报 against 应报, and how long somebody has been silent."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pandas import DataFrame

from data_access.database import Store
from domain.measure_frame import Status
from domain.periods import Period, back_from
from domain.permissions import Moment, Scope
from domain.places import TOWN, VILLAGE
from domain.reported_parts import visible_on
from domain.setting import Setting
from services.known.kept import Shelf
from services.known.known_rows import last_change, last_change_of_figures
from services.known.read_setting import SETTING, read_setting
from services.measures.read_parts import read_parts
from services.measures.read_reported import read_at_periods

REACH = 8  # periods back in which a form is looked for
# 沿用 speaks of an earlier period; 未报 and 未到期 say nothing.
SPOKEN = (Status.REPORTED, Status.UNDER_REVIEW, Status.NOT_APPLICABLE)


@dataclass(frozen=True, eq=False)
class Completeness:
    """The form's newest due periods, oldest first, and every place asked in the last of them.

    periods  empty for a form without cadence or level, unknown to the catalogue, or of which nobody has said
             anything yet: before the first report there is nothing to be late with
    rows     subject, town, spoken (has any figure of the form for the last period), silent (how many of the periods
             up to the last one it has been silent in a row; 0 when it spoke), last (the newest of the periods it spoke in, None)
    """

    periods: tuple[Period, ...]
    rows: DataFrame

    @property
    def expected(self) -> int:
        return len(self.rows)

    @property
    def reported(self) -> int:
        return int(self.rows["spoken"].sum())

    @property
    def missing(self) -> DataFrame:
        """The silent ones."""
        return self.rows[~self.rows["spoken"].to_numpy(dtype=bool)]

    def missing_by_town(self) -> list[tuple[str, int]]:
        """(town key, how many of its places are silent), most first, else in 区划顺序."""
        counts = self.missing.groupby("town", sort=False).size()
        pairs = [(str(town), int(count)) for town, count in counts.items()]
        return sorted(pairs, key=lambda pair: -pair[1])


def read_completeness(
    store: Store, *, scope: Scope, moment: Moment, form: str, count: int = 4
) -> Completeness:
    """The last `count` due periods of a form whose rows stand at villages or towns."""
    setting = read_setting(store, moment.known_at)
    periods = due_periods(setting, form, moment, count)
    level = setting.forms[form].level if form in setting.forms else ""
    if not periods or level not in (VILLAGE, TOWN):
        return Completeness((), _rows([], {}, periods, setting))
    codes = tuple(indicator.code for indicator in setting.catalogue.of_form(form, periods[-1].end))
    last = max(
        last_change(store, moment.known_at, *SETTING), last_change_of_figures(store, moment.known_at, codes)
    )
    key = (store, last, scope, moment.as_of, form, count)
    return _COMPLETENESS.answer(key, lambda: _worked_out(store, scope, moment, level, codes, periods))


_COMPLETENESS: Shelf[Completeness] = Shelf(96)


def _worked_out(
    store: Store,
    scope: Scope,
    moment: Moment,
    level: str,
    codes: tuple[str, ...],
    periods: tuple[Period, ...],
) -> Completeness:
    setting = read_setting(store, moment.known_at)
    # As many as a village's page asks for anyway.
    looked_at = tuple(back_from(periods[-1], max(len(periods), REACH)))
    heard = [_heard_of(store, moment, code, looked_at) for code in codes]
    if not any(one.ever for one in heard):
        return Completeness((), _rows([], {}, (), setting))
    spoke = {period.code: frozenset().union(*(one.spoke[period.code] for one in heard)) for period in periods}
    asked = [
        node.place
        for node in setting.roster.valid_on(periods[-1].end, level)
        if scope.places is None or node.place in scope.places
    ]
    return Completeness(periods, _rows(asked, spoke, periods, setting))


@dataclass(frozen=True, slots=True)
class _Heard:
    """Of one indicator: whether anybody ever spoke of it by the day, and who did of each period, by its code."""

    ever: bool
    spoke: Mapping[str, frozenset[str]]


@lru_cache(256)
def _same(subjects: frozenset[str]) -> frozenset[str]:
    """One set for all indicators and periods of which the same spoke: mostly everybody."""
    return subjects


def _heard_of(store: Store, moment: Moment, code: str, periods: tuple[Period, ...]) -> _Heard:
    """Kept until a change alters a figure of the indicator."""

    def work() -> _Heard:
        ever = len(visible_on(read_parts(store, moment.known_at, (code,))[code], moment.as_of)) > 0
        found = read_at_periods(store, moment, (code,), periods)
        said = found[found["status"].isin([status.value for status in SPOKEN]).to_numpy()]
        spoke = {str(period): _same(frozenset(rows["subject"])) for period, rows in said.groupby("period")}
        return _Heard(ever, {period.code: spoke.get(period.code, frozenset()) for period in periods})

    figures = last_change_of_figures(store, moment.known_at, (code,), until=moment.as_of)
    setting = last_change(store, moment.known_at, *SETTING)
    return _HEARD.answer((store, code, moment.as_of, periods, setting, figures), work)


_HEARD: Shelf[_Heard] = Shelf(256)


def due_periods(setting: Setting, form: str, moment: Moment, count: int) -> tuple[Period, ...]:
    """The newest due periods of a form, oldest first."""
    known = setting.forms.get(form)
    newest = setting.due_period(known, moment.as_of) if known else None
    return tuple(back_from(newest, count)) if newest else ()


def _rows(
    asked: list[str], spoke: Mapping[str, frozenset[str]], periods: tuple[Period, ...], setting: Setting
) -> DataFrame:
    """A place merged lately answers for its predecessors: what one of them said counts as said."""
    rows = []
    for place in asked:
        heard = [_heard(place, period, spoke, setting) for period in periods]
        silent = next((back for back, said in enumerate(reversed(heard)) if said), len(heard))
        last = next(
            (p.code for p, said in zip(reversed(periods), reversed(heard), strict=True) if said), None
        )
        rows.append((place, setting.roster.town_of(place), silent == 0, silent, last))
    return DataFrame(rows, columns=["subject", "town", "spoken", "silent", "last"]).astype({"spoken": bool})


def _heard(place: str, period: Period, spoke: Mapping[str, frozenset[str]], setting: Setting) -> bool:
    said = spoke.get(period.code, frozenset())
    return any(key in said for key in setting.roster.predecessors_on(place, period.end))
