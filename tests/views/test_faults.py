"""What goes wrong is one sentence; of what lies outside somebody's part of the county there is also a way on."""

from streamlit.testing.v1 import AppTest


def refused_page() -> None:
    """The page 资金支出 of an address that names another town."""
    import streamlit as st

    from domain.refusals import Refusal
    from services.accounts.rows_in_scope import OUTSIDE
    from views.faults import told_in_chinese

    st.session_state["_page_opened"] = "funds"
    with told_in_chinese():
        raise Refusal(f"这个镇村{OUTSIDE}", code=st.query_params.get("code", ""))


def told(code: str) -> list[str]:
    app = AppTest.from_function(refused_page)
    app.query_params["code"] = code
    return [one.proto.body for one in app.run(timeout=20).get("html")]


def test_an_address_outside_ones_scope_is_refused_with_one_press_to_the_same_page_within_it():
    shown = "".join(told("out_of_scope"))
    assert "这个镇村不在您的查看范围内" in shown
    assert 'data-kb="page=funds">看您范围内的“资金支出”</a>' in shown


def test_another_refusal_stands_alone():
    shown = "".join(told("no_trace"))
    assert "这个镇村" in shown
    assert "看您范围内的" not in shown
