"""What its sender does with a submission of his own: answer a question, take it back."""

from datetime import datetime

from data_access.database import Store, reading
from data_access.submissions import ASKED, WAITING, WITHDRAWN, move, submission_numbered
from domain.permissions import Actor
from domain.personal_numbers import refuse_personal
from domain.refusals import Refusal
from services.review.return_submission import LONGEST_WORDS


def answer_reviewer(store: Store, actor: Actor, number: int, *, answer: str, now: datetime) -> None:
    """It waits again, the answer beside it. Refused: another's, one nobody asked about, without words."""
    state = _own(store, actor, number)
    if state != ASKED:
        raise Refusal(f"第 {number} 份报送现在没有要回答的询问。", code="not_asked")
    refuse_personal({"回答": answer})
    if not answer.strip():
        raise Refusal("回答还是空的。请写下回答。", code="no_answer")
    move(store, number, step="answered", to=WAITING, name=actor.name, role=actor.role.value, at=now,
         words=answer.strip()[:LONGEST_WORDS])  # fmt: skip


def withdraw_submission(store: Store, actor: Actor, number: int, *, now: datetime) -> None:
    """It is not reviewed any more. Refused: another's, one that is decided."""
    _own(store, actor, number)
    move(
        store,
        number,
        step="withdrawn",
        to=WITHDRAWN,
        name=actor.name,
        role=actor.role.value,
        at=now,
        words="",
    )


def _own(store: Store, actor: Actor, number: int) -> str:
    with reading(store) as connection:
        found = submission_numbered(connection, number)
    if found.actor != actor.name:
        raise Refusal(f"没有第 {number} 份报送。请核对编号。", code="unknown_submission")
    return found.state
