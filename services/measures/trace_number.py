"""From a number on a screen to where it came from: its parts, missing ones first to be seen, each with its cells.

A measure of a town or the county opens its villages; a derived one opens its ledger rows; a village's figure opens
the cells themselves.
"""

from dataclasses import replace

from data_access.database import Store
from domain.measure_frame import PLACE
from domain.permissions import Moment, Scope
from domain.records import (
    RECORDS,
    Figure,
    key_fields,
)
from domain.refusals import Refusal
from services.accounts.rows_in_scope import OUTSIDE
from services.measures.provenance_shown import Provenance
from services.measures.trace_measure import trace_measure
from services.measures.trace_row import require_row, trace_row

MEASURE = "measure"


def trace(store: Store, *, scope: Scope, moment: Moment, record: str, key: tuple[str, ...]) -> Provenance:
    """Where a number came from.

    record, key  "measure", (indicator, place|unit, subject), for a board's inspections also its period (week); or a
                 record's name and the key of one row
    Refused      what does not exist at this moment, and what lies outside the scope
    A scope that may not see names is not told who answers for it nor who handed it in.
    """
    found = _found(store, scope, moment, record, key)
    return found if scope.may_see_names else _unnamed(found)


def _unnamed(found: Provenance) -> Provenance:
    earlier = found.earlier
    return replace(
        found,
        parts=found.parts.assign(actor=""),
        earlier=None if earlier is None else earlier.assign(actor=""),
    )


def _found(store: Store, scope: Scope, moment: Moment, record: str, key: tuple[str, ...]) -> Provenance:
    if record == MEASURE and len(key) in (3, 4):
        _require_seen(scope, key[1], key[2])
        return trace_measure(store, scope, moment, *key)
    if record == Figure.NAME and len(key) == 4:
        _require_seen(scope, key[1], key[2])
        return trace_row(store, scope, moment, Figure, key)
    if record in RECORDS and len(key) == len(key_fields(RECORDS[record])):
        require_row(store, scope, moment, RECORDS[record], key)
        return trace_row(store, scope, moment, RECORDS[record], key)
    raise Refusal("这个链接不指向任何一个数。请从页面上的数字点开。", code="no_trace")


def _require_seen(scope: Scope, kind: str, subject: str) -> None:
    allowed = scope.places if kind == PLACE else scope.units
    if allowed is not None and subject not in allowed:
        raise Refusal(f"这个数{OUTSIDE}", code="out_of_scope")
