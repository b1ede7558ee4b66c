"""One project in one sentence: how far it is, how its money stands against its own due, what is wrong first."""

import math
from dataclasses import dataclass

from domain.rounding import difference_shown
from domain.wording.conclusion import Conclusion
from domain.wording.numbers import percent, plain, wan
from domain.wording.standing import fitted

DUE = "应达"


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """What the sentence needs; shares are fractions, money yuan, NaN unknown.

    stage      its word, blank while no ledger spoke of its progress
    reserve    a project of the coming years: it has neither progress nor payment
    days_late  past its planned end and not done; 0 otherwise
    """

    name: str
    stage: str
    reserve: bool
    is_done: bool
    progress: float
    days_late: int
    plan: float
    rate: float
    due: float


def project_conclusion(told: ProjectTold, *, sub: str) -> Conclusion:
    """「柳湾乡冷链集配中心已完工；支出21.4%，低于应达70.0个百分点」, 「…在建，形象进度70.0%；逾期50天」."""
    if told.reserve:
        money = f"，预算{wan(told.plan)}万元" if not math.isnan(told.plan) else ""
        return fitted([(f"{told.name}：储备项目{money}", ""), (f"{told.name}：储备项目", "")], sub)
    if not told.stage:
        return fitted([(f"{told.name}还没有进度台账", "")], sub)
    built = (
        f"，形象进度{percent(told.progress)}" if not told.is_done and not math.isnan(told.progress) else ""
    )
    work = f"{told.name}{told.stage}{built}"
    paid, is_short = _paid(told)
    if told.days_late:
        late = f"逾期{told.days_late}天"
        return fitted([(f"{work}，{paid}；" if paid else f"{work}；", late), (f"{work}；", late),
                       (f"{told.name}{told.stage}；", late)], sub)  # fmt: skip
    if not paid:
        return fitted([(work, "")], sub)
    if is_short:
        return fitted([(f"{work}；", paid), (f"{told.name}{told.stage}；", paid)], sub)
    return fitted([(f"{work}；{paid}", ""), (f"{told.name}{told.stage}；{paid}", "")], sub)


def _paid(told: ProjectTold) -> tuple[str, bool]:
    """「支出21.4%，低于应达70.0个百分点」 and whether it falls short by a shown decimal."""
    if math.isnan(told.rate):
        return "", False
    said = f"支出{percent(told.rate)}"
    if math.isnan(told.due):
        return said, False
    gap = difference_shown(told.rate * 100, told.due * 100, 1)
    if gap == 0:
        return f"{said}，与{DUE}持平", False
    side = "高于" if gap > 0 else "低于"
    return f"{said}，{side}{DUE}{plain(abs(gap), 1)}个百分点", gap < 0
