"""A pasted group message 微信群/QQ群 as what was said and when. Who said it is dropped here and kept nowhere.

Heads are lines like 「张三 2026/11/19 9:12:33」, 「2026-11-19 9:12:33 张三(12345678)」, 「张三 上午 9:12」 or 「张三：」 alone.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.personal_numbers import masked

_DAY = r"(?:(?P<year>20\d\d)[-/.年])?(?P<month>\d{1,2})[-/.月](?P<date>\d{1,2})日?|(?P<word>今天|昨天|前天)|星期[一二三四五六日天]"
_TIME = r"(?P<part>凌晨|早上|上午|中午|下午|晚上)?\s*(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：]\d{2})?"
_WHEN = rf"(?:(?:{_DAY})\s*)?{_TIME}"
_NAME = r"[^\n:：]{1,24}?"
_HEADS = (
    re.compile(rf"^(?P<who>{_NAME})\s+{_WHEN}\s*$"),
    re.compile(rf"^{_WHEN}\s+(?P<who>{_NAME})\s*$"),
    re.compile(rf"^{_WHEN}$"),
    re.compile(r"^(?P<who>[^\s:：，。、]{1,12})[:：]$"),
)
_ACCOUNT = re.compile(r"[(（<]\s*[\w.@-]{4,}\s*[)）>]|【[^】]{1,8}】")
_CALLED = re.compile(r"@[^\s\u2005@，。：:、]{1,20}[\s\u2005]?")
_PICTURE = re.compile(r"\[(?:图片|照片|视频|动画表情|表情|语音)\]|［图片］")
_QUOTED = re.compile(r"^「.*」$|^[-— ]{5,}$|^.{0,24}撤回了一条消息$|^以下是新消息$")
# 「水口村：」 is a place that is spoken of, not somebody who speaks.
_PLACE = re.compile(r"(?:村|社区|镇|乡|组|湾|路|段)$")
_BACK = {"今天": 0, "昨天": 1, "前天": 2}
_AFTERNOON = ("下午", "晚上")


@dataclass(frozen=True, slots=True)
class Message:
    """at  when it was sent, None where nothing says so; text  without senders, calls, pictures and personal numbers"""

    at: datetime | None
    text: str


def messages_in(pasted: str, *, today: date) -> list[Message]:
    """What was said, in order; messages of pictures alone have no text and are left out.

    today  the day a head without a date speaks of
    """
    found: list[tuple[datetime | None, list[str]]] = []
    senders: set[str] = set()
    day: date = today
    for line in (one.strip() for one in pasted.replace("\r", "").splitlines()):
        head = next(filter(None, (pattern.match(line) for pattern in _HEADS)), None)
        if head is None or _PLACE.search(head.groupdict().get("who") or ""):
            if line and not _QUOTED.match(line):
                if not found:
                    found.append((None, []))
                found[-1][1].append(line)
            continue
        told = head.groupdict()
        who = _ACCOUNT.sub("", told.get("who") or "").strip()
        senders |= {who} if len(who) > 1 else set()
        before = found[-1][0] if found else None
        day = _day(told, today, day)
        found.append((_moment(told, day) or before, []))
    return [Message(at, text) for at, lines in found if (text := _clean(lines, senders))]


def _day(told: dict[str, str | None], today: date, before: date) -> date:
    if told.get("word"):
        return today - timedelta(days=_BACK[str(told["word"])])
    if not told.get("month"):
        return before
    try:
        return date(int(told.get("year") or today.year), int(str(told["month"])), int(str(told["date"])))
    except ValueError:
        return before


def _moment(told: dict[str, str | None], day: date) -> datetime | None:
    if not told.get("hour"):
        return None
    hour, minute = int(str(told["hour"])), int(str(told["minute"]))
    if told.get("part") in _AFTERNOON and hour < 12:
        hour += 12
    return datetime.combine(day, time(hour, minute)) if hour < 24 and minute < 60 else None


def _clean(lines: list[str], senders: set[str]) -> str:
    said = " ".join(_PICTURE.sub(" ", _CALLED.sub(" ", line)) for line in lines)
    for sender in sorted(senders, key=len, reverse=True):
        said = said.replace(sender, "")
    return masked(re.sub(r"\s+", " ", said).strip(" ，,:："))
