"""What, where and who of one project, its stages against their plan, and its sentence."""

from datetime import date
from math import isnan, nan
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame

from data_access.database import Store
from domain.frames import day_or_none, rows_where
from domain.likely_end import likely_ends
from domain.permissions import Moment
from domain.project_stage import STAGE_WORDS, Stage
from domain.wording.conclusion import Conclusion
from domain.wording.project import ProjectTold, project_conclusion
from domain.wording.project_stages import StageTold, accepted, completed, settled, started
from services.funds.read_money import full_names
from services.known.read_ledgers import read_ledgers
from services.projects.project_money import ProjectMoney


def conclusion_of(rows: DataFrame, row: dict[str, Any]) -> Conclusion:
    told = ProjectTold(
        name=full_names(rows)[0],
        stage=STAGE_WORDS[Stage(row["stage"])] if isinstance(row["stage"], str) else "",
        reserve=bool(row["reserve"]),
        is_done=bool(row["done"]),
        progress=_number(row["progress"]),
        days_late=int(row["days_late"]),
        plan=_number(row["plan"]),
        rate=_number(row["rate"]),
        due=_number(row["due"]),
    )
    problem, coming = said(row["problem"]), said(row["next_step"])
    parts = [f"存在问题：{problem}" if problem else "", f"下步打算：{coming}" if coming else ""]
    return project_conclusion(told, sub="；".join(filter(None, parts)))


def facts_of(row: dict[str, Any]) -> list[tuple[str, str]]:
    place = " ".join(filter(None, (said(row["town_name"]), said(row["village_name"]))))
    year = _number(row["year"])
    return [
        ("编号", str(row["project"])),
        ("年度", "" if isnan(year) else f"{year:.0f} 年{'储备' if row['reserve'] else '计划'}"),
        ("类型", " · ".join(filter(None, (said(row["type"]), said(row["nature"]))))),
        ("地点", place),
        ("建设内容", said(row["content"])),
        ("责任单位", said(row["unit_name"])),
        ("实施单位", said(row["impl_unit"])),
        ("责任领导", said(row["leader"])),
        ("责任人", said(row["person"])),
    ]


def stages_of(
    rows: DataFrame, row: dict[str, Any], money: ProjectMoney, told: bool, first: date | None, as_of: date
) -> tuple[StageTold, ...]:
    """登记 by the first ledger that names it; the rest against their own plan."""
    ended = _date(row["act_end"])
    begun = StageTold("登记", first, "" if first else "未报", "首次列入台账" if first else "")
    if row["reserve"] or not row["known"]:
        return (begun,)
    return (
        begun,
        started(_date(row["act_start"]), _date(row["plan_start"]), is_started=bool(row["started"]), as_of=as_of),
        completed(
            ended, _date(row["plan_end"]), is_done=bool(row["done"]), as_of=as_of, likely=likely_ends(rows)[0]
        ),
        accepted(
            _date(row["accept_date"]), ended, is_accepted=bool(row["accepted"]), is_done=bool(row["done"]),
            as_of=as_of,
        ),
        settled(
            None if isnan(money.reimbursed) else money.reimbursed, is_settled=row["stage"] == "settled", told=told
        ),
    )  # fmt: skip


def first_day(steps: DataFrame) -> date | None:
    """The oldest day any ledger named it."""
    return date.fromisoformat(steps["day"].min()) if len(steps) else None


def settled_told(store: Store, moment: Moment) -> bool:
    statuses = read_ledgers(store, moment.known_at).statuses
    own = rows_where(statuses, (day <= moment.as_of for day in statuses["day"]))
    return bool(own["reimbursed"].notna().any() or (own["stage"] == "settled").any())


def benefit_of(row: dict[str, Any]) -> list[tuple[str, str]]:
    households, people = _number(row["benefit_hh"]), _number(row["benefit_pp"])
    return [
        ("联农带农机制", said(row["link_mode"])),
        ("受益户数", "" if isnan(households) else f"{households:,.0f} 户"),
        ("受益人数", "" if isnan(people) else f"{people:,.0f} 人"),
    ]


def said(worth: object) -> str:
    return worth.strip() if isinstance(worth, str) else ""


def _date(worth: object) -> date | None:
    known = day_or_none(worth)
    return known.date() if isinstance(known, pd.Timestamp) else known


def _number(worth: object) -> float:
    return float(worth) if isinstance(worth, (int, float, np.floating, np.integer)) else nan
