"""资金下达支付台账: documents in 万元, payments in 元, five versions each with everything up to its day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sample_data import spelling
from sample_data.county import COUNTY_NAME
from sample_data.days import AS_OF, YEAR, month_end
from sample_data.money import LEVEL_WORDS, Fund, Payment, funds, payments
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.spelling import Cell, wan, yuan
from sample_data.tables import Column, put_header, put_rows, put_total, word

FOLDER = "05资金台账"
VERSIONS = (month_end(3), month_end(6), month_end(9), month_end(10), AS_OF)


def fund_columns(day: date) -> list[Column[Fund]]:
    """What came: document, issued, received by the day."""

    def received(row: Fund) -> int:
        return row.received if row.received_on <= day else 0

    return [
        Column("序号", lambda row: funds().index(row) + 1),
        Column("资金级次", lambda row: LEVEL_WORDS[row.level], word("合计"), merged=True),
        Column("资金名称/批次", lambda row: row.batch),
        Column("下达文号", lambda row: row.document),
        Column("下达日期", lambda row: spelling.day(row.issued_on, "chinese")),
        Column("下达金额", lambda row: wan(row.issued), lambda rows: wan(sum(row.issued for row in rows))),
        Column(
            "到位金额", lambda row: wan(received(row)) or None, lambda rows: wan(sum(map(received, rows)))
        ),
        Column(
            "到位日期",
            lambda row: spelling.day(row.received_on if row.received_on <= day else None, "serial"),
        ),
        Column("直达资金标识", lambda row: spelling.yes(row.direct, "word")),
        Column("备注", lambda row: None),
    ]


def payment_columns(rows: list[Payment]) -> list[Column[Payment]]:
    """What went: every voucher, the running sum of its project beside it."""
    paid_up_to = running(rows)

    def column(title: str, cell: Callable[[Payment], Cell]) -> Column[Payment]:
        return Column(title, cell)

    return [
        column("序号", lambda row: rows.index(row) + 1),
        column("支付日期", lambda row: row.day),
        column("支付凭证号", lambda row: row.voucher),
        Column("资金级次", lambda row: LEVEL_WORDS[row.fund.level], word("总计")),
        column("指标文号", lambda row: row.fund.document),
        column("项目编号", lambda row: row.project.code),
        column("项目名称", lambda row: row.project.name),
        Column(
            "支付金额（元）",
            lambda row: yuan(row.amount),
            lambda every: yuan(sum(row.amount for row in every)),
        ),
        column("累计支付（元）", lambda row: yuan(paid_up_to[row.voucher])),
        column("收款单位", lambda row: row.payee),
        column("支付方式", lambda row: row.method),
        column("备注", lambda row: row.note or None),
    ]


def running(rows: list[Payment]) -> dict[str, int]:
    """Voucher → what its project had been paid with it."""
    sums: dict[str, int] = {}
    found = {}
    for row in rows:
        sums[row.project.code] = sums.get(row.project.code, 0) + row.amount
        found[row.voucher] = sums[row.project.code]
    return found


def fund_sheet(day: date) -> Sheet:
    rows, columns, sheet = (
        [fund for fund in funds() if fund.issued_on <= day],
        fund_columns(day),
        Sheet("资金下达"),
    )
    sheet.put(1, 1, f"{COUNTY_NAME}{YEAR}年常态化帮扶资金下达台账", across=len(columns))
    sheet.put(2, 1, f"填报单位：县财政局　　截至{spelling.day(day, 'chinese')}　　单位：万元")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    put_total(sheet, put_rows(sheet, at, 1, columns, rows), 1, columns, rows)
    return sheet


def payment_sheet(day: date) -> Sheet:
    rows, sheet = [row for row in payments() if row.day <= day], Sheet("支付明细")
    columns = payment_columns(rows)
    sheet.put(1, 1, f"{COUNTY_NAME}{YEAR}年常态化帮扶资金国库支付明细", across=len(columns))
    sheet.put(2, 1, f"填报单位：县财政局国库股　　截至{spelling.day(day, 'chinese')}")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    at = put_total(sheet, at, 1, columns, rows)
    put_rows(sheet, at, 1, columns, rows)
    return sheet


def sheets_of(day: date) -> list[Sheet]:
    return [fund_sheet(day), payment_sheet(day)]


def file_of(day: date) -> str:
    return f"{FOLDER}/{YEAR}年资金下达支付台账（截至{day.month}月{day.day}日）.xlsx"


def write(folder: Path) -> None:
    """Every version into a folder."""
    for day in VERSIONS:
        save(sheets_of(day), folder / file_of(day))
