"""The 上次议定 slide: what the last meeting decided and where it stands; it is gone through before the next is decided."""

from collections.abc import Hashable, Mapping
from typing import Any

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.wording.slide_titles import decisions_title
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
from services.problems.list_directives import Directives, list_directives

NAME = "上次议定"
PAGE = Way(page="rectification")


def slide_decisions(store: Store, *, scope: Scope, moment: Moment, look: str) -> Slide:
    """Those of the newest day anything was decided on, and of earlier ones what is still open."""
    answer = list_directives(store, scope=scope, moment=moment)
    rows = [_row(row) for row in answer.rows.head(MOST_ROWS - 2).to_dict("records")]
    still_open = answer.rows[answer.rows["days_left"].notna().to_numpy(dtype=bool)].head(MOST_SHOWN)
    return Slide(
        "decisions",
        NAME,
        with_sub(decisions_title(answer.counts), answer.meeting),
        chart=deadline_chart(still_open, "directive", moment, look) if len(still_open) else None,
        facts=_facts(answer),
        heads=("事项和责任单位", "时限", "") if len(answer.rows) else (),
        rows=rows_that_fit(rows, facts=bool(answer.counts)),
        leads=dict.fromkeys(map(str, still_open["directive"]), PAGE),
        source="调度事项",
        missing="" if len(still_open) else _nothing(answer),
    )


def _nothing(answer: Directives) -> str:
    return "定了的事都有了结果。" if answer.counts else "在“问题整改”记调度会定的事，下次会就从这里过起。"


def _facts(answer: Directives) -> tuple[Fact, ...]:
    counts = {
        word: count for word, count in answer.counts.items() if count and word in ("办结", "在办", "逾期")
    }
    return tuple(Fact(word, f"{count}", "件", bad=word == "逾期", way=PAGE) for word, count in counts.items())


def _row(row: Mapping[Hashable, Any]) -> Row:
    """A chip only where it is late; the second line is what was promised, else who answers."""
    late = int(row["days_late"])
    return Row(
        str(row["text"]),
        cells=(str(row["due"]),),
        detail=f"{row['status_word']} · {row['promise_short'] or row['who']}",
        light=str(row["light"]) if late else "",
        word=f"逾期 {late} 天",
        way=PAGE,
    )
