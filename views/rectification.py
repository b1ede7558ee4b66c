"""Fragments of the 问题整改 page: the equation, the ageing strip, both closing rates, who holds what, the list."""

import re
from collections.abc import Callable, Mapping, Sequence
from math import isnan

import pandas as pd
import streamlit as st

from charts.deadlines import days_words
from charts.sketches import days_to_due
from charts.tokens import Theme
from domain.measures.on_time import OnTime
from domain.wording.numbers import percent, signed
from domain.wording.tasks import tasks_words
from services.problems.list_behind import NOBODY, Behind
from services.problems.open_problem import OpenedProblem
from services.problems.show_rectification import Closing, RectificationPage
from views.chips import chip, day_over_state
from views.downloads import offer_document, offer_frame, offer_html
from views.drawn import shown
from views.heat import UnitRow, matrix_html
from views.links import link
from views.markup import Html, join, show, tag, two_lines
from views.paging import page_beside_head
from views.panel import open_panel
from views.provenance import Trace, number_link, source_html
from views.strips import Ages, Flow, ages_html, equation_html
from views.tables import Column, show_table, table_html

PARAMETER = "problem"
BEHIND = "behind"
ON_A_PAGE = 9
UNITS_ON_A_PAGE = 9
# What `Opened` is told of an age → the name of the problems behind it.
AGE_PARTS = {
    "staged": "age~staged", "undated": "age~no_deadline", "later": "age~later", "within_week": "age~within_week",
    "note": "age~late_1_3", "warn": "age~late_4_7", "bad": "age~late_over_7", "overdue": "all~late",
}  # fmt: skip

# Terms of the equation in order, with their signs.
TERMS = {
    "new": ("新增", 1), "late_entry": ("补录", 1), "reopened": ("重开", 1), "moved_in": ("转入", 1), "closed": ("销号", -1),
    "declined": ("不予受理", -1), "moved_out": ("转出", -1),
}  # fmt: skip


def behind_link(what: str, shown: object) -> Html:
    """A number that opens the problems it counts."""
    return link(shown, behind=what, title="看是哪些问题")


@shown
def show_flow(answer: RectificationPage, conditions: tuple[str, ...]) -> None:
    """期初＋新增…＝期末, terms of zero left out, and both closing rates below; conditions: what was asked for."""
    flow, details = answer.flow, answer.details
    terms = [Flow("期初未结", flow.opening, 0, details["opening"], "flow~opening")]
    terms += [
        Flow(word, getattr(flow, name), sign, details.get(name, ""), f"flow~{name}")
        for name, (word, sign) in TERMS.items()
    ]
    result = Flow("期末未结", flow.closing, 0, details["closing"], "flow~closing")
    equation = equation_html(terms, result, behind_link)
    rates = _closing(answer.closing) if answer.closing.asked else ""
    show(equation, rates, _on_time(answer.in_time) if answer.in_time.due else "")
    _offer_flow(answer, conditions)


def _offer_flow(answer: RectificationPage, conditions: tuple[str, ...]) -> None:
    """The whole equation as a sheet and as a document, terms of zero too: 期初 plus what came less what went is 期末."""
    signs = {word: "＋" if sign > 0 else "－" for word, sign in TERMS.values()}
    counts = {
        "期初未结": answer.flow.opening,
        **{word: getattr(answer.flow, name) for name, (word, _) in TERMS.items()},
        "期末未结": answer.flow.closing,
    }
    rows = [
        (answer.span.name, signs.get(word, "＝" if word == "期末未结" else ""), word, count)
        for word, count in counts.items()
    ]
    name, asked = f"问题整改_{answer.span.word}进出", f"条件：{'；'.join(conditions)}" if conditions else ""
    titles = {"span": "时段", "sign": "加减", "word": "项", "count": "个"}
    offer_frame(name, pd.DataFrame(rows, columns=list(titles)), titles, {"count": 0}, asked=asked)
    told = [(sign, word, f"{count:,}") for _, sign, word, count in rows]
    offer_document(name, _flow_sentences(answer, asked), ["加减", "项", "个"], told)


def _flow_sentences(answer: RectificationPage, asked: str) -> list[str]:
    """「11月中旬（11.11—11.20）问题整改：期初 31 ＋ 新增 12 － 销号 18 ＝ 期末 25。」, both closing rates, what was asked for."""
    closing = answer.closing
    rates = (
        f"销号率{percent(closing.rate)}（{closing.closed:,} / {closing.asked:,} 个），"
        f"含阶段性完成{percent(closing.rate_with_staged)}；台账报完成待复查 {closing.checking} 个。"
    )
    return [
        f"{answer.span.name}问题整改：{answer.flow.words}。",
        *((rates,) if closing.asked else ()),
        *((f"{asked}。",) if asked else ()),
    ]


def _moved(closing: Closing, now: float, before: float) -> Html:
    """「，较上旬 −0.6」 after the name, or why it is not compared."""
    moved = signed((now - before) * 100, 1) if before == before else ""
    told = f"较{closing.since} {moved}" if moved else closing.uncompared
    return join("，", tag("span", told, css="kb-whole")) if told else Html("")


def _closing(closing: Closing) -> Html:
    """销号率 with and without 阶段性; beside them what a ledger calls done but nobody has looked at."""
    asked = behind_link("all~asked", f"{closing.asked:,}")
    done, staged = (
        behind_link(f"all~{part}", f"{count:,}") if count else "0"
        for part, count in (("closed", closing.closed), ("staged", closing.staged))
    )
    waiting = f"{closing.checking} 个"
    moved = _moved(closing, closing.rate, closing.before)
    moved_with_staged = _moved(closing, closing.rate_with_staged, closing.before_with_staged)
    facts = [
        (join("销号率，不含阶段性", moved), percent(closing.rate), join(done, " / ", asked, " 个")),
        (
            join("含阶段性完成", moved_with_staged),
            percent(closing.rate_with_staged),
            tag("span", "（", done, " + ", staged, "）/ ", asked, " 个", css="kb-whole"),
        ),
        (
            "台账报完成待复查",
            behind_link("all~checking", waiting) if closing.checking else waiting,
            "复查通过才销号",
        ),
    ]
    told = [
        tag(
            "div",
            tag("div", name, css="kb-parts"),
            tag("span", value, css="kb-gap"),
            " ",
            tag("span", more, css="kb-parts"),
        )
        for name, value, more in facts
    ]
    return tag("div", *told, css="kb-eq", style="column-gap:16px")


def _on_time(told: OnTime) -> Html:
    """按期销号率 by the deadlines in force and, where some were extended, by the original ones beside it."""
    said = f"到期按期销号率 {percent(told.rate)}，{told.kept:,} / {told.due:,} 个"
    if told.extended:
        kept, due = told.kept_originally, told.due_originally
        said += (
            f"；按原定期限 {percent(told.original_rate)}，{kept:,} / {due:,} 个（延期 {told.extended} 个）"
        )
    return tag("div", f"{said}。", css="kb-parts")


@shown
def show_ages(ages: Mapping[str, int], theme: Theme) -> None:
    """The ageing strip; every count opens its problems."""
    told = Ages(
        staged=ages["staged"],
        undated=ages["no_deadline"],
        later=ages["later"],
        within_week=ages["within_week"],
        note=ages["late_1_3"],
        warn=ages["late_4_7"],
        bad=ages["late_over_7"],
    )
    if not told.total:
        show(tag("div", "没有未结的问题。", css="kb-parts"))
        return
    show(ages_html(told, theme, lambda part, shown: behind_link(AGE_PARTS[part], shown)))


def show_units(answer: RectificationPage) -> None:
    """Unit × status; a unit's name narrows the page to it, a number opens its problems."""
    if answer.units.empty:
        show(tag("div", "没有单位压着未结的问题。", css="kb-parts"))
        return
    _write_units(answer, page_beside_head(answer.units, UNITS_ON_A_PAGE, key="units"))


@shown
def _write_units(answer: RectificationPage, units: pd.DataFrame) -> None:
    rows = [
        UnitRow(
            name=link(row["name"], unit=row["name"], title="只看这个单位") if row["unit"] else row["name"],
            counts=tuple(int(row[status]) for status in answer.heads),
            overdue=int(row["late"]),
            closed=int(row["closed"]),
            worst=str(row["worst"]),
            key=str(row["unit"] or NOBODY),
        )
        for row in units.to_dict("records")
    ]
    matrix = matrix_html(rows, answer.heads, opened=lambda what, shown: behind_link(f"unit~{what}", shown))
    quiet = f"另有 {answer.quiet} 个单位没有未结问题。" if answer.quiet else ""
    show(matrix, tag("div", quiet, css="kb-parts") if quiet else "")
    offer_html("问题整改_各单位未结", lambda: matrix)


def show_open(rows: pd.DataFrame, theme: Theme) -> None:
    """The list of open problems with a lollipop each; a problem's text opens it."""
    if rows.empty:
        show(tag("div", "没有未结的问题。", css="kb-parts"))
        return
    _write_open(rows, page_beside_head(rows, ON_A_PAGE, key="list"), theme)


@shown
def _write_open(every: pd.DataFrame, rows: pd.DataFrame, theme: Theme) -> None:
    what = Column("问题 · 责任", write=_what)
    left = Column(
        tag("span", "逾期/剩余", style="white-space:nowrap"),
        write=lambda row: _when(row, theme),
        kind="nowrap",
    )
    columns = [
        what,
        left,
        Column(
            tag("span", "−15 天 ┊ 今日 ┊ +15 天", style="white-space:nowrap"),
            write=lambda row: Html(days_to_due(row.days_left, row.light, theme)),
            kind="centre",
        ),
        Column(
            tag("span", "期限 · 状态", style="white-space:nowrap"),
            write=lambda row: day_over_state(row.deadline, row.status_word),
            kind="nowrap",
        ),
    ]
    chosen = st.query_params.get(PARAMETER, "")
    show_table(rows, columns, subject="problem", selected=chosen, compact=True)
    apart = [what, left, Column("期限", "deadline"), Column("状态", "status_word")]
    offer_html("问题整改_未结清单", lambda: table_html(every, apart))


def _what(row: object) -> Html:
    """「柳湾乡水口村 垃圾围箱」 over 「整改-046 · 柳湾乡 乡长 陶某 · 退回 1 次 · 等村级确认」."""
    who = f"{row.unit_name} {row.person}".strip()
    back = f"退回 {row.returns} 次" if row.returns else ""
    slip = tag("span", row.slip, css="kb-whole") if row.slip else ""
    return two_lines(link(row.text, problem=row.problem), [row.problem, who, slip, back, row.note])


def _when(row: object, theme: Theme) -> object:
    if isnan(row.days_left):
        words = "不计逾期" if row.deadline == "长期坚持" else "未定期限"
        return tag("span", words, css="kb-none", style="white-space:nowrap")
    words = days_words(row.days_left)
    return chip(row.light, theme, words) if row.days_left < 0 else words


def show_behind(found: Behind) -> None:
    """The problems a number counts, each with its cells; a problem opens its 经过."""

    def panel() -> None:
        more = f"，这里列前 {len(found.rows)} 个，加条件可以看其余" if found.count > len(found.rows) else ""
        show(
            tag("div", tag("b", found.title), css="kb-sec"),
            tag("p", f"{found.count:,} 个{more}。点问题看经过。", css="kb-sub"),
            _behind_table(found.rows),
        )

    open_panel("这个数里有哪些问题", panel, closed=_behind_closed)


def _behind_closed() -> None:
    st.query_params.pop(BEHIND, None)


def _behind_table(rows: pd.DataFrame) -> Html:
    columns = [
        Column("问题 · 责任", write=_behind_what),
        Column("发现", "found_on", kind="centre"),
        Column("期限", "deadline", kind="centre"),
        Column("状态", "status_word", kind="centre"),
        Column("出处", write=_behind_source, width="26%"),
    ]
    return table_html(rows, columns, compact=True)


def _behind_source(row: object) -> Html:
    """「问题台账!I119」: a ledger row by its first cell; the problem's own panel tells them all."""
    first = row.cells.split(";")[0] if isinstance(row.cells, str) else row.cells
    return source_html(row.file, row.sheet, first)


def _behind_what(row: object) -> Html:
    return two_lines(link(row.text, problem=row.problem, behind=""), [row.problem, row.unit_name])


def show_problem(
    found: OpenedProblem, offer: Callable[[], None], *, may_act: bool, may_correct: bool
) -> None:
    """One problem beside the page: what may be done, facts, then 经过, each step with its cells."""

    def panel() -> None:
        late = f"，逾期 {found.days_late} 天" if found.days_late else ""
        known = dict(found.facts)
        due = f"限 {known['期限日']}" if "期限日" in known and not found.is_over else ""
        state = tag("span", f"{found.status_word}{late}", css="kb-red" if late else "")
        parts = [known.get("地点", ""), state, due]
        show(
            tag("div", tag("b", found.text), css="kb-sec"),
            tag("p", join(*filter(None, parts), between=" · "), css="kb-sub"),
        )
        offer()
        _show_tasks(found)
        show(
            tag("div", tag("h2", "登记"), css="kb-sec"),
            _facts(found, may_correct=may_correct),
            tag("div", tag("h2", "经过"), css="kb-sec"),
            _events(found),
        )

    open_panel(found.number, panel, closed=_closed, may_write=may_act)


def _show_tasks(found: OpenedProblem) -> None:
    """The problem above a task; under a problem its tasks, how many are over, and each with its standing."""
    if found.above:
        show(tag("p", "这是 ", link(found.above, problem=found.above), " 分解下来的任务。", css="kb-sub"))
    if found.tasks.empty:
        return
    far = tasks_words(
        found.tasks["kind_word"].tolist(), found.tasks["status_word"].tolist(), own_town=found.own_town
    )
    columns = [
        Column(
            "任务", write=lambda row: join(row.kind_word, link(row.name, problem=row.problem), between=" ")
        ),
        Column("期限", "deadline", kind="centre"),
        Column(
            "状态",
            write=lambda row: f"{row.status_word}{f'，逾期 {row.days_late} 天' if row.days_late else ''}",
        ),
    ]
    show(
        tag(
            "div",
            tag("h2", "分解任务"),
            tag("span", far, css="kb-how"),
            css="kb-sec",
        ),
        table_html(found.tasks, columns, compact=True),
    )


def _closed() -> None:
    st.query_params.pop(PARAMETER, None)


def _facts(found: OpenedProblem, *, may_correct: bool) -> Html:
    """may_correct  whether whoever looks may correct the registration: a severity that is too light then leads there"""
    leads = {"严重程度": number_link("去更正", Trace("problem", (found.number,)))}
    leads = leads if found.too_light and may_correct else {}
    rows = [
        tag(
            "tr",
            tag("td", title, css="kb-grey", style="width:7em"),
            tag("td", _with_links(value, found.others), *([" ", leads[title]] if title in leads else [])),
        )
        for title, value in found.facts
    ]
    whole = number_link("看登记的出处", Trace("problem", (found.number,)))
    return join(tag("table", tag("tbody", *rows), css="kb-t kb-compact"), tag("div", whole, css="kb-parts"))


def _with_links(text: str, numbers: Sequence[str]) -> Html:
    """The text, each of these numbers of problems opening its own."""
    longest_first = sorted(numbers, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text) if numbers else [text]
    return join(*(link(part, problem=part) if part in numbers else part for part in parts))


def _events(found: OpenedProblem) -> Html:
    heads = ("日期", "事由", "变为", "说明", "出处")
    head = tag("tr", *(tag("th", word, scope="col") for word in heads))
    body = [
        tag(
            "tr",
            tag("td", number_link(row["day"], Trace("event", row["key"]))),
            tag("td", row["kind_word"]),
            tag("td", row["status_word"]),
            tag("td", join(*(part for part in (row["actor"], row["note"]) if part), between=" ")),
            tag("td", source_html(row["file"], row["sheet"], row["cells"])),
        )
        for row in found.events.to_dict("records")
    ]
    if not body:
        return tag("div", "只有登记，还没有经过。", css="kb-parts")
    return tag("table", tag("thead", head), tag("tbody", *body), css="kb-t kb-compact")
