"""Breadcrumb and siblings."""

from streamlit.testing.v1 import AppTest


def steps() -> None:
    import streamlit as st

    from charts.tokens import LIGHT
    from views.markup import show
    from views.trail import Stop, breadcrumb, show_siblings

    show(breadcrumb("云岭县", "柳湾乡", here="<水口村>"))
    stops = [Stop("水口村", "柳湾乡水口村", "67.04"), Stop("柳林村", "柳湾乡柳林村", light="bad")]
    here = st.query_params.get("village", "柳湾乡水口村")
    show_siblings(stops, here, parameter="village", theme=LIGHT, counted="村")


def test_a_breadcrumb_ends_with_where_one_stands_and_escapes_it():
    app = AppTest.from_function(steps).run(timeout=20)
    assert not app.exception, app.exception[0].message
    crumbs = next(text for text in (str(node.proto.body) for node in app.get("html")) if "kb-crumbs" in text)
    assert "云岭县 › 柳湾乡 › <b>&lt;水口村&gt;</b>" in crumbs


def test_one_steps_to_the_next_sibling_and_no_further():
    app = AppTest.from_function(steps).run(timeout=20)
    back, ahead = app.button
    assert (back.disabled, ahead.disabled) == (True, False)
    app = ahead.click().run(timeout=20)
    assert app.query_params["village"] in ("柳湾乡柳林村", ["柳湾乡柳林村"])
    back, ahead = app.button
    assert (back.disabled, ahead.disabled) == (False, True)
