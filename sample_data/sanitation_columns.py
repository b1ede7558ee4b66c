"""The 人居环境旬报 as each of the eight towns keeps it: no two alike in headers, rates, counts and yes or no."""

from collections.abc import Callable, Sequence

from sample_data import spelling
from sample_data.sanitation import Sanitation
from sample_data.spelling import Cell
from sample_data.tables import Column, summed, word

Rows = Sequence[Sanitation]


def number(rows_first: list[str]) -> Callable[[Sanitation], Cell]:
    """序号: the place of a village in the list of keys."""
    return lambda row: rows_first.index(row.village.key) + 1


def toilet_rate(style: str) -> tuple[Callable[[Sanitation], Cell], Callable[[Rows], Cell]]:
    """The typed rate of a row and of the total."""
    return (
        lambda row: spelling.rate(row.toilets, row.eligible, style),
        lambda rows: spelling.rate(sum(r.toilets for r in rows), sum(r.eligible for r in rows), style),
    )


def harmless_rate(style: str) -> tuple[Callable[[Sanitation], Cell], Callable[[Rows], Cell]]:
    return (
        lambda row: spelling.rate(row.harmless, row.eligible, style),
        lambda rows: spelling.rate(sum(r.harmless for r in rows), sum(r.eligible for r in rows), style),
    )


def count(title: str, of: Callable[[Sanitation], int], style: str = "plain") -> Column[Sanitation]:
    """A count with its sum in the total row."""
    return Column(
        title,
        lambda row: spelling.counted(of(row), style),
        lambda rows: spelling.counted(sum(of(r) for r in rows), style),
    )


def plain(title: str, of: Callable[[Sanitation], int]) -> Column[Sanitation]:
    return Column(title, of, summed(of))


def truth(title: str, of: Callable[[Sanitation], bool], style: str) -> Column[Sanitation]:
    """是/否 with the number of yes in the total row."""
    return Column(title, lambda row: spelling.yes(of(row), style), lambda rows: sum(of(r) for r in rows))


def qingshi(keys: list[str]) -> list[Column[Sanitation]]:
    """青石镇: two header rows, 镇 merged down, 86.3% as text."""
    return [
        Column("序号", number(keys)),
        Column("乡镇", lambda row: row.village.town.name, word("合计"), merged=True),
        Column("行政村", lambda row: row.village.name),
        plain("自然村数", lambda row: row.hamlets),
        plain("总户数", lambda row: row.households),
        plain("应计户数", lambda row: row.eligible),
        plain("卫生厕所‖户数", lambda row: row.toilets),
        Column("卫生厕所‖普及率", *toilet_rate("text")),
        plain("其中无害化‖户数", lambda row: row.harmless),
        Column("其中无害化‖占比", *harmless_rate("text")),
        plain("户厕抽查‖抽查户数", lambda row: row.sampled),
        plain("户厕抽查‖可用户数", lambda row: row.usable),
        truth("生活污水‖是否完成治理", lambda row: row.treated, "word"),
        plain("生活垃圾‖收运处理自然村数", lambda row: row.collected),
        plain("保洁员‖人数", lambda row: row.cleaners),
        truth("保洁员‖是否达标", lambda row: row.staffed, "word"),
        Column("备注", lambda row: None),
    ]


def yunxi(keys: list[str]) -> list[Column[Sanitation]]:
    """云溪镇: three header rows and a row of column numbers, the total on top, 0.863 shown as 86.3%."""
    shown = "0.0%"
    return [
        Column("序号", number(keys), word("合计")),
        Column("镇（街道）", lambda row: row.village.town.name, merged=True),
        Column("村（社区）", lambda row: row.village.name),
        plain("户数情况‖农户总数", lambda row: row.households),
        plain("户数情况‖常住户数（应计户数）", lambda row: row.eligible),
        plain("厕所革命‖卫生厕所‖户数", lambda row: row.toilets),
        Column("厕所革命‖卫生厕所‖普及率", *toilet_rate("fraction"), shown_as=shown),
        plain("厕所革命‖其中：无害化‖户数", lambda row: row.harmless),
        Column("厕所革命‖其中：无害化‖普及率", *harmless_rate("fraction"), shown_as=shown),
        plain("厕所革命‖抽查‖抽查户数", lambda row: row.sampled),
        plain("厕所革命‖抽查‖正常使用户数", lambda row: row.usable),
        plain("垃圾治理‖自然村个数", lambda row: row.hamlets),
        plain("垃圾治理‖已收运处理自然村个数", lambda row: row.collected),
        truth("污水治理‖污水是否治理", lambda row: row.treated, "tick"),
        truth("长效管护‖保洁员是否达标", lambda row: row.staffed, "tick"),
        plain("长效管护‖公厕（座）", lambda row: row.public_toilets),
    ]


def songgang(keys: list[str]) -> list[Column[Sanitation]]:
    """松岗镇: one header row, 镇 and 村 in one column, no total, rates as 86.3."""
    return [
        Column("序号", number(keys)),
        Column("乡镇、村", lambda row: row.village.key),
        plain("组数", lambda row: row.hamlets),
        plain("农户总数", lambda row: row.households),
        plain("应计户数（户）", lambda row: row.eligible),
        plain("卫生厕所户数", lambda row: row.toilets),
        Column("卫生厕所普及率（%）", *toilet_rate("number")),
        plain("无害化卫生厕所户数", lambda row: row.harmless),
        plain("抽查户数", lambda row: row.sampled),
        plain("抽查可用户数", lambda row: row.usable),
        truth("污水是否治理", lambda row: row.treated, "done"),
        plain("收运处理自然村数", lambda row: row.collected),
        truth("保洁员配备是否达标", lambda row: row.staffed, "fit"),
        Column("备注", lambda row: "原上垅村、下垅村合并" if row.village.predecessors else None),
    ]


def shiqiao(keys: list[str]) -> list[Column[Sanitation]]:
    """石桥镇 (.xls): full-width digits and signs, 村委会 behind the names, 小计 below."""
    return [
        Column("序号", lambda row: spelling.full_width(str(keys.index(row.village.key) + 1)), word("小计")),
        Column(
            "村名",
            lambda row: (
                row.village.name.replace("村", "村委会") if "村" in row.village.name else row.village.name
            ),
        ),
        count("自然村数", lambda row: row.hamlets, "wide"),
        count("总户数", lambda row: row.households, "wide"),
        count("应计户数", lambda row: row.eligible, "wide"),
        count("卫生厕所‖户数", lambda row: row.toilets, "wide"),
        Column("卫生厕所‖普及率", *toilet_rate("wide")),
        count("无害化‖户数", lambda row: row.harmless, "wide"),
        Column("无害化‖占比", *harmless_rate("wide")),
        count("抽查‖抽查户数", lambda row: row.sampled, "wide"),
        count("抽查‖可用户数", lambda row: row.usable, "wide"),
        truth("生活污水‖是否完成治理", lambda row: row.treated, "word"),
        count("生活垃圾‖纳入收运自然村数", lambda row: row.collected, "wide"),
        truth("保洁员是否配齐", lambda row: row.staffed, "word"),
    ]
