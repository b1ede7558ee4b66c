"""The exposure of one problem in its panel: how it stands, the buttons of the next step, the form of the one pressed."""

import streamlit as st

from domain.exposure import CHANNELS, EXPOSURE_WORDS, LONGEST, NEEDS, STEP_OF, STEPS, Step, barred, offered
from domain.refusals import Refusal
from services.county.installation import Store
from services.photos.expose import expose
from services.photos.exposure_case import Exposure, exposure_case
from views.county import now
from views.empty import refused
from views.frame import Page
from views.markup import join, show, tag

_CHOSEN, _SAID = "_exposure_chosen", "_exposure_said"


def offer_exposure(page: Page, store: Store, number: str) -> None:
    """Nothing for those who only look."""
    if page.pinned or not any(page.actor.role in step.roles for step in STEPS):
        return
    found = exposure_case(store, scope=page.scope, number=number)
    how = f"现在：{EXPOSURE_WORDS[found.case.status]}"
    show(tag("div", tag("h2", "曝光"), tag("span", how, css="kb-how"), css="kb-sec"))
    said = st.session_state.pop(_SAID, "")
    if said:
        show(tag("div", said, css="kb-done", role="status"))
    if found.case.reply:
        show(tag("div", tag("b", "单位回应："), found.case.reply, css="kb-parts"))
    chosen = st.session_state.get(_CHOSEN)
    if chosen and chosen[0] == number:
        _ask(page, store, number, found, STEP_OF[chosen[1]])
        return
    steps = [(step, barred(step, found.case, page.actor.role)) for step in offered(found.case.status)]
    with st.container(horizontal=True, key="kbctl_exposure"):
        for step, sentence in steps:
            st.button(
                step.word, key=f"expose_{step.kind}", disabled=bool(sentence), help=sentence or None, on_click=_choose,
                args=((number, step.kind),),
            )  # fmt: skip
    why = [join(tag("b", step.word), "：", sentence) for step, sentence in steps if sentence]
    show(*(tag("div", one, css="kb-parts") for one in why))


def _choose(chosen: tuple[str, str] | None) -> None:
    st.session_state[_CHOSEN] = chosen


def _ask(page: Page, store: Store, number: str, found: Exposure, step: Step) -> None:
    today = now().date()
    with st.form(f"kbctl_expose_{step.kind}", border=False):
        show(tag("p", tag("b", step.word), css="kb-sub"))
        first = max(min(today, page.moment.as_of), found.case.last_day)
        day = st.date_input(
            "哪天办的", value=first, max_value=max(today, first), format="YYYY-MM-DD", key="x_day"
        )
        told = {name: _field(name, found, page) for name in step.needs}
        with st.container(horizontal=True):
            sure = st.form_submit_button("办理", type="primary")
            st.form_submit_button("先不办", on_click=_choose, args=(None,))
    if not sure:
        return
    try:
        done = expose(
            store,
            page.actor,
            scope=page.scope,
            number=number,
            kind=step.kind,
            day=day,
            told=told,
            seen=found.n,
            now=now(),
        )
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    st.session_state[_SAID] = f"已办：{step.word}，记为第 {done.n} 号变更。"
    _choose(None)
    st.rerun()


def _field(name: str, found: Exposure, page: Page) -> object:
    title = NEEDS[name][0]
    if name == "channel":
        return st.selectbox(title, CHANNELS, key="x_channel")
    begins = {"sentence": found.sentence[:LONGEST], "reply": found.case.reply, "actor": page.actor.name}
    return st.text_input(title, value=begins.get(name, ""), max_chars=100, key=f"x_{name}")
