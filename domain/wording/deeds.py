"""What somebody did, in words: the deeds of 留痕 and the kinds of change, sorted as the page 审计 asks for them."""

LOCK, UNLOCK, REVIEW = "lock", "unlock", "审核"
# Group → kind → words. A kind stands in one group only; the order is that of the page's choice.
DEEDS: dict[str, dict[str, str]] = {
    "登录": {
        "signed_in": "登录",
        "sign_in_failed": "登录失败",
        "signed_out": "退出",
        "password_changed": "改了自己的密码",
    },
    "查看": {"seen": "看了"},
    "导出": {"exported": "下载"},
    "改动": {
        "import": "导入",
        "edit": "更正",
        "configuration": "改设置",
        "withdrawal": "撤回",
    },
    "审核": {},  # the steps of a submission have words of their own
    "涂除": {"erasure": "涂除"},
    "锁定": {LOCK: "锁定", UNLOCK: "解锁"},
    "账号": {
        "account_added": "建账号",
        "account_changed": "改角色或范围",
        "account_reset": "重设密码",
        "account_disabled": "停用账号",
        "account_enabled": "重新启用账号",
    },
    "核验": {"checked": "核验指纹链"},
}
OTHER = "其他"
FAILED = "sign_in_failed"


def deed_words(kind: str) -> str:
    """「登录失败」; a kind of a later release is 其他."""
    return next((kinds[kind] for kinds in DEEDS.values() if kind in kinds), OTHER)


def group_of(kind: str) -> str:
    """The group a kind is asked for by."""
    return next((group for group, kinds in DEEDS.items() if kind in kinds), OTHER)


def about_words(kind: str, about: str) -> str:
    """What the deed was about: an address is said to be one; an account is told by its login."""
    if kind in ("signed_in", "sign_in_failed"):
        return f"来自 {about}" if about else ""
    return about
