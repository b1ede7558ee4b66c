"""The other four towns' 人居环境旬报."""

from sample_data.sanitation import Sanitation
from sample_data.sanitation_columns import count, harmless_rate, number, plain, toilet_rate, truth
from sample_data.spelling import Cell
from sample_data.tables import Column, word


def without_suffix(name: str) -> str:
    """茶亭 for 茶亭村; 社区 keep theirs."""
    return name[:-1] if name.endswith("村") else name


def shuangtang(keys: list[str]) -> list[Column[Sanitation]]:
    """双塘镇: starts at B3, line breaks inside headers, 「285户」 and 「约86.9%」 as text."""
    return [
        Column("序\n号", number(keys)),
        Column("所属镇街", lambda row: row.village.town.name, merged=True),
        Column("村级单位", lambda row: row.village.name, word("合　计")),
        plain("自然村\n（个）", lambda row: row.hamlets),
        count("总\n户数", lambda row: row.households, "measured"),
        count("应计\n户数", lambda row: row.eligible, "measured"),
        count("卫生厕所\n户数", lambda row: row.toilets, "measured"),
        Column("卫生厕所\n普及率", *toilet_rate("about")),
        count("无害化卫生\n厕所户数", lambda row: row.harmless, "measured"),
        plain("抽查\n户数", lambda row: row.sampled),
        plain("抽查可用\n户数", lambda row: row.usable),
        truth("是否完成\n污水治理", lambda row: row.treated, "word"),
        plain("收运处理\n自然村数", lambda row: row.collected),
        truth("保洁员\n是否达标", lambda row: row.staffed, "word"),
        plain("本旬清理‖垃圾（吨）", lambda row: row.rubbish),
        plain("本旬清理‖三堆（处）", lambda row: row.piles),
    ]


def liyuan(keys: list[str]) -> list[Column[Sanitation]]:
    """梨园镇: names without 村, 86.3％ with the wide sign."""
    return [
        Column("序号", number(keys)),
        Column("村（居）", lambda row: without_suffix(row.village.name), word("合计")),
        plain("自然村（个）", lambda row: row.hamlets),
        plain("农户总数（户）", lambda row: row.households),
        plain("应计户数（户）", lambda row: row.eligible),
        plain("卫生厕所‖户数（户）", lambda row: row.toilets),
        Column("卫生厕所‖普及率（％）", *toilet_rate("wide sign")),
        plain("其中无害化‖户数（户）", lambda row: row.harmless),
        Column("其中无害化‖占比（％）", *harmless_rate("wide sign")),
        plain("抽查户厕‖抽查户数", lambda row: row.sampled),
        plain("抽查户厕‖可用户数", lambda row: row.usable),
        truth("生活污水‖是否治理", lambda row: row.treated, "tick"),
        plain("生活垃圾‖收运自然村数", lambda row: row.collected),
        truth("保洁员‖是否达标", lambda row: row.staffed, "tick"),
        Column("备　注", lambda row: None),
    ]


def wangfeng(keys: list[str]) -> list[Column[Sanitation]]:
    """望峰乡: the town only in the title, rates as the text 0.795, notes below; silent villages left out."""
    return [
        Column("行政村", lambda row: row.village.name, word("合计")),
        plain("自然村数", lambda row: row.hamlets),
        plain("总户数", lambda row: row.households),
        plain("常住户数（应计户数）", lambda row: row.eligible),
        plain("卫生厕所户数", lambda row: row.toilets),
        Column("卫生厕所普及率", *toilet_rate("fraction text")),
        plain("其中：无害化户数", lambda row: row.harmless),
        plain("抽查‖户数", lambda row: row.sampled),
        plain("抽查‖正常使用户数", lambda row: row.usable),
        truth("污水治理‖是否完成", lambda row: row.treated, "done"),
        plain("垃圾治理‖收运处理自然村数", lambda row: row.collected),
        truth("保洁员配备‖是否达标", lambda row: row.staffed, "fit"),
        Column("说明", lambda row: None),
    ]


def liuwan(keys: list[str]) -> list[Column[Sanitation]]:
    """柳湾乡: the total on top, rates as 71.2 without a sign, dashes where a village said nothing."""

    def said(cell: Cell, row: Sanitation) -> Cell:
        return cell if row.reported else ("—", "暂无", None)[len(row.village.name) % 3]

    def told(column: Column[Sanitation]) -> Column[Sanitation]:
        counted = column.total
        return Column(
            column.title,
            lambda row: said(column.cell(row), row),
            (lambda rows: counted([row for row in rows if row.reported])) if counted else None,
        )

    return [
        Column("序号", number(keys), word("总计")),
        Column("乡（镇）", lambda row: row.village.town.name, merged=True),
        Column("村", lambda row: row.village.name),
        *map(
            told,
            [
                plain("自然村数", lambda row: row.hamlets),
                plain("总户数", lambda row: row.households),
                plain("应计户数", lambda row: row.eligible),
                plain("累计卫生厕所户数", lambda row: row.toilets),
                Column("卫生厕所普及率", *toilet_rate("number")),
                plain("无害化卫生厕所户数", lambda row: row.harmless),
                plain("抽查户数", lambda row: row.sampled),
                plain("抽查可用户数", lambda row: row.usable),
                truth("是否完成生活污水治理", lambda row: row.treated, "digit"),
                plain("收运处理自然村数", lambda row: row.collected),
                truth("保洁员是否达标", lambda row: row.staffed, "word"),
            ],
        ),
    ]


def without_sewage(columns: list[Column[Sanitation]]) -> list[Column[Sanitation]]:
    """The same columns less the sewage one."""
    return [column for column in columns if "污水" not in column.title]
