"""RPT_REV 数据更正率: how much of what villages reported this year was corrected since. For checking, never for a rank."""

from datetime import date

import pandas as pd

from domain.measure_frame import PLACE, Status, measures, no_measures, quotient
from domain.setting import Setting

KEY = ["indicator", "subject", "period"]
# Of figure rows only these are read.
READ = (*KEY, "cutoff", "status")


def revision_measures(
    figures: pd.DataFrame, revised: pd.DataFrame, *, setting: Setting, as_of: date
) -> pd.DataFrame:
    """RPT_REV of each town and the county: figures corrected over figures reported, of the year up to the day.

    figures  figure rows as known: indicator, subject, period, cutoff, status
    revised  those of them that stand with another number than was reported first (the same key)
    """
    county = setting.roster.county
    days = pd.Series(figures["cutoff"].tolist(), dtype=object)
    seen = [day.year == as_of.year and day <= as_of for day in days]
    own = figures[seen & (figures["status"] == Status.REPORTED).to_numpy(dtype=bool)]
    if own.empty or county is None:
        return no_measures()
    known = set(map(tuple, revised[KEY].to_numpy().tolist()))
    corrected = [tuple(key) in known for key in own[KEY].to_numpy().tolist()]
    towns = [_town(str(subject), setting, as_of) for subject in own["subject"]]
    counted = pd.DataFrame({"town": towns, "corrected": corrected}).groupby("town")["corrected"]
    table = counted.agg(["sum", "count"]).drop("", errors="ignore")
    table.loc[county.place] = [table["sum"].sum(), table["count"].sum()]
    numerator, denominator = (table[name].to_numpy(dtype="float64") for name in ("sum", "count"))
    return measures(
        {
            "indicator": "RPT_REV", "subject_kind": PLACE, "subject": list(table.index), "period": str(as_of.year),
            "numerator": numerator, "denominator": denominator, "value": quotient(numerator, denominator),
            "reported": 1, "expected": 1, "status": Status.REPORTED.value,
        }
    )  # fmt: skip


def _town(subject: str, setting: Setting, as_of: date) -> str:
    """The town a reporter lies in today; blank for one the roster does not know."""
    if subject not in setting.roster:
        return ""
    ends = setting.roster.successors_on(subject, as_of) or (subject,)
    return setting.roster.town_of(ends[0]) or ""
