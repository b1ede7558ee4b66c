"""需要领导定什么: what is asked of the leader, by what a matter is stuck on. The first words that fit decide."""

from collections.abc import Sequence

# Words of 存在问题 → what has to be decided. A ledger's own words come in many forms; the cause decides the ask.
_STUCK: Sequence[tuple[tuple[str, ...], str]] = (
    (("用地", "土地", "林地", "征地", "占地"), "批地，还是调整项目"),
    (("设计变更", "变更"), "定变更审批办结日"),
    (("财评", "评审", "审计"), "能否集中评审，定出结论日"),
    (("结算", "决算", "报账"), "定结算办结日，能否集中评审"),
    (("资料", "手续", "票据", "发票"), "定补齐资料的日期和责任人"),
    (("资金未", "资金不", "未下达", "配套资金", "缺口"), "定资金来源和到位日"),
    (("招标", "招投标", "流标", "采购"), "定招标完成日，是否改用别的方式"),
    (("停工", "纠纷", "阻工", "群众", "导改"), "定牵头协调的县领导"),
    (("环评", "审批", "批复", "许可"), "定审批办结日，由谁跟办"),
    (("施工力量", "施工队", "人手"), "督促增加施工力量，定完工日"),
    (("到货", "设备", "材料", "苗木"), "定到货日和完工日"),
    (("雨", "汛", "天气", "季节"), "定新的完工日"),
    (("合同", "进度款", "质保"), "按合同核付，定支付日"),
)
_UNKNOWN_MONEY = "定支付日和责任人"
_UNKNOWN_WORK = "定新的完工日和责任人"

_BY_STATUS = {
    "waiting": "指定责任单位，定完成日",
    "fixing": "定新的完成日",
    "checking": "安排复查销号",
    "returned": "定返工措施和完成日",
}
RETURNED_OFTEN = 2


def stuck_ask(problem: str, *, is_done: bool) -> str:
    """What to decide of a project behind its money or its plan.

    problem  its 存在问题 as the ledger says it, blank without words
    is_done  completed: then it is the money that is asked for, else the work
    """
    found = next((ask for words, ask in _STUCK if any(word in problem for word in words)), "")
    return found or (_UNKNOWN_MONEY if is_done else _UNKNOWN_WORK)


def problem_ask(status: str, *, returns: int, light: str) -> str:
    """What to decide of an overdue problem: by its status, harder when it was sent back twice or is 滞后."""
    if returns >= RETURNED_OFTEN:
        return "换整改办法，定牵头县领导"
    ask = _BY_STATUS.get(status, "定完成日和责任人")
    return f"是否约谈；{ask}" if light == "bad" and status != "checking" else ask


def silent_ask(periods: int) -> str:
    """What to decide of places that do not report: a reminder first, then a person."""
    return "指定报送责任人" if periods > 1 else "催报"
