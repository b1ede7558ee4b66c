"""The guard, the moment and the panel on a running page."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest


def guarded() -> None:
    from services.completeness.strip_of import Strip
    from views.asof import show_strip
    from views.frame import conclude, foot, open_page, section

    page = open_page("funds")
    show_strip(page, Strip(f"{page.moment.as_of:%Y-%m-%d}"))
    conclude("资金支出 83.1%", "柳湾乡占欠支的 43%", f"版本 {page.moment.known_at}")
    section("累计支出率", "虚线 = 县定节点")
    foot(["来源：县财政局。"])


def arrived() -> None:
    from datetime import date

    import streamlit as st

    from domain.permissions import WHOLE_COUNTY, Actor, Role
    from services.completeness.strip_of import Strip
    from views.asof import show_strip
    from views.frame import conclude, open_page
    from views.provenance import PART_COLUMNS, Provenance, Trace, show_provenance
    from views.session import Entrance, enter

    role = Role(st.session_state.get("role", "clerk"))
    enter(
        Entrance(Actor("王某", role), WHOLE_COUNTY, "sqlite:///x", 418, date(2026, 1, 10), date(2026, 11, 19))
    )
    page = open_page(st.session_state.get("code", "funds"))
    show_strip(page, Strip(f"{page.moment.as_of:%Y-%m-%d}"))
    conclude("资金支出 83.1%", "", f"版本 {page.moment.known_at}")

    def read(trace: Trace) -> Provenance:
        import pandas as pd

        return Provenance(f"出处 {trace.key[0]}", "83.1%", "", pd.DataFrame(columns=list(PART_COLUMNS)))

    show_provenance(read, page.theme)


def named() -> None:
    import streamlit as st

    from views.session import local_actor

    actor = local_actor(None, lambda name: st.session_state.__setitem__("kept", name))
    st.text(f"{actor.name} {actor.role}")


def run(script: Callable[[], None], **state: str) -> AppTest:
    app = AppTest.from_function(script)
    for name, worth in state.items():
        app.session_state[name] = worth
    return app.run(timeout=20)


def written(app: AppTest) -> str:
    assert not app.exception
    return "".join(
        element.proto.body for element in app.get("html") if not element.proto.body.startswith("<style")
    )


def test_a_page_nobody_came_to_through_the_door_shows_nothing() -> None:
    said = written(run(guarded))
    assert "这一页不能直接打开" in said
    assert "83.1%" not in said


def test_a_page_is_closed_to_roles_that_may_not_open_it() -> None:
    said = written(run(arrived, role="leader", code="upload"))
    assert "不对您的角色开放" in said
    assert "83.1%" not in said


def test_a_page_opens_with_the_newest_day_and_version() -> None:
    said = written(run(arrived))
    assert "资金支出 83.1%" in said
    assert "版本 418" in said
    assert "不是最新" not in said


def test_an_older_version_is_said_to_be_one() -> None:
    app = AppTest.from_function(arrived)
    app.query_params["known_at"] = "380"
    app.query_params["as_of"] = "2026-10-31"
    said = written(app.run(timeout=20))
    assert "版本 380" in said
    assert "第 380 号变更时已知的数，不是最新（第 418 号）" in said


def test_the_chosen_day_stays_when_the_address_forgets_it() -> None:
    app = AppTest.from_function(arrived)
    app.query_params["as_of"] = "2026-10-31"
    app.run(timeout=20)
    app.query_params.clear()
    app.run(timeout=20)
    assert app.query_params["as_of"] == "2026-10-31"


def test_choosing_a_day_changes_the_address() -> None:
    from datetime import date

    app = run(arrived)
    app.date_input(key="kb_as_of").set_value(date(2026, 10, 20)).run(timeout=20)
    assert app.query_params["as_of"] == "2026-10-20"
    app.button[0].click().run(timeout=20)
    assert "as_of" not in app.query_params


def test_a_trace_in_the_address_opens_the_panel() -> None:
    app = AppTest.from_function(arrived)
    app.query_params["trace"] = "figure~FND_PAY~place~C01"
    assert "出处 FND_PAY" in written(app.run(timeout=20))


def test_a_trace_that_is_none_is_said() -> None:
    app = AppTest.from_function(arrived)
    app.query_params["trace"] = "nonsense"
    assert "不指向任何数" in written(app.run(timeout=20))


def test_on_one_pc_the_name_is_asked_for_once() -> None:
    app = run(named)
    assert "先写下您的姓名" in written(app)
    app.text_input[0].input("  ")
    app.button[0].click().run(timeout=20)
    assert "“姓名”还是空的" in app.warning[0].value
    app.text_input[0].input(" 王某 ")
    app.button[0].click().run(timeout=20)
    assert app.session_state["kept"] == "王某"
    assert app.text[0].value == "王某 admin"


@pytest.mark.parametrize("asked", ["", "trace=figure~A~B&as_of=2026-10-31", "trace="])
def test_a_link_sets_and_takes_away_parameters(asked: str) -> None:
    def follows() -> None:
        import streamlit as st

        from views.links import follow

        st.query_params["trace"] = "old"
        follow(st.session_state["asked"])

    found = run(follows, asked=asked).query_params
    assert {name: found[name] for name in found} == {
        "": {"trace": "old"},
        "trace=": {},
        "trace=figure~A~B&as_of=2026-10-31": {"trace": "figure~A~B", "as_of": "2026-10-31"},
    }[asked]


def test_only_pages_of_the_menu_can_be_jumped_to() -> None:
    def jumps() -> None:
        import streamlit as st

        from views.links import follow, pending_jump

        follow("page=funds&place=T01")
        st.text(str(pending_jump()))
        st.text(str(pending_jump()))
        follow("page=../../etc")
        st.text(str(pending_jump()))

    assert [line.value for line in run(jumps).text] == ["('funds', {'place': 'T01'})", "None", "None"]
