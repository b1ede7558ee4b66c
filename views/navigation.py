"""Which pages there are and who may open them: one table for the menu, the guard and the tests."""

from dataclasses import dataclass

from domain.permissions import Role

EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.CLERK, Role.REVIEWER, Role.ADMIN})
KEEPERS = frozenset({Role.REVIEWER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its code is the name of its file in pages/ and its address."""

    code: str
    title: str
    section: str
    roles: frozenset[Role] = EVERYBODY


# The order is the order of the menu; section "" stands flat at its start.
PAGES: tuple[Entry, ...] = (
    Entry("overview", "总览", ""),
    Entry("daily", "日督查", "督查整改"),
    Entry("rectification", "问题整改", "督查整改"),
    Entry("projects", "项目完成", "项目资金"),
    Entry("funds", "资金支出", "项目资金"),
    Entry("sanitation", "人居环境", "人居环境"),
    Entry("ranking", "排名", "村级排名"),
    Entry("village", "村情画像", "村级排名"),
    Entry("readiness", "迎检", "村级排名"),
    Entry("weekly", "周通报", "调度"),
    Entry("dispatch", "旬调度", "调度"),
    Entry("alerts", "预警", "调度"),
    Entry("meeting", "会议模式", "调度"),
    Entry("upload", "上报", "数据", OFFICE),
    Entry("changes", "变更", "数据"),
    Entry("catalogue", "口径", "数据"),
    Entry("help", "帮助", "数据"),
    Entry("admin", "管理", "数据", frozenset({Role.ADMIN})),
)


def entry(code: str) -> Entry:
    """The page with this code; KeyError for one that is not in the table."""
    return {page.code: page for page in PAGES}[code]


def may_open(role: Role, code: str) -> bool:
    return role in entry(code).roles


def menu(role: Role) -> dict[str, list[Entry]]:
    """Section → pages this role may open, in menu order; sections without any are left out."""
    found: dict[str, list[Entry]] = {}
    for page in PAGES:
        if role in page.roles:
            found.setdefault(page.section, []).append(page)
    return found
