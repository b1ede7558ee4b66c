"""更正一格: one cell of a report, from the panel of a number. The same reader and the same rules as an upload of its report.

The cell is put into the report as it stands, the report is read, and what the new value raises that the old one did not is
told. A column that feeds several rates is one cell: all of them change.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from data_access.database import Store, head, reading
from data_access.locks import refuse_locked_figures
from data_access.statements import Header, Said
from data_access.submissions import NewSubmission, submit
from data_access.versions import commit
from domain.issues import BLOCK, EXPLAIN
from domain.measure_frame import PLACE
from domain.periods import parse
from domain.permissions import Actor, Scope
from domain.personal_numbers import refuse_personal
from domain.records import Figure
from domain.refusals import Refusal
from domain.wording.values import value_words
from services.known.read_setting import read_setting
from services.measures.read_measures import read_figures
from services.review.one_cell import (
    Correction,
    as_stored,
    part_of,
    plain_message,
    raised,
    read_both,
    said_of,
)
from services.review.who_may import may_accept, refuse_no_sender
from services.taking_in.count_cells import place_words


@dataclass(frozen=True)
class CorrectionSeen:
    """What a correction would change. who, what: 「云溪镇 云台村」, 「11月中旬 卫生厕所户数」; told: what the new value raises."""

    asked: Correction
    seen: int
    who: str
    what: str
    old: str
    new: str
    told: tuple[str, ...]
    said: Said
    form: str
    town: str

    @property
    def words(self) -> str:
        """The change's reason: without the values, which not everybody may see of few people."""
        return f"更正{self.who} {self.what}：{self.asked.reason.strip()}"


def see_correction(store: Store, scope: Scope, asked: Correction, *, now: datetime) -> CorrectionSeen:
    """Nothing is written.

    Refused: a cell outside the scope or that nobody has reported, a value that cannot be read or breaks a rule that blocks, the
    value that stands, a blank reason, a locked period.
    """
    _refuse_unready(scope, asked)
    with reading(store) as connection:
        seen = head(connection)
    setting = read_setting(store, seen)
    part, form = part_of(setting, asked)
    figures = read_figures(store, seen, sorted({use.code for use in part.uses}))
    own = figures[
        ((figures["subject"] == asked.subject) & (figures["period"] == asked.period)).to_numpy(dtype=bool)
    ]
    standing = own[(own["indicator"] == asked.indicator).to_numpy(dtype=bool)]
    if standing.empty:
        raise Refusal("这一格还没有报过，没有可更正的。请用补报表或原表来报。", code="not_reported_yet")
    before, now_said, line = read_both(
        store, setting, form, part, asked, standing.iloc[0]["cutoff"], now, seen
    )
    issues = raised(before, now_said, line)
    blocking = [one for one in issues if one.level == BLOCK]
    if blocking:
        raise Refusal(f"{plain_message(blocking[0].message)}没有更正。", code="correction_blocked")
    said = said_of(now_said, part, own, asked, line, explained=any(one.level == EXPLAIN for one in issues))
    with reading(store) as connection:
        codes = [str(code) for code in said.columns["indicator"]]
        refuse_locked_figures(connection, [(code, asked.subject, asked.period) for code in codes], now.date())
    at = codes.index(asked.indicator)
    old = value_words(
        Figure,
        asked.field,
        as_stored(standing.iloc[0][asked.field]),
        setting=setting,
        indicator=asked.indicator,
    )
    new = value_words(
        Figure, asked.field, said.columns[asked.field][at], setting=setting, indicator=asked.indicator
    )
    if old == new:
        raise Refusal(f"新值和现在的一样，都是 {new}，没有更正。", code="same_value")
    town = setting.roster.town_of(asked.subject) if asked.subject_kind == PLACE else None
    return CorrectionSeen(
        asked, seen, place_words(asked.subject, setting), f"{parse(asked.period).short_name} {part.name}", old, new,
        tuple(plain_message(one.message) for one in issues), said, form.form,
        setting.roster[town].name if town else "",
    )  # fmt: skip


def correct_figure(
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
            title=f"更正{seen.who} {seen.what}：{seen.old} → {seen.new}", form=seen.form, period=seen.asked.period,
            as_of=None, seen=seen.seen, summary=json.dumps(summary, ensure_ascii=False),
            content=json.dumps(asdict(seen.asked), ensure_ascii=False).encode(), words=seen.asked.reason.strip(),
        ),
    )  # fmt: skip
    return None, number


def header_of(seen: CorrectionSeen, author: Actor, now: datetime) -> Header:
    return Header("edit", author.name, author.role.value, seen.words, now, (), ())


def correction_of(content: bytes) -> Correction:
    """What a waiting correction asks."""
    return Correction(**json.loads(content))


def _refuse_unready(scope: Scope, asked: Correction) -> None:
    allowed = scope.places if asked.subject_kind == PLACE else scope.units
    if allowed is not None and asked.subject not in allowed:
        raise Refusal("这个数不在您的填报范围。请告诉县里办公室。", code="out_of_scope")
    if not asked.value.strip():
        raise Refusal("新值还是空的。空着不会删旧数，请写上新值。", code="no_value")
    if not asked.reason.strip():
        raise Refusal("更正要写明理由，出处里会一直写着。请填写后再更正。", code="no_correction_reason")
    refuse_personal({"更正理由": asked.reason})
