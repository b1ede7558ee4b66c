"""RPT_ONTIME 报送及时率: who reported a form's period before its cut-off. For reminders only, never for a rank."""

from collections.abc import Mapping
from datetime import datetime

import numpy as np
import pandas as pd

from domain.deadlines import form_deadline, is_late
from domain.measure_frame import PLACE, Status, measures, quotient
from domain.periods import Period
from domain.places import TOWN, VILLAGE
from domain.records import Form
from domain.setting import Setting


def arrivals(
    form: Form, period: Period, arrived: Mapping[str, datetime], *, setting: Setting
) -> pd.DataFrame:
    """Every subject of a form's level with how it reported the period.

    arrived  subject → when its first report of the period was accepted, civil time; silent ones are absent
    returns  subject, town, arrived (None where silent), on_time, late
    """
    deadline = form_deadline(form, period, setting.calendar)
    level = VILLAGE if form.level == VILLAGE else TOWN
    asked = [node.place for node in setting.roster.valid_on(period.end, level)]
    when = [arrived.get(place) for place in asked]
    late = [at is not None and is_late(at, deadline) for at in when]
    return pd.DataFrame(
        {
            "subject": asked,
            "town": [setting.roster.town_of(place) for place in asked],
            "arrived": when,
            "on_time": [at is not None and not past for at, past in zip(when, late, strict=True)],
            "late": late,
        }
    )


def on_time_measures(found: pd.DataFrame, *, period: Period, setting: Setting) -> pd.DataFrame:
    """RPT_ONTIME of each town and the county: reported in time over asked; silence is late."""
    county = setting.roster.county
    by_town = found.groupby("town", sort=False)["on_time"].agg(["sum", "count"])
    if county is not None and len(found):
        by_town.loc[county.place] = [found["on_time"].sum(), len(found)]
    numerator, denominator = (by_town[name].to_numpy(dtype="float64") for name in ("sum", "count"))
    return measures(
        {
            "indicator": "RPT_ONTIME",
            "subject_kind": PLACE,
            "subject": list(by_town.index),
            "period": period.code,
            "numerator": numerator,
            "denominator": denominator,
            "value": quotient(numerator, denominator),
            "reported": np.rint(numerator).astype("int64"),
            "expected": np.rint(denominator).astype("int64"),
            "status": Status.REPORTED.value,
        }
    )
