"""What the page 审计 shows: who signed in, looked, changed, took away, erased, locked; deeds and changes in one list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from data_access.accounts import list_accounts as accounts_within
from data_access.accounts import list_deeds
from data_access.database import Store, reading
from data_access.locks import changes_that_lock
from data_access.submissions import STEP_WORDS, steps_between
from domain.permissions import ROLE_WORDS, Role, Scope
from domain.wording.days import day_words, full_minute_words
from domain.wording.deeds import FAILED, LOCK, REVIEW, UNLOCK, about_words, deed_words, group_of
from services.county.list_changes import list_changes
from services.county.show_changes import first_file

AUDIT_COLUMNS = ("at", "name", "role", "group", "what", "about", "change")
MOST = 20_000
UNKNOWN = "不认识的登录名"


@dataclass(frozen=True)
class AuditShown:
    """What was done in the days asked for, newest first.

    entries  AUDIT_COLUMNS of the chosen person and group; change is the number of a change, missing for a deed
    cut      there were more deeds than are read at once
    """

    plain: str
    red: str
    sub: str
    entries: pd.DataFrame
    cut: bool


def show_audit(
    store: Store, *, scope: Scope, first: date, last: date, person: str = "", group: str = ""
) -> AuditShown:
    """first, last  days, both within; person, group  blank for all

    Closed to who is confined to a part of the county: it names everybody.
    """
    if scope.is_limited():
        return _closed()
    begin, end = datetime.combine(first, datetime.min.time()), datetime.combine(last, datetime.min.time())
    end += timedelta(days=1)
    with reading(store) as connection:
        deeds = list_deeds(connection, most=MOST, since=begin, until=end)
        names = {one.login: one.name for one in accounts_within(connection)}
        steps, locking = steps_between(connection, begin, end), changes_that_lock(connection)
    changes = list_changes(store)
    within = changes[((changes["at"] >= begin) & (changes["at"] < end)).to_numpy(dtype=bool)]
    parts = [_of_deeds(deeds, names), _of_steps(steps), _of_changes(within, locking)]
    every = pd.concat(parts, ignore_index=True)
    every = every.sort_values("at", ascending=False, kind="stable", ignore_index=True)
    own = every[(every["name"] == person).to_numpy(dtype=bool)] if person else every
    shown = own[(own["group"] == group).to_numpy(dtype=bool)] if group else own
    return AuditShown(
        plain=headline(every, first, last),
        red=failed_words(every),
        sub="登录、查看、下载和账号的留痕另存一处；改动都在指纹链里，改掉任何一条核验时都会查出。",
        entries=shown.assign(at=[full_minute_words(at) for at in shown["at"]]).reset_index(drop=True),
        cut=len(deeds) >= MOST,
    )


def people_of(store: Store) -> tuple[str, ...]:
    """Everybody who has an account or ever changed anything, by name."""
    with reading(store) as connection:
        accounts = [one.name for one in accounts_within(connection)]
    return tuple(sorted({*accounts, *list_changes(store)["actor"]}))


def headline(every: pd.DataFrame, first: date, last: date) -> str:
    """「11月22日 3 人登录 5 次，改动 2 次，下载 4 份」."""
    days = day_words(first) if first == last else f"{day_words(first)}至{day_words(last)}"
    if every.empty:
        return f"{days}没有留痕"
    came = every[(every["what"] == deed_words("signed_in")).to_numpy(dtype=bool)]
    counted = {
        f"{came['name'].nunique()} 人登录 {len(came)} 次": len(came),
        f"改动 {int((every['group'] == '改动').sum())} 次": int((every["group"] == "改动").sum()),
        f"下载 {int((every['group'] == '导出').sum())} 份": int((every["group"] == "导出").sum()),
        f"涂除 {int((every['group'] == '涂除').sum())} 次": int((every["group"] == "涂除").sum()),
    }
    told = [words for words, count in counted.items() if count]
    return f"{days}{'，'.join(told)}" if told else f"{days}共 {len(every)} 条留痕"


def failed_words(every: pd.DataFrame) -> str:
    failed = int((every["what"] == deed_words(FAILED)).sum())
    return f"，登录失败 {failed} 次" if failed else ""


def _of_deeds(deeds: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Whoever signs in in vain is known by the login alone, and a login that is none was not written down."""
    columns = (deeds[name].tolist() for name in ("at", "name", "role", "kind", "about"))
    rows = [
        (
            at,
            (names.get(name, name) or UNKNOWN) if kind == FAILED else name,
            _role(role),
            group_of(kind),
            deed_words(kind),
            about_words(kind, about),
            None,
        )
        for at, name, role, kind, about in zip(*columns, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(AUDIT_COLUMNS), dtype=object)


def _of_steps(steps: pd.DataFrame) -> pd.DataFrame:
    """Sending in, asking, returning, accepting: what was said is told with the submission's title."""
    columns = (steps[name].tolist() for name in ("at", "name", "role", "step", "title", "words"))
    rows = [
        (
            at,
            name,
            _role(role),
            REVIEW,
            STEP_WORDS[step],
            "；".join(part for part in (title, words) if part),
            None,
        )
        for at, name, role, step, title, words in zip(*columns, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(AUDIT_COLUMNS), dtype=object)


def _of_changes(changes: pd.DataFrame, locking: Mapping[int, bool]) -> pd.DataFrame:
    rows = [_of_change(row, locking) for row in changes.itertuples(index=False)]
    return pd.DataFrame(rows, columns=list(AUDIT_COLUMNS), dtype=object)


def _of_change(row: Any, locking: Mapping[int, bool]) -> tuple[object, ...]:
    kind = (LOCK if locking[row.n] else UNLOCK) if row.n in locking else row.kind
    return (
        row.at,
        row.actor,
        _role(row.role),
        group_of(kind),
        deed_words(kind),
        _about_change(row),
        row.n,
    )


def _about_change(row: Any) -> str:
    more = row.files.count("、")
    said = [
        f"撤回第 {row.withdraws} 号" if not pd.isna(row.withdraws) else "",
        f"{first_file(row.files)}{f' 等 {more + 1} 份' if more else ''}" if row.files else "",
        f"{row.reviewer} 审" if isinstance(row.reviewer, str) else "",
        row.reason,
    ]
    return "；".join(part for part in said if part)


def _role(code: str) -> str:
    return ROLE_WORDS[Role(code)] if code in set(Role) else ""


def _closed() -> AuditShown:
    nothing = pd.DataFrame(columns=list(AUDIT_COLUMNS))
    return AuditShown("审计涉及全县", "", "只对能看全县的人员开放。", nothing, False)
