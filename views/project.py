"""Parts of one project's page: siblings, stages, money, 经过, papers, problems, contradictions."""

from datetime import date
from math import isnan

import pandas as pd

from charts.tokens import Theme
from domain.places import CROSS_TOWN_NAME
from domain.wording.numbers import percent
from domain.wording.project_stages import StageTold
from services.projects.open_project import OpenedProject
from services.projects.project_siblings import Sibling
from views.empty import nothing_yet
from views.links import link, page_link
from views.markup import Html, join, show, tag
from views.project_links import PARAMETER
from views.provenance import Trace, number_link
from views.tables import Column, changed, show_table
from views.trail import Stop, breadcrumb, show_siblings
from views.unknown import flag

AROUND = 4  # siblings shown on either side of the one looked at
MOST_STEPS = 9
STEPS = "steps"  # of the address: all


def show_place(found: OpenedProject, theme: Theme) -> None:
    """Where the project lies, and the town's projects around it: ← and → step through them."""
    county = page_link(found.county, "projects")
    town = page_link(found.town, "projects", town=found.town) if found.town else CROSS_TOWN_NAME
    crumbs = breadcrumb(county, town, "项目", here=found.name)
    stops = [Stop(one.name, one.project, _beside(one), one.light) for one in found.siblings]
    here = next((at for at, one in enumerate(found.siblings) if one.here), None)
    if here is not None and len(stops) > 1:
        first = max(0, min(here - AROUND, len(stops) - 2 * AROUND - 1))
        around = stops[first : first + 2 * AROUND + 1]
        show_siblings(around, found.project, parameter=PARAMETER, theme=theme, counted="个", crumbs=crumbs)
    else:
        show(crumbs)


def _beside(one: Sibling) -> str:
    if one.days_late:
        return f"逾期 {one.days_late} 天"
    return "" if isnan(one.rate) else percent(one.rate)


def show_facts(found: OpenedProject) -> None:
    """What, where, who, in one wrapped line."""
    told = [tag("span", tag("span", f"{title} ", css="kb-grey"), value) for title, value in found.facts]
    show(tag("div", *told, number_link("看登记的出处", Trace("project", (found.project,))), css="kb-facts"))


def show_stages(found: OpenedProject) -> None:
    """登记 → 报账, each with its day and how far from its plan."""
    parts: list[object] = []
    for at, stage in enumerate(found.stages):
        if at:
            parts.append(tag("span", "→"))
        parts.append(_stage(stage, found))
    show(tag("div", *parts, css="kb-eq kb-steps"))


def _stage(stage: StageTold, found: OpenedProject) -> Html:
    said = _day(stage.day, found.curves.as_of) if stage.day else stage.state
    css = "kb-big" if stage.day or stage.state.startswith("已") else "kb-big kb-none"
    line = "kb-parts kb-red" if stage.late else "kb-parts"
    return tag(
        "div",
        tag("div", stage.name, css="kb-name"),
        tag("div", _behind(said, stage, found), css=css),
        tag("div", stage.parts, css=line),
    )


def _behind(said: str, stage: StageTold, found: OpenedProject) -> object:
    """A stage's day opens the newest ledger row that says it; that of 登记 the registration."""
    newest = newest_row(found)
    if stage.name == "登记":
        return number_link(said, Trace("project", (found.project,)))
    return number_link(said, newest) if stage.day and newest else said


def _day(day: date, as_of: date) -> str:
    return f"{day:%m-%d}" if day.year == as_of.year else f"{day:%Y-%m-%d}"


def show_steps(found: OpenedProject) -> None:
    """经过, newest first: the ledger's day, what moved old → new, its cells."""
    if found.steps.empty:
        nothing_yet("还没有经过。", "导入一期项目进度台账后，这里逐期列出变化。")
        return
    year = f"{found.curves.as_of.year}-"
    columns = [
        Column(
            "日期",
            write=lambda one: number_link(one.day.removeprefix(year), Trace(one.record, one.key)),
            kind="nowrap",
        ),
        Column("事由", "kind", kind="nowrap"),
        Column("变化", write=_moved, width="60%"),
        Column("出处", write=_origin, spare=True, kind="nowrap"),
    ]
    everything = flag(STEPS)
    shown = found.steps if everything else found.steps.head(MOST_STEPS)
    show_table(shown, columns, compact=True, download="项目_经过", whole=found.steps)
    if len(found.steps) > MOST_STEPS:
        more = link("收起", steps="") if everything else link(f"全部 {len(found.steps)} 次 ›", steps="all")
        show(tag("div", more, css="kb-parts"))


def _moved(one: object) -> Html:
    told = []
    for title, old, new in one.moved:  # type: ignore[attr-defined]
        told.append(join(f"{title} ", changed(old, new) if old else tag("b", new)))
    return join(*told, between="；")


def _origin(one: object) -> Html:
    """Its change, the file told on hover: the day before it opens every cell."""
    return tag("span", f"变更 {one.change}", css="kb-grey", title=str(one.file or "直接填写"))  # type: ignore[attr-defined]


def newest_row(found: OpenedProject) -> Trace | None:
    """The newest progress row, for its provenance; None before the first."""
    day = found.row["day"]
    return None if pd.isna(day) else Trace("project_status", (found.project, f"{day:%Y-%m-%d}"))
