"""One project on one screen: what, where and who, plan against actual, money, papers, problems, contradictions."""

from dataclasses import dataclass
from math import nan
from typing import Any

from pandas import DataFrame

from data_access.database import Store
from domain.frames import texts
from domain.measures.projects import is_industry, is_linked
from domain.papers import papers_in
from domain.permissions import Moment, Scope
from domain.places import CROSS_TOWN
from domain.problem_status import STATUS_WORDS as PROBLEM_WORDS
from domain.problem_status import ProblemStatus
from domain.project_checks import CHECK_WORDS, contradictions
from domain.refusals import Refusal
from domain.setting import Setting
from domain.wording.conclusion import Conclusion
from domain.wording.project_stages import StageTold
from services.funds.read_money import named, read_money, seen
from services.known.read_setting import read_setting
from services.known.read_states import problems_on, projects_on
from services.projects.project_curves import ProjectCurves, no_curves, project_curves
from services.projects.project_facts import (
    benefit_of,
    conclusion_of,
    facts_of,
    first_day,
    said,
    settled_told,
    stages_of,
)
from services.projects.project_history import project_history
from services.projects.project_money import ProjectMoney, project_money
from services.projects.project_notes import project_notes
from services.projects.project_siblings import Sibling, siblings_of

PAYMENT = "FND_PAY"


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """county, town, village   names for the breadcrumb; town is blank for a project of the whole county
    facts     (title, value, why blank) of what, where and who
    stages    登记 … 报账
    row       the project's row: plan, received, paid, rate, due (yuan, fractions; NaN unknown), light, sentence
    benefit   (title, value) of 联农带农; lacks_link: an industry project without a mechanism
    papers    (kind, clause) its newest ledger words speak of
    checks    words, amount (yuan), days: what contradicts itself
    problems  number, text, status_word, days_late, names_it: those that name the project first, then its village's open ones
    steps     STEP_COLUMNS of services/projects/project_history.py, newest first
    """

    project: str
    name: str
    county: str
    town: str
    village: str
    conclusion: Conclusion
    facts: tuple[tuple[str, str], ...]
    stages: tuple[StageTold, ...]
    row: dict[str, Any]
    money: ProjectMoney
    curves: ProjectCurves
    benefit: tuple[tuple[str, str], ...]
    lacks_link: bool
    papers: tuple[tuple[str, str], ...]
    checks: DataFrame
    problems: DataFrame
    steps: DataFrame
    siblings: tuple[Sibling, ...]
    foot: tuple[str, ...]


def open_project(store: Store, *, scope: Scope, moment: Moment, project: str) -> OpenedProject:
    """A project at a moment.

    Refused: one that is not known then, was cancelled, or lies outside the scope: all told in the same words.
    """
    setting = read_setting(store, moment.known_at)
    plan = read_money(store, scope=scope, moment=moment, code=PAYMENT)
    rows = plan[(plan["project"] == project).to_numpy()]
    if rows.empty:
        rows = _outside_the_plan(store, setting, scope, moment, project)
    row: dict[str, Any] = {str(name): worth for name, worth in rows.iloc[0].items()}
    money = project_money(store, moment=moment, project=project)
    steps = project_history(store, scope=scope, moment=moment, project=project)
    county = setting.roster.county
    return OpenedProject(
        project=project,
        name=str(row["name"]),
        county=county.name if county else "",
        town=said(row["town_name"]) if row["town"] != CROSS_TOWN else "",
        village=said(row["village_name"]),
        conclusion=conclusion_of(rows, row),
        facts=tuple((title, value) for title, value in facts_of(row) if value),
        stages=stages_of(rows, row, money, settled_told(store, moment), first_day(steps), moment.as_of),
        row=row,
        money=money,
        curves=project_curves(store, moment=moment, row=row, money=money) if row["known"] else no_curves(moment),
        benefit=tuple((title, value) for title, value in benefit_of(row) if value),
        lacks_link=bool((is_industry(rows) & ~is_linked(rows) & ~rows["reserve"].astype(bool)).iloc[0]),
        papers=papers_in([said(row["problem"]), said(row["next_step"])]),
        checks=_checks(rows, moment),
        problems=_problems(store, scope, moment, row),
        steps=steps,
        siblings=siblings_of(store, plan, row, moment=moment),
        foot=(*_foot(money), *project_notes(store, scope=scope, moment=moment, project=project)),
    )  # fmt: skip


def _outside_the_plan(
    store: Store, setting: Setting, scope: Scope, moment: Moment, project: str
) -> DataFrame:
    """A reserve project or one of another year: no due of this year, no money of this year's ledgers."""
    state = projects_on(store, moment.known_at, moment.as_of)
    rows = seen(state[(state["project"] == project).to_numpy()].reset_index(drop=True), scope)
    if rows.empty:
        raise Refusal(
            f"到这一天为止没有编号“{project}”的项目，或已调出，或不在您的查看范围内。请从清单里点开。",
            code="no_project",
        )
    told = rows.assign(plan=rows["invest_total"], received=rows["fund_received"], rate=nan, due=nan, gap=nan)
    return named(told.assign(base=nan, light="none", sentence=""), setting, scope)


def _checks(rows: DataFrame, moment: Moment) -> DataFrame:
    found = contradictions(rows, as_of=moment.as_of)
    return found.assign(words=[CHECK_WORDS[rule] for rule in found["rule"]])


def _problems(store: Store, scope: Scope, moment: Moment, row: dict[str, Any]) -> DataFrame:
    """Problems whose words name the project, and the open ones of its village that are not of the daily inspection."""
    state = seen(problems_on(store, moment.known_at, moment.as_of), scope)
    core = str(row["name"]).removeprefix(said(row["town_name"])).removeprefix(said(row["village_name"]))
    names_it = state["text"].fillna("").astype(str).str.contains(core, regex=False) & (len(core) > 1)
    if row["village"] is not None and isinstance(row["town"], str):
        names_it &= (state["town"] == row["town"]) | state["town"].isna()
    of_village = (state["village"] == row["village"]) & state["is_open"] & (state["source"] != "inspection")
    kept = state.assign(names_it=names_it)[(names_it | of_village.fillna(value=False)).to_numpy(dtype=bool)]
    kept = kept.sort_values(["names_it", "is_open", "days_late"], ascending=False, kind="stable")
    return DataFrame(
        {
            "problem": kept["problem"],
            "text": texts(kept["text"]),
            "status_word": [PROBLEM_WORDS[ProblemStatus(status)] for status in kept["status"]],
            "days_late": kept["days_late"].astype(int),
            "names_it": kept["names_it"],
        }
    ).reset_index(drop=True)


def _foot(money: ProjectMoney) -> tuple[str, ...]:
    return (
        f"支付：{money.source}；安排、到位、拨付、支付、报账是五个数，台账没有写的不推算。",
        "应达＝项目自身工期已过的比例，不高于当日县定节点。",
        "可能完工＝按实际开工以来的平均进度外推，不是承诺。",
        "问题：描述里点名本项目的，和同村未结的非日督查问题。",
    )
