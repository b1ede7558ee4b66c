"""Places 地区 and units 单位: who is counted, and who answers."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from domain.records.base import Meaning, Record


class Place(Record):
    """地区: county → town → village. The key is ours, frozen at first sight; the official code is optional.

    A merger is one dated change: the predecessors' `valid_to` is the last day before the successor's `valid_from`.
    """

    NAME: ClassVar[str] = "place"
    TITLE: ClassVar[str] = "地区"

    place: Annotated[str, Meaning("地区键", key=True)]
    name: Annotated[str, Meaning("名称", ("村", "行政村", "村（社区）", "村名", "村级单位", "村（居）委会"))]
    level: Annotated[str, Meaning("级别")] = Field(description="county | town | village")
    parent: Annotated[str | None, Meaning("上级", refers="place")] = None
    code: Annotated[str | None, Meaning("区划代码", ("行政区划代码", "统计用区划代码", "村代码"))] = None
    position: Annotated[int, Meaning("区划顺序", ("排序",))] = 0
    category: Annotated[str | None, Meaning("村庄类型", ("村类型", "村庄分类", "分组"))] = None
    tags: Annotated[str | None, Meaning("标签", ("村属性",))] = Field(default=None, description="joined by ;")
    households: Annotated[int | None, Meaning("户籍户数", ("总户数",), unit="户")] = Field(default=None, ge=0)
    population: Annotated[int | None, Meaning("户籍人口", ("总人口", "人口"), unit="人")] = Field(
        default=None, ge=0
    )
    valid_from: Annotated[date | None, Meaning("生效日期", ("设立日期",))] = None
    valid_to: Annotated[date | None, Meaning("撤销日期", ("失效日期",))] = None
    predecessors: Annotated[str | None, Meaning("由哪些村并入", ("原村", "合并前村"))] = Field(
        default=None, description="place keys joined by ;"
    )


class Alias(Record):
    """别名: a name somebody confirmed to mean this place or unit. Never guessed, can be withdrawn."""

    NAME: ClassVar[str] = "alias"
    TITLE: ClassVar[str] = "别名"

    kind: Annotated[str, Meaning("对象", key=True)] = Field(description="place | unit")
    within: Annotated[str, Meaning("所在地区", key=True)] = Field(
        description="town key for villages, else the county"
    )
    written: Annotated[str, Meaning("写法", key=True)]
    subject: Annotated[str, Meaning("指的是")] = Field(default="", description="blank: withdrawn, ask again")


class Unit(Record):
    """单位: who answers. A town government points to its place."""

    NAME: ClassVar[str] = "unit"
    TITLE: ClassVar[str] = "单位"

    unit: Annotated[str, Meaning("单位键", key=True)]
    name: Annotated[str, Meaning("单位名称", ("单位", "责任单位", "牵头单位"))]
    kind: Annotated[str, Meaning("单位类别")] = Field(description="town | department | office | task_force")
    place: Annotated[str | None, Meaning("对应乡镇", refers="place")] = None
    leader: Annotated[str | None, Meaning("分管领导", ("责任领导", "牵头县领导"))] = None
    aliases: Annotated[str | None, Meaning("简称", ("别名",))] = Field(
        default=None, description="joined by ;"
    )
    position: Annotated[int, Meaning("顺序")] = 0
    valid_from: Annotated[date | None, Meaning("生效日期")] = None
    valid_to: Annotated[date | None, Meaning("撤销日期")] = None


class Boundary(Record):
    """界线: the outline of a place as the office gave it (domain/boundaries.py says how the text is written)."""

    NAME: ClassVar[str] = "boundary"
    TITLE: ClassVar[str] = "界线"

    place: Annotated[str, Meaning("地区", key=True, refers="place")]
    shape: Annotated[str, Meaning("图形", unit="shape")]
