"""抽查登记: a review team from above draws a village; when it was told, and when each thing that follows was done.

Never a Visit: that is the county's own inspection, scored and counted; here somebody else inspects.
"""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from domain.records.base import Meaning, Record

CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


class SpotCheck(Record):
    """抽查: one village drawn for a real review, from the minute the county was told."""

    NAME: ClassVar[str] = "spot_check"
    TITLE: ClassVar[str] = "抽查"

    spot_check: Annotated[str, Meaning("抽查编号", key=True)]
    place: Annotated[str, Meaning("村", refers="place")]
    told_on: Annotated[date, Meaning("通知日期")]
    told_at: Annotated[str, Meaning("通知时刻")] = Field(regex=CLOCK, description="HH:MM")
    reviewer: Annotated[str, Meaning("谁来抽查")]
    leader: Annotated[str | None, Meaning("包联领导")] = None


class SpotCheckStep(Record):
    """抽查经过: one of domain.spot_check.STEPS, when it was done; written again it is corrected."""

    NAME: ClassVar[str] = "spot_check_step"
    TITLE: ClassVar[str] = "抽查经过"

    spot_check: Annotated[str, Meaning("抽查编号", key=True, refers="spot_check")]
    step: Annotated[str, Meaning("哪一步", key=True)]
    day: Annotated[date, Meaning("日期")]
    at: Annotated[str, Meaning("时刻")] = Field(regex=CLOCK, description="HH:MM")
    note: Annotated[str | None, Meaning("说明", free=True)] = None
