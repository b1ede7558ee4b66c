"""What an inspection works with: the words it chooses from and the checklist 百分制清单 its points come from.

Configuration like catalogue and terms: shipped as CSV, edited by the office, both clocks.
"""

from typing import Annotated, ClassVar

from sqlmodel import Field

from domain.records.base import Meaning, Record


class InspectionChoice(Record):
    """督查选项: a kind of problem, how grave it is, or by when it is due. Columns of catalogue/inspection_choices.csv."""

    NAME: ClassVar[str] = "inspection_choice"
    TITLE: ClassVar[str] = "督查选项"

    about: Annotated[str, Meaning("选什么", key=True)] = Field(
        description="kind 问题类别 | severity 严重程度 | limit 整改时限"
    )
    word: Annotated[str, Meaning("写法", key=True)]
    valid_from: Annotated[str, Meaning("生效日期", key=True)] = ""
    position: Annotated[int, Meaning("顺序")] = Field(
        default=0, ge=0, description="severities: the gravest last"
    )
    points: Annotated[int | None, Meaning("扣分", unit="hundredth of a point")] = Field(
        default=None,
        ge=0,
        le=10_000,
        description="of a severity: what a finding outside the checklist takes off",
    )
    days: Annotated[int | None, Meaning("天数")] = Field(
        default=None, ge=0, le=366, description="of a limit: days after the finding; 0 = the day itself"
    )
    used: Annotated[bool, Meaning("在用")] = True
    source: Annotated[str, Meaning("依据")] = ""


class CheckItem(Record):
    """百分制清单: one thing points are taken off for. Ticking it makes the problem. catalogue/check_items.csv."""

    NAME: ClassVar[str] = "check_item"
    TITLE: ClassVar[str] = "百分制清单"

    item: Annotated[str, Meaning("代码", key=True)]
    valid_from: Annotated[str, Meaning("生效日期", key=True)] = ""
    position: Annotated[int, Meaning("顺序")] = Field(default=0, ge=0)
    block: Annotated[str, Meaning("大项")]
    block_points: Annotated[int, Meaning("大项分值", unit="hundredth of a point")] = Field(
        ge=0, le=10_000, description="no more is taken off for this block in one visit 扣完为止"
    )
    name: Annotated[str, Meaning("扣分情形")]
    per: Annotated[str, Meaning("按什么计")] = Field(default="处", description="处 | 户 | 人 | 项 | 个")
    points: Annotated[int, Meaning("每处扣分", unit="hundredth of a point")] = Field(ge=0, le=10_000)
    kind: Annotated[str, Meaning("问题类别")]
    severity: Annotated[str, Meaning("严重程度")]
    due: Annotated[str, Meaning("整改时限")]
    used: Annotated[bool, Meaning("在用")] = True
    source: Annotated[str, Meaning("依据")] = ""
