"""Words of rectification ledgers read as a status (DESIGN 2); what may follow what is domain/problem_life.py.

已完成 and 基本完成 mean 待复查, 阶段性完成 stays open and named, 正在整改 means 整改中, 未启动 means 待交办. Only 销号
closes: by its date or by an acceptance opinion, of a caller's request by his word 满意.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum


class ProblemStatus(StrEnum):
    """Where a problem stands. closed and declined are ends; staged is open, without an overdue clock."""

    WAITING = "waiting"
    FIXING = "fixing"
    CHECKING = "checking"
    CLOSED = "closed"
    RETURNED = "returned"
    STAGED = "staged"
    DECLINED = "declined"


STATUS_WORDS = {
    ProblemStatus.WAITING: "待交办",
    ProblemStatus.FIXING: "整改中",
    ProblemStatus.CHECKING: "待复查",
    ProblemStatus.CLOSED: "已销号",
    ProblemStatus.RETURNED: "退回",
    ProblemStatus.STAGED: "阶段性完成",
    ProblemStatus.DECLINED: "不予受理",
}

ENDED = frozenset({ProblemStatus.CLOSED, ProblemStatus.DECLINED})
# The deadline of a staged problem is over; what binds it is its next review day.
ON_THE_CLOCK = frozenset(
    {ProblemStatus.WAITING, ProblemStatus.FIXING, ProblemStatus.CHECKING, ProblemStatus.RETURNED}
)

_W, _F, _K, _C, _R, _S, _D = ProblemStatus
# Tried in this order: 未完成 holds 完成, and 正在整改，已完成80% is not complete.
_WORDS: Sequence[tuple[ProblemStatus, re.Pattern[str]]] = (
    (_R, re.compile("退回|复查不合格|复查未通过|未通过复查|验收不合格")),
    (_D, re.compile("不予受理|不予交办|不属实|不受理")),
    (_W, re.compile("未启动|未开始|未整改|待整改|待交办|待启动|尚未启动|没有启动")),
    (_F, re.compile("未完成|未办结|未到位|正在|推进中|进行中|整改中|办理中|实施中|^否$")),
    (_S, re.compile("阶段性|长期坚持|持续推进|持续整改|长期整改")),
    (_K, re.compile("待复查|待验收|待销号|未销号|销号|完成|办结|到位|已整改|已改|^是$")),
)
# What a caller says when he is asked whether he is content 回访: content is an acceptance, not reached says nothing.
_CONTENT = re.compile(r"^(?:非常|很|比较|基本)?满意$")
_REFUSED = re.compile("不通过|未通过|不同意|不合格|未验收|待验收|未销号|待销号|尚未|暂不")
_ACCEPTED = re.compile("通过|同意|合格|已销号|予以销号|准予销号|^销号$|^是$|^已验收$")
_NOT_REACHED = re.compile("无法联系|联系不上|未接通|无人接听|未回访|待回访|不愿评价|未评价")
_FAILED = re.compile("不满意|不通过|未通过|不合格|不到位")


def accepts(opinion: str | None) -> bool:
    """Whether an acceptance opinion 验收意见 lets a problem be closed."""
    if not opinion or _REFUSED.search(opinion):
        return False
    written = opinion.strip()
    return bool(_ACCEPTED.search(written) or _CONTENT.search(written))


def sends_back(recheck: str | None) -> bool:
    """Whether what was seen on looking again 复查结果, or said by the caller, sends a problem back 退回."""
    return bool(recheck and _FAILED.search(recheck))


def tells_nothing(recheck: str) -> bool:
    """Whether nobody was reached who could say how it is now."""
    return bool(_NOT_REACHED.search(recheck))


def status_of_words(
    written: str | None, *, closed_on: date | None, opinion: str | None
) -> ProblemStatus | None:
    """The status a ledger row speaks of, None where its words say nothing that is known.

    written    the 完成情况 or 整改状态 cell
    closed_on  the 销号时间 cell; opinion the 验收意见 cell: either of them closes, nothing else does
    """
    if closed_on is not None or accepts(opinion):
        return ProblemStatus.CLOSED
    text = re.sub(r"\s+", "", written or "")
    return next((status for status, words in _WORDS if words.search(text)), None)


def overdue_days(status: ProblemStatus, deadline: date | None, as_of: date) -> int:
    """Days past the deadline while on the clock, else 0; a change of the person in charge resets nothing."""
    if deadline is None or status not in ON_THE_CLOCK:
        return 0
    return max(0, (as_of - deadline).days)
