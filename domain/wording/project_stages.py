"""计划对实际, stage by stage: 「计划 02-25，晚 9 天」, 「应于 09-30 完工，已过 50 天」."""

from dataclasses import dataclass
from datetime import date

from domain.wording.numbers import wan

UNKNOWN = "台账没有写"


@dataclass(frozen=True, slots=True)
class StageTold:
    """One stage as it is written.

    day    the day it happened; None while it has not, or nobody said so
    state  what stands in place of the day: 未开工, 未完工, 未报 …; blank with a day
    parts  the plan and how far from it, one line
    late   whether the line tells of a delay that still runs
    """

    name: str
    day: date | None
    state: str
    parts: str
    late: bool = False


def started(actual: date | None, planned: date | None, *, is_started: bool, as_of: date) -> StageTold:
    return _against_plan("开工", actual, planned, is_reached=is_started, as_of=as_of)


def completed(
    actual: date | None, planned: date | None, *, is_done: bool, as_of: date, likely: date | None
) -> StageTold:
    """likely: the day its own pace leads to, told while it is not done."""
    told = _against_plan("完工", actual, planned, is_reached=is_done, as_of=as_of)
    if is_done or likely is None:
        return told
    return StageTold(
        told.name, told.day, told.state, f"{told.parts}；按现速约 {day_words(likely, as_of)}", told.late
    )


def accepted(
    actual: date | None, done_on: date | None, *, is_accepted: bool, is_done: bool, as_of: date
) -> StageTold:
    """验收 has no plan of its own: told is how long after completion."""
    if is_accepted:
        gone = (actual - done_on).days if actual and done_on else None
        return StageTold(
            "验收", actual, "" if actual else "已验收", f"完工后 {gone} 天" if gone is not None else ""
        )
    if not is_done:
        return StageTold("验收", None, "未到", "完工后验收")
    waited = (as_of - done_on).days if done_on else None
    return StageTold(
        "验收", None, "未验收", f"完工已 {waited} 天" if waited is not None else "已完工", late=True
    )


def settled(reimbursed: float | None, *, is_settled: bool, told: bool) -> StageTold:
    """报账 is neither 支付 nor 验收.

    reimbursed  yuan, None where no ledger says an amount; told: whether any ledger of the county speaks of 报账
    """
    if is_settled:
        return StageTold("报账", None, "已报账", f"{wan(reimbursed)} 万元" if reimbursed is not None else "")
    if reimbursed is not None:
        return StageTold("报账", None, f"{wan(reimbursed)} 万元", "台账报账金额")
    return StageTold("报账", None, "未报账" if told else "未报", "" if told else UNKNOWN)


def _against_plan(
    name: str, actual: date | None, planned: date | None, *, is_reached: bool, as_of: date
) -> StageTold:
    plan = f"计划 {day_words(planned, as_of)}" if planned else "没有计划日"
    if is_reached:
        moved = difference_words(actual, planned)
        return StageTold(name, actual, "" if actual else f"已{name}", f"{plan}，{moved}" if moved else plan)
    over = (as_of - planned).days if planned else 0
    return StageTold(name, None, f"未{name}", f"{plan}，已过 {over} 天" if over > 0 else plan, late=over > 0)


def difference_words(actual: date | None, planned: date | None) -> str:
    """「晚 9 天」, 「早 3 天」, 「按期」; blank where either is missing."""
    if actual is None or planned is None:
        return ""
    late = (actual - planned).days
    return "按期" if late == 0 else f"{'晚' if late > 0 else '早'} {abs(late)} 天"


def day_words(day: date, as_of: date) -> str:
    """「11-25」; with its year where that is not as_of's."""
    return f"{day:%m-%d}" if day.year == as_of.year else f"{day:%Y-%m-%d}"
