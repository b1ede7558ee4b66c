"""收下: what was sent in becomes one change of its author; who accepted it is written down with it."""

from dataclasses import replace
from datetime import datetime

from data_access.database import Store
from data_access.submissions import accept
from domain.permissions import Actor, Role, Scope
from domain.refusals import Refusal
from services.review.correct_cell import header_of
from services.review.open_submission import Opened
from services.review.who_may import refuse_no_reviewer
from services.taking_in.preview import known_words
from services.taking_in.taking_in import change_of, refuse_unready


def accept_submission(store: Store, actor: Actor, scope: Scope, opened: Opened, *, now: datetime) -> int:
    """The number of the change.

    opened  as the reviewer looked at it: what he saw is what is written
    Refused: who may not, one's own, what is decided meanwhile, what the newest county no longer allows; raises Moved
    where somebody changed one of its figures since it was opened.
    """
    found, seen, decided = opened.found, opened.seen, opened.decided
    refuse_no_reviewer(actor, scope, found.actor)
    if opened.trouble:
        raise Refusal(f"第 {found.id} 份报送现在收不了：{opened.trouble}", code="kept_unreadable")
    author = Actor(found.actor, Role(found.role))
    if opened.correction is not None:
        header = replace(header_of(opened.correction, author, now), reviewer=actor.name)
        return accept(store, found.id, header, [opened.correction.said], opened.correction.seen).n
    if seen is None or decided is None:
        raise Refusal(f"第 {found.id} 份报送已有结果，不再待审。请刷新后查看。", code="decided_meanwhile")
    known = next((file.known for file in seen.files if file.known is not None), None)
    if known is not None:
        raise Refusal(f"{known_words(known)}这一份不必再收，请退回。", code="known_already")
    refuse_unready(store, seen, decided.reason, correct_only=decided.correct_only)
    header, said = change_of(
        store,
        author,
        seen,
        reason=decided.reason,
        now=now,
        taken=decided.taken,
        correct_only=decided.correct_only,
    )
    return accept(store, found.id, replace(header, reviewer=actor.name), said, seen.seen).n
