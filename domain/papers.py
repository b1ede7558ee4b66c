"""手续和资料: the clauses of a ledger's 存在问题 and 下步打算 that speak of an approval or a paper, by its kind."""

import re
from collections.abc import Iterable

# Kind → words by which a clause is known; the first that fits decides.
KINDS = {
    "用地": ("用地", "土地", "林地", "征地"),
    "设计变更": ("设计变更", "变更"),
    "环评": ("环评", "环境影响"),
    "财评审计": ("财评", "评审", "审计"),
    "招投标": ("招标", "招投标", "采购", "流标"),
    "合同": ("合同", "协议"),
    "验收": ("验收",),
    "结算报账": ("结算", "决算", "报账", "票据", "发票"),
    "确权移交": ("确权", "移交"),
    "审批": ("审批", "批复", "许可", "手续", "立项", "备案"),
    "资料": ("资料", "公示", "签收"),
}
_CLAUSE = re.compile(r"[，。；、;,\s]+")


def papers_in(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(kind, clause) for every clause that names a paper, in the order written, none twice."""
    found: dict[str, str] = {}
    for text in texts:
        for clause in filter(None, _CLAUSE.split(text)):
            kind = next((kind for kind, words in KINDS.items() if any(word in clause for word in words)), "")
            if kind:
                found.setdefault(clause, kind)
    return tuple((kind, clause) for clause, kind in found.items())
