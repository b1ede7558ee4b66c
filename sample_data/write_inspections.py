"""日督查台账: a file per quarter, then per month, each with its day's state and what the file before left open.

Every file has its own way: an .xls with one header row, a GB18030 .csv, merged dates, scores in a second sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sample_data import spelling
from sample_data.chance import pick
from sample_data.county import COUNTY_NAME
from sample_data.days import AS_OF, YEAR, month_end
from sample_data.inspections import Problem, problems, problems_at, score_of
from sample_data.problem_words import DONE_WORDS, SEVERITIES
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.tables import Column, put_header, put_rows
from sample_data.visits import Stop, stops

FOLDER = "06日督查台账"


@dataclass(frozen=True, slots=True)
class Ledger:
    """One file: the days it covers, how it writes days, whether scores stand beside the problems."""

    first: date
    last: date
    name: str
    ending: str
    days: str
    with_scores: bool


LEDGERS = (
    Ledger(date(YEAR, 1, 1), month_end(3), "日督查问题台账（第一季度）", ".xls", "dots", True),
    Ledger(date(YEAR, 4, 1), month_end(6), "日督查问题台账（第二季度）", ".xlsx", "cell", True),
    Ledger(date(YEAR, 7, 1), month_end(9), "日督查问题台账（第三季度）", ".xlsx", "chinese", True),
    Ledger(date(YEAR, 10, 1), month_end(10), "日督查问题台账（10月）", ".csv", "slashes", False),
    Ledger(date(YEAR, 11, 1), AS_OF, "日督查问题台账（11月1日—19日）", ".xlsx", "dashes", True),
)
SCORES_APART = f"{FOLDER}/人居环境督查得分（10月）.xlsx"


@dataclass(frozen=True, slots=True)
class Line:
    """A problem as one file shows it on its last day."""

    problem: Problem
    ledger: Ledger

    def day(self, value: date | None) -> spelling.Cell:
        """A day that has come by then, as this file writes days."""
        return spelling.day(value if value and value <= self.ledger.last else None, self.ledger.days)

    def has_come(self, value: date | None) -> bool:
        return value is not None and value <= self.ledger.last

    @property
    def deadline(self) -> spelling.Cell:
        return "立行立改" if self.problem.at_once else spelling.day(self.problem.deadline, self.ledger.days)

    @property
    def situation(self) -> str:
        if self.has_come(self.problem.done_on):
            return pick(DONE_WORDS, "situation", self.problem.number)
        return "正在整改"

    @property
    def checked_on(self) -> date | None:
        """The latest look by then: the one that passed, else the one that sent it back."""
        if self.has_come(self.problem.closed_on):
            return self.problem.closed_on
        return self.problem.returned_on if self.has_come(self.problem.returned_on) else None

    @property
    def verdict(self) -> str | None:
        if self.has_come(self.problem.closed_on):
            return "通过，销号"
        return "未通过，退回" if self.has_come(self.problem.returned_on) else None


def lines_of(ledger: Ledger) -> list[Line]:
    """What the file before left open, then what was found in the file's own days."""
    left = [
        p
        for p in problems()
        if p.stop.day < ledger.first and not (p.closed_on and p.closed_on < ledger.first)
    ]
    own = [p for p in problems() if ledger.first <= p.stop.day <= ledger.last]
    return [Line(problem, ledger) for problem in [*left, *own]]


def problem_columns(rows: Sequence[Line]) -> list[Column[Line]]:
    """domain.md 4.4, in the order of the paper form."""
    places = {row.problem.number: at for at, row in enumerate(rows, start=1)}
    return [
        Column("序号", lambda row: places[row.problem.number]),
        Column("问题编号", lambda row: row.problem.number),
        Column("督查编号", lambda row: row.problem.stop.number),
        Column("督查日期", lambda row: row.day(row.problem.stop.day)),
        Column("督查组", lambda row: row.problem.stop.team),
        Column("乡镇", lambda row: row.problem.village.town.name),
        Column("村（社区）", lambda row: row.problem.village.name),
        Column("组/点位", lambda row: row.problem.spot),
        Column("问题类别", lambda row: row.problem.kind),
        Column("问题描述", lambda row: row.problem.text),
        Column("整改前照片", lambda row: "见附件"),
        Column("严重程度", lambda row: SEVERITIES[row.problem.severity]),
        Column("责任单位", lambda row: f"{row.problem.village.town.name}人民政府"),
        Column("责任人", lambda row: f"村支书 {row.problem.person}"),
        Column("整改时限", lambda row: row.deadline),
        Column("整改情况", lambda row: row.situation),
        Column("完成时间", lambda row: row.day(row.problem.done_on)),
        Column("复查时间", lambda row: row.day(row.checked_on)),
        Column("复查结果", lambda row: row.verdict),
        Column("是否曝光", lambda row: spelling.yes(row.problem.exposed, "word")),
        Column("扣分", lambda row: row.problem.deduction / 100),
        Column("原问题编号", lambda row: row.problem.rebound_of if row.problem.named else None),
        Column("备注", lambda row: None),
    ]


def score_columns(rows: Sequence[Stop]) -> list[Column[Stop]]:
    places = {row.number: at for at, row in enumerate(rows, start=1)}
    return [
        Column("序号", lambda row: places[row.number]),
        Column("督查编号", lambda row: row.number),
        Column("督查日期", lambda row: row.day, merged=True),
        Column("督查组", lambda row: row.team),
        Column("督查方式", lambda row: row.method),
        Column("乡镇", lambda row: row.village.town.name),
        Column("村（社区）", lambda row: row.village.name),
        Column("发现问题数", lambda row: len(problems_at()[row.number])),
        Column("得分", lambda row: score_of(row) / 100),
    ]


def problem_sheet(ledger: Ledger) -> Sheet:
    rows, sheet = lines_of(ledger), Sheet("问题台账")
    columns = problem_columns(rows)
    sheet.put(1, 1, f"{COUNTY_NAME}农村人居环境整治{ledger.name}", across=len(columns))
    sheet.put(2, 1, f"填报单位：县人居办　　填报时间：{spelling.day(ledger.last, 'chinese')}")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    at = put_rows(sheet, at, 1, columns, rows)
    sheet.put(at, 1, "说明：上期未销号的问题列在最前。")
    return sheet


def score_sheet(ledger: Ledger) -> Sheet:
    rows, sheet = [stop for stop in stops() if ledger.first <= stop.day <= ledger.last], Sheet("督查得分")
    columns = score_columns(rows)
    span = f"{spelling.day(ledger.first, 'short')}—{spelling.day(ledger.last, 'short')}"
    sheet.put(1, 1, f"{COUNTY_NAME}{YEAR}年农村人居环境督查得分表（{span}）", across=len(columns))
    at = put_header(sheet, 2, 1, columns)
    sheet.header_rows = (2, at - 1)
    put_rows(sheet, at, 1, columns, rows)
    return sheet


def sheets_of(ledger: Ledger) -> list[Sheet]:
    return [problem_sheet(ledger), *([score_sheet(ledger)] if ledger.with_scores else [])]


def file_of(ledger: Ledger) -> str:
    return f"{FOLDER}/{YEAR}年{ledger.name}{ledger.ending}"


def write(folder: Path) -> None:
    """Every file into a folder; the scores of October apart, since a .csv holds one sheet."""
    for ledger in LEDGERS:
        save(sheets_of(ledger), folder / file_of(ledger))
    save([score_sheet(ledger) for ledger in LEDGERS if not ledger.with_scores], folder / SCORES_APART)
