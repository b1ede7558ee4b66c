"""What has to happen once a village is drawn for a real review (迎检): each step with its limit, and how it stands on a day.

「凡是被抽查到的村，第一时间报告，汇报包联领导，四支队伍全部到位」: the order of the table is the order they are named in, not one
they have to be done in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from domain.practice import Practice


@dataclass(frozen=True, slots=True)
class StepKind:
    """limit  the field of Practice that says within how many minutes of being told."""

    code: str
    word: str
    limit: str


STEPS: tuple[StepKind, ...] = (
    StepKind("county", "报告县乡村振兴局", "report_minutes"),
    StepKind("leader", "报告包联领导", "report_minutes"),
    StepKind("town", "镇包村干部到位", "arrive_minutes"),
    StepKind("stationed", "驻村工作队到位", "arrive_minutes"),
    StepKind("committee", "村两委到位", "arrive_minutes"),
    StepKind("helpers", "帮扶责任人到位", "arrive_minutes"),
    StepKind("papers", "资料移交", "hand_over_minutes"),
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:点时]|(?<=\d\d)(?=\d\d$))(?P<minute>\d{1,2})?分?")
STEP_WORDS: Mapping[str, str] = {step.code: step.word for step in STEPS}


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was recorded."""

    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One step of one spot check on a day.

    at       when it was done; None where that is not recorded
    minutes  from being told to it
    limit    minutes allowed
    late     done past the limit, or not recorded though its last moment lies on an earlier day
    """

    step: StepKind
    at: datetime | None
    minutes: int | None
    limit: int
    late: bool
    note: str


def standing(
    told: datetime, done: Mapping[str, Done], habits: Practice, *, as_of: date
) -> tuple[Standing, ...]:
    """Every step, in the order of the table. What is done after as_of is not known that day.

    habits  those of the day it was told
    """
    return tuple(_one(step, told, done.get(step.code), getattr(habits, step.limit), as_of) for step in STEPS)


def _one(step: StepKind, told: datetime, done: Done | None, limit: int, as_of: date) -> Standing:
    if done is None or done.at.date() > as_of:
        last = told + timedelta(minutes=limit)
        return Standing(step, None, None, limit, last.date() < as_of, "")
    minutes = int((done.at - told).total_seconds() // 60)
    return Standing(step, done.at, minutes, limit, minutes > limit, done.note)


def moment_of(day: date, clock: str) -> datetime:
    """A day and 「HH:MM」 as a moment of civil time."""
    return datetime.combine(day, time.fromisoformat(clock))


def clock_of(written: str) -> time | None:
    """「9:12」, 「９：12」, 「9点12分」, 「9点」 and 「0912」 as a time of day; None for what is none."""
    found = _CLOCK.fullmatch(normalize("NFKC", written).strip())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def minutes_words(minutes: int) -> str:
    """「25 分」, 「1 小时」, 「2 小时 5 分」, 「3 天」 and more where it took that long."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [f"{worth} {unit}" for worth, unit in ((days, "天"), (hours, "小时"), (left, "分")) if worth]
    return " ".join(parts) or "0 分"
