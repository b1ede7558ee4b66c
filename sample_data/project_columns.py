"""What the 项目进度台账 says of a project on a day, in its first and its second layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sample_data import spelling
from sample_data.days import YEAR
from sample_data.money import LEVEL_WORDS, LEVELS, allocations, invested_by, paid_by
from sample_data.projects import Project, ReserveProject, progress_on, projects, reserve, stage_on
from sample_data.spelling import Cell, wan
from sample_data.tables import Column, word

STAGE_WORDS = {
    "prepare": "前期",
    "tender": "招投标",
    "building": "在建",
    "completed": "已完工",
    "accepted": "已验收",
}


NATURE = "新建"


@dataclass(frozen=True, slots=True)
class Line:
    """A project as one version of the ledger shows it."""

    project: Project
    day: date

    @property
    def stage(self) -> str:
        return stage_on(self.project, self.day)

    @property
    def progress(self) -> int:
        return progress_on(self.project, self.day)

    @property
    def paid(self) -> int:
        return paid_by(self.project, self.day)

    @property
    def invested(self) -> int:
        return invested_by(self.project, self.day, self.progress)

    @property
    def place(self) -> str:
        return f"{self.project.town.name}{self.project.village.name if self.project.village else ''}"

    def by(self, day: date | None) -> date | None:
        """A day that has come, else nothing."""
        return day if day and day <= self.day else None

    @property
    def problem(self) -> str | None:
        late = self.project.plan_end < self.day and self.progress < 100
        return (
            self.project.problem if self.day >= date(YEAR, 9, 1) and (self.project.problem or late) else None
        )


def money(title: str, of: Callable[[Line], int]) -> Column[Line]:
    """An amount in 万元 with its sum."""
    return Column(title, lambda row: wan(of(row)), lambda rows: wan(sum(of(row) for row in rows)))


def source(level: str, title: str) -> Column[Line]:
    """What one level carries; nothing where it carries nothing."""

    def carried(row: Line) -> int:
        return allocations(row.project).get(level, 0)

    return Column(title, lambda row: wan(carried(row)) or None, lambda rows: wan(sum(map(carried, rows))))


def paid_rate(style: str) -> tuple[Callable[[Line], Cell], Callable[[Sequence[Line]], Cell]]:
    return (
        lambda row: spelling.rate(row.paid, row.project.plan, style),
        lambda rows: spelling.rate(
            sum(row.paid for row in rows), sum(row.project.plan for row in rows), style
        ),
    )


def stage_in_words(row: Line) -> str:
    """形象进度 as free text: 在建，完成65%."""
    return f"在建，完成{row.progress}%" if row.stage == "building" else STAGE_WORDS[row.stage]


def first_columns() -> list[Column[Line]]:
    """January to June."""
    return [
        Column("序号", lambda row: projects().index(row.project) + 1),
        Column("项目编号", lambda row: row.project.code),
        Column("项目名称", lambda row: row.project.name, word("合计")),
        Column("项目类型", lambda row: row.project.type),
        Column("建设性质", lambda row: NATURE),
        Column("实施地点", lambda row: row.place),
        money("总投资（万元）", lambda row: row.project.plan),
        *(source(level, f"资金来源（万元）‖{LEVEL_WORDS[level]}") for level in LEVELS),
        Column("责任单位", lambda row: row.project.lead_unit),
        Column("项目负责人", lambda row: row.project.person),
        Column("计划开工时间", lambda row: spelling.day(row.project.plan_start, "dots")),
        Column("计划完工时间", lambda row: spelling.day(row.project.plan_end, "dots")),
        Column("形象进度", stage_in_words),
        Column("实际开工时间", lambda row: spelling.day(row.by(row.project.act_start), "dots")),
        Column("实际完工时间", lambda row: spelling.day(row.by(row.project.act_end), "dots")),
        money("累计支付（万元）", lambda row: row.paid),
        Column("支付率", *paid_rate("text")),
        Column("受益户数", lambda row: row.project.benefit),
        Column("联农带农机制", lambda row: row.project.link or None),
        Column("备注", lambda row: None),
    ]


def second_columns() -> list[Column[Line]]:
    """July to November."""
    return [
        Column("序号", lambda row: projects().index(row.project) + 1, word("合计")),
        Column("项目编码", lambda row: row.project.code),
        Column("项目名称", lambda row: row.project.name),
        Column("乡镇", lambda row: row.project.town.name, merged=True),
        Column("项目所在村", lambda row: row.project.village.name if row.project.village else "—"),
        Column("项目类别", lambda row: row.project.type),
        money("计划总投资", lambda row: row.project.plan),
        *(source(level, f"资金来源‖{LEVEL_WORDS[level]}") for level in LEVELS),
        Column("资金来源‖其他", lambda row: None),
        Column("行业主管部门", lambda row: row.project.lead_unit),
        Column("包抓领导", lambda row: row.project.leader),
        Column("责任人", lambda row: row.project.person),
        Column("建设期限‖计划开工时间", lambda row: spelling.day(row.project.plan_start, "dashes")),
        Column("建设期限‖计划完工时间", lambda row: spelling.day(row.project.plan_end, "dashes")),
        Column("建设进度‖项目状态", lambda row: STAGE_WORDS[row.stage]),
        Column("建设进度‖完成比例", lambda row: f"{row.progress}%"),
        Column("建设进度‖实际开工时间", lambda row: spelling.day(row.by(row.project.act_start), "slashes")),
        Column("建设进度‖实际完工时间", lambda row: spelling.day(row.by(row.project.act_end), "slashes")),
        Column("建设进度‖验收时间", lambda row: spelling.day(row.by(row.project.accepted_on), "digits")),
        money("累计完成投资", lambda row: row.invested),
        money("累计支付", lambda row: row.paid),
        Column("支付率", *paid_rate("fraction"), shown_as="0.0%"),
        Column("带动户数", lambda row: row.project.benefit),
        Column("利益联结方式", lambda row: row.project.link or None),
        Column("存在问题", lambda row: row.problem),
        Column("备注", lambda row: None),
    ]


def reserve_columns() -> list[Column[ReserveProject]]:
    """The reserve for next year."""
    return [
        Column("序号", lambda row: reserve().index(row) + 1),
        Column("项目编码", lambda row: row.code),
        Column("项目名称", lambda row: row.name, word("合计")),
        Column("乡镇", lambda row: row.town.name),
        Column("项目所在村", lambda row: row.village.name),
        Column("项目类别", lambda row: row.type),
        Column(
            "项目预算总投资", lambda row: wan(row.budget), lambda rows: wan(sum(row.budget for row in rows))
        ),
    ]
