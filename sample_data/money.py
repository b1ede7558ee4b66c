"""资金: which source carries which project, and every treasury payment. Money in fen.

Sources fill projects from the best paid down, industry first for central money: so county money, part of which
has not arrived, sits on the projects that are paid last.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sample_data.chance import pick, share, split
from sample_data.days import AS_OF, next_working
from sample_data.project_list import FUNDS, INDUSTRY, SECOND_BATCH
from sample_data.projects import Project, fen, projects, settled_share

LEVELS = ("central", "province", "city", "county")
LEVEL_WORDS = {"central": "中央", "province": "省级", "city": "市级", "county": "县级"}

# Projects of 柳湾乡 that nobody settles: paid in spring, then nothing until November.
STUCK_TOWN = "柳湾乡"
REFUNDED = ("梨园镇", "集镇污水管网", "2.4")


@dataclass(frozen=True, slots=True)
class Fund:
    """指标文: one allocation document."""

    level: str
    batch: str
    document: str
    issued_on: date
    issued: int
    received: int
    received_on: date
    direct: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """支付: one treasury voucher. `amount` is negative for a refund."""

    voucher: str
    day: date
    project: Project
    fund: Fund
    amount: int
    payee: str
    method: str
    note: str


@cache
def funds() -> tuple[Fund, ...]:
    """The eight allocation documents."""
    return tuple(
        Fund(
            level,
            batch,
            document,
            date.fromisoformat(issued),
            fen(amount),
            fen(received),
            date.fromisoformat(day),
            direct,
        )
        for level, batch, document, issued, amount, received, day, direct in FUNDS
    )


@cache
def carried() -> dict[str, dict[Fund, int]]:
    """Project code → document → fen. Every document is allocated in full, every project carries its whole plan.

    Projects of the second batch take documents of the second batch and choose before the others.
    """
    order = sorted(
        projects(), key=lambda p: (p.name not in SECOND_BATCH, (p.type != INDUSTRY) * 0.12 - settled_share(p))
    )
    left = {fund: fund.issued for fund in funds()}
    found: dict[str, dict[Fund, int]] = {}
    for project in order:
        rest, found[project.code] = project.plan, {}
        for fund in funds():
            late = project.name in SECOND_BATCH and fund.batch == "第一批"
            part = 0 if late else min(rest, left[fund])
            if part:
                found[project.code][fund] = part
                left[fund] -= part
                rest -= part
    return found


def allocations(project: Project) -> dict[str, int]:
    """资金来源 of one project: level → fen, in order of levels."""
    found: dict[str, int] = {}
    for fund, amount in carried()[project.code].items():
        found[fund.level] = found.get(fund.level, 0) + amount
    return found


def pay_days(project: Project, count: int) -> list[date]:
    """Days of payment: from two weeks after the start to two months after the end, working days."""
    first = project.act_start + timedelta(days=5)
    last = min(AS_OF - timedelta(days=1), (project.act_end or AS_OF) + timedelta(days=60))
    stuck = project.town.name == STUCK_TOWN and project.problem
    if stuck:
        last = max(first + timedelta(days=20), date(2026, 6, 24))
    step = (last - first).days / count
    days = [
        first + timedelta(days=int(step * (turn + share("day", project.code, turn)))) for turn in range(count)
    ]
    if stuck:
        days[-1] = date(2026, 11, 12)
    return [min(next_working(day), AS_OF - timedelta(days=1)) for day in days]


def pay_amounts(project: Project, count: int) -> list[int]:
    """Parts of what is paid, in whole yuan; the first is the largest."""
    weights = [2.0, *(0.6 + share("part", project.code, turn) for turn in range(count - 1))]
    return [part * 100 for part in split(project.paid // 100, weights)]


def draws(project: Project, amounts: list[int]) -> list[list[tuple[Fund, int]]]:
    """Each payment with the documents it draws on, in the order the documents carry the project."""
    left = dict(carried()[project.code])
    drawn = []
    for amount in amounts:
        parts, rest = [], amount
        for fund in left:
            part = min(rest, left[fund])
            if part:
                parts.append((fund, part))
                left[fund] -= part
                rest -= part
        drawn.append(parts)
    return drawn


def payee_of(project: Project) -> str:
    return f"{project.town.name}{pick(('建设工程', '农业开发', '市政工程', '水利工程'), 'payee', project.code)}有限公司"


def payments_of(project: Project) -> list[tuple[date, Fund, int, str]]:
    """Day, document, amount and remark of every payment of one project; none before its money arrived."""
    count = 3 + min(3, project.paid // fen("35"))
    days, parts = pay_days(project, count), draws(project, pay_amounts(project, count))
    made = []
    for day, pairs in zip(days, parts, strict=True):
        for fund, amount in pairs:
            made.append((max(day, next_working(fund.received_on + timedelta(days=3))), fund, amount, ""))
    if (project.town.name, project.name) == REFUNDED[:2]:
        fund, amount = made[0][1], fen(REFUNDED[2])
        made.append((date(2026, 8, 6), fund, amount, "账户有误"))
        made.append((date(2026, 8, 11), fund, -amount, "退款"))
    return made


@cache
def payments() -> tuple[Payment, ...]:
    """Every payment to 2026-11-18, numbered by day."""
    made = [
        (day, project, fund, amount, note)
        for project in projects()
        for day, fund, amount, note in payments_of(project)
    ]
    made.sort(key=lambda row: (row[0], row[1].code, row[3] < 0))
    return tuple(
        Payment(
            voucher=f"{day:%Y%m}{number:05d}",
            day=day,
            project=project,
            fund=fund,
            amount=amount,
            payee=payee_of(project),
            method="授权支付" if share("method", project.code) < 0.3 else "直接支付",
            note=note,
        )
        for number, (day, project, fund, amount, note) in enumerate(made, start=1)
    )


def paid_by(project: Project, day: date) -> int:
    """累计支付: what the treasury had paid of a project by the end of a day."""
    return sum(payment.amount for payment in payments() if payment.project is project and payment.day <= day)


def invested_by(project: Project, day: date, progress: int) -> int:
    """累计完成投资: follows progress, never less than what is paid, never more than the plan; whole hundreds of yuan."""
    worth = round(project.plan * progress / 100 * (0.97 + 0.03 * share("worth", project.code)), -4)
    return min(project.plan, max(worth, paid_by(project, day)))
