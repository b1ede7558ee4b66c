"""What may be done with a problem now: the buttons of its life cycle, and the form of the one that was pressed."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.photos import AFTER
from domain.problem_life import NEEDS, STEPS, Step, barred, offered
from domain.problem_status import STATUS_WORDS
from domain.refusals import Refusal
from services.county.installation import Store
from services.photos.read_photos import read_photos
from services.problems.act_on_problem import act_on_problem
from services.problems.problem_case import Standing, problem_case
from services.problems.units_offered import units_offered
from views.county import now
from views.empty import refused
from views.frame import Page
from views.markup import join, show, tag
from views.problem_tasks import offer_tasks

UNSHOWN = "还没有整改后的照片。请先传一张；没有照片的，在“说明”里写明怎么核实的、为什么没有。"
LONG = "note"  # the field of NEEDS that takes more than a line
_CHOSEN, _SAID = "_step_chosen", "_step_said"
# What a date on the form begins with, in days after the step.
_AHEAD = {"deadline": 3, "new_deadline": 7, "next_review": 90}


def offer_steps(page: Page, store: Store, number: str) -> None:
    """The buttons of one problem; nothing for those who only look."""
    if not any(page.actor.role in step.roles for step in STEPS.values()):
        return
    show(tag("div", tag("h2", "下一步"), css="kb-sec"))
    said = st.session_state.pop(_SAID, "")
    if said:
        show(tag("div", said, css="kb-done", role="status"))
    if page.pinned:
        show(tag("p", "您在看旧版本。要办理，请先回到最新版本。", css="kb-sub"))
        return
    standing = problem_case(store, scope=page.scope, number=number)
    chosen = st.session_state.get(_CHOSEN)
    if chosen and chosen[0] == number:
        _ask(page, store, number, standing, STEPS[chosen[1]])
    else:
        _buttons(page, number, standing)
        if written := offer_tasks(page, store, number, standing):
            st.session_state[_SAID] = written
            st.rerun()


def _buttons(page: Page, number: str, standing: Standing) -> None:
    case, day = standing.case, _day_of_step(page, standing)
    steps = [(step, barred(step, case, page.actor.role, day)) for step in offered(case.status)]
    with st.container(horizontal=True, key="kbctl_steps"):
        for step, sentence in steps:
            st.button(
                step.word,
                key=f"step_{step.kind}",
                disabled=bool(sentence),
                help=sentence or None,
                on_click=_choose,
                args=((number, step.kind),),
            )
    why = [join(tag("b", step.word), "：", sentence) for step, sentence in steps if sentence]
    show(
        tag("div", f"现在是“{STATUS_WORDS[case.status]}”。", css="kb-parts"),
        *(tag("div", one, css="kb-parts") for one in why),
    )


def _choose(chosen: tuple[str, str] | None) -> None:
    st.session_state[_CHOSEN] = chosen


def _ask(page: Page, store: Store, number: str, standing: Standing, step: Step) -> None:
    with st.form(f"kbctl_step_{step.kind}", border=False):
        show(tag("p", tag("b", step.word), css="kb-sub"))
        if step.kind == "closed" and not _shows_after(page, store, number):
            show(tag("p", UNSHOWN, css="kb-sub"))
        short = [name for name in step.needs if name != LONG]
        places = _two_a_row(len(short) + 1)
        day = places[0].date_input(
            "哪天办的", value=_day_of_step(page, standing), max_value=now().date(),
            format="YYYY-MM-DD",
        )  # fmt: skip
        told: dict[str, object] = {}
        for name, place in zip(short, places[1:], strict=True):
            with place:
                told[name] = _field(name, step, standing, page, store, day)
        if LONG in step.needs:
            told[LONG] = _field(LONG, step, standing, page, store, day)
        with st.container(horizontal=True):
            sure = st.form_submit_button("办理", type="primary")
            st.form_submit_button("先不办", on_click=_choose, args=(None,))
    if not sure:
        return
    try:
        done = act_on_problem(
            store, page.actor, scope=page.scope, number=number, kind=step.kind, day=day, told=told,
            seen=standing.n, now=now(),
        )  # fmt: skip
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    st.session_state[_SAID] = f"已办：{step.word}，记为第 {done.n} 号变更。办错了可在“变更记录”撤回。"
    _choose(None)
    st.rerun()


def _day_of_step(page: Page, standing: Standing) -> date:
    """The day a step is taken to be made on before somebody says another: the one the page stands at."""
    return max(min(now().date(), page.moment.as_of), standing.case.last_day)


def _two_a_row(count: int) -> list[DeltaGenerator]:
    """So many places, row by row: the whole form and what is refused stand on a small screen."""
    return [place for _ in range(0, count, 2) for place in st.columns(2)][:count]


def _shows_after(page: Page, store: Store, number: str) -> bool:
    photos = page.ask(read_photos, store, number=number)
    return any(photo.side == AFTER and not photo.erased for photo in photos)


def _field(name: str, step: Step, standing: Standing, page: Page, store: Store, day: date) -> object:
    title, known = NEEDS[name][0], standing.row.get(name)
    if name in _AHEAD:
        first = known if isinstance(known, date) and known > day else day + timedelta(days=_AHEAD[name])
        return st.date_input(title, value=first, format="YYYY-MM-DD", key=f"f_{name}")
    if name == "duty_unit":
        units = page.ask(units_offered, store)
        return _unit(title, units, known)
    if name == LONG:
        return st.text_area(title, max_chars=300, height=80, key="f_note")
    begins: Mapping[str, Callable[[], object]] = {
        "person": lambda: known,
        "evidence": lambda: known,
        "actor": lambda: standing.row.get("person") if step.kind == "replied" else page.actor.name,
    }
    first = begins.get(name, lambda: "")()
    return st.text_input(title, value=first if isinstance(first, str) else "", max_chars=100, key=f"f_{name}")


def _unit(title: str, units: Mapping[str, str], known: object) -> object:
    codes = list(units)
    at = codes.index(known) if isinstance(known, str) and known in units else None
    return st.selectbox(
        title,
        codes,
        index=at,
        format_func=lambda code: units[code],
        placeholder="选一个单位",
        key="f_duty_unit",
    )
