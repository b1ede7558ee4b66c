"""锁定 and 解锁 a period of a form: a change of its own, with its reason. The gate is data_access/locks.py."""

from datetime import date, datetime

from data_access.database import Store, head, reading
from data_access.versions import Header, commit, said_by_hand
from domain.periods import parse
from domain.permissions import Actor, Scope
from domain.personal_numbers import refuse_personal
from domain.records import PeriodLock
from domain.refusals import Refusal
from domain.setting import Setting
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.review.who_may import may_accept


def lock_period(
    store: Store, actor: Actor, scope: Scope, *, form: str, period: str, day: date, reason: str, now: datetime
) -> int:
    """From `day` on the figures of the period stand. The number of the change.

    Refused: who may not, no such form or period, no reason, one that is locked from that day already.
    """
    return _write(store, actor, scope, form, period, locked=True, day=day, reason=reason, now=now)


def unlock_period(
    store: Store, actor: Actor, scope: Scope, *, form: str, period: str, reason: str, now: datetime
) -> int:
    """The period is open again. Refused: who may not, no reason, one that is not locked."""
    return _write(store, actor, scope, form, period, locked=False, day=now.date(), reason=reason, now=now)


def _write(
    store: Store, actor: Actor, scope: Scope, form: str, period: str, *, locked: bool, day: date, reason: str,
    now: datetime,
) -> int:  # fmt: skip
    verb = "锁定" if locked else "解锁"
    if not may_accept(actor, scope):
        raise Refusal("锁定和解锁由能看全县的审核人或管理员来做。", code="may_not_lock")
    refuse_personal({f"{verb}理由": reason})
    if not reason.strip():
        raise Refusal(f"{verb}要写明理由，例如“旬调度已定稿”。请填写后再{verb}。", code="no_lock_reason")
    with reading(store) as connection:
        seen = head(connection)
    setting = read_setting(store, seen)
    name = _name(setting, form, period)
    known = known_rows(store, PeriodLock, seen)
    own = known[((known["form"] == form) & (known["period"] == period)).to_numpy(dtype=bool)]
    standing = bool(len(own) and own["locked"].iloc[0])
    if locked and standing and own["day"].iloc[0] == day:
        raise Refusal(f"{name}已经从这一天起锁定，不用再锁。", code="locked_already")
    if not locked and not standing:
        raise Refusal(f"{name}没有锁定，不用解锁。", code="not_locked")
    row = {"form": form, "period": period, "locked": locked, "day": day}
    words = f"{verb}{name}：{reason.strip()}"
    header = Header("configuration", actor.name, actor.role.value, words, now, (), ())
    return commit(store, header, [said_by_hand(PeriodLock, row)], seen).n


def _name(setting: Setting, form: str, period: str) -> str:
    """「村级人居环境旬报11月上旬」. Refused: a form that has no figures of periods, a period of another cadence."""
    known = setting.forms.get(form)
    if known is None or known.layout != "indicators":
        raise Refusal(f"没有按期报数的报表“{form}”。请从报表清单里选。", code="unknown_form")
    try:
        found = parse(period)
    except ValueError as error:
        raise Refusal(
            f"期“{period}”读不懂。请写成如 2026-11-X2、2026-11、2026-Q3、R2026-3。", code="unknown_period"
        ) from error
    return f"{known.name}{found.short_name}"
