"""One change opened: what it did, from which files and sheets, and every field it altered, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.records import RECORDS, meanings
from domain.refusals import Refusal
from domain.setting import Setting
from domain.small_counts import WORD as SMALL_WORD
from domain.wording.days import full_minute_words
from domain.wording.values import NOTHING, field_title, key_words, record_title, value_words
from services.county.list_changes import MOST_TOUCHED, TOUCHED_COLUMNS, open_change
from services.county.load_catalogue import FILES
from services.county.show_changes import first_file, who_words
from services.known.hide_small_counts import is_small
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting

TOUCHED_SHOWN = ("what", "who", "field", "old", "new", "cell")
SHEETS_SHOWN = ("file", "fingerprint", "kept", "sheet", "form", "columns")
FINGERPRINT = 12


@dataclass(frozen=True)
class ChangeShown:
    """One change opened.

    sheets    SHEETS_SHOWN, one row per sheet
    counted   record's title → how many of its fields were altered, in the order of the touched
    touched   TOUCHED_SHOWN, altered fields before new ones; at most MOST_TOUCHED, `cut` says when there are more
    may_withdraw   blank, or the sentence why not
    """

    n: int
    title: str
    sub: str
    sheets: pd.DataFrame
    counted: Mapping[str, int]
    touched: pd.DataFrame
    cut: bool
    withdrawn: bool
    warning: str


def show_change(store: Store, *, scope: Scope, moment: Moment, n: int) -> ChangeShown:
    """One change with its files, sheets and altered fields, named as the newest roster and catalogue name them.

    Refused to those who may not see the whole county: a change may speak of any place.
    """
    if scope.is_limited():
        raise Refusal(
            "一次变更可能涉及全县，明细只对能看全县的人员开放。需要查看请联系管理员。", code="out_of_scope"
        )
    opened = open_change(store, n)
    setting = read_setting(store, moment.known_at)
    own = opened.change.iloc[0]
    projects = read_ledgers(store, moment.known_at).projects
    names = dict(zip(projects["project"], projects["name"], strict=True))
    touched = touched_rows(opened.touched, setting, names, scope)
    return ChangeShown(
        n=n,
        title=f"第 {n} 号变更{erased_words(opened.erased) or done_words(own)}",
        sub=f"{who_words(own)}，{full_minute_words(own['at'])}，{own['kind_word']}。{history_words(own)}",
        sheets=sheet_rows(opened.sheets, setting),
        counted={what: int((touched["what"] == what).sum()) for what in touched["what"].unique()},
        touched=touched,
        cut=len(opened.touched) >= MOST_TOUCHED,
        withdrawn=bool(own["withdrawn"]),
        warning=warning_of(own, touched),
    )


def done_words(own: "pd.Series[Any]") -> str:
    """「新增 52 条、改动 3 条」: rows opened beside a closed one are alterations; without either it only confirmed."""
    opened, closed, confirmed = (int(own[name]) for name in ("opened", "closed", "confirmed"))
    counted = {"新增": max(opened - closed, 0), "改动": closed, "确认": confirmed}
    said = [f"{word} {count:,} 条" for word, count in counted.items() if count]
    return "、".join(said) or "没有改动任何一条"


WHOLE = {"file": "原件", "submission": "报送"}  # what is taken out as a whole


def erased_words(erased: Mapping[tuple[str, str], int]) -> str:
    """「涂除了问题的问题描述 2 处、原件 1 份」; blank where nothing was taken out."""
    said = [
        f"{WHOLE[name]} {count} 份"
        if name in WHOLE
        else f"{record_title(name)}的{meanings(RECORDS[name])[field].title} {count} 处"
        for (name, field), count in erased.items()
    ]
    return f"涂除了{'、'.join(said)}" if said else ""


def history_words(own: "pd.Series[Any]") -> str:
    """Why, and whether it was taken back or takes back another."""
    withdraws = own["withdraws"]
    said = [
        f"事由：{own['reason']}。" if own["reason"] else "",
        "" if pd.isna(withdraws) else f"撤回的是第 {withdraws} 号变更。",
        "这次变更已被撤回。" if own["withdrawn"] else "",
    ]
    return "".join(said)


def warning_of(own: "pd.Series[Any]", touched: pd.DataFrame) -> str:
    """What withdrawing would touch, in one sentence."""
    who = touched["who"].drop_duplicates()
    named = "、".join(who.head(3)) + (f" 等 {len(who)} 处" if len(who) > 3 else "")
    what = "、".join(touched["what"].unique())
    about = f"，涉及{what}：{named}" if len(touched) else ""
    return (
        f"撤回后，这次新增和改动的 {own['opened']} 条回到撤回前仍然有效的说法{about}。"
        "其后的变更都保留；撤回本身记为一次新的变更。"
    )


def touched_rows(
    touched: pd.DataFrame, setting: Setting, names: Mapping[str, str], scope: Scope
) -> pd.DataFrame:
    """TOUCHED_SHOWN in words, altered fields first.

    names  project key → its name
    """
    columns = (touched[name].tolist() for name in TOUCHED_COLUMNS)
    told = (one for one in zip(*columns, strict=True) if not _goes_without_saying(*one[:4]))
    rows = [_touched_row(setting, names, scope, *one) for one in told]
    found = pd.DataFrame(rows, columns=list(TOUCHED_SHOWN), dtype=object)
    return found.sort_values("old", key=lambda old: old == NOTHING, kind="stable", ignore_index=True)


def _goes_without_saying(name: str, _key: object, field: str, old: object) -> bool:
    """A new figure has a cut-off day and is reported: no news beside its numbers; a photo's print nobody can read."""
    return (name == "figure" and field in ("cutoff", "status") and old is None) or (name, field) == (
        "photo",
        "fingerprint",
    )


def _touched_row(
    setting: Setting,
    names: Mapping[str, str],
    scope: Scope,
    name: str,
    key: tuple[object, ...],
    field: str,
    old: object,
    new: object,
    sheet: str | None,
    cell: str | None,
) -> tuple[str, ...]:
    record = RECORDS[name]
    indicator = str(key[0]) if name == "figure" else ""
    before, after = (
        SMALL_WORD
        if is_small(record, field, worth, setting, indicator, scope)
        else value_words(record, field, worth, setting=setting, indicator=indicator)
        for worth in (old, new)
    )
    title = field_title(record, field, setting=setting, indicator=indicator)
    return (
        record_title(name),
        key_words(record, key, setting, names),
        title,
        before,
        after,
        f"{sheet}!{cell}" if sheet and cell else "",
    )


def sheet_rows(sheets: pd.DataFrame, setting: Setting) -> pd.DataFrame:
    """SHEETS_SHOWN, a sheet once however many blocks were read from it; without a file it was typed on screen."""
    named = pd.DataFrame(
        {
            "file": [_file_words(name) for name in sheets["file"]],
            "fingerprint": [sha[:FINGERPRINT] if isinstance(sha, str) else "" for sha in sheets["sha256"]],
            "kept": ["已留存" if kept else "只留指纹" for kept in sheets["kept"]],
            "sheet": [_sheet_words(name) for name in sheets["sheet"]],
            "form": [setting.forms[form].name if form in setting.forms else "" for form in sheets["form"]],
            "columns": sheets["columns"],
        }
    )
    by = [name for name in SHEETS_SHOWN if name != "columns"]
    return named.groupby(by, sort=False, as_index=False).agg({"columns": "sum"})[list(SHEETS_SHOWN)]


def _file_words(name: object) -> str:
    return first_file(name) if isinstance(name, str) else "直接填写"


def _sheet_words(name: str) -> str:
    record = FILES.get(name)
    return record.TITLE if record else name
