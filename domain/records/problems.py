"""Inspections 督查, problems 问题 and what happened to them 经过. A problem is one noun whatever its source."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from domain.records.base import Meaning, Record


class Visit(Record):
    """督查: one inspection of one village, with its score if one was given."""

    NAME: ClassVar[str] = "visit"
    TITLE: ClassVar[str] = "督查"

    visit: Annotated[str, Meaning("督查编号", key=True)]
    place: Annotated[str, Meaning("村", refers="place")]
    day: Annotated[date, Meaning("督查日期", ("检查日期", "督查时间", "日期"))]
    team: Annotated[str | None, Meaning("督查组", ("督查人", "检查人员", "评比人员"))] = None
    method: Annotated[str | None, Meaning("督查方式")] = None
    score: Annotated[int | None, Meaning("得分", ("考评成绩", "考核得分", "综合得分"), unit="score2")] = (
        Field(default=None, ge=0, le=10_500, description="hundredths of a point; up to 5 points of bonus")
    )
    by_list: Annotated[bool | None, Meaning("按清单扣分")] = Field(
        default=None, description="no score is typed: it is 100 less the deductions of its findings"
    )


class Problem(Record):
    """问题: one finding from any source, with who answers and by when (岗位, 人, 日)."""

    NAME: ClassVar[str] = "problem"
    TITLE: ClassVar[str] = "问题"

    problem: Annotated[str, Meaning("问题编号", ("编号",), key=True)]
    source: Annotated[str, Meaning("问题来源", ("来源",))] = Field(
        description="inspection 日督查 | superior 上级反馈 | audit 审计 | patrol 巡察 | hotline 12345/12317/信访 | self 自查"
    )
    batch: Annotated[str | None, Meaning("反馈批次", ("批次",))] = None
    found_on: Annotated[date, Meaning("发现日期", ("反馈时间", "反馈日期", "发现时间", "督查日期"))]
    category: Annotated[str | None, Meaning("问题类别", ("问题分类", "问题类型"))] = None
    text: Annotated[
        str | None, Meaning("问题描述", ("反馈问题", "存在问题", "具体问题", "主要问题", "问题"), free=True)
    ] = None
    place: Annotated[str | None, Meaning("涉及镇村", refers="place")] = None
    spot: Annotated[str | None, Meaning("组/点位", ("点位", "村民小组", "自然村"))] = None
    severity: Annotated[str | None, Meaning("严重程度")] = None
    leader: Annotated[str | None, Meaning("牵头领导", ("责任领导",))] = None
    lead_unit: Annotated[str | None, Meaning("牵头单位", refers="unit")] = None
    duty_unit: Annotated[str | None, Meaning("责任单位", ("整改单位",), refers="unit")] = None
    person: Annotated[str | None, Meaning("责任人", ("具体责任人",))] = None
    goal: Annotated[str | None, Meaning("整改目标", free=True)] = None
    measure: Annotated[str | None, Meaning("整改措施", free=True)] = None
    deadline_written: Annotated[str | None, Meaning("整改时限", ("完成时限", "整改期限", "办理时限"))] = None
    deadline: Annotated[date | None, Meaning("期限日")] = None
    long_term: Annotated[bool, Meaning("长期坚持")] = False
    next_review: Annotated[date | None, Meaning("下次复核日")] = None
    rebound_of: Annotated[str | None, Meaning("原问题编号")] = None
    visit: Annotated[str | None, Meaning("督查编号", refers="visit")] = None
    exposed: Annotated[bool | None, Meaning("是否曝光", ("曝光",))] = None
    deduction: Annotated[int | None, Meaning("扣分", ("扣分值",), unit="score2")] = None
    check_item: Annotated[str | None, Meaning("清单扣分项")] = Field(
        default=None, description="the item of the checklist that was ticked"
    )
    evidence: Annotated[str | None, Meaning("佐证资料", ("佐证材料",), free=True)] = None


class Photo(Record):
    """照片: one picture of one problem, before or after. The picture lies beside the database under its SHA-256."""

    NAME: ClassVar[str] = "photo"
    TITLE: ClassVar[str] = "照片"

    photo: Annotated[str, Meaning("照片", key=True)] = Field(description="SHA-256 of the kept picture")
    problem: Annotated[str, Meaning("问题编号", key=True, refers="problem")]
    side: Annotated[str, Meaning("整改前后")] = Field(description="before 整改前 | after 整改后")
    taken_on: Annotated[date | None, Meaning("拍摄日期")] = None
    taken_at: Annotated[str | None, Meaning("拍摄时刻")] = None
    fingerprint: Annotated[str | None, Meaning("图像指纹", free=True)] = Field(
        default=None, description="domain.photo_likeness.print_of; says nothing anybody could see"
    )
    looked: Annotated[str | None, Meaning("人脸车牌")] = Field(
        default=None, description="clear 没有 | masked 已遮盖"
    )
    looked_by: Annotated[str | None, Meaning("看过的人")] = None
    masked: Annotated[str | None, Meaning("遮盖后的照片")] = Field(
        default=None, description="SHA-256 of the covered copy, which is shown instead"
    )


class Event(Record):
    """经过: what happened to a problem, project or directive on a day. Status at as_of is the last event ≤ as_of."""

    NAME: ClassVar[str] = "event"
    TITLE: ClassVar[str] = "经过"

    about: Annotated[str, Meaning("对象", key=True)] = Field(
        description="problem | project | directive | exposure (of a problem)"
    )
    number: Annotated[str, Meaning("编号", key=True)]
    day: Annotated[date, Meaning("日期", key=True)]
    seq: Annotated[int, Meaning("序", key=True)]
    kind: Annotated[str, Meaning("事由")] = Field(
        description="found | assigned | replied | staged | rechecked | returned | closed | reopened | declined | "
        "moved | cancelled | explained | reported | reviewed | resumed | extended | handed_over | accepted_again | confirmed | "
        "extension_asked | handed_down | spread | found_false; of an exposure: domain.exposure.STEPS; of a directive: "
        "domain.directive_life"
    )
    to_status: Annotated[str, Meaning("变为")] = Field(
        description="waiting 待交办 | fixing 整改中 | checking 待复查 | closed 已销号 | returned 退回 | staged 阶段性 | "
        "declined 不予受理"
    )
    actor: Annotated[str | None, Meaning("经办")] = None
    note: Annotated[str | None, Meaning("说明", free=True)] = None
