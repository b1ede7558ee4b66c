"""Hidden rows, columns and sheets: read and counted, or left, as somebody decides (domain.md 4.9 #11)."""

from domain.issues import Question
from uploads.findings import Findings
from uploads.sheets import column_letters
from uploads.tables import Table, range_words

READ, LEAVE = "读入", "略去"


def note_hidden(table: Table) -> None:
    """Hidden rows are read unless somebody leaves them out; hidden columns are read and named."""
    hidden = [i for i, row in enumerate(table.rows) if row in table.sheet.hidden_rows]
    if hidden:
        words = range_words(table.rows[i] for i in hidden)
        table.findings.sheet("hidden_rows", table.sheet.name, found=str(len(hidden)), detail=words)
        text = f"工作表“{table.sheet.name}”有 {len(hidden)} 行被隐藏或筛选掉（{words}）。读入还是略去？"
        if table.ask(f"hidden:{table.sheet.key}", text, (READ, LEAVE), "", (), default=READ) == LEAVE:
            table.left_out_rows.update(hidden)
    known = [h for h in table.header.headings if h.field and h.column in table.sheet.hidden_columns]
    if known:
        letters = "、".join(f"{column_letters(h.column)} 列“{h.text}”" for h in known)
        table.findings.sheet("hidden_columns", table.sheet.name, found=str(len(known)), detail=letters)


def wants_hidden_sheet(sheet: str, findings: Findings) -> bool:
    """Whether somebody asked for a hidden sheet; it usually holds last time's figures."""
    text = f"工作表“{sheet}”是隐藏的，里面也有一张报表。读入还是略去？"
    answer = findings.ask(Question(f"sheet:{sheet}", text, (LEAVE, READ), default=LEAVE))
    return answer is not None and answer.choice == READ
