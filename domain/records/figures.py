"""Figures 数据: the reported parts of one indicator, subject and period. A rate is never stored."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from domain.records.base import Meaning, Record


class Figure(Record):
    """数据: numerator and denominator as reported, visible from their cut-off day 截数日 on.

    numerator, denominator  integers with the indicator's scale; blank where not reported
    typed_rate              the rate somebody typed, in ppm, kept only for comparison
    """

    NAME: ClassVar[str] = "figure"
    TITLE: ClassVar[str] = "数据"

    indicator: Annotated[str, Meaning("指标", key=True)]
    subject_kind: Annotated[str, Meaning("对象类别", key=True)] = Field(description="place | unit")
    subject: Annotated[str, Meaning("对象", key=True)] = Field(description="place or unit key")
    period: Annotated[str, Meaning("期", key=True)]
    cutoff: Annotated[date, Meaning("截数日")]
    status: Annotated[str, Meaning("状态")] = Field(
        default="reported", description="reported | not_applicable | under_review"
    )
    numerator: Annotated[int | None, Meaning("分子")] = None
    denominator: Annotated[int | None, Meaning("分母")] = None
    typed_rate: Annotated[int | None, Meaning("手填率", unit="ppm")] = None
    qualifier: Annotated[str | None, Meaning("约数")] = Field(
        default=None, description="约 | 以上 | 以下 | 左右 | 预计"
    )
    explanation: Annotated[str | None, Meaning("说明", free=True)] = None
