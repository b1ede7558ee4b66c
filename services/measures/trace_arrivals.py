"""What stands behind 报送及时率: every village asked of the period, when its report first came, and from which cell."""

from collections.abc import Collection
from datetime import datetime

from pandas import Series

from data_access.arrivals import first_arrivals
from data_access.database import Store, reading
from data_access.sources import cells_of_rows
from domain.deadlines import form_deadline, is_late
from domain.measure_frame import Status
from domain.measures.reporting import arrivals
from domain.permissions import Moment, Scope
from domain.records import Figure
from domain.setting import Setting
from services.measures.derive_measures import WATCHED_FORM
from services.measures.read_measures import read_figures

ON_TIME = "RPT_ONTIME"
ORIGIN = ("file", "sheet", "cells", "actor", "at", "change")


def arrival_parts(
    store: Store, moment: Moment, setting: Setting, scope: Scope, places: Collection[str]
) -> list[tuple[object, ...]]:
    """name, 「11-19 15:12 按时」, status, ORIGIN and no key of each of these villages the form is asked of; silent ones first."""
    form = setting.forms.get(WATCHED_FORM)
    period = setting.due_period(form, moment.as_of) if form else None
    if form is None or period is None:
        return []
    codes = [one.code for one in setting.catalogue.of_form(WATCHED_FORM, moment.as_of)]
    figures = read_figures(store, moment.known_at, codes)
    own = figures[(figures["period"] == period.code).to_numpy(dtype=bool)]
    own = own.sort_values("opened_by", kind="stable").drop_duplicates("subject").reset_index(drop=True)
    with reading(store) as connection:
        came = first_arrivals(connection, moment.known_at, period.code, codes)
        origin = cells_of_rows(connection, Figure, own)
    first: dict[str, datetime] = {}
    for (_, subject), at in came.items():
        first[subject] = min(at, first.get(subject, at))
    where = {str(subject): origin.iloc[at] for at, subject in enumerate(own["subject"])}
    deadline = form_deadline(form, period, setting.calendar)
    silent: list[tuple[object, ...]] = []
    found: list[tuple[object, ...]] = []
    for subject in arrivals(form, period, first, setting=setting)["subject"]:
        if subject not in places or (scope.places is not None and subject not in scope.places):
            continue
        name = f"{setting.roster[subject].name}　{period.short_name}"
        came_at = first.get(subject)
        if came_at is None:
            silent.append((name, "", Status.NOT_REPORTED.value, *([None] * len(ORIGIN)), None))
            continue
        told: Series = where.get(subject, Series(dtype=object))
        words = f"{came_at:%m-%d %H:%M} {'迟报' if is_late(came_at, deadline) else '按时'}"
        found.append((name, words, Status.REPORTED.value, *(told.get(one) for one in ORIGIN), None))
    return [*silent, *found]
