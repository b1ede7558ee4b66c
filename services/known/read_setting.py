"""The office's configuration as known at a change: catalogue, forms, roster, units, calendar, week."""

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.indicators import catalogue, forms_by_code
from domain.places import roster
from domain.records import Alias, Cadence, CalendarException, Form, Indicator, Place, Round, Unit
from domain.rounds import rounds
from domain.setting import Setting
from domain.units import units
from domain.workdays import workdays
from services.known.kept import kept
from services.known.known_rows import last_change

MONDAY = 1


SETTING = (Place, Alias, Indicator, Form, Unit, CalendarException, Cadence, Round)


def read_setting(store: Store, known_at: int) -> Setting:
    """The setting at a change; the same value until a change alters it."""
    return _setting(store, last_change(store, known_at, *SETTING))


@kept(8)
def _setting(store: Store, known_at: int) -> Setting:
    with reading(store) as connection:
        place, alias, indicator, form, unit, exception, cadence, declared = (
            rows_known(connection, record, known_at) for record in SETTING
        )
    places = roster(place, alias)
    county = places.county
    return Setting(
        catalogue=catalogue(indicator),
        forms=forms_by_code(form),
        roster=places,
        units=units(unit, alias, county_name=county.name if county else ""),
        calendar=workdays(exception),
        week_starts=week_starts(cadence),
        rounds=rounds(declared),
    )


def week_starts(cadences: DataFrame) -> int:
    """First weekday of the office's week, 1 = Monday: that of its weekly cadence."""
    weekly = cadences[cadences["period"] == "week"]
    return int(weekly["week_starts"].iloc[0]) if len(weekly) else MONDAY
