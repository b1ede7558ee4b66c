"""更正一格: which fields of a ledger row may be corrected one by one, and why the others may not."""

from collections.abc import Mapping

from domain.records import (
    Allocation,
    Directive,
    Event,
    Fund,
    Payment,
    Photo,
    Problem,
    Project,
    ProjectStatus,
    Record,
    Visit,
    key_fields,
    may_be_missing,
    meanings,
)

CORRECTING = "更正"  # how the reason of every correction begins, for the history to tell it from a step
STEPWISE = (
    "状态、销号、交办和期限按办理步骤走，每一步有日期和经办人，不是一格一格改的：请在这个问题下面办下一步。"
)
WHOSE_ROW = "编号等认行用的栏不改，改了就成了另一行：请撤回那次变更，在原来那份表里改好，再在“数据上报”放入。"
OF_TITLE = "年度和是否储备由台账的标题定：请在原来那份台账里改好，在“数据上报”放入。"
OF_LEDGER = "问题归哪本台账由来源定：请撤回那次变更，放进该去的台账。"
OF_LIST = "督查编号、清单扣分项和原问题编号由登记时的选择定：请撤回那次变更，重新登记。"
WITHOUT_VOUCHER = "这笔支付没有凭证号，靠项目、文号和日期认：请撤回那次变更，在原来那份台账里改好，再放入。"
SCORE_OF_LIST = "这次督查的得分由清单扣分算出，从不另填：请更正扣分的那个问题。"

CORRECTABLE: Mapping[type[Record], tuple[str, ...]] = {
    Project: (
        "name", "type", "nature", "place", "content", "invest_total", "fund_received", "impl_unit", "lead_unit", "leader",
        "person", "plan_start", "plan_end", "benefit_hh", "benefit_pp", "link_mode",
    ),
    ProjectStatus: (
        "stage", "progress", "act_start", "act_end", "accept_date", "invested", "paid", "reimbursed", "transferred", "problem",
        "next_step",
    ),
    Allocation: ("amount",),
    Fund: ("level", "batch", "issued_on", "issued", "received", "received_on", "direct"),
    Payment: ("amount", "day", "project", "document", "payee", "method"),
    Problem: (
        "text", "found_on", "place", "spot", "category", "severity", "batch", "leader", "lead_unit", "duty_unit", "person",
        "goal", "measure", "evidence", "exposed", "deduction",
    ),
    Visit: ("place", "day", "team", "method", "score"),
}  # fmt: skip
_REASONS: Mapping[tuple[type[Record], str], str] = {
    (Project, "year"): OF_TITLE,
    (Project, "reserve"): OF_TITLE,
    (Problem, "source"): OF_LEDGER,
    **{(Problem, name): OF_LIST for name in ("visit", "check_item", "rebound_of")},
    **{(Problem, name): STEPWISE for name in ("deadline", "deadline_written", "long_term", "next_review")},
    (Visit, "by_list"): OF_LIST,
}
_WHOLE: Mapping[type[Record], str] = {
    Event: "经过是一步一步办出来的，状态不是一格：办错了一步，请在这个问题下面办下一步，或撤回那次变更。",
    Directive: "调度事项由会议登记，改期、办结按办理步骤走：请在“问题整改”的调度事项里办，或撤回那次变更。",
    Photo: "照片不改：登记错了的请撤回那次变更，依法要去掉的用涂除。",
}
# What no row of these ledgers can be without, and why.
_NEEDED: Mapping[tuple[type[Record], str], str] = {
    (Project, "name"): "项目靠名称认得出来",
    (Fund, "level"): "资金按级次分开算",
    (Payment, "day"): "支付算在哪一天靠它",
    (Payment, "amount"): "没有金额不成一笔支付",
    (Problem, "found_on"): "期限和天数从这天算起",
    (Problem, "text"): "没有描述就不知道是什么问题",
    (Visit, "place"): "督查和得分记在村上",
    (Visit, "day"): "督查算在哪一天靠它",
}
ELSEWHERE = "这一格不能在这里更正。请在原来那份表里改好，在“数据上报”放入。"


def correctable_fields(record: type[Record], row: Mapping[str, object]) -> tuple[str, ...]:
    """Fields of this row that may be corrected, those of its ledger first; row holds the fields as they stand."""
    return tuple(name for name in CORRECTABLE.get(record, ()) if not why_not(record, name, row))


def why_not(record: type[Record], field: str, row: Mapping[str, object]) -> str:
    """Why this field of this row is not corrected one by one; "" where it may be."""
    if record is Payment and field in ("day", "project", "document") and "|" in str(row.get("payment")):
        return WITHOUT_VOUCHER  # its key is made of them: a ledger set right would bring it a second time
    if record is Visit and field == "score" and row.get("by_list") is True:
        return SCORE_OF_LIST
    if field in CORRECTABLE.get(record, ()):
        return ""
    if field in key_fields(record):
        return WHOSE_ROW
    return _REASONS.get((record, field)) or _WHOLE.get(record, ELSEWHERE)


def why_never_empty(record: type[Record], field: str) -> str:
    """Why no row stands without this field; "" where it may be empty."""
    title = meanings(record)[field].title
    if field in key_fields(record):
        return f"“{title}”是认行用的栏，空了就不知道说的是哪一行，不能清空。整行登记错了，请撤回那次变更。"
    if may_be_missing(record, field) and (record, field) not in _NEEDED:
        return ""
    why = _NEEDED.get((record, field), "少了它不成一行")
    return f"“{title}”每一行都要有：{why}，不能清空。请写上对的；整行登记错了，请撤回那次变更。"


def left_to_others(record: type[Record], row: Mapping[str, object]) -> str:
    """What the panel says of the fields that are not offered; "" for what is no ledger."""
    if record in _WHOLE:
        return _WHOLE[record]
    if record is Problem:
        return STEPWISE
    if record is Payment and "|" in str(row.get("payment")):
        return WITHOUT_VOUCHER
    if record is Visit and row.get("by_list") is True:
        return SCORE_OF_LIST
    return WHOSE_ROW if record in CORRECTABLE else ""
