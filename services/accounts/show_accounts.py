"""The headline of the page 账号: how many there are, of which roles, and how many are closed."""

from pandas import DataFrame

from domain.permissions import ROLE_WORDS


def accounts_headline(listed: DataFrame) -> str:
    """「5 个账号：领导 1、科员 2、审核 1、管理 1」; listed  LIST_COLUMNS of `list_accounts`."""
    if listed.empty:
        return "还没有账号，打开看板不用登录"
    open_ones = listed[(listed["state"] != "停用").to_numpy(dtype=bool)]
    counted = open_ones["role_word"].value_counts()
    told = "、".join(f"{word} {counted[word]}" for word in ROLE_WORDS.values() if word in counted)
    closed = len(listed) - len(open_ones)
    return f"{len(open_ones)} 个账号：{told}" + (f"；另有 {closed} 个停用" if closed else "")
