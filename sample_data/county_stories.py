"""Stories told by the county's ledgers: projects, money, inspections, feedback."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from sample_data.days import AS_OF, YEAR
from sample_data.feedback import feedback, first_two_batches
from sample_data.inspections import problems, rebounds
from sample_data.money import LEVEL_WORDS, LEVELS, STUCK_TOWN, allocations, funds, paid_by, payments
from sample_data.projects import Project, projects, reserve
from sample_data.story import Story, in_wan, parts, percent
from sample_data.visits import stops


def paid(chosen: Iterable[Project]) -> str:
    """支付/计划 in 万元 and the rate."""
    listed = list(chosen)
    done, plan = sum(paid_by(p, AS_OF) for p in listed), sum(p.plan for p in listed)
    return f"{in_wan(done)}/{in_wan(plan)} 万元={percent(done, plan)}"


def money_behind() -> Story:
    mine = [p for p in projects() if p.town.name == STUCK_TOWN]
    done = [p for p in projects() if p.act_end]
    return Story(
        "柳湾乡项目都完工了，钱没付出去",
        "All projects of 柳湾乡 are done, its money is not paid: the two largest wait for settlement",
        "项目完成、资金支出、会议模式",
        (
            f"柳湾乡完工 {parts(len(mine), len(mine))}，支出 {paid(mine)}",
            f"全县完工 {parts(len(done), len(projects()))}，支出 {paid(projects())}",
            f"冷链集配中心 {paid(p for p in mine if '冷链' in p.name)}，污水管网二期 {paid(p for p in mine if '二期' in p.name)}",
        ),
    )


def came_back() -> Story:
    found = rebounds()
    closed = sum(problem.closed_on is not None for problem in problems())
    spot = sum(new.village.name == "水口村" for _, new in found)
    named = sum(bool(new.rebound_of) and new.named for _, new in found)
    return Story(
        "销号后 30 天内同村同类同点位反弹",
        "Rebounds within 30 days of closing; the ledger itself names only some of them",
        "督查整改、村情画像",
        (f"反弹 {parts(len(found), closed)}", f"其中水口村 {spot} 处", f"台账自己写明原编号的 {named} 处"),
    )


def coverage() -> Story:
    recent = {stop.village.key for stop in stops() if stop.day > AS_OF - timedelta(days=30)}
    due = [p for p in problems() if p.deadline < AS_OF or (p.deadline == AS_OF and p.closed_on)]
    return Story(
        "9 个村 30 天没人去查",
        "Nine villages nobody inspected for thirty days: not inspected is not without problems",
        "督查覆盖率",
        (
            f"30天覆盖 {parts(len(recent), 120)}",
            f"全年督查 {len(stops()):,} 村次、问题 {len(problems()):,} 个",
            f"按期整改 {parts(sum(p.on_time for p in due), len(due))}",
        ),
    )


def twenty_five() -> Story:
    first, every = first_two_batches(), feedback()
    closed = sum(one.ending == "closed" for one in every)
    late = [
        (AS_OF - one.deadline).days
        for one in every
        if one.ending not in ("closed", "staged") and one.deadline
    ]
    days = "、".join(str(day) for day in sorted(late, reverse=True) if day > 0)
    return Story(
        "两批反馈 25 个：销号 20、阶段性 5",
        "Two letters, 25 problems: 20 closed, 5 held to for good; both rates are right",
        "问题整改",
        (
            f"前两批销号 {parts(sum(one.ending == 'closed' for one in first), len(first))}，含阶段性 {parts(len(first), len(first))}",
            f"全部销号 {parts(closed, len(every))}，逾期 {sum(day > 0 for day in late)} 个（{days} 天）",
        ),
    )


def reserve_ratio() -> Story:
    plan = sum(p.plan for p in projects())
    lines = []
    for day in (date(YEAR, 9, 30), date(YEAR, 10, 31), AS_OF):
        budget = sum(one.budget for one in reserve() if one.listed_from <= day)
        lines.append(
            f"{day.month}月{day.day}日 {in_wan(budget)}/{in_wan(plan)}={Decimal(budget) / plan:.3f} 倍"
        )
    return Story(
        "次年储备 9月还不到本年计划",
        "Next year's reserve passes this year's plan only in October",
        "项目完成",
        tuple(lines),
    )


def sources() -> Story:
    lines = []
    for level in LEVELS:
        plan = sum(allocations(p).get(level, 0) for p in projects())
        done = sum(p.amount for p in payments() if p.fund.level == level)
        came = sum(fund.received for fund in funds() if fund.level == level)
        lines.append(
            f"{LEVEL_WORDS[level]} 支付 {in_wan(done)}/{in_wan(plan)}={percent(done, plan)}，到位 {in_wan(came)}"
        )
    return Story(
        "越往下级，钱付得越慢", "The lower the source, the slower the payment", "资金支出按来源", tuple(lines)
    )


def late_projects() -> Story:
    late = [p for p in projects() if p.act_end is None and p.plan_end < AS_OF]
    names = "、".join(p.name for p in late)
    return Story(
        "4 个项目过了计划完工日",
        "Four projects past their planned end",
        "项目完成、预警",
        (f"{len(late)} 个：{names}",),
    )
