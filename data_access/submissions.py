"""Submissions 报送: a read workbook waits until somebody who may accepts it, which makes it a change, or returns it.

A submission is not a fact: nothing of it is on any chart. Its content is dropped when it is decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, text

from data_access.changes import moment_of
from data_access.database import Store, writing
from data_access.garbage import collector_paused
from data_access.said_text import Content, packed, unpacked
from data_access.statements import Committed, Header, Said
from data_access.versions import commit_within
from data_access.writing import next_id
from domain.refusals import Refusal

WAITING, ACCEPTED, RETURNED = "waiting", "accepted", "returned"
STATE_WORDS = {WAITING: "待审", ACCEPTED: "已接受", RETURNED: "已退回"}

SUBMISSION_COLUMNS = (
    "id", "state", "actor", "role", "at", "title", "form", "period", "as_of", "seen", "summary", "decided_by", "decided_at",
    "decision", "change",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """What is handed in.

    title    as the list shows it, e.g. the file name
    seen     the change its preview was made from
    summary  counts and issues of the reading as JSON, shown again to whoever decides
    """

    actor: str
    role: str
    at: datetime
    title: str
    form: str | None
    period: str | None
    as_of: date | None
    seen: int
    summary: str
    content: Content


def submit(store: Store, new: NewSubmission) -> int:
    """Keep a read workbook waiting; gives its number."""
    blob = packed(new.content)
    with writing(store) as (connection, _last):
        number = next_id(connection, "submission")
        connection.execute(
            text(
                'INSERT INTO submission (id, state, actor, role, "at", title, form, period, as_of, seen, summary, '
                "content) VALUES (:id, :state, :actor, :role, :at, :title, :form, :period, :as_of, :seen, :summary, "
                ":content)"
            ),
            {
                **{
                    name: getattr(new, name)
                    for name in ("actor", "role", "title", "form", "period", "seen", "summary")
                },
                "id": number,
                "state": WAITING,
                "at": _written(new.at),
                "as_of": new.as_of.isoformat() if new.as_of else None,
                "content": blob,
            },
        )
    return number


def list_submissions(connection: Connection, *, states: Sequence[str]) -> pd.DataFrame:
    """SUBMISSION_COLUMNS of submissions in these states, newest first; days and moments as the domain has them."""
    columns = ", ".join(f'"{name}"' for name in SUBMISSION_COLUMNS)
    query = text(f"SELECT {columns} FROM submission ORDER BY id DESC")
    rows = [row._asdict() for row in connection.execute(query) if row.state in states]
    frame = pd.DataFrame(rows, columns=list(SUBMISSION_COLUMNS), dtype=object)
    for name in ("at", "decided_at"):
        frame[name] = [None if value is None else moment_of(value) for value in frame[name]]
    frame["as_of"] = [None if value is None else date.fromisoformat(str(value)) for value in frame["as_of"]]
    return frame.astype({"id": "int64", "seen": "int64", "change": "Int64"})


def submission_content(connection: Connection, number: int) -> Content:
    """What a waiting submission says. Refused when it is no longer waiting."""
    return unpacked(_waiting(connection, number))


def accept(store: Store, number: int, header: Header, said: Sequence[Said], seen: int) -> Committed:
    """Make a waiting submission a change, in one transaction.

    said  its statements as decided (conflicts settled), compared with what was known at change `seen`
    Refused when it is no longer waiting; raises Moved, and leaves it waiting, when a touched key moved since.
    """
    with collector_paused(), writing(store) as (connection, last):
        _waiting(connection, number)
        committed = commit_within(connection, last, header, said, seen)
        _decide(connection, number, ACCEPTED, header.actor, header.at, header.reason, committed.n)
        return committed


def return_submission(store: Store, number: int, *, actor: str, at: datetime, reason: str) -> None:
    """Give a waiting submission back with a reason. Refused when it is no longer waiting."""
    with writing(store) as (connection, _last):
        _waiting(connection, number)
        _decide(connection, number, RETURNED, actor, at, reason, None)


def _waiting(connection: Connection, number: int) -> bytes:
    query = text("SELECT state, decided_by, decided_at, content FROM submission WHERE id = :id")
    row = connection.execute(query, {"id": number}).first()
    if row is None:
        raise Refusal(f"没有第 {number} 份报送。请核对编号。", code="unknown_submission")
    if row.state != WAITING:
        when = f"{moment_of(row.decided_at):%m-%d %H:%M}"
        raise Refusal(
            f"第 {number} 份报送{STATE_WORDS[row.state]}（{row.decided_by}，{when}），不再待审。请刷新后查看。",
            code="already_decided",
        )
    return bytes(row.content)


def _decide(
    connection: Connection, number: int, state: str, actor: str, at: datetime, reason: str, change: int | None
) -> None:
    connection.execute(
        text(
            "UPDATE submission SET state = :state, decided_by = :actor, decided_at = :at, decision = :reason, "
            "change = :change, content = NULL WHERE id = :id"
        ),
        {
            "id": number,
            "state": state,
            "actor": actor,
            "at": _written(at),
            "reason": reason,
            "change": change,
        },  # fmt: skip
    )


def _written(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="microseconds")
