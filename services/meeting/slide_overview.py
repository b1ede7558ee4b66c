"""The 总览 slide: which towns are off pace, what has to be decided."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from charts.small_multiples import small_multiples
from data_access.database import Store
from domain.matters import Matter
from domain.permissions import Moment, Scope
from domain.wording.slide_titles import overview_title
from services.measures.compare_towns import TOWN_CODES, TownsCompared, compare_towns
from services.measures.key_figures import MONEY, KeyFigure, overdue_feedback
from services.meeting.rows_that_fit import rows_that_fit
from services.meeting.slides import CHART_HEIGHT, Fact, Row, Slide, Way, measure_way, on_wall, wall, with_sub
from services.overview.show_overview import show_overview
from services.taking_in.explanation_notes import explanation_notes

MOST = 5
PANEL_COLUMNS = 4
# Where a matter is looked into: by the record of its row; without one it is about a report.
PAGES = {"project": "project", "problem": "rectification"}


def slide_overview(store: Store, *, scope: Scope, moment: Moment, look: str) -> Slide:
    answer = show_overview(store, scope=scope, moment=moment)
    overdue = overdue_feedback(store, scope=scope, moment=moment)
    title = overview_title([figure.standing for figure in answer.figures], late=overdue.count)
    towns = first_with_towns(
        compare_towns(store, scope=scope, moment=moment, code=code)
        for code in codes_to_compare(answer.figures)
    )
    how = instead_of(answer.figures, towns) + f"{which_towns(towns)}{towns.name}，差距为百分点"
    how += f"，虚线＝{towns.baseline}" if towns.baseline else ""
    notes = explanation_notes(store, scope=scope, moment=moment, codes=(towns.code,))
    slide = Slide(
        "overview",
        "总览",
        with_sub(title, how, answer.conclusion.sub),
        facts=_facts(len(answer.matters), overdue.count, answer.strip.reported, answer.strip.expected),
        heads=("需要今天定的事", "") if answer.matters else (),
        rows=rows_that_fit([_row(matter) for matter in answer.matters[:MOST]], facts=True, notes=bool(notes)),
        source="各镇旬报和各台账",
        baseline=towns.baseline,
        missing="" if towns.told else f"还没有各镇{towns.name}的数。",
    )
    if slide.missing:
        return replace(slide, facts=())  # nothing known is not a zero
    theme = wall(look)
    panels = -(-towns.rows["subject"].nunique() // PANEL_COLUMNS)
    chart = on_wall(
        small_multiples,
        towns.rows,
        quantity=towns.quantity,
        baseline=towns.baseline,
        theme=theme,
        columns=PANEL_COLUMNS,
        row=round(CHART_HEIGHT / panels * 15 / theme.text),
        breaks=towns.breaks,
    )
    leads = {str(town): measure_way(towns.code, str(town)) for town in towns.rows["subject"].unique()}
    return replace(slide, chart=chart, leads=leads, notes=notes)


def which_towns(towns: TownsCompared) -> str:
    """「各镇」, 「30 个镇中最靠后 8 个的」 where not all are drawn."""
    drawn = towns.rows["subject"].nunique() if len(towns.rows) else 0
    return f"{drawn + towns.hidden} 个镇中最靠后 {drawn} 个的" if towns.hidden else "各镇"


def instead_of(figures: Sequence[KeyFigure], towns: TownsCompared) -> str:
    """「支出率没有分镇的数，图为」 where the chart cannot show what the title names; blank where it does."""
    named = min((one for one in figures if one.standing.falls_short), key=_gap, default=None)
    if named is None or not towns.told or named.code == towns.code:
        return ""
    return f"{named.standing.name}没有分镇的数，图为"


def _gap(figure: KeyFigure) -> float:
    return figure.standing.gap


def codes_to_compare(figures: Sequence[KeyFigure]) -> list[str]:
    """What towns may be compared by: the measure the title names, the others that fall short, the money, the rest."""
    short = [figure for figure in figures if figure.standing.falls_short]
    named = [figure.code for figure in sorted(short, key=_gap)]
    return list(dict.fromkeys((*named, MONEY, *TOWN_CODES)))


def first_with_towns(compared: Iterable[TownsCompared]) -> TownsCompared:
    """The first that has a number of a town; the very first where none has."""
    asked: list[TownsCompared] = []
    for found in compared:
        if found.told:
            return found
        asked.append(found)
    return asked[0]


def _facts(matters: int, late: int, reported: int | None, expected: int | None) -> tuple[Fact, ...]:
    told = Fact("旬报已报", f"{reported}", f"/ {expected} 村", way=Way(page="completeness"))
    return (
        Fact("要定的事", f"{matters}", "件", way=Way(page="overview", opens=(("matters", "all"),))),
        Fact("反馈问题逾期", f"{late}", "个", bad=late > 0, way=Way(page="rectification")),
        *((told,) if expected else ()),
    )


def _row(matter: Matter) -> Row:
    return Row(
        matter.title,
        detail=matter.ask,
        light=matter.light,
        word=matter.word,
        way=Way(
            page=PAGES.get(matter.record, "sanitation"),
            opens=tuple((matter.record, key) for key in matter.key[:1] if matter.record in PAGES),
        ),
    )
