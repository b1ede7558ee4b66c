"""抽查登记 at a moment: every spot check with its steps, how long each took, which comes next, what is late."""

from dataclasses import dataclass
from datetime import date, datetime

from pandas import DataFrame

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.records import SpotCheck, SpotCheckStep
from domain.setting import Setting
from domain.spot_check import Done, Standing, moment_of, standing
from services.known.known_rows import known_rows
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting

CLOCK_COLUMNS = (
    "spot_check", "village", "village_name", "town_name", "reviewer", "leader", "told_at", "step", "step_word", "done_at",
    "minutes", "limit", "late", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """One spot check. leader blank where not known or not to be named; steps in the order of domain.spot_check.STEPS."""

    number: str
    village: str
    village_name: str
    town_name: str
    reviewer: str
    leader: str
    told: datetime
    steps: tuple[Standing, ...]

    @property
    def next_step(self) -> Standing | None:
        """The first that is not recorded yet."""
        return next((one for one in self.steps if one.at is None), None)

    @property
    def late(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.steps if one.late)


def list_spot_checks(store: Store, *, scope: Scope, moment: Moment) -> tuple[Checked, ...]:
    """Those told of by as_of, the newest first."""
    setting = read_setting(store, moment.known_at)
    known = known_rows(store, SpotCheck, moment.known_at)
    done = _done(known_rows(store, SpotCheckStep, moment.known_at))
    found = [
        _checked(store, row, done.get(str(row["spot_check"]), {}), setting, scope, moment)
        for row in known.to_dict("records")
        if row["told_on"] <= moment.as_of and (scope.places is None or row["place"] in scope.places)
    ]
    return tuple(sorted(found, key=lambda one: (one.told, one.number), reverse=True))


def spot_check_rows(store: Store, *, scope: Scope, moment: Moment) -> DataFrame:
    """CLOCK_COLUMNS: a row a step, of the newest spot check first. Moments as 「2026-11-19 09:12」."""
    rows = [
        (
            one.number, one.village, one.village_name, one.town_name, one.reviewer, one.leader or None, _written(one.told),
            step.step.code, step.step.word, _written(step.at), step.minutes, step.limit, step.late, step.note or None,
        )
        for one in list_spot_checks(store, scope=scope, moment=moment)
        for step in one.steps
    ]  # fmt: skip
    return DataFrame(rows, columns=list(CLOCK_COLUMNS), dtype=object)


def _done(steps: DataFrame) -> dict[str, dict[str, Done]]:
    found: dict[str, dict[str, Done]] = {}
    for row in steps.to_dict("records"):
        note = row["note"] if isinstance(row["note"], str) else ""
        own = found.setdefault(str(row["spot_check"]), {})
        own[str(row["step"])] = Done(moment_of(row["day"], row["at"]), note)
    return found


def _checked(
    store: Store,
    row: dict[object, object],
    done: dict[str, Done],
    setting: Setting,
    scope: Scope,
    moment: Moment,
) -> Checked:
    told_on, place = row["told_on"], str(row["place"])
    assert isinstance(told_on, date)
    told, town = moment_of(told_on, str(row["told_at"])), setting.roster.town_of(place)
    leader = row["leader"] if scope.may_see_names and isinstance(row["leader"], str) else ""
    return Checked(
        number=str(row["spot_check"]),
        village=place,
        village_name=setting.roster[place].name,
        town_name=setting.roster[town].name if town else "",
        reviewer=str(row["reviewer"]),
        leader=leader,
        told=told,
        steps=standing(
            told, done, read_practice(store, Moment(told_on, moment.known_at)), as_of=moment.as_of
        ),
    )


def _written(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%d %H:%M}" if at else None
