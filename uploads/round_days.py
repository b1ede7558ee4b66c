"""The days of a round 轮次: those the office declared, else those the sheet says, else asked for and remembered.

A round is numbered by the office (「2026年第三轮」); its code R2026-3 does not hold its days.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.issues import Question
from domain.parsing.text import squeezed
from domain.periods import Period, round_period
from domain.records import Round
from uploads.findings import Findings
from uploads.knowledge import Knowledge
from uploads.statements import Statements
from uploads.titles import Title

_DAY = r"(?:(?P<year{0}>20\d\d)[年.\-/])?(?P<month{0}>1[0-2]|0?[1-9])[月.\-/](?P<day{0}>[0-3]?\d)[日号]?"
_SPAN = re.compile(_DAY.format(1) + r"(?:[-—–~至到]+)" + _DAY.format(2))


@dataclass(frozen=True)
class RoundDays:
    """Gives a round its days, for one sheet."""

    title: Title
    sheet: str
    knowledge: Knowledge
    findings: Findings

    def of(self, found: Period) -> Period | None:
        """The round with its days; None while they are asked for.

        found  the round as its code says it, with the days of its year
        """
        declared = next((one for one in self.knowledge.rounds if one.code == found.code), None)
        said = said_days((source.text for source in self.title.sources), found.start.year)
        if declared is not None:
            if said is not None and said != (declared.start, declared.end):
                self.findings.sheet(
                    "round_days_differ", self.sheet, found=days_words(*said), expected=declared.name
                )
            return declared
        days = said or self._asked(found)
        return self._numbered(found, *days) if days else None

    def _numbered(self, found: Period, first: date, last: date) -> Period:
        year, number = found.code[1:].split("-")
        before = [one for one in self.knowledge.rounds if one.start < first]
        return round_period(int(year), int(number), first, last, earlier=before[-1] if before else None)

    def _asked(self, found: Period) -> tuple[date, date] | None:
        text = (
            f"{found.short_name}从哪天到哪天，目录和表里都没有写。请写开始和结束的日期，"
            f"如 {found.start.year}年9月1日至{found.start.year}年9月30日。"
        )
        answer = self.findings.ask(Question(f"round:{found.code}", text, ()))
        return said_days([answer.choice], found.start.year) if answer else None


def said_days(texts: Iterable[str], year: int) -> tuple[date, date] | None:
    """The first span of days a text names, 「9月11日至10月10日」; a year that is left out is the round's."""
    for text in texts:
        for found in _SPAN.finditer(squeezed(text)):
            try:
                first = date(int(found["year1"] or year), int(found["month1"]), int(found["day1"]))
                last = date(
                    int(found["year2"] or found["year1"] or year), int(found["month2"]), int(found["day2"])
                )
            except ValueError:
                continue
            if first <= last:
                return first, last
    return None


def days_words(first: date, last: date) -> str:
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日"


def remembered(period: Period, knowledge: Knowledge, line: int) -> list[Statements]:
    """The round as a row of the office's table, unless it stands there already.

    line  sheet row its days are told by
    """
    if any(one.code == period.code for one in knowledge.rounds):
        return []
    columns: dict[str, list[object]] = {
        "round": [period.code], "first_day": [period.start], "last_day": [period.end]
    }  # fmt: skip
    return [Statements(Round, columns, [line])]
