"""Which header means which field, per layout 表式: declared titles and synonyms, indicator parts and confirmed words.

A field is "seq", "town", "village" and the like, "RECORD.field" of a record, "part:分子或分母名", "rate:CODE" of a typed
rate, or "check.…" for a column that is only compared. Headers are compared as `domain.parsing.text.header_key`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from domain.indicators import Catalogue
from domain.parsing.text import header_key
from domain.records import (
    Directive,
    Fund,
    Payment,
    Place,
    Problem,
    Project,
    ProjectStatus,
    Record,
    Unit,
    Visit,
    meanings,
)

JOIN = "‖"
SHOWN_JOIN = " / "
"""Between the levels of a header where a person reads them."""
_NAMES = "name:"

# Headers that mean the same in every layout (reference/headers.json, common).
COMMON: dict[str, tuple[str, ...]] = {
    "seq": ("序号", "No.", "NO", "号", "序", "行次"),
    "county": ("县", "县（市）", "县（市、区）", "县区"),
    "town": (
        "乡镇", "镇", "乡（镇）", "镇（乡）", "镇（街道）", "镇（办）", "镇（街）", "镇街", "镇处", "乡镇（街道）", "所属镇街",
        "所在乡镇", "所属乡镇", "镇名", "乡镇名称", "镇（乡、街道）", "乡镇（办）", "涉及乡镇",
    ),
    "village": (
        "村", "行政村", "村（社区）", "村（居）", "村名", "所在村", "村（居）委会", "村级单位", "行政村（社区）", "村（社区）名称",
        "行政村名称", "村居", "项目所在村", "实施村", "涉及村",
    ),
    "place": ("乡镇、村", "镇村", "镇、村", "所在镇村", "涉及镇村", "乡镇村"),
    "remark": ("备注", "说明"),
}  # fmt: skip

_RECORDS: dict[str, tuple[type[Record], ...]] = {
    "roster": (Place,),
    "units": (Unit,),
    "indicators": (),
    "projects": (Project, ProjectStatus),
    "funds": (Fund, Payment),
    "inspections": (Visit, Problem),
    "rectification": (Problem,),
    "requests": (Problem,),
    "directives": (Directive,),
}
# Layouts whose columns are called by their own words alone: what a caller asks for is no finding, though kept as one, and
# what a meeting decided is neither.
_OWN_WORDS = frozenset({"requests", "directives"})

# Columns that are no field of a record by themselves, or whose meaning changes with the layout.
_EXTRA: dict[str, dict[str, tuple[str, ...]]] = {
    "roster": {
        "place.code": ("代码", "编码", "12位代码", "行政区划代码（12位）"),
        "place.households": ("户数",),
        "place.population": ("人数", "户籍人数"),
        "town.code": ("乡镇代码", "镇代码"),
        "aliases": ("别名", "曾用名", "简称"),
        "seq": ("编号",),
    },
    "units": {"unit.kind": ("类别", "类型"), "unit.place": ("对应乡镇", "乡镇", "所属乡镇")},
    "indicators": {
        "unit": ("单位", "责任单位", "承办单位", "受理单位", "部门", "单位名称", "推送部门", "承办部门", "报送单位", "责任部门"),
        "seq": ("编号",),
    },
    "projects": {
        "seq": ("编号",),
        "place": ("实施地点", "建设地点", "项目地点", "项目所在地", "地点"),
        "village": ("项目所在村", "实施村"),
        "town": ("单位",),
        "allocation.central": ("资金来源‖中央", "中央资金", "中央衔接资金", "其中：中央", "中央", "资金来源‖中央资金", "资金来源‖中央衔接"),
        "allocation.province": ("资金来源‖省级", "省级资金", "资金来源‖省", "省级", "省级衔接资金", "其中：省级"),
        "allocation.city": ("资金来源‖市级", "市级资金", "资金来源‖市", "市级", "其中：市级"),
        "allocation.county": ("资金来源‖县级", "县级资金", "区级资金", "资金来源‖县", "县级", "其中：县级"),
        "allocation.other": ("资金来源‖其他", "自筹", "整合资金", "东西部协作资金", "其他资金", "资金来源‖自筹", "资金来源‖整合"),
        "project.fund_received": ("已下达资金", "下达金额", "到位金额"),
        "project_status.progress": ("完成进度", "进度（%）", "完成百分比"),
        "project_status.paid": ("累计支出",),
        "check.paid_rate": ("支付率", "支出率", "资金支付进度", "报账率", "资金支出率"),
        "check.period": ("建设期限", "建设年限", "建设工期"),
        "check.total": ("资金来源‖合计", "资金来源‖小计"),
    },
    "funds": {
        "seq": ("编号",),
        "payment.project": ("项目编号", "项目编码", "项目库编号"),
        "project.name": ("项目名称", "项目"),
        "allocation.amount": ("分配金额", "分配到项目", "安排到项目金额"),
        "fund.received": ("到位资金",),
        "fund.level": ("资金来源",),
        "check.paid": ("累计支付", "累计支出"),
        "check.balance": ("结余", "结余资金"),
        "check.paid_rate": ("支付率", "支出率", "资金支付进度"),
    },
    "inspections": {
        "group": ("村民小组", "自然村", "湾组", "塆组", "组", "点位", "组/点位"),
        "status": ("整改情况", "整改结果", "整改状态", "是否整改"),
        "done": ("完成时间", "整改完成时间", "完成日期"),
        "rechecked": ("复查时间", "复查日期"),
        "recheck": ("复查结果", "复查情况", "复查结论"),
        "check.photo": ("问题照片", "整改前照片", "整改前", "整改后照片", "整改后", "照片"),
        "check.rank": ("名次", "排名"),
        "visit.visit": ("督查编号",),
    },
    "rectification": {
        "status": ("完成情况", "整改状态", "是否完成", "整改完成情况", "状态"),
        "closed_word": ("是否销号", "销号情况", "验收意见"),
        "progress": ("整改进展", "整改情况", "整改成效", "进展情况"),
        "assigned": ("交办时间", "交办日期"),
        "done": ("完成时间", "办结时间", "整改完成时间", "完成日期"),
        "rechecked": ("复查时间", "复查日期"),
        "closed": ("销号时间", "销号日期"),
        "extended_to": ("延期后期限", "延期至", "延长后期限"),
        "extension": ("延期说明", "延期理由"),
        "check.coop": ("配合单位",),
    },
    "requests": {
        "problem.problem": ("工单编号", "工单号", "受理编号", "案件编号", "信访编号", "诉求编号"),
        "problem.source": ("来源渠道", "诉求渠道", "受理渠道", "诉求来源", "渠道"),
        "problem.batch": ("批次",),
        "problem.found_on": ("受理时间", "受理日期", "来电时间", "登记时间", "登记日期"),
        "problem.category": ("诉求类别", "诉求类型", "事项类别", "诉求分类"),
        "problem.text": ("诉求内容", "诉求摘要", "诉求事项", "反映内容", "反映问题", "诉求"),
        "problem.lead_unit": ("牵头单位", "主办单位"),
        "problem.duty_unit": ("承办单位", "承办部门", "办理单位", "责任单位"),
        "problem.leader": ("包案领导", "牵头领导"),
        "problem.person": ("责任人", "经办人", "承办人"),
        "problem.deadline_written": ("办理时限", "办结时限", "办理期限", "应办结时间"),
        "assigned": ("派单时间", "派单日期", "转办时间", "交办时间"),
        "done": ("办结时间", "办结日期", "反馈时间", "答复时间"),
        "rechecked": ("回访时间", "回访日期"),
        "recheck": ("回访结果", "回访情况", "满意度", "满意情况", "是否满意"),
        "closed": ("结案时间", "结案日期", "销号时间"),
        "closed_word": ("是否结案", "是否销号"),
        "status": ("办理状态", "工单状态", "办理进度", "是否办结"),
        "progress": ("办理结果", "办理情况", "处理结果", "答复内容"),
        "check.signed": ("签收时间", "签收日期"),
        "check.in_time": ("是否按时", "是否按期", "是否按时办结"),
        "check.again": ("是否重复", "是否重复诉求"),
        "check.poor": ("是否涉贫",),
    },
    "directives": {
        "directive.directive": ("事项编号", "编号", "交办编号"),
        "directive.decided_at": ("事项来源", "来源", "会议名称", "哪次会议"),
        "directive.given_on": ("交办日期", "交办时间", "会议日期", "会议时间"),
        "directive.text": ("调度事项", "交办事项", "议定事项", "督办事项", "事项内容", "事项"),
        "directive.leader": ("牵头县领导", "牵头领导", "责任领导", "包抓领导"),
        "directive.lead_unit": ("牵头单位", "责任单位", "承办单位", "主办单位"),
        "directive.post": ("责任岗位", "岗位"),
        "directive.person": ("责任人", "责任人（岗位、姓名）", "具体责任人"),
        "directive.deadline": ("办理时限", "办结时限", "完成时限", "时限"),
        "directive.standard": ("完成标准", "具体要求", "办理要求", "工作要求"),
        "status": ("状态", "办理状态", "办结情况", "是否办结", "完成情况"),
        "done": ("办结日期", "办结时间", "完成时间"),
        "progress": ("进展", "办理进展", "进展情况", "办理情况", "落实情况"),
        "check.coop": ("配合单位",),
        "check.evidence": ("佐证", "佐证资料"),
        "check.times": ("督办次数",),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """Header key → field of one layout. `heads` and `leaves` are the levels of two-row headers, to find header rows.

    unread  headers somebody said are nothing of ours
    """

    layout: str
    words: Mapping[str, str]
    heads: frozenset[str]
    leaves: frozenset[str]
    unread: frozenset[str] = frozenset()


def layout_vocabularies(catalogue: Catalogue, header_words: pd.DataFrame, day: date) -> dict[str, Vocabulary]:
    """One vocabulary per layout.

    header_words  written, part: a numerator or denominator name, "rate:CODE", "RECORD.field" of a ledger, "name:FIELD"
                  of a column that names the rows, or "-" for a column that is not read
    day           which versions of the indicators hold
    """
    said = zip(header_words["written"], header_words["part"], strict=True)
    confirmed = [(written, part) for written, part in said if part]  # a blank one is withdrawn
    found = {}
    for layout, records in _RECORDS.items():
        words: dict[str, str] = {}
        if layout == "indicators":
            _add_indicators(words, catalogue, confirmed, day)
        _add(words, _EXTRA.get(layout, {}))
        for record in records:
            if layout not in _OWN_WORDS:
                _add_record(words, record)
            _add(words, _by_field(confirmed, f"{record.NAME}."))
        _add(words, COMMON)
        _add(
            words, {field.removeprefix(_NAMES): said for field, said in _by_field(confirmed, _NAMES).items()}
        )
        unread = frozenset(joined_key(written) for written, part in confirmed if part == "-")
        found[layout] = _vocabulary(layout, words, unread)
    return found


def _by_field(confirmed: Iterable[tuple[str, str]], prefix: str) -> dict[str, tuple[str, ...]]:
    """Field → every word confirmed for it, of the fields with this beginning."""
    found: dict[str, tuple[str, ...]] = {}
    for written, part in confirmed:
        if part.startswith(prefix):
            found[part] = (*found.get(part, ()), written)
    return found


def joined_key(written: str) -> str:
    """A synonym as it is compared: every level on its own."""
    return JOIN.join(header_key(level) for level in written.split(JOIN))


def _vocabulary(layout: str, words: dict[str, str], unread: frozenset[str]) -> Vocabulary:
    levels = [key.split(JOIN) for key in words if JOIN in key]
    heads = frozenset(part for parts in levels for part in parts[:-1])
    return Vocabulary(layout, words, heads, frozenset(parts[-1] for parts in levels), unread)


def _add(words: dict[str, str], more: Mapping[str, Iterable[str]]) -> None:
    """First come, first kept: what a layout says itself goes before what is common."""
    for field, synonyms in more.items():
        for written in synonyms:
            words.setdefault(joined_key(written), field)


def _add_record(words: dict[str, str], record: type[Record]) -> None:
    for name, meaning in meanings(record).items():
        if meaning.refers == "place":
            continue  # places are named by 乡镇, 村 and 地点 columns, whatever record they belong to
        _add(words, {f"{record.NAME}.{name}": (meaning.title, *meaning.synonyms)})


def _add_indicators(
    words: dict[str, str], catalogue: Catalogue, confirmed: list[tuple[str, str]], day: date
) -> None:
    for version in catalogue.valid_on(day):
        if version.report_level == "derived":
            continue
        for part in (version.numerator_name, version.denominator_name):
            if part and not (part == version.denominator_name and version.denominator_fixed is not None):
                _add(words, {f"part:{part}": (part,)})
    for version in catalogue.valid_on(day):
        if version.report_level != "derived" and version.unit == "%":
            _add(words, {f"rate:{version.code}": (version.name,)})
        elif version.report_level != "derived" and not version.denominator_name:
            _add(words, {f"part:{version.numerator_name}": (version.name,)})
    for written, part in confirmed:
        if "." not in part and part != "-" and not part.startswith(_NAMES):
            _add(words, {part if part.startswith("rate:") else f"part:{part}": (written,)})
