"""A page opened from a slide: names of persons are hidden, and the way back to the slide stands on top."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest


def opened() -> None:
    from datetime import date

    import streamlit as st

    from domain.permissions import WHOLE_COUNTY, Actor, Role
    from views.frame import open_page
    from views.session import Entrance, enter

    newest = Entrance(
        Actor("王某", Role.LEADER), WHOLE_COUNTY, "sqlite:///x", 418, date(2026, 1, 10), date(2026, 11, 19)
    )
    enter(newest)
    page = open_page(st.session_state.get("code", "funds"))
    st.text(f"姓名可见：{page.scope.may_see_names}")


def run(script: Callable[[], None], **address: str) -> AppTest:
    app = AppTest.from_function(script)
    for name, worth in address.items():
        app.query_params[name] = worth
    return app.run(timeout=30)


def seen(app: AppTest) -> str:
    return "\n".join([part.proto.body for part in app.get("html")] + [part.value for part in app.text])


def test_outside_a_meeting_names_may_be_seen():
    app = run(opened)
    assert "姓名可见：True" in seen(app)
    assert "会议进行中" not in seen(app)


def test_a_page_opened_from_a_slide_names_nobody_and_leads_back():
    app = run(opened, meeting="3", as_of="2026-11-10", known_at="400")
    assert "姓名可见：False" in seen(app)
    assert "回到会议第 3 页" in seen(app)
    assert "slide=3&amp;as_of=2026-11-10&amp;known_at=400" in seen(app)


def test_the_meeting_runs_on_through_further_pages():
    app = run(opened, meeting="3")
    app.query_params.clear()
    app.session_state["code"] = "projects"
    app.run(timeout=30)
    assert "姓名可见：False" in seen(app)
    assert "回到会议第 3 页" in seen(app)
