"""The 人居 slide: the rate furthest below its target by town, and all three rates of the towns furthest below."""

from collections.abc import Sequence
from dataclasses import replace
from math import nan

from pandas import DataFrame

from charts.aligned_dots import aligned_dots
from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.places import COUNTY, TOWN
from domain.wording.numbers import percent, percent_number
from domain.wording.sanitation import RateTold
from domain.wording.slide_titles import sanitation_title
from services.measures.compare_rates import RateNow
from services.meeting.slides import (
    MOST_ROWS,
    NOWHERE,
    Fact,
    Row,
    Slide,
    Way,
    measure_way,
    on_wall,
    row_pitch,
    wall,
    with_sub,
)
from services.sanitation.show_sanitation import CODES, show_sanitation
from services.taking_in.explanation_notes import explanation_notes

HEAD = 116  # px of 15 px type above and below the rows (charts/aligned_dots.py)
MOST_SHOWN = 14  # towns whose names stand clear of one another on the wall


def slide_sanitation(store: Store, *, scope: Scope, moment: Moment, look: str) -> Slide:
    answer = show_sanitation(store, scope=scope, moment=moment)
    targets = [rate.target for rate in answer.rates]
    title = sanitation_title(answer.told, targets, lacking=answer.lacking, expected=answer.expected)
    slide = Slide(
        "sanitation",
        "人居",
        with_sub(title, answer.conclusion.red, answer.conclusion.sub),
        source="各镇人居环境旬报",
        baseline=answer.strip.baseline,
        missing="" if any(rate.county == rate.county for rate in answer.told) else "还没有村级人居环境旬报。",
    )
    if slide.missing:
        return slide
    theme = wall(look)
    place = _furthest(answer.told, targets)
    panel, code = answer.panels[place], answer.rates[place].code
    if (towns := len(panel.rows)) > MOST_SHOWN:
        panel = replace(panel, rows=_furthest_towns(panel.rows))
        shown = f"图中是离目标最远的 {MOST_SHOWN} 个镇，共 {towns} 个"
        slide = replace(slide, title=with_sub(title, shown, answer.conclusion.red, answer.conclusion.sub))
    each = row_pitch(len(panel.rows), HEAD, theme)
    chart = on_wall(aligned_dots, (panel,), theme=theme, previous=answer.since, each=each)
    short = tuple(CODES[rate.code] for rate in answer.rates)
    return replace(
        slide,
        chart=chart,
        facts=tuple(_fact(rate) for rate in answer.rates),
        heads=("离目标最远的镇", *short),
        rows=_rows(answer.rates),
        leads={str(town): measure_way(code, str(town)) for town in panel.rows["subject"]},
        notes=explanation_notes(store, scope=scope, moment=moment, codes=tuple(CODES)),
    )


def _furthest(told: Sequence[RateTold], targets: Sequence[float]) -> int:
    """The place of the rate the title names: the county's furthest below its target."""
    gaps = [rate.county - target for rate, target in zip(told, targets, strict=True)]
    return min(range(len(gaps)), key=lambda place: gaps[place] if gaps[place] == gaps[place] else 1.0)


def _furthest_towns(rows: DataFrame) -> DataFrame:
    """As many as can be read, the lowest and the silent ones, in the order they had."""
    lowest = rows["value"].fillna(-1.0).sort_values(kind="stable").index[:MOST_SHOWN]
    return rows[rows.index.isin(lowest)]


def _fact(rate: RateNow) -> Fact:
    county = rate.at(COUNTY).dropna(subset=["value"])
    name = f"全县{CODES[rate.code]}"
    if county.empty:
        return Fact(name, "未报")
    value, subject = float(county["value"].iloc[0]), str(county["subject"].iloc[0])
    return Fact(name, percent_number(value), "%", way=measure_way(rate.code, subject))


def _rows(rates: Sequence[RateNow]) -> tuple[Row, ...]:
    """Towns by their greatest gap to a target, worst first, each with its rates."""
    tables = [rate.at(TOWN).set_index("subject") for rate in rates]
    names = tables[0]["name"]
    gaps = {town: _worst_gap(town, tables, rates) for town in names.index}
    worst = sorted(gaps, key=lambda town: gaps[town])[:MOST_ROWS]
    return tuple(
        Row(
            str(names[town]),
            tuple(_shown(_value(table, town)) for table in tables),
            way=Way(page="sanitation", opens=(("town", str(names[town])),)),
            ways=tuple(
                measure_way(rate.code, town) if _value(table, town) == _value(table, town) else NOWHERE
                for rate, table in zip(rates, tables, strict=True)
            ),
        )
        for town in worst
    )


def _worst_gap(town: str, tables: Sequence[DataFrame], rates: Sequence[RateNow]) -> float:
    """The lowest of a town's values less their targets; a town without any number comes last."""
    gaps = [_value(table, town) - rate.target for table, rate in zip(tables, rates, strict=True)]
    return min((gap for gap in gaps if gap == gap), default=1.0)


def _value(table: DataFrame, town: str) -> float:
    return float(table["value"].get(town, nan))


def _shown(value: float) -> str:
    return percent(value) if value == value else "未报"
