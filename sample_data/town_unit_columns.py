"""Columns of sheets whose rows are towns or units."""

from sample_data import spelling
from sample_data.hotline import Calls, Leads
from sample_data.tables import Column, summed, word
from sample_data.townships import Income, Sites, TownMonth


def security_columns() -> list[Column[TownMonth]]:
    """镇级保障: schooling, insurance of all residents, pensions."""
    return [
        Column("乡镇", lambda row: row.town.name, word("合计")),
        Column("义务教育辍学人数", lambda row: row.dropouts, summed(lambda row: row.dropouts)),
        Column("城乡居民医保‖应参保人数", lambda row: row.insurable, summed(lambda row: row.insurable)),
        Column("城乡居民医保‖参保人数", lambda row: row.insured, summed(lambda row: row.insured)),
        Column("城乡居民医保‖参保率", lambda row: spelling.rate(row.insured, row.insurable, "text")),
        Column(
            "城乡居民养老保险‖应参保人数", lambda row: row.pensionable, summed(lambda row: row.pensionable)
        ),
        Column("城乡居民养老保险‖参保人数", lambda row: row.pensioned, summed(lambda row: row.pensioned)),
        Column("城乡居民养老保险‖参保率", lambda row: spelling.rate(row.pensioned, row.pensionable, "text")),
    ]


def case_columns() -> list[Column[TownMonth]]:
    return [
        Column("镇（街道）", lambda row: row.town.name, word("总计")),
        Column("认定件数", lambda row: row.cases, summed(lambda row: row.cases)),
        Column("识别认定天数合计", lambda row: row.days, summed(lambda row: row.days)),
        Column("平均天数", lambda row: round(row.days / row.cases, 1)),
    ]


def site_columns() -> list[Column[Sites]]:
    """安置点: 不适用 where a town has none."""

    def faults(title: str, of: str) -> Column[Sites]:
        return Column(f"未解决问题数‖{title}", lambda row: getattr(row, of) if row.has_sites else "不适用")

    return [
        Column("序号", lambda row: row.town.position),
        Column("乡镇", lambda row: row.town.name),
        faults("供水", "water"),
        faults("供暖", "heat"),
        faults("供电", "power"),
        faults("防火", "fire"),
    ]


def call_columns() -> list[Column[Calls]]:
    """domain.md 4.8: two sources under one header, 总计 on top, rates typed beside."""
    counts = (
        ("其中：12345热线‖按时办结", "hotline_in_time"), ("其中：政民互动‖按时办结", "web_in_time"),
        ("按时办结数", "in_time"), ("超时办结数", "late"), ("未办结数", "open"),
    )  # fmt: skip
    return [
        Column("序号", lambda row: None),
        Column("单位", lambda row: row.unit.short.split(";")[0], word("总计")),
        Column("派遣案件总数", lambda row: row.total, summed(lambda row: row.total)),
        *(
            Column(title, lambda row, of=of: getattr(row, of), summed(lambda row, of=of: getattr(row, of)))
            for title, of in counts
        ),
        Column("应办结数", lambda row: row.total, summed(lambda row: row.total)),
        Column("按时办结率", lambda row: spelling.rate(row.in_time, row.total, "text") or "—"),
        Column("有效回访件数", lambda row: row.called_back, summed(lambda row: row.called_back)),
        Column("满意件数", lambda row: row.satisfied, summed(lambda row: row.satisfied)),
        Column("满意率", lambda row: spelling.rate(row.satisfied, row.called_back, "text") or "—"),
        Column("重复工单数", lambda row: row.repeated, summed(lambda row: row.repeated)),
    ]


def lead_columns() -> list[Column[Leads]]:
    return [
        Column("部门", lambda row: row.unit.name, word("合计")),
        Column("推送线索数", lambda row: row.pushed, summed(lambda row: row.pushed)),
        Column("其中：命中", lambda row: row.hit, summed(lambda row: row.hit)),
        Column("其中：核实", lambda row: row.checked, summed(lambda row: row.checked)),
        Column("已核实反馈数", lambda row: row.answered, summed(lambda row: row.answered)),
        Column("备注", lambda row: "条条有回音" if row.answered == row.pushed else None),
    ]


def income_columns() -> list[Column[Income]]:
    """Income in yuan, people, and the two numbers somebody worked out by hand."""
    return [
        Column("乡镇", lambda row: row.town.name, word("全县")),
        Column("脱贫人口数（人）", lambda row: row.people, summed(lambda row: row.people)),
        Column("脱贫人口总收入（元）", lambda row: row.yuan, summed(lambda row: row.yuan)),
        Column("人均纯收入（元）", lambda row: round(row.yuan / row.people)),
    ]
