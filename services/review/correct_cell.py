"""更正一格: one cell of a report or of a ledger row, from the panel of a number. The same reader and the same rules as an
upload; a reviewer's is a change, a clerk's waits for one.
"""

import json
from dataclasses import asdict
from datetime import datetime

from data_access.database import Store
from data_access.statements import Header
from data_access.submissions import NewSubmission, submit
from data_access.versions import commit
from domain.permissions import Actor, Scope
from domain.personal_numbers import refuse_personal
from domain.refusals import Refusal
from services.review.correct_figure import see_figure_correction
from services.review.correct_row import see_row_correction
from services.review.correction import Correction, CorrectionSeen, RowCorrection
from services.review.who_may import may_accept, refuse_no_sender


def see_correction(
    store: Store, scope: Scope, asked: Correction | RowCorrection, *, now: datetime
) -> CorrectionSeen:
    """What it would change; nothing is written.

    Refused: a cell outside the scope or that nobody has reported, a value that cannot be read or breaks a rule that blocks, the
    value that stands, a blank value where the cell is not to be emptied, a blank reason, a locked period.
    """
    empties = isinstance(asked, RowCorrection) and asked.empties
    if empties and asked.value.strip():
        raise Refusal(
            f"又写了新值“{asked.value.strip()}”，又选了清空，两样只能选一样。没有更正。",
            code="value_and_empty",
        )
    if not empties and not asked.value.strip():
        raise Refusal(
            "新值还是空的。空着不会删旧数，请写上新值；台账里填错了、该空着的一格，请选“清空这一格”。",
            code="no_value",
        )
    if not asked.reason.strip():
        raise Refusal("更正要写明理由，出处里会一直写着。请填写后再更正。", code="no_correction_reason")
    refuse_personal({"更正理由": asked.reason, "新值": asked.value})
    if isinstance(asked, RowCorrection):
        return see_row_correction(store, scope, asked, now=now)
    return see_figure_correction(store, scope, asked, now=now)


def correct_cell(
    store: Store, actor: Actor, scope: Scope, seen: CorrectionSeen, *, now: datetime
) -> tuple[int | None, int | None]:
    """(change, submission): a reviewer's correction is a change, a clerk's waits for a reviewer. Raises Moved, as an upload."""
    if may_accept(actor, scope):
        return commit(store, header_of(seen, actor, now), [seen.said], seen.seen).n, None
    refuse_no_sender(actor)
    summary = {
        "counts": {"new": 0, "changed": 1},
        "explained": len(seen.told),
        "towns": [seen.town] if seen.town else [],
    }
    number = submit(
        store,
        NewSubmission(
            actor=actor.name, role=actor.role.value, at=now, kind="correction",
            title=f"更正{seen.who} {seen.what}：{seen.old} → {seen.new}", form=seen.form, period=seen.period,
            as_of=None, seen=seen.seen, summary=json.dumps(summary, ensure_ascii=False),
            content=json.dumps(asdict(seen.asked), ensure_ascii=False).encode(), words=seen.asked.reason.strip(),
        ),
    )  # fmt: skip
    return None, number


def header_of(seen: CorrectionSeen, author: Actor, now: datetime) -> Header:
    return Header("edit", author.name, author.role.value, seen.words, now, (), ())


def correction_of(content: bytes) -> Correction | RowCorrection:
    """What a waiting correction asks."""
    said = json.loads(content)
    return RowCorrection(**{**said, "key": tuple(said["key"])}) if "record" in said else Correction(**said)
