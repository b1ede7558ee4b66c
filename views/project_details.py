"""One project's money, papers, problems and contradictions: what stands beside its course."""

from math import isnan

from charts.tokens import Theme
from domain.wording.numbers import percent, points, wan
from domain.wording.project_stages import UNKNOWN
from services.projects.open_project import OpenedProject
from views.chips import chip
from views.empty import nothing_yet
from views.links import page_link
from views.markup import Html, join, show, tag, two_lines
from views.project import newest_row
from views.provenance import Trace, number_link
from views.tables import Column, missing_text, show_table

MOST_PAYMENTS = 4


def show_money(found: OpenedProject, theme: Theme) -> None:
    """By source level, then the five kinds of amount; what no ledger says is said to be unsaid."""
    row, money = found.row, found.money
    if row["reserve"]:
        nothing_yet("储备项目还没有资金安排。", "列入年度实施计划后，资金台账会带上它。")
        return
    registered, newest = Trace("project", (found.project,)), newest_row(found)
    amounts: list[tuple[str, float, str, Trace | None]] = [
        ("安排", row["plan"], "各级来源合计", None),
        ("到位", row["received"], "项目台账", registered),
        ("拨付", money.transferred, "项目台账", newest),
        ("支付", row["paid"], money.source.partition("（")[0], None),
        ("报账", money.reimbursed, "项目台账", newest),
    ]
    cells = [_kind(*one) for one in amounts]
    show(tag("div", *cells, css="kb-eq"), _rate(found, theme))
    columns = [
        Column("资金级次", "word", kind="strong"),
        Column("安排万元", write=lambda one: _amount(one.plan, found, one.level), kind="number"),
        Column("支付万元", write=lambda one: _amount(one.paid), kind="number"),
        Column(
            "支付率",
            write=lambda one: percent(one.paid / one.plan) if one.plan == one.plan and one.plan else "—",
            kind="number",
        ),
    ]
    if len(money.levels):
        show_table(money.levels, columns, compact=True, download="项目_资金级次")
    _payments(found)


def _kind(name: str, worth: float, where: str, trace: Trace | None) -> Html:
    """One kind of amount with the ledger that says it; what none says is 未报."""
    if isnan(worth):
        shown: object = missing_text("", "未报")
    else:
        shown = f"{wan(worth)} 万元"
        shown = number_link(shown, trace) if trace else shown
    return tag(
        "div",
        tag("div", name, css="kb-parts"),
        tag("div", shown, css="kb-gap"),
        tag("div", UNKNOWN if isnan(worth) else where, css="kb-parts"),
    )


def _amount(worth: float, found: OpenedProject | None = None, level: str = "") -> object:
    if isnan(worth):
        return missing_text("", "未报")
    shown = wan(worth)
    return number_link(shown, Trace("allocation", (found.project, level))) if found and level else shown


def _rate(found: OpenedProject, theme: Theme) -> Html:
    row = found.row
    if isnan(row["rate"]):
        return Html("")
    held = (
        ""
        if isnan(row["due"])
        else f"应达 {percent(row['due'])}，差 {points(row['rate'] - row['due'])} 个百分点"
    )
    words = join(
        chip(row["light"], theme, rule=row["sentence"]), f" 支出率 {percent(row['rate'])}", between=""
    )
    return tag("div", words, " ", tag("span", held, css="kb-parts"), css="kb-rate")


def _payments(found: OpenedProject) -> None:
    """The newest payments, each opening its voucher."""
    rows = found.money.payments[::-1]
    if rows.empty:
        return
    told = [
        join(
            f"{one.day:%m-%d} ",
            number_link(f"{wan(one.amount)} 万元", Trace("payment", (one.payment,))),
            f"（{one.document}）" if isinstance(one.document, str) else "",
        )
        for one in rows.head(MOST_PAYMENTS).itertuples()
    ]
    more = f"，另有 {len(rows) - MOST_PAYMENTS} 笔" if len(rows) > MOST_PAYMENTS else ""
    show(tag("div", f"国库支付 {len(rows)} 笔：", join(*told, between="；"), more, css="kb-parts"))


def show_checks_of(found: OpenedProject) -> None:
    if found.checks.empty:
        show(tag("div", "进度、支付与资料没有发现对不上的地方。", css="kb-parts"))
        return
    columns = [
        Column("对不上的地方", "words", kind="strong"),
        Column("涉及万元", write=lambda one: "" if isnan(one.amount) else wan(one.amount), kind="number"),
        Column("天数", write=lambda one: "" if isnan(one.days) else f"{one.days:.0f}", kind="number"),
    ]
    show_table(found.checks, columns, compact=True, download="项目_对不上的地方")


def show_papers(found: OpenedProject) -> None:
    """The approvals and papers the newest ledger speaks of; silence is not 齐全."""
    if not found.papers:
        show(tag("div", "最近一期台账没有提到手续或资料；没有提到不等于齐全。", css="kb-parts"))
        return
    rows = [
        tag("tr", tag("td", kind, css="kb-grey", style="width:7em"), tag("td", tag("b", clause)))
        for kind, clause in found.papers
    ]
    show(tag("table", tag("tbody", *rows), css="kb-t kb-compact"))


def show_problems_of(found: OpenedProject) -> None:
    if found.problems.empty:
        show(tag("div", "没有点名本项目的问题，同村也没有未结的反馈问题。", css="kb-parts"))
        return
    columns = [
        Column(
            "问题",
            write=lambda one: two_lines(
                page_link(one.text or one.problem, "rectification", problem=one.problem),
                [one.problem, "点名本项目" if one.names_it else "同村未结"],
            ),
        ),
        Column(
            "状态",
            write=lambda one: f"逾期 {one.days_late} 天" if one.days_late else one.status_word,
            width="24%",
        ),
    ]
    show_table(found.problems.head(5), columns, compact=True, download="项目_关联问题", whole=found.problems)


def show_benefit(found: OpenedProject) -> None:
    told = [tag("span", tag("span", f"{title} ", css="kb-grey"), value) for title, value in found.benefit]
    lack = tag("span", "产业项目，台账没有写联农带农机制", css="kb-red") if found.lacks_link else ""
    if not told and not lack:
        lack = tag("span", "台账没有写带动情况", css="kb-none")
    show(tag("div", lack, *told, css="kb-facts"))
