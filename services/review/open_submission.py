"""One submission opened: what it would change now, held against the newest change, and what happened to it so far."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data_access.database import Store, reading
from data_access.submissions import (
    OPEN,
    STATE_WORDS,
    STEP_WORDS,
    Submission,
    newest_step,
    steps_of,
    submission_content,
    submission_numbered,
)
from domain.permissions import WHOLE_COUNTY, Actor, Scope
from domain.refusals import Refusal
from services.county.progress import Progress
from services.review.correct_cell import correction_of, see_correction
from services.review.correction import CorrectionSeen
from services.review.kept_upload import Decided, unpacked
from services.review.who_may import may_accept
from services.taking_in.import_files import preview
from services.taking_in.preview import Preview

__all__ = ["STEP_WORDS", "Opened", "open_submission"]


@dataclass(frozen=True)
class Opened:
    """steps: STEP_COLUMNS, oldest first. seen: the preview made anew, None once it is decided. step: the newest then.

    trouble  why what it holds cannot be opened; it can still be returned
    """

    found: Submission
    steps: pd.DataFrame
    seen: Preview | None
    decided: Decided | None
    step: int
    trouble: str = ""
    correction: CorrectionSeen | None = None

    @property
    def state_word(self) -> str:
        return STATE_WORDS[self.found.state]

    def moved_since(self, store: Store) -> bool:
        """Whether anything happened to any submission since it was opened."""
        with reading(store) as connection:
            return newest_step(connection) != self.step


def open_submission(
    store: Store, actor: Actor, scope: Scope, number: int, *, now: datetime, progress: Progress
) -> Opened:
    """Refused: one that is neither one's own nor to be reviewed by the actor, in the words of one that is not there."""
    with reading(store) as connection:
        found = submission_numbered(connection, number)
        refuse_foreign(found, actor, scope)
        steps, step = steps_of(connection, number), newest_step(connection)
        content = submission_content(connection, number) if found.state in OPEN else None
    if content is None:
        return Opened(found, steps, None, None, step)
    within = WHOLE_COUNTY if may_accept(actor, scope) else scope
    if found.kind == "correction":
        return _correction(store, within, found, steps, step, content, now)
    try:
        uploads, decided = unpacked(content)
    except Refusal as refusal:
        return Opened(found, steps, None, None, step, trouble=refusal.sentence)
    seen = preview(store, actor, within, uploads, now=now, progress=progress)
    return Opened(found, steps, seen, decided, step)


def _correction(
    store: Store,
    within: Scope,
    found: Submission,
    steps: pd.DataFrame,
    step: int,
    content: bytes,
    now: datetime,
) -> Opened:
    """A correction held against the newest change; what no longer goes is told, and can be returned."""
    try:
        seen = see_correction(store, within, correction_of(content), now=now)
    except Refusal as refusal:
        return Opened(found, steps, None, None, step, trouble=refusal.sentence)
    return Opened(found, steps, None, None, step, correction=seen)


def refuse_foreign(found: Submission, actor: Actor, scope: Scope) -> None:
    if found.actor != actor.name and not may_accept(actor, scope):
        raise Refusal(f"没有第 {found.id} 份报送。请核对编号。", code="unknown_submission")
