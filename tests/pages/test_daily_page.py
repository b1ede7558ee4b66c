"""日督查 by what stands on it: a finding is recorded and the form is ready for the next; who only looks has no form."""

import pytest

from domain.permissions import Role
from tests.pages.screens import run_page, seen

pytestmark = pytest.mark.xdist_group("pages")


def test_an_inspector_records_a_finding_and_the_form_is_ready_for_the_next(own_url):
    app = run_page("daily", Role.INSPECTOR, own_url)
    assert not app.exception, app.exception[0].message
    app.selectbox(key="finding_village").select_index(0)
    app.selectbox(key="finding_kind").select("台账不全")
    app.text_input(key="finding_text").input("制度没有上墙")
    next(button for button in app.button if button.label == "记下").click().run()
    assert not app.exception, app.exception[0].message
    assert "已记 日督-20261119-004" in seen(app)
    assert app.text_input(key="finding_text").value == ""
    assert app.selectbox(key="finding_kind").value == "台账不全"


def test_who_only_looks_sees_the_day_and_no_form(sample_url):
    app = run_page("daily", Role.LEADER, sample_url)
    assert "督查 4 镇 7 村" in seen(app)
    assert "记下" not in {button.label for button in app.button}
