"""Words of a deadline (domain.md 4.3): 立行立改, 12月15日前 (the day itself counts), 本月16日前, 11月底, 三日内, 长期坚持."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.parsing.dates import Days, Precision, read_days
from domain.parsing.text import NULL_TOKENS, squeezed

_AT_ONCE = re.compile(r"立行立改|立查立改|立即整改|立即|即知即改|即行即改|马上整改|当日|当天|当场")
_LONG_TERM = re.compile(r"长期(坚持|推进|整改|执行)?|持续(推进|坚持|整改|用力)?|常态化?(推进|坚持)?|坚持不懈")
_WITHIN = re.compile(
    r"(?P<count>\d+|[一二三五七十两]|十五)个?(?P<unit>工作日|日|天|小时|周|星期|月)(?:之?内|以内)"
)
_THIS_MONTH = re.compile(r"(?P<which>本|当|下|次)?月(?P<when>(?P<day>\d{1,2})[日号]|底|末)")
_BEFORE = re.compile(
    r"(?:之前|以前|前)?(?:全面|全部)?(?:完成|整改(?:到位|完毕|完成)?|办结|销号)?(?:到位)?[。;,]?$"
)
_LEAD_IN = re.compile(r"^(?:务必|限|于|在|截止到?|截至)")
_DATE_INSIDE = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9])月(?:[0-3]?\d[日号]|底|末|上旬|中旬|下旬)?|(?:19|20)\d\d[.\-/]\d{1,2}[.\-/]\d{1,2}"
)
_SAID_YEAR = re.compile(r"(?:19|20)\d\d|明年|次年|今年|本年")
_HALF_YEAR = timedelta(days=183)
_COUNTS = {"一": 1, "二": 2, "两": 2, "三": 3, "五": 5, "七": 7, "十": 10, "十五": 15}


@dataclass(frozen=True, slots=True)
class Deadline:
    """What the words ask for. `day` is the last day that still counts; both may be given (阶段目标, then 长期坚持).

    working_days  「5个工作日内」: counted by the caller on the office calendar; `day` is then None
    """

    day: date | None = None
    long_term: bool = False
    working_days: int | None = None
    read: bool = True


UNREAD = Deadline(read=False)
NONE = Deadline()


def read_deadline(cell: object, *, found_on: date) -> Deadline:
    """The deadline in one cell. found_on is the day of finding or of the document: 立行立改 means that day, 本月 its month,
    and a date without a year the first such day on or after it.
    """
    if cell is None:
        return NONE
    if not isinstance(cell, str):
        return _of_days(read_days(cell, year=found_on.year), found_on, said_year=True)
    key = squeezed(cell)
    if key in NULL_TOKENS:
        return NONE
    long_term = _LONG_TERM.search(key)
    rest = _LONG_TERM.sub("", key).strip("、,;，；并()") if long_term else key
    found = _read_words(rest, found_on) if rest else NONE
    if long_term:
        return Deadline(found.day, long_term=True, working_days=found.working_days)
    return found


def _read_words(key: str, found_on: date) -> Deadline:
    within = _WITHIN.search(key)
    if within:
        return _within(within, found_on)
    core = _LEAD_IN.sub("", _BEFORE.sub("", key))
    month = _THIS_MONTH.fullmatch(core)
    if month:
        return _in_month(month, found_on)
    days = read_days(core, year=found_on.year)
    if days.last is None:
        inside = _DATE_INSIDE.search(key)
        if inside is None and _AT_ONCE.search(key):
            return Deadline(found_on)
        core = inside.group() if inside else core
        days = read_days(core, year=found_on.year)
    said_year = bool(_SAID_YEAR.search(core))
    if days.last is None and days.precision is not Precision.MISSING and not said_year:
        # 「2月29日前」 found in November before a leap year: this year has no such day, the next one may.
        days = read_days(core, year=found_on.year + 1)
    return _of_days(days, found_on, said_year=said_year)


def _of_days(days: Days, found_on: date, *, said_year: bool) -> Deadline:
    if days.precision is Precision.MISSING:
        return NONE
    if days.last is None:
        return UNREAD
    if said_year or days.last >= found_on:
        return Deadline(days.last)
    next_year = _months_later(days.last, 12)
    # 「1月15日前」 found on 20 December is next January; 「11月10日」 found on 16 November is a slip, kept as written.
    return Deadline(next_year if next_year - found_on < _HALF_YEAR else days.last)


def _within(found: re.Match[str], found_on: date) -> Deadline:
    written = found["count"]
    count = int(written) if written.isdigit() else _COUNTS[written]
    match found["unit"]:
        case "工作日":
            return Deadline(working_days=count)
        case "小时":
            return Deadline(found_on + timedelta(days=-(-count // 24)))
        case "周" | "星期":
            return Deadline(found_on + timedelta(weeks=count))
        case "月":
            return Deadline(_months_later(found_on, count))
    return Deadline(found_on + timedelta(days=count))


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _in_month(found: re.Match[str], found_on: date) -> Deadline:
    later = 1 if found["which"] in ("下", "次") else 0
    month = _months_later(found_on.replace(day=1), later)
    last = calendar.monthrange(month.year, month.month)[1]
    day = int(found["day"]) if found["day"] else last
    return Deadline(month.replace(day=day)) if 1 <= day <= last else UNREAD
