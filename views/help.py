"""Which task of the manual a page's 「帮助」 opens: one table for the footer of every page and for the tests."""

from views.links import page_link
from views.markup import Html

CODE = "help"

# Page → title of the task in docs/用户手册.md.
HELP: dict[str, str] = {
    "overview": "看总览",
    "rectification": "看问题整改",
    "daily": "看日督查",
    "drafts": "整理一堆照片和群消息",
    "exposure": "曝光一个问题",
    "spot_checks": "登记上级的抽查",
    "projects": "看项目完成",
    "funds": "看资金支出",
    "sanitation": "看人居环境",
    "ranking": "看村级排名",
    "village": "看一个村",
    "indicator": "看一项指标",
    "project": "看一个项目",
    "meeting": "用会议模式开会",
    "upload": "上报一份表",
    "review": "审核报送",
    "completeness": "看报送、催报、补报",
    "changes": "查变更、撤回",
    "catalogue": "查口径和灯规则",
    "accounts": "建账号、停用、重设密码",
    "register": "改单位、名册，并村",
    "settings": "改指标、目标、灯规则、方案",
    "audit": "查谁登录、看了、带走了什么",
    "erasure": "依法涂除文字和原件",
}


def help_link(code: str) -> Html:
    """「帮助」 to the task about this page; blank on the help page itself."""
    task = HELP.get(code, "")
    return page_link("帮助", CODE, at=task) if task else Html("")
