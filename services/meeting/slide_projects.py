"""The 项目 slide: plan against actual, and which projects are behind."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

from charts.s_curve import s_curve
from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.wording.conclusion import Conclusion
from domain.wording.numbers import percent_number
from domain.wording.slide_titles import NOTHING, measure_title
from services.meeting.rows_that_fit import rows_that_fit
from services.meeting.slides import (
    CHART_HEIGHT,
    MOST_ROWS,
    Fact,
    Row,
    Slide,
    Way,
    measure_way,
    on_wall,
    wall,
    with_sub,
)
from services.projects.project_notes import project_notes
from services.projects.show_projects import DONE, ProjectsPage, show_projects

NAME = "项目"


def slide_projects(store: Store, *, scope: Scope, moment: Moment, look: str) -> Slide:
    answer = show_projects(store, scope=scope, moment=moment)
    if answer is None:
        return Slide("projects", NAME, Conclusion(f"项目{NOTHING}"), missing="指标目录里没有项目完工率。")
    standing = answer.standing
    title = with_sub(
        measure_title(replace(standing, name="完工率")), answer.conclusion.red, answer.conclusion.sub
    )
    chart, parts = None, measure_way(DONE, answer.subject)
    if len(answer.done):
        done = answer.done.assign(subject=answer.subject)
        chart = on_wall(
            s_curve, answer.planned, done, quantity=answer.counted, theme=wall(look), height=CHART_HEIGHT
        )
    rows = [_row(row) for row in answer.behind.head(MOST_ROWS - 1).to_dict("records")]
    notes = project_notes(store, scope=scope, moment=moment)
    return Slide(
        "projects",
        NAME,
        title,
        chart=chart,
        facts=_facts(answer, parts) if chart else (),
        heads=("最靠后的项目", "") if len(answer.behind) else (),
        rows=rows_that_fit(rows, facts=chart is not None, notes=bool(notes)),
        leads={answer.subject: parts},
        source="项目进度台账",
        notes=notes,
        baseline=standing.baseline_name,
        missing="" if chart else "到这一天还没有项目进度台账。",
    )


def _facts(answer: ProjectsPage, parts: Way) -> tuple[Fact, ...]:
    standing, late = answer.standing, answer.late
    known = standing.value == standing.value
    return (
        Fact("完工率", percent_number(standing.value), "%", way=parts) if known else Fact("完工率", "未报"),
        Fact("逾期项目", f"{late}", "个", bad=late > 0, way=Way(page="projects")),
    )


def _row(row: Mapping[Hashable, Any]) -> Row:
    return Row(
        str(row["name"]),
        detail=str(row["problem"] or "台账未写原因"),
        light=str(row["light"]),
        word=str(row["word"]),
        way=Way(page="project", opens=(("project", str(row["project"])),)),
    )
