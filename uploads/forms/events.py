"""What happened to a problem, told from one ledger row (DESIGN 2): dated columns by their date, a bare word by the ledger's day.

Every step passes the table of transitions a button passes: what the row leaves out between two steps is a reply on the
same day. An event has a fixed place within its day, so that the same ledger read twice tells the same events.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from domain.official_ledger import Stood, last_on_the_way
from domain.problem_life import FIRST_FREE_SEQ, SEQ, may_become
from domain.problem_status import ProblemStatus, accepts, sends_back, status_of_words, tells_nothing

_KIND = {
    ProblemStatus.CHECKING: "replied", ProblemStatus.STAGED: "staged", ProblemStatus.RETURNED: "returned",
    ProblemStatus.CLOSED: "closed", ProblemStatus.DECLINED: "declined",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What one row says; texts are "" and days None where it says nothing."""

    found_on: date
    assigned: date | None
    done: date | None
    rechecked: date | None
    closed: date | None
    recheck: str
    opinion: str
    status: str
    progress: str


@dataclass(frozen=True, slots=True)
class Step:
    """One event, and the columns it is told by: day, status word, note; "" where another step or field has that cell.

    place  within its day, where that is not the kind's own
    """

    day: date
    kind: str
    to_status: ProblemStatus
    day_from: str = ""
    status_from: str = ""
    note: str = ""
    note_from: str = ""
    place: int | None = None

    @property
    def seq(self) -> int:
        return SEQ[self.kind] if self.place is None else self.place


@dataclass(frozen=True, slots=True)
class History:
    """The steps of one row in order. needs_day: a bare word speaks for the ledger's day, which is not known.

    unread   the status cell holds words that tell nothing, and no dated column tells more
    refused  the step the table of transitions does not allow, with the status it would have left
    """

    steps: tuple[Step, ...]
    needs_day: bool = False
    refused: tuple[ProblemStatus, ProblemStatus] | None = None
    unread: bool = False


def history(told: Told, as_of: date | None, stood: Sequence[Stood] = (), *, begins: str = "found") -> History:
    """The steps of one row.

    as_of   the day the ledger speaks for; steps after it have not happened yet
    stood   what is known to have happened to the problem: a bare word that says no more than that tells no new step
    begins  the kind of the first step: found, or handed down from another problem
    """
    dated = [step for step in _dated(told) if as_of is None or step.day <= as_of]
    if len(dated) > 1:
        dated.sort(key=lambda step: (step.day, step.seq))
    steps = [Step(told.found_on, begins, ProblemStatus.WAITING)]
    for step in dated:
        allowed = _allowed(steps, step)
        if allowed is None:
            return History(tuple(steps), refused=(steps[-1].to_status, step.to_status))
        steps += allowed
    word = _word(told, steps)
    if word is None:
        unread = bool(told.status) and len(steps) == 1 and _status_of(told.status, "") is None
        return History(_with_note(steps, told), unread=unread)
    if as_of is None:
        return History(_with_note(steps, told), needs_day=True)
    bare = Step(as_of, _KIND.get(word, "reported"), word, "", _word_from(told, word))
    now = last_on_the_way(stood, as_of)
    before = steps
    if now is not None and now.when > (steps[-1].day, steps[-1].seq):
        standing = Step(now.day, now.kind, now.to, place=now.seq)
        if _says_no_more(word, now.to):
            if not _tells_more(told, now, as_of):
                known = replace(standing, status_from=bare.status_from)
                return History(_with_note([*steps, known], told))
            bare = replace(bare, kind="reported", to_status=now.to)
        before, bare = [*steps, standing], _after(bare, stood)
    allowed = _allowed(before, bare)
    if allowed is None:
        return History(_with_note(steps, told), refused=(before[-1].to_status, word))
    return History(_with_note([*steps, *allowed], told))


def _says_no_more(word: ProblemStatus, standing: ProblemStatus) -> bool:
    """已完成 of what was accepted or goes on for long, and 未启动 of what was handed over, are no news."""
    if word is ProblemStatus.CHECKING:
        return standing in (ProblemStatus.CHECKING, ProblemStatus.CLOSED, ProblemStatus.STAGED)
    return word is standing or word is ProblemStatus.WAITING


def _after(bare: Step, stood: Sequence[Stood]) -> Step:
    """The step behind what stands on its day, unless it stands there itself."""
    there = [one for one in stood if one.day == bare.day and one.seq >= bare.seq]
    if not there or (there[0].seq == bare.seq and there[0].to is bare.to_status):
        return bare
    return replace(bare, place=max(FIRST_FREE_SEQ, there[-1].seq + 1))


def _tells_more(told: Told, now: Stood, as_of: date) -> bool:
    """New words of progress of what is still going on are a report of the ledger's day; the old ones stay where they are."""
    ended = now.to in (ProblemStatus.CLOSED, ProblemStatus.DECLINED)
    return bool(told.progress) and told.progress != now.note and as_of > now.day and not ended


def _dated(told: Told) -> Iterator[Step]:
    if told.assigned:
        yield Step(told.assigned, "assigned", ProblemStatus.FIXING, "assigned")
    word = _status_of(told.status, "")
    if told.done:
        staged = word is ProblemStatus.STAGED
        kind, status = ("staged", ProblemStatus.STAGED) if staged else ("replied", ProblemStatus.CHECKING)
        yield Step(told.done, kind, status, "done", "status" if told.status and word is status else "")
    if told.rechecked and told.recheck and not tells_nothing(told.recheck):
        passed = _passes(told.recheck)
        kind, status = ("closed", ProblemStatus.CLOSED) if passed else ("returned", ProblemStatus.RETURNED)
        if not (passed and told.closed):
            yield Step(told.rechecked, kind, status, "rechecked", "recheck")
    if told.closed:
        yield Step(
            told.closed, "closed", ProblemStatus.CLOSED, "closed", "closed_word" if told.opinion else ""
        )


def _word(told: Told, steps: list[Step]) -> ProblemStatus | None:
    """The status a bare word adds to what the dated columns already tell, None where it adds nothing.

    Once a problem was replied to or looked at again, 已完成 only repeats the reply; 正在整改 and 阶段性 still say more.
    """
    last = steps[-1].to_status
    if last is ProblemStatus.CLOSED:
        return None
    seen = told.recheck if not told.rechecked else ""
    if sends_back(seen) and not told.opinion and last is not ProblemStatus.RETURNED:
        return ProblemStatus.RETURNED
    opinion = told.opinion or seen
    word = _status_of(told.status or told.progress, opinion)
    if word is None or word is last:
        return None
    if word is ProblemStatus.CHECKING and any(
        step.kind in ("replied", "returned", "staged") for step in steps
    ):
        return None
    return None if word is ProblemStatus.WAITING and len(steps) > 1 else word


def _word_from(told: Told, word: ProblemStatus) -> str:
    """The column whose word tells a bare status."""
    if word is ProblemStatus.CLOSED:
        return "closed_word" if told.opinion else "recheck"
    if word is ProblemStatus.RETURNED and sends_back(told.recheck):
        return "recheck"
    return "status" if told.status else "progress"


@lru_cache(maxsize=4_096)
def _status_of(written: str, opinion: str) -> ProblemStatus | None:
    return status_of_words(written, closed_on=None, opinion=opinion or None)


_passes = lru_cache(maxsize=4_096)(accepts)


def _allowed(steps: list[Step], step: Step) -> list[Step] | None:
    """The step, with a reply before it where the table asks for one; None where no way leads there."""
    before = steps[-1].to_status
    if may_become(before, step.to_status):
        return [step]
    if may_become(before, ProblemStatus.CHECKING) and may_become(ProblemStatus.CHECKING, step.to_status):
        reply = Step(step.day, "replied", ProblemStatus.CHECKING)
        known = {(other.day, other.seq) for other in steps}
        return [step] if (reply.day, reply.seq) in known else [reply, step]
    return None


def _with_note(steps: list[Step], told: Told) -> tuple[Step, ...]:
    """The words of progress go with the last step; a status word no step is told by goes there too."""
    note, source = (told.progress, "progress") if told.progress else (told.status, "status")
    if not note or any(step.status_from == source for step in steps):
        return tuple(steps)
    last = steps[-1]
    noted = Step(last.day, last.kind, last.to_status, last.day_from, last.status_from, note, source)
    return (*steps[:-1], noted)
