"""退回 with a reason, 询问 with a question: what a reviewer does with a submission that he does not accept."""

from datetime import datetime

from data_access.database import Store, reading
from data_access.submissions import ASKED, RETURNED, move, submission_numbered
from domain.permissions import Actor, Scope
from domain.personal_numbers import refuse_personal
from domain.refusals import Refusal
from services.review.who_may import refuse_no_reviewer

LONGEST_WORDS = 300


def return_submission(
    store: Store, actor: Actor, scope: Scope, number: int, *, reason: str, now: datetime
) -> None:
    """It goes back to its sender, who repairs and sends again. Refused without a reason, and when it is decided."""
    wordless = Refusal("退回要写明理由，报送人照着改。请填写后再退回。", code="no_return_reason")
    said = _said_by_reviewer(store, actor, scope, number, "退回的理由", reason, wordless)
    move(
        store,
        number,
        step="returned",
        to=RETURNED,
        name=actor.name,
        role=actor.role.value,
        at=now,
        words=said,
    )


def ask_sender(
    store: Store, actor: Actor, scope: Scope, number: int, *, question: str, now: datetime
) -> None:
    """It stays open; its sender answers. Refused without words, and when it is decided."""
    wordless = Refusal("询问还是空的。请写下要问报送人什么。", code="no_question")
    said = _said_by_reviewer(store, actor, scope, number, "询问", question, wordless)
    move(store, number, step="asked", to=ASKED, name=actor.name, role=actor.role.value, at=now, words=said)


def _said_by_reviewer(
    store: Store, actor: Actor, scope: Scope, number: int, title: str, written: str, wordless: Refusal
) -> str:
    """The words to keep. Refused: who may not review this submission, personal data, no words at all."""
    with reading(store) as connection:
        found = submission_numbered(connection, number)
    refuse_no_reviewer(actor, scope, found.actor)
    refuse_personal({title: written})
    if not written.strip():
        raise wordless
    return written.strip()[:LONGEST_WORDS]
