"""反馈问题: what became of each of the fifty-five by any day of the year."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sample_data.chance import happens, whole
from sample_data.county import official, units
from sample_data.days import AS_OF, YEAR
from sample_data.feedback_list import AUDIT, CLOSED, FOR_GOOD, HELD, OPEN, Batch

# Days the open ones are due, as their words mean.
DUE = {
    "11月8日前": date(YEAR, 11, 8), "12月15日前": date(YEAR, 12, 15), "11月5日": date(YEAR, 11, 5),
    "11月14日": date(YEAR, 11, 14), "11月17日": date(YEAR, 11, 17), "11月20日": date(YEAR, 11, 20),
    "11月21日": date(YEAR, 11, 21), "11月22日": date(YEAR, 11, 22), "11月24日": date(YEAR, 11, 24),
    "11月25日": date(YEAR, 11, 25), "11月26日": date(YEAR, 11, 26), "11月底": date(YEAR, 11, 30),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feedback:
    """One problem from above. `ending` is how it stands on 2026-11-19: closed, staged, fixing, checking, returned, waiting."""

    number: str
    batch: Batch
    text: str
    kind: str
    place: str
    unit: str
    post: str
    person: str
    leader: str
    deadline_written: str
    deadline: date | None
    ending: str
    progress: str
    started_on: date
    done_on: date | None
    settled_on: date | None
    evidence: bool

    def status_on(self, day: date) -> str:
        """waiting | fixing | checking | closed | staged | returned on a day."""
        if self.settled_on and day >= self.settled_on:
            return self.ending
        if self.done_on and day >= self.done_on:
            return "checking"
        if day < self.started_on or self.ending == "waiting":
            return "waiting"
        return self.ending if self.ending in ("returned",) and day >= date(YEAR, 11, 1) else "fixing"


def leader_of(unit: str) -> str:
    return next(one.leader for one in units() if one.name == unit)


def finished(batch: Batch, key: str, late: bool) -> tuple[date, date]:
    """Done, and closed after a look: before the deadline and before today, a few a little after the deadline."""
    last = min(batch.deadline, AS_OF - timedelta(days=2))
    room = (last - batch.found_on).days
    closed = last - timedelta(days=whole(0, room * 2 // 3, "closed", key)) + timedelta(days=6 if late else 0)
    return closed - timedelta(days=whole(2, 8, "done", key)), min(closed, AS_OF)


def settled_rows() -> list[tuple[Batch, tuple[str, str, str, str, str], str]]:
    ended = [(batch, row, "closed") for batch, rows in CLOSED.items() for row in rows]
    return ended + [(batch, row, "staged") for batch, rows in HELD.items() for row in rows]


def settled_one(number: str, batch: Batch, row: tuple[str, str, str, str, str], ending: str) -> Feedback:
    text, kind, place, unit, post = row
    late = ending == "closed" and happens(0.08, "late", text) and batch.deadline < AS_OF
    done, closed = finished(batch, text, late)
    return Feedback(
        number=number, batch=batch, text=text, kind=kind, place=place, unit=unit, post=post,
        person=official("feedback", text), leader=leader_of(unit),
        deadline_written=FOR_GOOD if ending == "staged" else batch.deadline_written,
        deadline=None if ending == "staged" else batch.deadline,
        ending=ending, progress="完成阶段性整改，转入长期坚持" if ending == "staged" else "已整改到位",
        started_on=batch.found_on + timedelta(days=whole(3, 12, "started", text)),
        done_on=done, settled_on=closed,
        evidence=ending == "staged" or not happens(0.06, "no evidence", text),
    )  # fmt: skip


def open_one(number: str, row: tuple[Batch, str, str, str, str, str, str, str, str]) -> Feedback:
    batch, text, kind, place, unit, post, written, ending, progress = row
    return Feedback(
        number=number, batch=batch, text=text, kind=kind, place=place, unit=unit, post=post,
        person=official("feedback", text), leader=leader_of(unit),
        deadline_written=written, deadline=DUE[written], ending=ending, progress=progress,
        started_on=batch.found_on + timedelta(days=whole(3, 9, "started", text)),
        done_on=date(YEAR, 11, 15) if ending == "checking" else None,
        settled_on=None, evidence=False,
    )  # fmt: skip


@cache
def feedback() -> tuple[Feedback, ...]:
    """整改-001 to 整改-055, in order of the letters."""
    rows = [
        (batch.found_on, at, batch, row, ending) for at, (batch, row, ending) in enumerate(settled_rows())
    ]
    rows += [(row[0].found_on, 1000 + at, row[0], row, "") for at, row in enumerate(OPEN)]
    rows.sort(key=lambda row: row[:2])
    made = []
    for at, (_, _, batch, row, ending) in enumerate(rows, start=1):
        number = f"整改-{at:03d}"
        made.append(settled_one(number, batch, row, ending) if ending else open_one(number, row))
    return tuple(made)


def known_on(day: date) -> list[Feedback]:
    """The problems whose letter had come by a day."""
    return [one for one in feedback() if one.batch.found_on <= day]


def first_two_batches() -> list[Feedback]:
    """The twenty-five of the province and the city."""
    return [one for one in feedback() if one.batch.found_on < AUDIT.found_on]
