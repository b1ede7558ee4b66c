"""The harder columns of a problem: where it came from, when it was found, by when it must be right, and its number."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from domain.parsing.deadlines import Deadline, read_deadline
from domain.parsing.text import squeezed, tidy
from domain.records import UNSAID
from uploads.fields import read_dates
from uploads.knowledge import Knowledge
from uploads.occasion import Occasion
from uploads.rows import is_filled
from uploads.sheets import shown
from uploads.tables import Table

# Tried in this order: 审计反馈 is an audit.
SOURCE_WORDS = (
    ("日督查", "inspection"), ("人居环境", "inspection"), ("暗访", "inspection"), ("审计", "audit"), ("巡察", "patrol"),
    ("巡视", "patrol"), ("12345", "hotline"), ("12317", "hotline"), ("信访", "hotline"), ("热线", "hotline"),
    ("群众", "hotline"), ("政民互动", "hotline"), ("留言", "hotline"), ("领导信箱", "hotline"), ("网格", "hotline"),
    ("自查", "self"), ("排查", "self"), ("日常", "self"), ("举一反三", "self"), ("评估", "superior"),
    ("考核", "superior"), ("反馈", "superior"), ("督帮", "superior"), ("督导", "superior"), ("督查", "superior"),
    ("上级", "superior"), ("省", "superior"), ("国家", "superior"), ("市", "superior"), ("调研", "superior"),
)  # fmt: skip
SOURCE_CHOICES = {
    "上级反馈": "superior", "审计": "audit", "巡察": "patrol", "12345、信访": "hotline", "自查": "self", "日督查": "inspection",
}  # fmt: skip
# 「办理时限（工作日）」 over a bare 5.
_BARE_COUNT = re.compile(r"\d{1,3}")
_PREFIX = {
    "inspection": "日督",
    "superior": "反馈",
    "audit": "审计",
    "patrol": "巡察",
    "hotline": "诉求",
    "self": "自查",
}


def read_sources(table: Table, default: str) -> list[str | None]:
    """Source code per row; the form's own where the ledger has no such column. An unknown word is asked, once."""
    if not table.has("problem.source"):
        return [default] * len(table.rows)
    texts = table.texts("problem.source")
    known: dict[str, str | None] = {"": default}
    found: list[str | None] = []
    for i, text in enumerate(texts):
        if text not in known:
            known[text] = next((code for word, code in SOURCE_WORDS if word in text), None) or _asked(
                table, text, texts
            )
        if known[text] is None:
            table.refused_rows.add(i)
        found.append(known[text])
    table.say("problem.source", [code if text else None for code, text in zip(found, texts, strict=True)])
    return found


def _asked(table: Table, text: str, texts: Sequence[str]) -> str | None:
    rows = [i for i, other in enumerate(texts) if other == text]
    choice = table.ask(
        f"source:{text}", f"问题来源“{text}”属于哪一类？", tuple(SOURCE_CHOICES), "problem.source", rows
    )
    return SOURCE_CHOICES.get(choice or "")


def read_found_on(table: Table, field: str, occasion: Occasion) -> list[date | None]:
    """The day of finding; a row without one is refused, a ledger without the column is asked for one day."""
    if not table.has(field):
        text = f"工作表“{table.sheet.name}”没有发现（反馈）日期一列。这些问题是哪一天发现的？请写日期，如 2026-11-10。"
        choices = (occasion.as_of.isoformat(),) if occasion.as_of else ()
        day = _day(table.ask(f"found_on:{table.sheet.name}", text, choices, "", ()))
        if day is None:
            table.refused_rows.update(range(len(table.rows)))
        return [day] * len(table.rows)
    values = _filled_dates(table, field, occasion.year)
    found: list[date | None] = []
    for i, value in enumerate(values):
        if not isinstance(value, date):
            if i not in table.refused_rows and i not in table.left_out_rows:
                table.report("missing_key", i, field, expected="发现（反馈）日期")
            table.refused_rows.add(i)
            found.append(None)
        else:
            found.append(value)
    table.say(field, found)
    return found


def _filled_dates(table: Table, field: str, year: int) -> list[object]:
    """Days, filled inside merges: one date over a day's whole block of problems."""
    return read_dates(table, field, year=year, first=True, named=True)


def _day(choice: str | None) -> date | None:
    try:
        return date.fromisoformat(choice) if choice else None
    except ValueError:
        return None


def read_deadlines(
    table: Table, found_on: Sequence[date | None], knowledge: Knowledge
) -> Mapping[str, list[object]]:
    """deadline_written, deadline and long_term from one column; words nobody can date are kept and asked to be explained.

    found_on  per row the day from which days are counted
    """
    count = len(table.rows)
    if not table.has("problem.deadline_written"):
        return {name: [UNSAID] * count for name in ("deadline_written", "deadline", "long_term")}
    heading = table.heading("problem.deadline_written").text
    unit = next((word for word in ("工作日", "天", "小时") if word in heading), "")
    written: list[object] = []
    days: list[object] = []
    lasting: list[object] = []
    known: dict[tuple[object, date], Deadline] = {}
    for i, (cell, found) in enumerate(zip(table.named("problem.deadline_written"), found_on, strict=True)):
        if not is_filled(cell) or found is None:
            for values in (written, days, lasting):
                values.append(UNSAID)
            continue
        cell = f"{shown(cell)}个{unit}内" if unit and _BARE_COUNT.fullmatch(shown(cell)) else cell
        if (cell, found) not in known:
            known[cell, found] = read_deadline(cell, found_on=found)
        deadline = known[cell, found]
        if not deadline.read:
            table.report("deadline_unread", i, "problem.deadline_written")
        day = deadline.day
        if day is None and deadline.working_days is not None:
            day = knowledge.calendar.add(found, deadline.working_days)
        written.append(tidy(shown(cell)))
        days.append(day if day else UNSAID)
        lasting.append(deadline.long_term)
    table.say("problem.deadline_written", written)
    return {"deadline_written": written, "deadline": days, "long_term": lasting}


def number_problems(
    codes: Sequence[str], sources: Sequence[str | None], found_on: Sequence[date | None], places: Sequence[object],
    texts: Sequence[str], knowledge: Knowledge,
) -> list[str]:  # fmt: skip
    """The ledger's own number; else the number of the same known problem; else one made of source, day, place and text."""
    known = _known(knowledge) if not all(codes) else {}
    counted: Counter[str] = Counter()
    numbers = []
    for code, source, day, place, text in zip(codes, sources, found_on, places, texts, strict=True):
        if code:
            numbers.append(code)
            continue
        where = place if isinstance(place, str) else ""
        digest = sha256(squeezed(text).encode()).hexdigest()[:8]
        made = f"{_PREFIX.get(source or '', '问题')}-{day:%Y%m%d}-{where or '县'}-{digest}" if day else ""
        counted[made] += 1
        made = made if counted[made] == 1 else f"{made}-{counted[made]}"
        numbers.append(known.get((source, day, where, squeezed(text)), made) if counted[made] <= 1 else made)
    return numbers


def _known(knowledge: Knowledge) -> dict[tuple[object, object, str, str], str]:
    columns = (knowledge.problems[name] for name in ("source", "found_on", "place", "text", "problem"))
    return {
        (
            source,
            day,
            place if isinstance(place, str) else "",
            squeezed(text) if isinstance(text, str) else "",
        ): number
        for source, day, place, text, number in zip(*columns, strict=True)
    }
