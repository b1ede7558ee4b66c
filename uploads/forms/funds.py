"""资金下达支付台账: allocation documents of one source level, and treasury payments by voucher.

拨付, 报账 and 支付 are three amounts: only a payment to its payee is a payment. A refund is a negative payment.
"""

from collections import Counter
from collections.abc import Sequence

from domain.names import clean
from domain.parsing.text import squeezed
from domain.records import UNSAID, Allocation, Fund, Payment
from uploads.fields import read_amounts, read_field
from uploads.forms.blocks import block, stated
from uploads.forms.codes import read_codes
from uploads.knowledge import Knowledge
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock, Statements
from uploads.tables import Table

LEVEL_WORDS = (("中央", "central"), ("省", "province"), ("市", "city"), ("县", "county"), ("区", "county"), ("其他", "other"),
               ("自筹", "other"), ("东西部", "other"), ("社会", "other"))  # fmt: skip
_FUND = ("batch", "issued_on", "issued", "received", "received_on", "direct")


def read_funds(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """What the table holds: documents, payments, or both in one row."""
    blocks = []
    documents = read_codes(table, "fund.document")
    levels = _levels(table)
    pays = table.has("payment.day") and table.has("payment.amount")
    if table.has("fund.document") and (table.has("fund.issued") or not pays):
        blocks.append(_documents(table, occasion, documents, levels, knowledge))
    projects = _projects(table, knowledge) if pays or table.has("allocation.amount") else []
    if pays:
        blocks.append(_payments(table, occasion, documents, projects, is_first=not blocks))
    if table.has("allocation.amount"):
        blocks.append(_allocations(table, occasion, levels, projects))
    return blocks


def _levels(table: Table) -> list[str | None]:
    """中央, 省级, 市级, 县级, 其他 as written, merged cells included."""
    if not table.has("fund.level"):
        return [None] * len(table.rows)
    found: list[str | None] = []
    for i, text in enumerate(table.texts("fund.level")):
        level = next((code for word, code in LEVEL_WORDS if word in text), None)
        if text and level is None:
            table.report("not_a_choice", i, "fund.level", expected="中央、省级、市级、县级、其他")
            table.refuse("fund.level", i)
        found.append(level)
    return found


def _documents(
    table: Table,
    occasion: Occasion,
    documents: Sequence[str],
    levels: Sequence[str | None],
    knowledge: Knowledge,
) -> SheetBlock:
    """One Fund per document number; a number that stands in several rows is read from the first of them."""
    table.identifying.add("fund.document")
    read = {name: read_field(table, Fund, name, year=occasion.year) for name in _FUND}
    if table.has("fund.level"):
        table.say("fund.level", levels)
    first: dict[str, int] = {}
    rows: list[int] = []
    for i, document in enumerate(documents):
        if i in table.refused_rows or i in table.left_out_rows:
            continue
        if not document or levels[i] is None:
            if not table.has("payment.day"):
                name = "fund.document" if not document else "fund.level"
                table.report("missing_key", i, name, expected="下达文号" if not document else "资金级次")
                table.refused_rows.add(i)
        elif document not in first:
            first[document] = i
            rows.append(i)
        elif _says_otherwise(read, first[document], i):
            table.report("duplicate_row", i, "fund.document", expected=str(table.rows[first[document]] + 1))
            table.refused_rows.add(i)
    known = [f"fund.{name}" for name in ("level", *_FUND) if table.has(f"fund.{name}")]
    table.unsay(known, sorted({*range(len(documents))} - {*rows}))
    columns: dict[str, Sequence[object]] = {"document": list(documents), "level": list(levels), **read}
    letters = table.letters(f"fund.{name}" for name in ("level", *_FUND))
    county = knowledge.roster.county
    coverage = Coverage(
        tuple(letters), tuple(first), county.place if county else None, _period(occasion), table.form.full
    )
    return block(table, occasion, letters, [stated(Fund, columns, rows, table)], coverage)


def _says_otherwise(read: dict[str, list[object]], first: int, again: int) -> bool:
    """Whether a document's later row gives another amount or day than its first."""
    return any(
        values[again] is not UNSAID and values[first] is not UNSAID and values[again] != values[first]
        for values in read.values()
    )


def _payments(
    table: Table, occasion: Occasion, documents: Sequence[str], projects: Sequence[object], *, is_first: bool
) -> SheetBlock:
    """One Payment per voucher; without vouchers per project, document, day and ordinal."""
    table.identifying.add("payment.payment")
    days = read_field(table, Payment, "day", year=occasion.year)
    amounts = read_amounts(table, "payment.amount", least=None)
    table.say("payment.amount", amounts)
    read = {name: read_field(table, Payment, name, year=occasion.year) for name in ("payee", "method")}
    keys = _payment_keys(table, days, amounts, projects, documents)
    rows = [i for i in table.kept() if keys[i]]
    fields = [
        f"payment.{name}"
        for name in ("project", "day", "amount", "payee", "method")
        if table.has(f"payment.{name}")
    ]
    table.unsay(fields, sorted({*table.kept()} - {*rows}))
    said: list[object] = [document or UNSAID for document in documents]
    if table.has("fund.document") and is_first:
        table.say("fund.document", [document if keys[i] else UNSAID for i, document in enumerate(said)])
    columns: dict[str, Sequence[object]] = {
        "payment": keys, "project": projects, "document": said, "day": days, "amount": amounts, **read,
    }  # fmt: skip
    letters = table.letters(f"payment.{name}" for name in ("project", "day", "amount", "payee", "method"))
    letters |= {"payment.document": table.letter("fund.document")} if table.has("fund.document") else {}
    coverage = Coverage(tuple(letters), tuple(str(keys[i]) for i in rows), None, _period(occasion), False)
    return block(table, occasion, letters, [stated(Payment, columns, rows, table)], coverage)


def _payment_keys(
    table: Table,
    days: Sequence[object],
    amounts: Sequence[int | None],
    projects: Sequence[object],
    documents: Sequence[str],
) -> list[str | None]:
    vouchers = read_codes(table, "payment.payment")
    counted: Counter[str] = Counter()
    first: dict[str, int] = {}
    keys: list[str | None] = []
    for i, voucher in enumerate(vouchers):
        if i in table.refused_rows or (days[i] is UNSAID and amounts[i] is None):
            keys.append(None)  # a row that only says what was allocated
            continue
        if days[i] is UNSAID or amounts[i] is None:
            name = "payment.day" if days[i] is UNSAID else "payment.amount"
            table.report("missing_key", i, name, expected="支付日期" if days[i] is UNSAID else "支付金额")
            table.refused_rows.add(i)
            keys.append(None)
            continue
        project = projects[i] if isinstance(projects[i], str) else ""
        plain = f"{project}|{documents[i]}|{days[i]}"
        counted[plain] += 0 if voucher else 1
        key = voucher or f"{plain}|{counted[plain]}"
        if key in first:
            table.report("duplicate_row", i, "payment.payment", expected=str(table.rows[first[key]] + 1))
            table.refused_rows.add(i)
        first.setdefault(key, i)
        keys.append(key)
    return keys


def _projects(table: Table, knowledge: Knowledge) -> list[object]:
    """Project key per row, by number or by a name only one project has; UNSAID and a note where it is not known."""
    known = set(knowledge.projects["project"])
    by_name = Counter(map(clean, knowledge.projects["name"]))
    named = {
        clean(name): key
        for name, key in zip(knowledge.projects["name"], knowledge.projects["project"], strict=True)
    }
    codes = read_codes(table, "payment.project")
    names = table.texts("project.name") if table.has("project.name") else [""] * len(codes)
    told: set[str] = set()
    found: list[object] = []
    for i, (code, name) in enumerate(zip(codes, names, strict=True)):
        key = (
            code
            if code in known
            else named.get(clean(name))
            if not code and by_name[clean(name)] == 1
            else None
        )
        written = code or squeezed(name)
        if key is None and written and written not in told:
            told.add(written)
            table.report("unknown_project", i, "payment.project" if code else "project.name", found=written)
        if key is None and code:
            table.refuse("payment.project", i)
        found.append(key or UNSAID)
    if table.has("payment.project"):
        table.say("payment.project", found)
    return found


def _allocations(
    table: Table, occasion: Occasion, levels: Sequence[str | None], projects: Sequence[object]
) -> SheetBlock:
    """分配金额 of known projects, summed over the documents of one level; the first cell of a sum stands for it."""
    amounts = read_amounts(table, "allocation.amount")
    sums: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], int] = {}
    for i in table.kept():
        project, level, amount = projects[i], levels[i], amounts[i]
        if isinstance(project, str) and level and amount is not None:
            sums[project, level] = sums.get((project, level), 0) + amount
            first.setdefault((project, level), i)
    chosen = set(first.values())
    table.say("allocation.amount", [amount if i in chosen else None for i, amount in enumerate(amounts)])
    columns: dict[str, list[object]] = {
        "project": [project for project, _ in sums], "level": [level for _, level in sums], "amount": list(sums.values()),
    }  # fmt: skip
    statements = Statements(Allocation, columns, [table.rows[i] + 1 for i in first.values()])
    return block(table, occasion, table.letters(["allocation.amount"]), [statements])


def _period(occasion: Occasion) -> str | None:
    return occasion.period.code if occasion.period else None
