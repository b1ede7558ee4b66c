"""Which records are settings, in which group they are edited, and their rows as known at a change."""

from collections.abc import Mapping

from data_access.database import Store
from domain.frames import records_of
from domain.permissions import Actor, Role
from domain.records import (
    Alias,
    Cadence,
    CalendarException,
    CheckItem,
    Form,
    HeaderWord,
    Indicator,
    InspectionChoice,
    LightRule,
    Place,
    QualityRule,
    Record,
    Round,
    SchemeItem,
    Target,
    Term,
    Unit,
)
from domain.refusals import Refusal
from domain.settings.state import State, rows_by_key
from services.known.known_rows import known_rows

REGISTER, CATALOGUE = "register", "catalogue"
GROUPS: Mapping[str, tuple[type[Record], ...]] = {
    REGISTER: (Place, Unit, Alias),
    CATALOGUE: (
        Indicator, Target, LightRule, SchemeItem, Form, Term, CalendarException, Cadence, Round, QualityRule, HeaderWord,
        InspectionChoice, CheckItem,
    ),
}  # fmt: skip
# What each sheet is for, beside its title.
ABOUT: Mapping[type[Record], str] = {
    Place: "镇、村，并村、改名、调整归属都写在这里",
    Unit: "各镇、部门和专班，牵头和责任单位从这里选",
    Alias: "办公室确认过的别的写法；“指的是”留空就是撤回，下次再问",
    Indicator: "每项指标的口径、单位、方向、灯和一二档",
    Target: "节点、目标和全省平均，两个日子之间按日折线",
    LightRule: "提醒、预警、滞后各差多少",
    SchemeItem: "各榜的项目、权重、零分线和满分线",
    Form: "谁报、多久一次、什么时候截止",
    Term: "灯、状态、资金等叫什么",
    CalendarException: "与国家放假安排不同的日子",
    Cadence: "日、周、旬做什么，一周从哪天算起",
    Round: "每轮排查从哪天到哪天，轮次表里写明的自动记下",
    QualityRule: "上报时核对什么，多严",
    HeaderWord: "各单位表头的别的写法；“指的是”留空就是撤回，下次再问",
    InspectionChoice: "督查时选的问题类别、严重程度（扣几分）、整改时限（几天）",
    CheckItem: "百分制清单：勾哪一项、扣几分、记成哪类问题、几天改好",
}


def settings_known(store: Store, known_at: int) -> State:
    """Every settings row as known at a change, by record and key, in the order of the office's own sheet; places by code."""
    found = {}
    for records in GROUPS.values():
        for record in records:
            rows = known_rows(store, record, known_at)
            order = ["code", "place"] if record is Place else ["said_line"]
            rows = rows.sort_values(order, kind="stable", na_position="first" if record is Place else "last")
            found[record] = rows_by_key(record, records_of(record, rows))
    return found


def refuse_others(actor: Actor) -> None:
    if actor.role is not Role.ADMIN:
        raise Refusal("目录和名册由管理员来改。请把要改什么和依据告诉管理员。", code="may_not")
