"""Which periods are locked, from which day on, by whom and why; and the words of it for strip and page."""

from pandas import DataFrame

from data_access.changes import list_changes
from data_access.database import Store, reading
from domain.periods import Period, parse
from domain.permissions import Moment
from domain.records import PeriodLock
from services.completeness.read_completeness import due_periods
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting

LISTED = ("form", "form_name", "period", "period_name", "day", "actor", "at", "reason", "change")
OFFERED = 12


def list_locks(store: Store, *, known_at: int) -> DataFrame:
    """LISTED of the locked periods as known, newest change first."""
    setting = read_setting(store, known_at)
    rows = known_rows(store, PeriodLock, known_at)
    locked = rows[rows["locked"].to_numpy(dtype=bool)]
    with reading(store) as connection:
        told = list_changes(connection, known_at).set_index("n")
    found = [
        (
            row["form"], setting.forms[row["form"]].name if row["form"] in setting.forms else row["form"], row["period"],
            parse(row["period"]).short_name, row["day"], told["actor"][row["said_by"]], told["at"][row["said_by"]],
            str(told["reason"][row["said_by"]]).partition("：")[2], int(row["said_by"]),
        )
        for row in locked.to_dict("records")
    ]  # fmt: skip
    return DataFrame(found, columns=list(LISTED), dtype=object).sort_values(
        "change", ascending=False, ignore_index=True
    )


def locked_words(store: Store, *, form: str, period: Period, moment: Moment) -> str:
    """「11月中旬已锁定（11-25起）」; "" for an open period, and before the day it is locked from."""
    rows = known_rows(store, PeriodLock, moment.known_at)
    own = rows[((rows["form"] == form) & (rows["period"] == period.code)).to_numpy(dtype=bool)]
    if own.empty or not own["locked"].iloc[0] or own["day"].iloc[0] > moment.as_of:
        return ""
    return f"{period.short_name}已锁定（{own['day'].iloc[0]:%m-%d}起）"


def lockable(store: Store, *, moment: Moment) -> dict[str, tuple[str, dict[str, str]]]:
    """Form → its name and its newest due periods, newest first: code → name."""
    setting = read_setting(store, moment.known_at)
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for code, form in setting.forms.items():
        periods = due_periods(setting, code, moment, OFFERED) if form.layout == "indicators" else ()
        if periods:
            found[code] = (form.name, {one.code: one.short_name for one in reversed(periods)})
    return found
