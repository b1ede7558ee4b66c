"""Submissions 报送: what was sent in waits until somebody who may accepts it, which makes it a change, or returns it.

A submission is not a fact: nothing of it is on any chart. What it holds is bytes here (services/review/ packs them)
and is dropped when it is decided. Every step is kept: who, when, what was said.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

import data_access.models  # noqa: F401  (fills SQLModel.metadata)
from data_access.bookkeeping import table_named
from data_access.chain import text_digest
from data_access.changes import moment_of
from data_access.database import Store, writing
from data_access.garbage import collector_paused
from data_access.statements import Committed, Header, Said
from data_access.versions import commit_within
from data_access.writing import Erased, next_id
from domain.refusals import Refusal

WAITING, ASKED, ACCEPTED, RETURNED, WITHDRAWN = "waiting", "asked", "accepted", "returned", "withdrawn"
OPEN = (WAITING, ASKED)
STATE_WORDS = {
    WAITING: "待审",
    ASKED: "等报送人回答",
    ACCEPTED: "已收下",
    RETURNED: "已退回",
    WITHDRAWN: "已撤回",
}
STEP_WORDS = {
    "sent": "送审", "asked": "询问", "answered": "回答", "accepted": "收下", "returned": "退回", "withdrawn": "撤回",
}  # fmt: skip

SENT_BACK, GONE = "依法涂除，里面的内容已经去掉。请改好再报。", "（已涂除）"

SUBMISSION, STEP = table_named("submission"), table_named("submission_step")
STEP_COLUMNS = ("at", "name", "role", "step", "words")


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """What is handed in.

    kind     "files" or "correction"
    title    as the list shows it, e.g. the file name
    seen     the change its preview was made from
    summary  counts, towns and files of the reading as JSON
    former   the returned submission this one repairs
    words    what the sender says of it
    """

    actor: str
    role: str
    at: datetime
    kind: str
    title: str
    form: str | None
    period: str | None
    as_of: date | None
    seen: int
    summary: str
    content: bytes
    former: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission without its content; decided_by, decided_at, decision, change: None while it waits."""

    id: int
    state: str
    kind: str
    actor: str
    role: str
    at: datetime
    title: str
    form: str | None
    period: str | None
    as_of: date | None
    seen: int
    summary: str
    former: int | None
    decided_by: str | None
    decided_at: datetime | None
    decision: str | None
    change: int | None


_COLUMNS = tuple(SUBMISSION.c[name] for name in Submission.__slots__)


def submit(store: Store, new: NewSubmission) -> int:
    """Keep what was sent in waiting; gives its number."""
    with writing(store) as (connection, _last):
        number = next_id(connection, "submission")
        values = {name: getattr(new, name) for name in NewSubmission.__slots__ if name != "words"}
        connection.execute(SUBMISSION.insert().values(id=number, state=WAITING, **values))
        _step(connection, number, "sent", new.actor, new.role, new.at, new.words)
    return number


def list_submissions(connection: Connection, *, states: Sequence[str] = ()) -> list[Submission]:
    """Those in these states (all without any), newest first."""
    query = select(*_COLUMNS).order_by(SUBMISSION.c.id.desc())
    if states:
        query = query.where(SUBMISSION.c.state.in_(states))
    return [_submission(row) for row in connection.execute(query)]


def submission_numbered(connection: Connection, number: int) -> Submission:
    """Refused: a number that is no submission."""
    row = connection.execute(select(*_COLUMNS).where(SUBMISSION.c.id == number)).first()
    if row is None:
        raise Refusal(f"没有第 {number} 份报送。请核对编号。", code="unknown_submission")
    return _submission(row)


def steps_of(connection: Connection, number: int) -> pd.DataFrame:
    """STEP_COLUMNS of one submission, oldest first."""
    query = select(*(STEP.c[name] for name in STEP_COLUMNS)).where(STEP.c.submission == number)
    rows = [tuple(row) for row in connection.execute(query.order_by(STEP.c.id))]
    return pd.DataFrame(rows, columns=list(STEP_COLUMNS), dtype=object)


def steps_between(connection: Connection, since: datetime, until: datetime) -> pd.DataFrame:
    """STEP_COLUMNS and the submission's title, of every step in the span, oldest first; `until` is not within."""
    query = (
        select(*(STEP.c[name] for name in STEP_COLUMNS), SUBMISSION.c.title)
        .join(SUBMISSION, SUBMISSION.c.id == STEP.c.submission)
        .where(STEP.c.at >= since, STEP.c.at < until)
    )
    rows = [tuple(row) for row in connection.execute(query.order_by(STEP.c.id))]
    return pd.DataFrame(rows, columns=[*STEP_COLUMNS, "title"], dtype=object)


def newest_step(connection: Connection) -> int:
    """Grows with everything that happens to any submission: whoever shows them asks whether it moved."""
    return int(connection.execute(select(func.coalesce(func.max(STEP.c.id), 0))).scalar_one())


def submission_content(connection: Connection, number: int) -> bytes:
    """What an open submission holds. Refused when it is decided."""
    _refuse_decided(submission_numbered(connection, number))
    return bytes(
        connection.execute(select(SUBMISSION.c.content).where(SUBMISSION.c.id == number)).scalar_one()
    )


def accept(store: Store, number: int, header: Header, said: Sequence[Said], seen: int) -> Committed:
    """Make an open submission a change, in one transaction; the header names its author and its reviewer.

    said  what it says as decided, compared with what was known at change `seen`
    Refused when it is decided already; raises Moved, and leaves it waiting, when a touched key moved since.
    """
    reviewer = header.reviewer or header.actor
    with collector_paused(), writing(store) as (connection, last):
        _refuse_decided(submission_numbered(connection, number))
        committed = commit_within(connection, last, header, said, seen)
        _decide(connection, number, ACCEPTED, reviewer, header.at, header.reason, committed.n)
        _step(connection, number, "accepted", reviewer, "reviewer", header.at, "")
        return committed


def move(
    store: Store, number: int, *, step: str, to: str, name: str, role: str, at: datetime, words: str
) -> None:
    """Another step of an open submission: asked, answered, returned, withdrawn. Refused when it is decided already."""
    with writing(store) as (connection, _last):
        _refuse_decided(submission_numbered(connection, number))
        if to in OPEN:
            connection.execute(SUBMISSION.update().where(SUBMISSION.c.id == number).values(state=to))
        else:
            _decide(connection, number, to, name, at, words, None)
        _step(connection, number, step, name, role, at, words)


@dataclass(frozen=True, slots=True)
class Kept:
    """A submission with all it holds: content while it is open, and what was said of it, by step."""

    found: Submission
    content: bytes | None
    said: tuple[str, ...]


def everything_kept(connection: Connection) -> list[Kept]:
    """Every submission, newest first, with what an erasure has to look through."""
    said: dict[int, list[str]] = {}
    for number, words in connection.execute(select(STEP.c.submission, STEP.c.words).order_by(STEP.c.id)):
        said.setdefault(number, []).append(words)
    query = select(SUBMISSION.c.id, SUBMISSION.c.content).where(SUBMISSION.c.content.is_not(None))
    contents = {number: bytes(content) for number, content in connection.execute(query)}
    return [
        Kept(one, contents.get(one.id), tuple(said.get(one.id, ()))) for one in list_submissions(connection)
    ]


def erase_submission(
    connection: Connection, number: int, words: str, *, name: str, role: str, at: datetime
) -> Erased:
    """What it holds goes, and every text of it that has the words; an open one goes back to its sender.

    What was erased is told by a digest that nobody can guess from.
    """
    found = submission_numbered(connection, number)
    if found.state in OPEN:
        _decide(connection, number, RETURNED, name, at, SENT_BACK, None)
        _step(connection, number, "returned", name, role, at, SENT_BACK)
    for table, column, own in (
        (SUBMISSION, "title", SUBMISSION.c.id),
        (SUBMISSION, "decision", SUBMISSION.c.id),
        (STEP, "words", STEP.c.submission),
    ):
        holds = table.c[column].contains(words, autoescape=True)
        connection.execute(table.update().where(own == number, holds).values({column: GONE}))
    return SUBMISSION.name, number, "content", text_digest(secrets.token_hex(16), found.title)


def _refuse_decided(found: Submission) -> None:
    if found.state in OPEN:
        return
    when = f"{found.decided_at:%m-%d %H:%M}" if found.decided_at else ""
    raise Refusal(
        f"第 {found.id} 份报送{STATE_WORDS[found.state]}（{found.decided_by}，{when}），不再待审。请刷新后查看。",
        code="already_decided",
    )


def _decide(
    connection: Connection, number: int, state: str, name: str, at: datetime, words: str, change: int | None
) -> None:
    decided = {"state": state, "decided_by": name, "decided_at": at, "decision": words, "change": change}
    connection.execute(SUBMISSION.update().where(SUBMISSION.c.id == number).values(**decided, content=None))


def _step(
    connection: Connection, number: int, step: str, name: str, role: str, at: datetime, words: str
) -> None:
    own = {"submission": number, "at": at, "name": name, "role": role, "step": step, "words": words}
    connection.execute(STEP.insert().values(id=next_id(connection, "submission_step"), **own))


def _submission(row: Any) -> Submission:
    values = {name: getattr(row, name) for name in Submission.__slots__}
    for name in ("at", "decided_at"):
        values[name] = None if values[name] is None else moment_of(values[name])
    return Submission(**{**values, "kind": values["kind"] or "files"})
