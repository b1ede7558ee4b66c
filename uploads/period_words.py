"""Periods as titles, file names and sheet names write them: 2026年11月中旬, 11月中旬, 1-11月, 三季度, 20261119.

A mention without a year waits for one. Knows no sheet and no form.
"""

import re
from dataclasses import dataclass
from datetime import date

from domain.parsing.text import squeezed
from domain.periods import (
    Cadence,
    Period,
    day_period,
    half_period,
    month_period,
    parse,
    quarter_period,
    week_period,
    xun_period,
    year_period,
)

_Y = r"(?:(?P<year>20\d\d)年?[.\-_]?)?"
_NOT_DIGIT = r"(?<!\d)"
_END = r"(?!\d)"
_COUNT = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_XUN = {"上": 1, "中": 2, "下": 3}
_NUMERALS = {word: at for at, word in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}

# Days on which a table was filled in or up to which it counts are not its period.
_NOT_THE_PERIOD = re.compile(
    r"(?:填报|填表|上报|报送|制表|统计|截止|截至|打印|更新)(?:日期|时间|到|至)?[::]?(?:20\d\d年?)?[\d年月日.\-/]*"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A period as written; year is None where the text leaves it out."""

    cadence: Cadence
    year: int | None
    month: int = 0
    part: int = 0  # day, 旬, quarter or half
    since: int = 0  # first month or quarter of a span 「1—9月」, whose last one is the period

    def in_year(self, year: int) -> Period | None:
        """The period, with this year where none was written; None for a day that does not exist."""
        year = self.year or year
        try:
            match self.cadence:
                case Cadence.DAY:
                    return day_period(date(year, self.month, self.part))
                case Cadence.WEEK:
                    return week_period(date(year, self.month, self.part))
                case Cadence.XUN:
                    return xun_period(year, self.month, self.part)
                case Cadence.MONTH:
                    return month_period(year, self.month)
                case Cadence.QUARTER:
                    return quarter_period(year, self.part)
                case Cadence.HALF:
                    return half_period(year, self.part)
                case Cadence.ROUND:
                    return parse(f"R{year}-{self.part}")
        except ValueError:
            return None
        return year_period(year)

    def begins_in(self, year: int) -> Period | None:
        """The first period of a span 「1—9月」; the period itself where the mention is no span."""
        if not self.since:
            return self.in_year(year)
        month, part = (self.since, self.part) if self.cadence == Cadence.MONTH else (self.month, self.since)
        return Mention(self.cadence, self.year, month, part).in_year(year)


_NUMBER = r"(?:十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9])"
# A round first: its number is nobody else's. Finest first: what a finer pattern has taken, a coarser one no longer sees.
_PATTERNS: tuple[tuple[Cadence, re.Pattern[str]], ...] = (
    (Cadence.ROUND, re.compile(_Y + rf"第?(?:(?P<since>{_NUMBER})轮?[-—~、至到]第?)?(?P<round>{_NUMBER})轮")),
    (Cadence.XUN, re.compile(_Y + r"(?P<month>1[0-2]|0?[1-9])月份?(?P<xun>[上中下])旬")),
    (
        Cadence.WEEK,
        re.compile(
            _Y
            + r"(?P<month>1[0-2]|0?[1-9])[月.](?P<day>[0-3]?\d)日?[-—~至到]+(?:(?P<month2>1[0-2]|0?[1-9])[月.])?"
            r"(?P<day2>[0-3]?\d)日?"
        ),
    ),
    (Cadence.DAY, re.compile(_Y + r"(?P<month>1[0-2]|0?[1-9])月(?P<day>[0-3]?\d)[日号]")),
    (
        Cadence.DAY,
        re.compile(_NOT_DIGIT + r"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)" + _END),
    ),
    (
        Cadence.DAY,
        re.compile(
            _NOT_DIGIT + r"(?P<year>20\d\d)[.\-_](?P<month>1[0-2]|0?[1-9])[.\-_](?P<day>[0-3]?\d)" + _END
        ),
    ),
    (
        Cadence.MONTH,
        re.compile(_Y + r"(?:(?P<since>1[0-2]|0?[1-9])月?[-—~至到]+)?(?P<month>1[0-2]|0?[1-9])月"),
    ),
    (Cadence.MONTH, re.compile(_NOT_DIGIT + r"(?P<year>20\d\d)[.\-_]?(?P<month>0[1-9]|1[0-2])" + _END)),
    (
        Cadence.QUARTER,
        re.compile(
            _Y + r"度?(?:(?P<since>前|[一二三1-3](?=[-—~至到]))[-—~至到]?)?第?(?P<quarter>[一二三四1-4])季度?"
        ),
    ),
    (Cadence.HALF, re.compile(_Y + r"(?P<half>[上下])半年")),
    (Cadence.YEAR, re.compile(r"(?P<year>20\d\d)年")),
)


def mentions(text: str) -> tuple[Mention, ...]:
    """Every period a text names, finest first; days of filling in are left aside."""
    rest = _NOT_THE_PERIOD.sub(" ", squeezed(text))
    found: list[Mention] = []
    for cadence, pattern in _PATTERNS:
        for match in pattern.finditer(rest):
            mention = _mention(cadence, match.groupdict())
            if mention and mention.in_year(2024):  # a leap year: 29 February is a day
                found.append(mention)
        rest = pattern.sub(" ", rest)
    return tuple(dict.fromkeys(found))


def _mention(cadence: Cadence, parts: dict[str, str | None]) -> Mention | None:
    year = int(parts["year"] or 0) or None
    month = int(parts.get("month") or 0)
    match cadence:
        case Cadence.WEEK:
            return _week(year, month, parts)
        case Cadence.XUN:
            return Mention(cadence, year, month, _XUN[parts["xun"] or ""])
        case Cadence.DAY:
            return Mention(cadence, year, month, int(parts["day"] or 0))
        case Cadence.MONTH:
            return Mention(cadence, year, month, since=int(parts.get("since") or 0))
        case Cadence.QUARTER:
            since = parts["since"] or ""
            return Mention(
                cadence, year, part=_COUNT[parts["quarter"] or ""], since=_COUNT.get(since, 1 if since else 0)
            )
        case Cadence.ROUND:
            first = _number(parts["since"]) if parts["since"] else 0
            return Mention(cadence, year, part=_number(parts["round"]), since=first)
        case Cadence.HALF:
            return Mention(cadence, year, part=1 if parts["half"] == "上" else 2)
    return Mention(cadence, year)


def _number(written: str | None) -> int:
    text = written or ""
    return _NUMERALS.get(text) or int(text)


def _week(year: int | None, month: int, parts: dict[str, str | None]) -> Mention | None:
    """「11月13日—19日」: seven days, both ends included; any other span is no week of ours."""
    try:
        first = date(year or 2024, month, int(parts["day"] or 0))
        last = date(year or 2024, int(parts["month2"] or month), int(parts["day2"] or 0))
    except ValueError:
        return None
    return Mention(Cadence.WEEK, year, month, first.day) if (last - first).days == 6 else None
