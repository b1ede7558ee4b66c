"""Columns of the departments' monthly sheets of villages."""

from collections.abc import Sequence

from sample_data import spelling
from sample_data.support import Monitoring, Security
from sample_data.tables import Column, summed, word


def village_columns() -> tuple[Column[Monitoring], ...]:
    """乡镇 merged down, then the village."""
    return (
        Column("乡镇", lambda row: row.village.town.name, word("合计"), merged=True),
        Column("村", lambda row: row.village.name, word("—")),
    )


def monitoring_columns() -> list[Column[Monitoring]]:
    """domain.md 4.6: three kinds, households and people; the share cleared typed beside its parts."""

    def pair(title: str, households: str, people: str) -> list[Column[Monitoring]]:
        return [
            Column(
                f"{title}‖户",
                lambda row: getattr(row, households),
                summed(lambda row: getattr(row, households)),
            ),
            Column(f"{title}‖人", lambda row: getattr(row, people), summed(lambda row: getattr(row, people))),
        ]

    def one(title: str, of: str) -> Column[Monitoring]:
        return Column(title, lambda row: getattr(row, of), summed(lambda row: getattr(row, of)))

    return [
        *village_columns(),
        *pair("监测对象合计", "registered", "people"),
        *pair("脱贫不稳定户", "unstable", "unstable_people"),
        *pair("边缘易致贫户", "marginal", "marginal_people"),
        *pair("突发严重困难户", "sudden", "sudden_people"),
        one("本期新增‖户", "new"),
        *pair("已消除风险", "cleared", "cleared_people"),
        one("未消除‖户", "uncleared"),
        Column("消除率", lambda row: spelling.rate(row.cleared, row.registered, "text"), rate_of_all),
        one("帮扶措施落实‖户", "helped"),
        one("观察期回访‖应回访户数", "due_visits"),
        one("观察期回访‖按期回访户数", "made_visits"),
        Column("备注", lambda row: None),
    ]


def rate_of_all(rows: Sequence[Monitoring]) -> spelling.Cell:
    return spelling.rate(sum(r.cleared for r in rows), sum(r.registered for r in rows), "text")


def insurance_columns() -> list[Column[Security]]:
    """县医疗保障局: the key group only."""
    return [
        Column("序号", lambda row: None, word("合计")),
        Column("镇", lambda row: row.village.town.name, merged=True),
        Column("行政村", lambda row: row.village.name),
        Column("脱贫人口和监测对象‖应参保人数", lambda row: row.insurable, summed(lambda row: row.insurable)),
        Column("脱贫人口和监测对象‖已参保人数", lambda row: row.insured, summed(lambda row: row.insured)),
        Column(
            "脱贫人口和监测对象‖未参保人数",
            lambda row: row.insurable - row.insured,
            summed(lambda row: row.insurable - row.insured),
        ),
        Column(
            "脱贫人口和监测对象‖参保率（%）",
            lambda row: spelling.rate(row.insured, row.insurable, "number"),
            insured_of_all,
        ),
    ]


def insured_of_all(rows: Sequence[Security]) -> spelling.Cell:
    return spelling.rate(sum(r.insured for r in rows), sum(r.insurable for r in rows), "number")


def work_columns() -> list[Column[Security]]:
    """县人力资源和社会保障局: work of people out of poverty, and wages of 公益性岗位."""
    return [
        Column("乡镇", lambda row: row.village.town.name, word("总计"), merged=True),
        Column("村（社区）", lambda row: row.village.name),
        Column("脱贫人口务工‖年度目标人数", lambda row: row.work_target, summed(lambda row: row.work_target)),
        Column("脱贫人口务工‖务工人数", lambda row: row.working, summed(lambda row: row.working)),
        Column(
            "脱贫人口务工‖完成率",
            lambda row: spelling.rate(row.working, row.work_target, "wide sign"),
            work_of_all,
        ),
        Column("零就业户数", lambda row: row.workless, summed(lambda row: row.workless)),
        Column("公益性岗位工资‖应发人次", lambda row: row.wages_due, summed(lambda row: row.wages_due)),
        Column("公益性岗位工资‖已发人次", lambda row: row.wages_paid, summed(lambda row: row.wages_paid)),
        Column("备注", lambda row: "9月资金未下达" if row.wages_paid == 0 else None),
    ]


def work_of_all(rows: Sequence[Security]) -> spelling.Cell:
    return spelling.rate(sum(r.working for r in rows), sum(r.work_target for r in rows), "wide sign")


def housing_columns() -> list[Column[Security]]:
    """县住房和城乡建设局: houses still to be made safe."""
    return [
        Column("乡镇", lambda row: row.village.town.name, word("合计"), merged=True),
        Column("村", lambda row: row.village.name),
        Column(
            "农房安全隐患未整改（户）", lambda row: row.unsafe_houses, summed(lambda row: row.unsafe_houses)
        ),
        Column("备注", lambda row: None),
    ]
