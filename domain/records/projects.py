"""Projects 项目 and money 资金: registration, progress on a date, allocations, documents and payments."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from domain.records.base import Meaning, Record


class Project(Record):
    """项目: one registered project. Without a code the key is year + town + village + name (domain.md 4.9 #20)."""

    NAME: ClassVar[str] = "project"
    TITLE: ClassVar[str] = "项目"

    project: Annotated[str, Meaning("项目编号", ("项目编码", "项目库编号", "系统编码"), key=True)]
    name: Annotated[str, Meaning("项目名称", ("项目", "工程名称", "建设项目"))]
    year: Annotated[int, Meaning("年度")]
    reserve: Annotated[bool, Meaning("是否储备项目")] = False
    type: Annotated[str | None, Meaning("项目类型", ("项目类别", "类别", "一级类型", "二级类型"))] = None
    nature: Annotated[str | None, Meaning("建设性质")] = None
    place: Annotated[
        str | None,
        Meaning("实施地点", ("建设地点", "项目地点", "乡镇、村", "项目所在地", "项目所在村"), refers="place"),
    ] = None
    content: Annotated[
        str | None, Meaning("建设内容", ("主要建设内容", "建设内容及规模", "建设任务", "建设规模"), free=True)
    ] = None
    invest_total: Annotated[
        int | None,
        Meaning(
            "总投资",
            ("计划总投资", "投资规模", "项目预算总投资", "概算投资", "资金规模", "计划投资"),
            unit="fen",
        ),
    ] = Field(default=None, ge=0)
    fund_received: Annotated[int | None, Meaning("到位资金", ("已到位资金",), unit="fen")] = Field(
        default=None, ge=0
    )
    impl_unit: Annotated[str | None, Meaning("实施单位", ("项目单位", "建设单位", "业主单位"))] = None
    lead_unit: Annotated[
        str | None, Meaning("责任单位", ("主管单位", "行业主管部门", "牵头单位"), refers="unit")
    ] = None
    leader: Annotated[str | None, Meaning("责任领导", ("包抓领导", "包联领导", "县级领导"))] = None
    person: Annotated[str | None, Meaning("责任人", ("项目负责人", "具体责任人"))] = None
    plan_start: Annotated[date | None, Meaning("计划开工时间", ("拟开工时间",))] = None
    plan_end: Annotated[date | None, Meaning("计划完工时间", ("计划竣工时间", "完成时限"))] = None
    benefit_hh: Annotated[int | None, Meaning("受益户数", ("带动户数", "受益脱贫户"), unit="户")] = Field(
        default=None, ge=0
    )
    benefit_pp: Annotated[int | None, Meaning("受益人数", ("受益人口",), unit="人")] = Field(
        default=None, ge=0
    )
    link_mode: Annotated[str | None, Meaning("联农带农机制", ("利益联结方式", "带贫减贫机制"))] = None


class ProjectStatus(Record):
    """项目进度: what a progress ledger says of a project on its day. Cumulative amounts in fen.

    拨付 transferred, 报账 reimbursed and 支付 paid are three different amounts.
    """

    NAME: ClassVar[str] = "project_status"
    TITLE: ClassVar[str] = "项目进度"

    project: Annotated[str, Meaning("项目编号", key=True, refers="project")]
    day: Annotated[date, Meaning("填报日期", key=True)]
    stage: Annotated[
        str | None, Meaning("项目进展", ("形象进度", "建设进度", "当前进度", "工程进度", "项目状态"))
    ] = Field(
        default=None, description="prepare | tender | building | completed | accepted | settled | cancelled"
    )
    progress: Annotated[int | None, Meaning("完成比例", ("形象进度%",), unit="ppm")] = Field(
        default=None, ge=0, le=1_000_000
    )
    act_start: Annotated[date | None, Meaning("实际开工时间", ("开工时间", "开工日期", "实际开工"))] = None
    act_end: Annotated[date | None, Meaning("实际完工时间", ("完工时间", "竣工时间", "实际完工"))] = None
    accept_date: Annotated[date | None, Meaning("验收时间", ("验收日期",))] = None
    invested: Annotated[int | None, Meaning("完成投资", ("累计完成投资",), unit="fen")] = Field(
        default=None, ge=0
    )
    paid: Annotated[
        int | None, Meaning("累计支付", ("已支付", "支出金额", "支付金额", "已支出"), unit="fen")
    ] = Field(default=None, ge=0)
    reimbursed: Annotated[int | None, Meaning("报账金额", ("已报账",), unit="fen")] = Field(
        default=None, ge=0
    )
    transferred: Annotated[int | None, Meaning("拨付资金", ("已拨付", "拨付金额"), unit="fen")] = Field(
        default=None, ge=0
    )
    problem: Annotated[str | None, Meaning("存在问题", ("滞后原因",), free=True)] = None
    next_step: Annotated[str | None, Meaning("下步打算", ("解决措施", "下一步措施"), free=True)] = None


class Allocation(Record):
    """资金来源: how much of a project's plan each source level carries."""

    NAME: ClassVar[str] = "allocation"
    TITLE: ClassVar[str] = "资金来源"

    project: Annotated[str, Meaning("项目编号", key=True, refers="project")]
    level: Annotated[str, Meaning("资金级次", key=True)] = Field(
        description="central | province | city | county | other"
    )
    amount: Annotated[int | None, Meaning("安排金额", unit="fen")] = Field(default=None, ge=0)


class Fund(Record):
    """资金文件: one allocation document 指标文 of one source level."""

    NAME: ClassVar[str] = "fund"
    TITLE: ClassVar[str] = "资金"

    document: Annotated[str, Meaning("下达文号", ("文号", "指标文号"), key=True)]
    level: Annotated[str, Meaning("资金级次", ("资金级别", "资金来源级次"))] = Field(
        description="central | province | city | county | other"
    )
    batch: Annotated[str | None, Meaning("资金批次", ("批次", "资金名称", "资金名称/批次"))] = None
    issued_on: Annotated[date | None, Meaning("下达日期", ("下达时间", "文件日期"))] = None
    issued: Annotated[int | None, Meaning("下达金额", ("指标金额", "安排资金"), unit="fen")] = Field(
        default=None, ge=0
    )
    received: Annotated[int | None, Meaning("到位金额", unit="fen")] = Field(default=None, ge=0)
    received_on: Annotated[date | None, Meaning("到位日期")] = None
    direct: Annotated[bool | None, Meaning("直达资金标识", ("是否直达资金",))] = None


class Payment(Record):
    """支付: one treasury payment. Key: (source system, voucher), or project, fund, day and ordinal without vouchers.

    amount may be negative: a refund 退款.
    """

    NAME: ClassVar[str] = "payment"
    TITLE: ClassVar[str] = "支付"

    payment: Annotated[str, Meaning("支付凭证号", ("凭证号", "支付单号"), key=True)]
    project: Annotated[str | None, Meaning("项目编号", refers="project")] = None
    document: Annotated[str | None, Meaning("下达文号", refers="fund")] = None
    day: Annotated[date, Meaning("支付日期", ("支付时间",))]
    amount: Annotated[int, Meaning("支付金额", ("本次支付", "支出数"), unit="fen")]
    payee: Annotated[str | None, Meaning("收款单位")] = None
    method: Annotated[str | None, Meaning("支付方式")] = None
