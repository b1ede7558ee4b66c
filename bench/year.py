"""A county at the size the pages are measured at: 300 villages, every reported indicator, 52 weeks.

Each form tells its own periods of the year besides its weeks, as offices do that also report weekly, and there are 400
projects with their money and 300 problems. Built once per machine, kept in the temporary folder, copied for who writes.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import numpy as np

from bench.kept_county import kept_county, to_write
from data_access.database import Store, head, reading
from data_access.statements import Header, Said
from data_access.versions import commit
from domain.indicators import DERIVED
from domain.periods import Period, periods_between
from domain.permissions import Moment
from domain.records import Figure, Indicator
from domain.setting import Setting
from sample_data import scaled
from services.county.installation import open_installation, set_up, sqlite_url
from services.county.progress import silent
from services.known.read_setting import read_setting
from tests import counties
from tests.loaded_county import LOADER, sealed

VILLAGES, PROJECTS, PROBLEMS = 300, 400, 300
AS_OF = date(2026, 11, 19)
FIRST = date(2025, 11, 21)  # 52 weeks before
SEED = 20261119
# Told by the week anyway, too many, or declared by the office.
NOT_HERE = {"week", "day", "any", "round"}


def a_year_to_write() -> AbstractContextManager[str]:
    """The address of a copy of the county; the first call on a machine makes it, which takes minutes."""
    return to_write(kept_county(f"year-{VILLAGES}", _build))


def moment_of(store: Store) -> Moment:
    with reading(store) as connection:
        return Moment(AS_OF, head(connection))


def say(store: Store, *said: Said) -> None:
    """Commit these rows as one change."""
    header = Header("import", LOADER.name, LOADER.role.value, "测速", counties.AT, (), ())
    with reading(store) as connection:
        seen = head(connection)
    commit(store, header, list(said), seen)


def correct_one(store: Store, *, code: str = "TOI_COV", period: str = "2026-11-X2") -> None:
    """One cell less than before: the smallest change there is."""
    with reading(store) as connection:
        query = (
            "SELECT subject, cutoff, numerator, denominator FROM figure WHERE indicator = ? AND period = ? "
            "AND closed_by IS NULL AND numerator > 0 ORDER BY subject LIMIT 1"
        )
        found = connection.exec_driver_sql(query, (code, period)).one()
    row = {
        "indicator": code, "subject_kind": "place", "subject": found[0], "period": period,
        "cutoff": date.fromisoformat(found[1]), "status": "reported", "numerator": found[2] - 1,
        "denominator": found[3],
    }  # fmt: skip
    say(store, figures({name: [worth] for name, worth in row.items()}))


def _build(folder: Path) -> Path:
    file = folder / "county.db"
    store = set_up(sqlite_url(file), LOADER, now=counties.AT, progress=silent).store
    counties.fill(store, folder, scaled.scaled_villages(VILLAGES), projects=PROJECTS, problems=PROBLEMS)
    setting = read_setting(store, moment_of(store).known_at)
    spans = {code: form.cadence for code, form in setting.forms.items()}
    chance = np.random.default_rng(SEED)
    indicators = [one for one in setting.catalogue.valid_on(AS_OF) if one.report_level != DERIVED]
    # One change a month, as the weeks come in.
    weeks = _periods("week", setting)
    own = {cadence: _periods(cadence, setting) for cadence in set(spans.values()) - NOT_HERE}
    for at in range(0, len(weeks), 4):
        batch = weeks[at : at + 4]
        since, until = batch[0].start, batch[-1].end
        more = {
            cadence: [period for period in periods if since <= period.end <= until]
            for cadence, periods in own.items()
        }
        rows = [
            _told(one, [*batch, *more.get(spans.get(one.form, ""), [])], setting, chance)
            for one in indicators
        ]
        say(store, *(said for said in rows if said is not None))
    return sealed(store, file)


def _periods(cadence: str, setting: Setting) -> list[Period]:
    found = periods_between(cadence, FIRST, AS_OF, week_starts=setting.week_starts)
    return [period for period in found if FIRST <= period.end <= AS_OF]


def _told(
    indicator: Indicator, periods: Sequence[Period], setting: Setting, chance: np.random.Generator
) -> Said | None:
    kind, subjects = _subjects(indicator.report_level, setting)
    count = len(subjects) * len(periods)
    if not count:
        return None
    base = chance.integers(40, 200, count)
    part = base - chance.integers(0, 30, count)
    has_base = bool(indicator.denominator_name) and indicator.denominator_fixed is None
    unit = 10**indicator.scale
    return figures(
        {
            "indicator": [indicator.code] * count,
            "subject_kind": [kind] * count,
            "subject": [subject for subject in subjects for _ in periods],
            "period": [period.code for period in periods] * len(subjects),
            "cutoff": [min(period.end, AS_OF) for period in periods] * len(subjects),
            "status": ["reported"] * count,
            "numerator": [int(worth) * unit for worth in (part if has_base else part % 2)],
            "denominator": [int(worth) for worth in base] if has_base else [None] * count,
        }
    )


def _subjects(level: str, setting: Setting) -> tuple[str, list[str]]:
    if level == "unit":
        return "unit", list(setting.units.nodes)
    return "place", [node.place for node in setting.roster.valid_on(AS_OF, level)]


def figures(columns: dict[str, list[object]]) -> Said:
    """Figure rows without what an office seldom says."""
    count = len(columns["subject"])
    blank: dict[str, list[object]] = {
        name: [None] * count for name in ("typed_rate", "qualifier", "explanation")
    }
    return Said(Figure, None, {**columns, **blank}, [None] * count)


def copy_of(url: str) -> Store:
    return open_installation(url).store
