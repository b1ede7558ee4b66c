"""Directives 调度事项: what a dispatch meeting decided, who answers for it by which day, and what was promised."""

from datetime import date
from typing import Annotated, ClassVar

from domain.records.base import Meaning, Record


class Directive(Record):
    """调度事项: not a problem but a promise with a verdict. What happened to it are events about `directive`.

    from_value and to_value are millionths of the promised measure's value (of a rate: ppm); by_when is the day of the promise.
    """

    NAME: ClassVar[str] = "directive"
    TITLE: ClassVar[str] = "调度事项"

    directive: Annotated[str, Meaning("事项编号", ("编号",), key=True)]
    decided_at: Annotated[str, Meaning("来源", ("事项来源",))]
    given_on: Annotated[date, Meaning("交办日期", ("交办时间",))]
    text: Annotated[str | None, Meaning("事项", ("调度事项", "交办事项"), free=True)] = None
    leader: Annotated[str | None, Meaning("牵头领导", ("牵头县领导",))] = None
    lead_unit: Annotated[str, Meaning("牵头单位", refers="unit")]
    post: Annotated[str, Meaning("责任岗位", ("岗位",))]
    person: Annotated[str, Meaning("责任人")]
    deadline: Annotated[date, Meaning("办理时限", ("办结时限",))]
    extended_to: Annotated[date | None, Meaning("延到")] = None
    standard: Annotated[str | None, Meaning("完成标准", free=True)] = None
    indicator: Annotated[str | None, Meaning("承诺指标")] = None
    subject: Annotated[str | None, Meaning("承诺对象")] = None
    from_value: Annotated[int | None, Meaning("从")] = None
    to_value: Annotated[int | None, Meaning("到")] = None
    by_when: Annotated[date | None, Meaning("承诺日期")] = None
