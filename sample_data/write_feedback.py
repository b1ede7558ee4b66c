"""反馈问题整改台账: seven dated versions, each with every problem whose letter had come by its day."""

from datetime import date
from pathlib import Path

from sample_data import spelling
from sample_data.county import COUNTY_NAME
from sample_data.days import AS_OF, YEAR, month_end
from sample_data.feedback import Feedback, known_on
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.tables import Column, put_header, put_rows

FOLDER = "07整改台账"
VERSIONS = (
    month_end(3), month_end(5), month_end(7), month_end(9), month_end(10), date(YEAR, 11, 10), AS_OF,
)  # fmt: skip

STATUS_WORDS = {
    "waiting": "未启动",
    "fixing": "正在整改",
    "checking": "基本完成",
    "closed": "已完成",
    "staged": "阶段性完成",
    "returned": "退回",
}


def progress(row: Feedback, day: date) -> str:
    """整改进展 in words: the row's own remark once it stands as it ends, else what anybody writes."""
    status = row.status_on(day)
    if status == row.ending or (status == "checking" and row.ending == "checking"):
        return row.progress
    return {"waiting": "制定方案", "fixing": "正在整改", "checking": "已整改，待验收"}[status]


def settled(row: Feedback, day: date, status: str) -> date | None:
    return row.settled_on if row.status_on(day) == status else None


def columns_on(day: date, rows: list[Feedback]) -> list[Column[Feedback]]:
    """domain.md 4.3. Closing needs its day and an opinion; a status word alone closes nothing."""
    return [
        Column("序号", lambda row: rows.index(row) + 1),
        Column("问题编号", lambda row: row.number),
        Column("问题来源", lambda row: row.batch.source, merged=True),
        Column("反馈批次", lambda row: row.batch.name, merged=True),
        Column("反馈时间", lambda row: spelling.day(row.batch.found_on, "dots")),
        Column("问题类别", lambda row: row.kind),
        Column("反馈问题", lambda row: row.text),
        Column("涉及镇村", lambda row: row.place or "—"),
        Column("整改目标", lambda row: "问题清零、资料归集到位"),
        Column("整改措施", lambda row: "逐项核实、限期整改、举一反三"),
        Column("牵头领导", lambda row: row.leader),
        Column("责任单位", lambda row: row.unit),
        Column("责任人", lambda row: f"{row.post} {row.person}"),
        Column("整改时限", lambda row: row.deadline_written),
        Column("整改进展", lambda row: progress(row, day)),
        Column("完成情况", lambda row: STATUS_WORDS[row.status_on(day)]),
        Column(
            "完成时间",
            lambda row: spelling.day(row.done_on if row.done_on and row.done_on <= day else None, "dots"),
        ),
        Column("验收意见", lambda row: "验收合格，同意销号" if row.status_on(day) == "closed" else None),
        Column("销号时间", lambda row: spelling.day(settled(row, day, "closed"), "chinese")),
        Column(
            "佐证资料",
            lambda row: "已归集" if row.evidence and row.status_on(day) in ("closed", "staged") else None,
        ),
        Column("下次复核日", lambda row: "2027.3.31" if row.status_on(day) == "staged" else None),
        Column("备注", lambda row: None),
    ]


def sheet_on(day: date) -> Sheet:
    rows, sheet = known_on(day), Sheet("整改台账")
    columns = columns_on(day, rows)
    sheet.put(
        1, 1, f"{COUNTY_NAME}巩固拓展脱贫攻坚成果同乡村振兴有效衔接反馈问题整改台账", across=len(columns)
    )
    sheet.put(2, 1, f"填报单位：县整改办　　　填报时间：{spelling.day(day, 'chinese')}")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    at = put_rows(sheet, at, 1, columns, rows)
    sheet.put(at, 1, "备注：长期坚持类问题须有下次复核日。")
    return sheet


def file_of(day: date) -> str:
    return f"{FOLDER}/反馈问题整改台账（{day.month}月{day.day}日）.xlsx"


def write(folder: Path) -> None:
    """Every version into a folder."""
    for day in VERSIONS:
        save([sheet_on(day)], folder / file_of(day))
