"""The 整改 slide: what is overdue and what comes due next, and who holds it."""

from collections.abc import Hashable, Mapping
from typing import Any

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.wording.numbers import percent_number
from domain.wording.slide_titles import rectification_title
from services.meeting.deadline_chart import MOST_SHOWN, deadline_chart
from services.meeting.rows_that_fit import rows_that_fit
from services.meeting.slides import (
    MOST_ROWS,
    Fact,
    Row,
    Slide,
    Way,
    with_sub,
)
from services.problems.show_rectification import RectificationPage, show_rectification

NAME = "整改"
WEEK = 7


def slide_rectification(store: Store, *, scope: Scope, moment: Moment, look: str) -> Slide:
    """Every source and every unit, as the page opens."""
    answer = show_rectification(store, scope=scope, moment=moment)
    late = answer.open[(answer.open["days_left"] < 0).to_numpy()]
    over = late[(late["days_left"] < -WEEK).to_numpy()]
    title = rectification_title(
        known=answer.known,
        still_open=len(answer.open),
        late=len(late),
        late_over_7=len(over),
        holders=list(over["unit_name"].value_counts().index),
    )
    dated = answer.open[answer.open["days_left"].notna().to_numpy()].head(MOST_SHOWN)
    missing = "" if len(dated) else _nothing(answer)
    rows = [_row(row) for row in dated.head(MOST_ROWS - 1).to_dict("records")]
    return Slide(
        "rectification",
        NAME,
        with_sub(title, answer.conclusion.sub),
        chart=deadline_chart(dated, "problem", moment, look) if len(dated) else None,
        facts=_facts(answer, len(late)) if answer.known else (),
        heads=("问题和责任单位", "") if len(dated) else (),
        rows=rows_that_fit(rows, facts=True),
        leads={str(number): _way(str(number)) for number in dated["problem"]},
        source="日督查台账、整改台账",
        missing=missing,
    )


def _nothing(answer: RectificationPage) -> str:
    return "没有写了期限的未结问题。" if answer.known else "这一天以前没有日督查台账和整改台账。"


def _facts(answer: RectificationPage, late: int) -> tuple[Fact, ...]:
    rate = answer.closing.rate
    done = (Fact("销号率", percent_number(rate), "%", way=_behind("all~asked")),) if rate == rate else ()
    return (
        Fact("未结", f"{len(answer.open)}", "个", way=Way(page="rectification")),
        Fact("逾期", f"{late}", "个", bad=late > 0, way=_behind("all~late")),
        *done,
    )


def _behind(what: str) -> Way:
    """The problems a number counts (services/problems/list_behind.py)."""
    return Way(page="rectification", opens=(("behind", what),))


def _way(number: str) -> Way:
    return Way(page="rectification", opens=(("problem", number),))


def _row(row: Mapping[Hashable, Any]) -> Row:
    left = float(row["days_left"])
    word = f"逾期 {-left:.0f} 天" if left < 0 else f"剩 {left:.0f} 天" if left else "今天到期"
    return Row(
        str(row["text"]),
        detail=f"{row['unit_name']} · {row['status_word']}",
        light=str(row["light"]),
        word=word,
        way=_way(str(row["problem"])),
    )
