"""更正一格 of a report's cell.

The cell is put into the report as it stands, the report is read, and what the new value raises that the old one did not is
told. A column that feeds several rates is one cell: all of them change.
"""

from datetime import datetime

from data_access.database import Store, head, reading
from data_access.locks import refuse_locked_figures
from domain.issues import BLOCK, EXPLAIN
from domain.measure_frame import PLACE
from domain.periods import parse
from domain.permissions import Scope
from domain.records import Figure
from domain.refusals import Refusal
from domain.wording.values import value_words
from services.known.read_setting import read_setting
from services.measures.read_measures import read_figures
from services.review.correction import Correction, CorrectionSeen
from services.review.one_cell import (
    as_stored,
    part_of,
    plain_message,
    raised,
    read_both,
    said_of,
)
from services.taking_in.count_cells import place_words


def see_figure_correction(store: Store, scope: Scope, asked: Correction, *, now: datetime) -> CorrectionSeen:
    """Nothing is written. Refused: see services/review/correct_cell.py."""
    allowed = scope.places if asked.subject_kind == PLACE else scope.units
    if allowed is not None and asked.subject not in allowed:
        raise Refusal("这个数不在您的填报范围。请告诉县里办公室。", code="out_of_scope")
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
        tuple(plain_message(one.message) for one in issues), said, form.form, asked.period,
        setting.roster[town].name if town else "",
    )  # fmt: skip
