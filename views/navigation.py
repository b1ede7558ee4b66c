"""Which pages there are and who may open them: one table for the menu, the guard and the tests."""

from dataclasses import dataclass

from domain.permissions import Role

EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.CLERK, Role.REVIEWER, Role.ADMIN})
KEEPERS = frozenset({Role.REVIEWER, Role.ADMIN})
ADMINISTRATORS = frozenset({Role.ADMIN})
INSPECTORS = frozenset({Role.INSPECTOR, Role.REVIEWER, Role.ADMIN})
LOOKUP = "查询"
DISPATCH = "调度"
DATA = "数据"
ADMINISTRATION = "管理"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its code is the name of its file in pages/ and its address.

    section  "" stands flat at the start of the menu, any other opens as a list
    listed   False for a page that is reached from a row or a number, never from the menu
    """

    code: str
    title: str
    section: str
    roles: frozenset[Role] = EVERYBODY
    listed: bool = True


# The order is the order of the menu: what leaders watch every week lies open, the rest one click away.
PAGES: tuple[Entry, ...] = (
    Entry("overview", "总览", ""),
    Entry("rectification", "问题整改", ""),
    Entry("projects", "项目完成", ""),
    Entry("funds", "资金支出", ""),
    Entry("sanitation", "人居环境", ""),
    Entry("ranking", "村级排名", ""),
    Entry("daily", "日督查", LOOKUP),
    Entry("exposure", "曝光台", LOOKUP),
    Entry("spot_checks", "抽查登记", LOOKUP),
    Entry("village", "村情画像", LOOKUP),
    Entry("indicator", "指标", LOOKUP),
    Entry("project", "项目", "", listed=False),
    Entry("meeting", "会议模式", DISPATCH),
    Entry("upload", "数据上报", DATA, OFFICE),
    Entry("drafts", "照片整理", DATA, INSPECTORS),
    Entry("review", "报送审核", DATA, OFFICE),
    Entry("completeness", "报送情况", DATA),
    Entry("changes", "变更记录", DATA),
    Entry("catalogue", "指标口径", DATA),
    Entry("help", "帮助", DATA),
    Entry("accounts", "账号", ADMINISTRATION, ADMINISTRATORS),
    Entry("register", "单位与名册", ADMINISTRATION, ADMINISTRATORS),
    Entry("settings", "目录", ADMINISTRATION, ADMINISTRATORS),
    Entry("audit", "审计", ADMINISTRATION, KEEPERS),
    Entry("erasure", "涂除", ADMINISTRATION, ADMINISTRATORS),
)


def entry(code: str) -> Entry:
    """The page with this code; KeyError for one that is not in the table."""
    return {page.code: page for page in PAGES}[code]


def may_open(role: Role, code: str) -> bool:
    return role in entry(code).roles


def menu(role: Role) -> dict[str, list[Entry]]:
    """Section → pages this role may open, unlisted ones too, in menu order; sections without any are left out."""
    found: dict[str, list[Entry]] = {}
    for page in PAGES:
        if role in page.roles:
            found.setdefault(page.section, []).append(page)
    return found
