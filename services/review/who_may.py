"""Who sends in and who accepts (docs/decisions/0015-review.md)."""

from domain.permissions import Actor, Role, Scope
from domain.refusals import Refusal
from services.taking_in.import_files import MAY_REPORT

KEEPERS = frozenset({Role.REVIEWER, Role.ADMIN})


def may_accept(actor: Actor, scope: Scope) -> bool:
    """A reviewer or administrator who answers for the whole county."""
    return actor.role in KEEPERS and not scope.is_limited()


def refuse_no_sender(actor: Actor) -> None:
    if actor.role not in MAY_REPORT:
        raise Refusal("您的角色只看不报。需要上报请联系管理员调整角色。", code="may_not")


def refuse_no_reviewer(actor: Actor, scope: Scope, author: str) -> None:
    """Nobody decides on what he sent in himself."""
    if not may_accept(actor, scope):
        raise Refusal("审核由能看全县的审核人或管理员来做。", code="may_not_review")
    if actor.name == author:
        raise Refusal("自己报的由另一位审核人来审，您可以撤回它。", code="own_submission")
