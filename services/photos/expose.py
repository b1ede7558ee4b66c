"""Make one step in the exposure of a problem: an event, and whether the problem is exposed, written as one change."""

from collections.abc import Mapping
from datetime import date, datetime

from data_access.database import Store
from data_access.versions import Committed, Header, commit, said_by_hand
from domain.exposure import ABOUT, EXPOSURE_WORDS, SAID_BY, STEP_OF, barred, lacking
from domain.numbering import next_seq
from domain.permissions import Actor, Scope
from domain.personal_numbers import refuse_personal
from domain.records import Event, Problem
from domain.refusals import Refusal
from services.accounts.sign_in import has_accounts
from services.photos.exposure_case import exposure_case


def expose(
    store: Store,
    actor: Actor,
    *,
    scope: Scope,
    number: str,
    kind: str,
    day: date,
    told: Mapping[str, object],
    seen: int,
    now: datetime,
) -> Committed:
    """Write the step of domain.exposure.STEPS.

    told  fields of domain.exposure.NEEDS → what was filled in; where people sign in, who acts is who signed in
    seen  the change the person looked at
    Refused: what the table does not let this role do, what is missing, a name or number of a person in what is shown
    """
    found, step = exposure_case(store, scope=scope, number=number), STEP_OF[kind]
    if found.last_change > seen:
        raise Refusal(
            f"“{number}”刚被别人改过，曝光现在是“{EXPOSURE_WORDS[found.case.status]}”。请看过再办。",
            code="exposure_moved",
        )
    if day > now.date():
        raise Refusal(f"日期 {day:%Y-%m-%d} 还没有到，请写实际办的那天。", code="step_in_future")
    told = {**told, "actor": actor.name} if has_accounts(store.url) else told
    refused = barred(step, found.case, actor.role) or lacking(step, found.case, told, day)
    if refused:
        raise Refusal(refused, code="exposure_refused")
    said = str(told.get(SAID_BY.get(kind, ""), "")).strip()
    refuse_personal({step.word: said})
    event = {
        "about": ABOUT, "number": number, "day": day, "seq": next_seq(found.events, day),
        "kind": kind, "to_status": (step.to or found.case.status).value, "actor": str(told["actor"]).strip(),
        "note": said or None,
    }  # fmt: skip
    parts = [said_by_hand(Event, event)]
    if kind in ("exposed", "recalled"):
        parts.append(said_by_hand(Problem, {"problem": number, "exposed": kind == "exposed"}))
    header = Header("edit", actor.name, actor.role.value, f"{step.word} {number}", now, (), ())
    return commit(store, header, parts, found.n)
