"""更正一格 of a ledger row: a project, its progress, a source of money, a document, a payment, a problem, an inspection.

The row is read as a line of its own ledger by the reader of uploads; what the new value raises that the old one did not is told.
"""

from datetime import date, datetime

from data_access.database import Store, head, reading
from data_access.statements import Said
from domain.correctable import ELSEWHERE, why_never_empty, why_not
from domain.issues import BLOCK
from domain.permissions import Scope
from domain.records import RECORDS, UNSAID, Project, Record, field_type, key_fields, meanings
from domain.refusals import Refusal
from domain.setting import Setting
from domain.wording.values import NOTHING, field_title, key_words, value_words
from services.accounts.rows_in_scope import rows_in_scope
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.review.correction import CorrectionSeen, RowCorrection
from services.review.ledger_row import Row, known_row, line_of, read_line, value_read
from services.review.one_cell import FIRST_ROW, plain_message, raised
from services.taking_in.within_scope import may_report
from uploads.statements import Reading

LEDGER_LINE = FIRST_ROW + 1


def see_row_correction(store: Store, scope: Scope, asked: RowCorrection, *, now: datetime) -> CorrectionSeen:
    """Nothing is written.

    Refused: as for a report's cell, a field that moves by steps or makes the row's key, emptying one no row is without.
    """
    record = RECORDS.get(asked.record)
    if record is None or asked.field not in meanings(record) or len(asked.key) != len(key_fields(record)):
        raise Refusal(ELSEWHERE, code="not_correctable")
    key = _typed_key(record, asked.key)
    with reading(store) as connection:
        seen = head(connection)
    row = _row_in_scope(store, scope, record, key, seen)
    _refuse_uncorrectable(record, asked, row)
    setting = read_setting(store, seen)
    line = line_of(store, setting, record, row, asked.field, seen=seen, today=now.date())
    before, after = read_line(store, line, record, asked.field, asked.value, seen=seen, now=now)
    may_report(store, scope, after, seen)
    issues = raised(before, after, LEDGER_LINE)
    blocking = [one for one in issues if one.level == BLOCK]
    if blocking:
        raise Refusal(f"{plain_message(blocking[0].message)}没有更正。", code="correction_blocked")
    worth = _value(asked, record, key, before, after)
    old, new = (value_words(record, asked.field, one, setting=setting) for one in (row[asked.field], worth))
    if row[asked.field] == worth:
        raise Refusal(f"新值和现在的一样，都是 {new}，没有更正。", code="same_value")
    columns = {name: [one] for name, one in zip(key_fields(record), key, strict=True)} | {
        asked.field: [worth]
    }
    town = setting.roster.town_of(str(row["place"])) if row.get("place") else None
    return CorrectionSeen(
        asked, seen, f"{record.TITLE} {_who(store, record, key, setting, seen)}",
        field_title(record, asked.field, setting=setting), old, new,
        tuple(plain_message(one.message) for one in issues), Said(record, None, columns, [None]), line.form, None,
        setting.roster[town].name if town else "",
    )  # fmt: skip


def _refuse_uncorrectable(record: type[Record], asked: RowCorrection, row: Row) -> None:
    never_empty = why_never_empty(record, asked.field) if asked.empties else ""
    if never_empty and asked.field in key_fields(record):
        raise Refusal(never_empty, code="never_empty")
    if reason := why_not(record, asked.field, row):
        raise Refusal(reason, code="not_correctable")
    if never_empty:
        raise Refusal(never_empty, code="never_empty")


def _typed_key(record: type[Record], written: tuple[str, ...]) -> tuple[object, ...]:
    try:
        return tuple(
            date.fromisoformat(worth) if field_type(record, name) is date else worth
            for name, worth in zip(key_fields(record), written, strict=True)
        )
    except ValueError as error:
        raise Refusal(ELSEWHERE, code="not_correctable") from error


def _row_in_scope(
    store: Store, scope: Scope, record: type[Record], key: tuple[object, ...], seen: int
) -> Row:
    """The row as it stands. One outside the scope and one that does not exist are refused in the same words."""
    rows = known_rows(store, record, seen)
    for name, worth in zip(key_fields(record), key, strict=True):
        rows = rows[(rows[name] == worth).to_numpy(dtype=bool)]
    if scope.is_limited() and not rows_in_scope(store, record, rows, scope=scope, known_at=seen).any():
        raise Refusal("这个数不在您的填报范围。请告诉县里办公室。", code="out_of_scope")
    row = known_row(store, record, key, seen)
    if row is None:
        raise Refusal("这一格还没有报过，没有可更正的。请用补报表或原表来报。", code="not_reported_yet")
    return row


def _value(
    asked: RowCorrection, record: type[Record], key: tuple[object, ...], before: Reading, after: Reading
) -> object:
    """What the reader makes of the new value, None of an emptied cell; a question it would ask is an answer it lacks."""
    known = {one.id for one in before.questions}
    open_now = [one for one in after.questions if one.id not in known and not one.default]
    if asked.empties and not open_now:
        return None
    if asked.empties:
        raise Refusal(f"这一格不能清空：{plain_message(open_now[0].text)}没有更正。", code="never_empty")
    worth = value_read(after, record, key, asked.field)
    if open_now or worth is UNSAID or worth is None:
        why = plain_message(open_now[0].text) if open_now else "请照原来那份台账的写法写。"
        raise Refusal(f"新值“{asked.value.strip()}”读不懂：{why}没有更正。", code="value_unread")
    return worth


def _who(store: Store, record: type[Record], key: tuple[object, ...], setting: Setting, seen: int) -> str:
    projects = known_rows(store, Project, seen)
    called = dict(zip(projects["project"], projects["name"], strict=True))
    return key_words(record, key, setting, called) or NOTHING
