"""Withdraw one change; later ones stay. Itself a change, which can be withdrawn."""

from datetime import datetime

from data_access.database import Store
from data_access.versions import Committed, Header, withdraw
from domain.permissions import Actor, Role
from domain.personal_numbers import refuse_personal
from domain.refusals import Refusal

MAY_WITHDRAW = (Role.ADMIN, Role.REVIEWER)


def withdraw_change(store: Store, actor: Actor, *, n: int, reason: str, now: datetime) -> Committed:
    """What withdrawing did. Refused without a reason, or where facts would lose what they stand on."""
    if actor.role not in MAY_WITHDRAW:
        raise Refusal("撤回变更要由审核人或管理员来做。请把理由告诉审核人。", code="may_not")
    if not reason.strip():
        raise Refusal("撤回要写明理由。请填写理由后再撤回。", code="no_reason")
    refuse_personal({"撤回理由": reason})
    header = Header(
        kind="withdrawal",
        actor=actor.name,
        role=actor.role.value,
        reason=reason.strip(),
        at=now,
        files=(),
        sources=(),
    )
    return withdraw(store, header, n)
