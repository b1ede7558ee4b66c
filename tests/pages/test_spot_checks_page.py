"""抽查登记: a notice is recorded, its strip names the next step; who only looks has no form."""

import pytest

from domain.permissions import Role
from tests.pages.screens import run_page, seen

pytestmark = pytest.mark.xdist_group("pages")


def test_a_notice_and_its_first_step_are_recorded(own_url):
    app = run_page("spot_checks", Role.CLERK, own_url)
    assert not app.exception, app.exception[0].message
    next(box for box in app.selectbox if box.label == "抽到哪个村").select_index(0)
    next(field for field in app.text_input if field.label == "谁来抽查").input("省后评估组")
    next(field for field in app.text_input if field.label == "通知时刻").input("18:00")
    next(button for button in app.button if button.label == "登记抽查").click().run()
    assert "已登记 抽查-20261119-02" in seen(app)
    app = run_page("spot_checks", Role.CLERK, own_url)
    assert "下一步：报告县乡村振兴局" in seen(app)
    next(field for field in app.text_input if field.label == "几点几分").input("18点12分")
    next(button for button in app.button if button.label == "记下时刻").click().run()
    assert "报告县乡村振兴局已记下" in seen(app)
    looking = run_page("spot_checks", Role.LEADER, own_url)
    assert "12 分后" in seen(looking)
    assert "下一步：报告包联领导；" in seen(looking)
    assert "登记抽查" not in {button.label for button in looking.button}
