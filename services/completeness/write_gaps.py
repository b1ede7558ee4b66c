"""The 补报表 of one town or unit: every cell it still owes, form by form, as a workbook that uploads without a click."""

from typing import Any

from pandas import DataFrame, isna

from data_access.database import Store
from domain.completeness import RECEIVED, AskedPart, asked_parts
from domain.permissions import Moment, Scope
from domain.places import TOWN, VILLAGE
from domain.refusals import Refusal
from domain.setting import Setting
from domain.small_counts import PEOPLE, SMALL
from services.completeness.read_cells import FormCells, read_cells
from services.completeness.show_completeness import owner_name
from services.known.read_setting import read_setting
from services.measures.read_measures import read_figures
from uploads.gaps import GapSheet, Worth, gap_workbook

HEADS = {VILLAGE: ("乡镇", "行政村"), TOWN: ("乡镇",)}
UNIT_HEADS = ("单位",)
NOTE = "只填黄色的格；灰色的是已报的数，不用再填。单位：元、户、人、个"


def write_gaps(store: Store, *, scope: Scope, moment: Moment, owner: str) -> bytes:
    """Refused: nothing is missing."""
    sheets = gap_sheets(store, scope=scope, moment=moment, owner=owner)
    if not sheets:
        raise Refusal("这里没有缺的格，不用补报。", code="no_gaps")
    return gap_workbook(sheets)


def gap_file_name(owner: str) -> str:
    return f"补报_{owner}.xlsx"


def gap_sheets(store: Store, *, scope: Scope, moment: Moment, owner: str) -> list[GapSheet]:
    """One sheet per form of which the owner still owes a cell; a ledger is completed in the ledger itself."""
    setting = read_setting(store, moment.known_at)
    found = []
    for one in read_cells(store, scope=scope, moment=moment):
        if one.is_ledger:
            continue
        own = one.cells[(one.cells["owner"] == owner).to_numpy(dtype=bool)]
        gaps = own[(own["state"] != RECEIVED).to_numpy(dtype=bool)]
        if len(gaps):
            found.append(_sheet(store, scope, moment, setting, one, own, gaps))
    return found


def _sheet(
    store: Store,
    scope: Scope,
    moment: Moment,
    setting: Setting,
    one: FormCells,
    own: DataFrame,
    gaps: DataFrame,
) -> GapSheet:
    wanted = set(gaps["part"])
    parts = [p for p in asked_parts(setting.catalogue, one.form.form, one.period.end) if p.name in wanted]
    known = {(row.subject, row.part): (row.state, row.value) for row in own.itertuples(index=False)}
    before = _last_values(store, moment, one, parts)
    rows = []
    for subject in dict.fromkeys(gaps["subject"]):
        cells = []
        for part in parts:
            state, value = known.get((subject, part.name), (RECEIVED, None))
            shown = _worth(value, part, scope) if state == RECEIVED else None
            cells.append((shown, _worth(before.get((subject, part.name)), part, scope)))
        rows.append((_names(subject, one, setting), tuple(cells)))
    county = setting.roster.county
    when = one.period.short_name
    year = "" if str(one.period.end.year) in when else f"{one.period.end.year}年"
    return GapSheet(
        name=one.form.name,
        title=f"{county.name if county else ''}{year}{when}{one.form.name}",
        note=NOTE,
        heads=HEADS.get(one.form.level, UNIT_HEADS),
        parts=tuple(f"{part.name}（元）" if part.unit == "元" else part.name for part in parts),
        rows=tuple(rows),
    )


def _names(subject: str, one: FormCells, setting: Setting) -> tuple[str, ...]:
    if one.form.level == VILLAGE:
        town = setting.roster.town_of(subject)
        return (setting.roster[town].name if town else "", setting.roster[subject].name)
    return (owner_name(subject, setting),)


def _last_values(
    store: Store, moment: Moment, one: FormCells, parts: list[AskedPart]
) -> dict[tuple[str, str], Any]:
    """(subject, part) → the newest value known of an earlier period."""
    codes = tuple(dict.fromkeys(use.code for part in parts for use in part.uses))
    figures = read_figures(store, moment.known_at, codes)
    earlier = figures[(figures["cutoff"] < one.period.start).to_numpy(dtype=bool)]
    earlier = earlier.sort_values("cutoff", kind="stable").drop_duplicates(
        ["indicator", "subject"], keep="last"
    )
    newest = {(str(row.indicator), str(row.subject)): row for row in earlier.itertuples(index=False)}
    found: dict[tuple[str, str], Any] = {}
    for part in parts:
        for use in part.uses:
            for (code, subject), row in newest.items():
                if code == use.code and not isna(getattr(row, use.field)):
                    found.setdefault((subject, part.name), getattr(row, use.field))
    return found


def _worth(stored: Any, part: AskedPart, scope: Scope) -> Worth:
    """A stored integer in the unit of its column; a small count of people is not written for who may not see it."""
    if stored is None or isna(stored):
        return None
    if part.unit in PEOPLE and 0 < stored < SMALL and not scope.may_see_small_counts:
        return None
    whole = int(stored)
    return whole if not part.scale else whole / 10**part.scale
