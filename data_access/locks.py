"""Locked periods 锁定: the one gate every change passes under the lock, whoever writes it and by whatever way."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from data_access.planning import Plan
from domain.periods import parse
from domain.records import Figure
from domain.refusals import Refusal

_AT_ONCE = 500
FormPeriod = tuple[str, str]
FigureKey = tuple[str, str, str]  # indicator, subject, period


@dataclass(frozen=True, slots=True)
class Lock:
    """Which change locked a period of a form, and from which day on."""

    form_name: str
    day: date
    change: int


def locks_on(connection: Connection, day: date) -> dict[FormPeriod, Lock]:
    """(form, period) → its lock, of those that hold on the day."""
    query = text(
        "SELECT period_lock.form, period_lock.period, period_lock.day, period_lock.opened_by, form.name FROM period_lock "
        "LEFT JOIN form ON form.form = period_lock.form AND form.closed_by IS NULL "
        "WHERE period_lock.closed_by IS NULL AND period_lock.locked"
    )
    found = {
        (row[0], row[1]): Lock(row[4] or row[0], date.fromisoformat(str(row[2])), row[3])
        for row in connection.execute(query)
    }
    return {key: lock for key, lock in found.items() if lock.day <= day}


def changes_that_lock(connection: Connection) -> dict[int, bool]:
    """Number of each change that locked a period (true) or unlocked one (false)."""
    query = text("SELECT opened_by, locked FROM period_lock WHERE copy_of IS NULL ORDER BY id")
    return {int(n): bool(locked) for n, locked in connection.execute(query)}


def refuse_locked(connection: Connection, plans: Sequence[Plan], day: date, *, withdraws: int | None) -> None:
    """Refused when the plans alter a figure of a locked period; what only confirms a figure passes."""
    figures = [plan for plan in plans if plan.record is Figure and (len(plan.opening) or plan.closing)]
    altered = (
        key for plan in figures for key in _altered(connection, plan, is_withdrawal=withdraws is not None)
    )
    if figures:
        refuse_locked_figures(connection, altered, day)


def refuse_locked_figures(connection: Connection, altered: Iterable[FigureKey], day: date) -> None:
    """The same for figures by their key: what a preview asks before anybody confirms it."""
    locks = locks_on(connection, day)
    if not locks:
        return
    form_of = forms_of_indicators(connection)
    touched = Counter(
        (form, period) for indicator, _, period in set(altered) for form in form_of.get(indicator, ())
    )
    for key, count in touched.items():
        if key in locks:
            raise _locked(key[1], locks[key], count)


def _altered(connection: Connection, plan: Plan, *, is_withdrawal: bool) -> Iterator[FigureKey]:
    """Every figure opened; only a withdrawal closes keys without opening them again."""
    opened = (plan.opening.columns.get(name, ()) for name in ("indicator", "subject", "period"))
    yield from ((str(code), str(subject), str(period)) for code, subject, period in zip(*opened, strict=True))
    for start in range(0, len(plan.closing) if is_withdrawal else 0, _AT_ONCE):
        ids = ", ".join(str(int(one)) for one in plan.closing[start : start + _AT_ONCE])
        query = text(f"SELECT indicator, subject, period FROM figure WHERE id IN ({ids})")
        yield from ((row[0], row[1], row[2]) for row in connection.execute(query))


def forms_of_indicators(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Indicator → the forms that ask for it, in any of its versions."""
    found: dict[str, tuple[str, ...]] = {}
    query = text("SELECT DISTINCT code, form FROM indicator WHERE closed_by IS NULL AND form IS NOT NULL")
    for code, form in connection.execute(query):
        found[code] = (*found.get(code, ()), form)
    return found


def _locked(period: str, lock: Lock, count: int) -> Refusal:
    when = f"{lock.day.month}月{lock.day.day}日"
    return Refusal(
        f"{lock.form_name}{parse(period).name}已于 {when}锁定（第 {lock.change} 号变更），本次会改动其中 {count} 个数，没有写入。"
        "确要改，请审核人或管理员写明理由解锁后再来。",
        code="locked_period",
    )
