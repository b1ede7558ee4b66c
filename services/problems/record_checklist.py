"""Record a whole visit by the checklist 百分制: what was ticked becomes the problems, in one change with the visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data_access.database import Store
from data_access.versions import Header, commit
from domain.permissions import Actor, Scope
from domain.personal_numbers import refuse_personal
from domain.refusals import Refusal
from services.problems.visit_said import Finding, Written, ground_of, visit_said

MOST_PLACES = 50


@dataclass(frozen=True, slots=True)
class Tick:
    """One deduction: an item of the checklist, how many places, where, and who is to put it right."""

    item: str
    places: int = 1
    spot: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class CheckedVisit:
    """score in hundredths of a point: 100 less what `written` and earlier findings of the visit took off.

    n  the change, None of a draft
    """

    n: int | None
    written: tuple[Written, ...]
    score: int
    typed: bool


def record_checklist(
    store: Store, actor: Actor, *, village: str, day: date, ticks: Sequence[Tick], scope: Scope, team: str, now: datetime
) -> CheckedVisit:  # fmt: skip
    """Write the visit and a problem for each tick: kind, severity and deadline of its item, at its place.

    Refused: as `record_finding`; nothing ticked; an item that does not hold on the day; more than MOST_PLACES places
    """
    return _checked(store, actor, village, day, ticks, scope, team, now, write=True)


def draft_checklist(
    store: Store, actor: Actor, *, village: str, day: date, ticks: Sequence[Tick], scope: Scope, now: datetime
) -> CheckedVisit:
    """The same, not written: the problems as they would be and the score they would leave."""
    return _checked(store, actor, village, day, ticks, scope, "", now, write=False)


def _checked(
    store: Store, actor: Actor, village: str, day: date, ticks: Sequence[Tick], scope: Scope, team: str, now: datetime,
    *, write: bool,
) -> CheckedVisit:  # fmt: skip
    ground = ground_of(store, actor, village, day, scope=scope, today=now.date())
    if not ticks:
        raise Refusal("清单上还没有勾扣分情形。没有问题的村请点“这村没发现问题”。", code="nothing_ticked")
    findings = []
    for tick in ticks:
        item = ground.checks.items.get(tick.item)
        if item is None:
            raise Refusal(
                f"扣分情形“{tick.item}”在 {day:%Y-%m-%d} 不在清单上，可能刚被改过。请重新勾选。",
                code="no_check_item",
            )
        if not 1 <= tick.places <= MOST_PLACES:
            raise Refusal(
                f"“{item.name}”写了 {tick.places} 处，应在 1 到 {MOST_PLACES} 处之间。请改。",
                code="too_many_places",
            )
        refuse_personal({"点位": tick.spot, "责任人": tick.person})
        words = f"{item.name}{f'，{tick.places} {item.per}' if tick.places > 1 else ''}"
        findings.append(
            Finding(
                village, day, words, item.kind, tick.spot, item.severity, tick.person, item.due, False,
                tick.item, tick.places,
            )
        )  # fmt: skip
    found = visit_said(ground, findings, actor=actor, team=team)
    if not write:
        return CheckedVisit(None, found.written, found.score, found.typed)
    words = f"按百分制清单登记 {found.written[0].number} 等 {len(found.written)} 处"
    header = Header("edit", actor.name, actor.role.value, words, now, (), ())
    return CheckedVisit(
        commit(store, header, list(found.said), ground.n).n, found.written, found.score, found.typed
    )
