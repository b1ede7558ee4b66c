"""Configuration is facts too: catalogue, targets, light rules, schemes, terms, calendar (DESIGN 1).

Both clocks apply: `valid_from` (blank = always) and the change that brought the row.
"""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from domain.records.base import Meaning, Record


class Indicator(Record):
    """指标: one number the office asks for, with its 口径 (definition). Columns of catalogue/indicators.csv."""

    NAME: ClassVar[str] = "indicator"
    TITLE: ClassVar[str] = "指标"

    code: Annotated[str, Meaning("代码", key=True)]
    valid_from: Annotated[str, Meaning("生效日期", key=True)] = Field(
        default="", description="ISO date, blank = always"
    )
    name: Annotated[str, Meaning("名称")]
    numerator_name: Annotated[str, Meaning("分子")]
    denominator_name: Annotated[str, Meaning("分母")] = Field(default="", description="blank: a plain value")
    denominator_fixed: Annotated[int | None, Meaning("固定分母")] = Field(
        default=None, description="e.g. 1 where a village counts as one village"
    )
    unit: Annotated[str, Meaning("单位")] = Field(description="% | 户 | 人 | 个 | 元 | 分 | 天 | 倍 | 处 …")
    scale: Annotated[int, Meaning("小数位")] = Field(
        default=0, ge=0, description="stored integer / 10**scale = unit"
    )
    direction: Annotated[str, Meaning("方向")] = Field(description="up | down | none")
    kind: Annotated[str, Meaning("累计方式")] = Field(
        description="cumulative 累计 | flow 期内 | snapshot 时点"
    )
    report_level: Annotated[str, Meaning("填报层级")] = Field(
        description="village | town | county | unit | derived"
    )
    rollup_place: Annotated[str, Meaning("上卷")] = Field(
        description="sum | mean (scores only) | median | none"
    )
    rollup_time: Annotated[str, Meaning("时间汇总")] = Field(description="last | sum | mean (scores only)")
    light: Annotated[str, Meaning("灯型")] = Field(
        description="pace 序时型 | target 达标型 | zero 清零型 | none"
    )
    t1: Annotated[int | None, Meaning("一档", unit="ppm")] = None
    t2: Annotated[int | None, Meaning("二档", unit="ppm")] = None
    baseline: Annotated[str, Meaning("默认基准")] = Field(
        default="", description="node 县定节点 | time 时间序时 | province 全省平均 | target 目标 | blank"
    )
    unit_owner: Annotated[str, Meaning("来源部门")] = ""
    form: Annotated[str, Meaning("报表")] = Field(default="", description="form code; blank for derived")
    aspect: Annotated[str, Meaning("方面")] = Field(description="one of the five areas or a further group")
    tags: Annotated[str, Meaning("目标标签")] = Field(
        default="", description="两好两升两确保, 3+1保障 …, joined by ;"
    )
    definition: Annotated[str, Meaning("口径")] = ""
    source: Annotated[str, Meaning("依据")] = ""


class HeaderWord(Record):
    """表头写法: another header the office writes for a part of an indicator, e.g. 卫生厕所‖户数."""

    NAME: ClassVar[str] = "header_word"
    TITLE: ClassVar[str] = "表头写法"

    written: Annotated[str, Meaning("写法", key=True)]
    part: Annotated[str, Meaning("指的是")] = Field(
        default="",
        description="a numerator_name or denominator_name, or rate:CODE; blank: withdrawn, ask again",
    )


class Form(Record):
    """报表: a set of indicators or one ledger, with its cadence and deadline."""

    NAME: ClassVar[str] = "form"
    TITLE: ClassVar[str] = "报表"

    form: Annotated[str, Meaning("报表代码", key=True)]
    name: Annotated[str, Meaning("名称")]
    layout: Annotated[str, Meaning("表式")] = Field(
        description="roster | indicators | projects | funds | inspections | rectification | requests | directives"
    )
    level: Annotated[str, Meaning("行的层级")] = Field(
        description="village | town | county | unit | project | problem"
    )
    cadence: Annotated[str, Meaning("周期")] = Field(
        description="day | week | xun | month | quarter | half | year | round | any"
    )
    due_offset: Annotated[int, Meaning("截止")] = Field(
        default=0, description="days from the period's last day; negative = before it"
    )
    due_shift: Annotated[str, Meaning("遇假日")] = Field(
        default="earlier", description="earlier | later | workdays: the offset counts working days"
    )
    cutoff_hour: Annotated[int, Meaning("截数时点")] = Field(default=18, ge=0, le=24)
    full: Annotated[bool, Meaning("全量")] = False
    reporter: Annotated[str, Meaning("报送单位")] = ""


class Target(Record):
    """目标与基准线: one node of a trajectory; between nodes it is interpolated by day."""

    NAME: ClassVar[str] = "target"
    TITLE: ClassVar[str] = "目标"

    indicator: Annotated[str, Meaning("指标", key=True)]
    subject: Annotated[str, Meaning("对象", key=True)] = Field(description="place or unit key, or * for all")
    line: Annotated[str, Meaning("基准", key=True)] = Field(description="node | province | target")
    day: Annotated[date, Meaning("日期", key=True)]
    value: Annotated[int, Meaning("数值", unit="ppm")] = Field(
        description="a rate in ppm, else the stored integer"
    )


class LightRule(Record):
    """灯规则: thresholds of one kind of light, in ppm of a rate (100 000 = 10 个百分点)."""

    NAME: ClassVar[str] = "light_rule"
    TITLE: ClassVar[str] = "灯规则"

    rule: Annotated[str, Meaning("规则", key=True)] = Field(
        description="pace | target | zero, or an indicator code"
    )
    valid_from: Annotated[str, Meaning("生效日期", key=True)] = ""
    note_below: Annotated[int | None, Meaning("提醒线", unit="ppm")] = None
    warn_below: Annotated[int | None, Meaning("预警线", unit="ppm")] = None
    bad_below: Annotated[int | None, Meaning("滞后线", unit="ppm")] = None
    wording: Annotated[str, Meaning("写法")] = ""
    source: Annotated[str, Meaning("依据")] = ""


class SchemeItem(Record):
    """考核方案: one weighted item; score = weight × clamp((value − floor) / (full − floor))."""

    NAME: ClassVar[str] = "scheme_item"
    TITLE: ClassVar[str] = "考核方案"

    scheme: Annotated[str, Meaning("方案", key=True)]
    indicator: Annotated[str, Meaning("指标", key=True)]
    valid_from: Annotated[str, Meaning("生效日期", key=True)] = ""
    block: Annotated[str, Meaning("板块")]
    weight: Annotated[int, Meaning("权重", unit="hundredth of a point")] = Field(ge=0)
    floor: Annotated[int, Meaning("零分线", unit="ppm")]
    full: Annotated[int, Meaning("满分线", unit="ppm")]
    level: Annotated[str, Meaning("对象级别")] = Field(default="village", description="village | town")
    name: Annotated[str, Meaning("方案名称")] = ""
    decimals: Annotated[int, Meaning("小数位")] = Field(default=2, ge=0, le=4)
    source: Annotated[str, Meaning("依据")] = ""


class Term(Record):
    """用语: the word shown for a code; 2026 brought new names for old things."""

    NAME: ClassVar[str] = "term"
    TITLE: ClassVar[str] = "用语"

    term: Annotated[str, Meaning("代码", key=True)]
    valid_from: Annotated[str, Meaning("生效日期", key=True)] = ""
    word: Annotated[str, Meaning("写法")]


class CalendarException(Record):
    """日历例外: a day that works or rests differently from the built-in calendar."""

    NAME: ClassVar[str] = "calendar_exception"
    TITLE: ClassVar[str] = "日历例外"

    day: Annotated[date, Meaning("日期", key=True)]
    works: Annotated[bool, Meaning("是否上班")]
    name: Annotated[str, Meaning("名称")] = ""


class Cadence(Record):
    """节奏: object × frequency × product; which week the office counts and how meetings are numbered."""

    NAME: ClassVar[str] = "cadence"
    TITLE: ClassVar[str] = "节奏"

    cadence: Annotated[str, Meaning("节奏", key=True)]
    valid_from: Annotated[str, Meaning("生效日期", key=True)] = ""
    about: Annotated[str, Meaning("对象")]
    period: Annotated[str, Meaning("周期")]
    product: Annotated[str, Meaning("产物")]
    week_starts: Annotated[int, Meaning("周起始日")] = Field(default=1, ge=1, le=7, description="1 = Monday")
    cutoff_hour: Annotated[int, Meaning("截数时点")] = Field(default=18, ge=0, le=24)


class Round(Record):
    """排查轮次: one round of screening. Its code does not hold its days; the office says them, here or in the report."""

    NAME: ClassVar[str] = "round"
    TITLE: ClassVar[str] = "排查轮次"

    round: Annotated[str, Meaning("轮次", key=True)] = Field(description="R2026-3: the third round of 2026")
    first_day: Annotated[date, Meaning("开始日期")]
    last_day: Annotated[date, Meaning("结束日期")]


class QualityRule(Record):
    """核对规则: how strictly one contradiction is taken, for one indicator or for all (`*`).

    low and high are the bounds of the rule, in the unit its wording names (ppm of a rate, a count); blank: none.
    """

    NAME: ClassVar[str] = "quality_rule"
    TITLE: ClassVar[str] = "核对规则"

    rule: Annotated[str, Meaning("规则", key=True)] = Field(description="the code of the issue it raises")
    about: Annotated[str, Meaning("指标", key=True)] = Field(
        default="*", description="indicator code, or * for all"
    )
    name: Annotated[str, Meaning("名称")]
    strength: Annotated[str, Meaning("强度")] = Field(description="block | explain | note | off")
    low: Annotated[int | None, Meaning("下限")] = None
    high: Annotated[int | None, Meaning("上限")] = None
    against: Annotated[str, Meaning("对照")] = Field(
        default="", description="codes of the indicators it is held against, joined by ;"
    )
    wording: Annotated[str, Meaning("写法")] = ""
    source: Annotated[str, Meaning("依据")] = ""


class PeriodLock(Record):
    """锁定: a closed period of one form; from `day` on no change may alter its figures, until it is unlocked.

    Locking and unlocking are changes with their reason; `locked` false is an unlocked period.
    """

    NAME: ClassVar[str] = "period_lock"
    TITLE: ClassVar[str] = "锁定"

    form: Annotated[str, Meaning("报表", key=True)]
    period: Annotated[str, Meaning("期", key=True)]
    locked: Annotated[bool, Meaning("是否锁定")]
    day: Annotated[date, Meaning("锁定日")] = Field(description="from this day on")
