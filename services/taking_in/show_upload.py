"""What the page 数据上报 shows before a file is dropped: which report is complete, which is not, and until when."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access.database import Store
from domain.deadlines import form_deadline
from domain.permissions import Moment, Scope
from domain.records import Form
from domain.setting import Setting
from services.completeness.read_completeness import read_completeness
from services.completeness.strip_of import COUNTED
from services.known.read_setting import read_setting

ARRIVAL_COLUMNS = ("name", "reporter", "period", "due", "late", "expected", "reported", "counted", "missing")
MOST_NAMED = 3


@dataclass(frozen=True)
class UploadIdle:
    """arrivals  ARRIVAL_COLUMNS, one row per form with a newest due period, incomplete ones first"""

    plain: str
    sub: str
    arrivals: pd.DataFrame


def show_upload(store: Store, *, scope: Scope, moment: Moment) -> UploadIdle:
    setting = read_setting(store, moment.known_at)
    asked = [form for form in setting.forms.values() if form.level in COUNTED and form.cadence != "any"]
    rows = [row for form in asked if (row := _arrival(store, scope, moment, form, setting)) is not None]
    found = pd.DataFrame(rows, columns=list(ARRIVAL_COLUMNS), dtype=object)
    lacking = found["expected"] - found["reported"]
    found = found.loc[lacking.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)
    return UploadIdle(
        plain=headline(found),
        sub="把手里的 Excel 直接放进来：先看会改什么、有什么问题，确认以后才入库。",
        arrivals=found,
    )


def headline(found: pd.DataFrame) -> str:
    """「本期应报的 9 张报表，6 张已报齐，3 张还差」."""
    if found.empty:
        return "还没有到期的报表；放入第一份文件就可以开始"
    lacking = int((found["expected"] > found["reported"]).sum())
    if not lacking:
        return f"本期应报的 {len(found)} 张报表都已报齐"
    first = found.iloc[0]
    name = f"{first['period']}{first['name']}"
    words = f"{name}已报 {first['reported']} / {first['expected']} {first['counted']}"
    return words if lacking == 1 else f"本期应报的 {len(found)} 张报表，{lacking} 张还没有报齐"


def _arrival(
    store: Store, scope: Scope, moment: Moment, form: Form, setting: Setting
) -> tuple[object, ...] | None:
    """One form's newest due period; None before anybody ever reported it."""
    found = read_completeness(store, scope=scope, moment=moment, form=form.form, count=1)
    if not found.periods or not found.expected:
        return None
    period = found.periods[-1]
    deadline = form_deadline(form, period, setting.calendar)
    return (
        form.name,
        form.reporter,
        period.short_name,
        deadline.words,
        late_words(deadline.day, moment.as_of, lacking=found.expected > found.reported),
        found.expected,
        found.reported,
        COUNTED[form.level],
        missing_words(found.missing_by_town(), setting),
    )


def late_words(due: date, as_of: date, *, lacking: bool) -> str:
    days = (as_of - due).days
    return f"已过 {days} 天" if lacking and days > 0 else ""


def missing_words(towns: list[tuple[str, int]], setting: Setting) -> str:
    named = [f"{setting.roster[town].name} {count}" for town, count in towns[:MOST_NAMED]]
    return "、".join(named) + (f" 等 {len(towns)} 镇" if len(towns) > MOST_NAMED else "")
