"""更正一格 in the panel of a ledger row: a cell filled by mistake is emptied, one that no row is without is refused by name."""

import pytest

from data_access.database import open_store
from domain.permissions import WHOLE_COUNTY, Moment, Role
from services.measures.provenance_shown import Provenance
from services.measures.trace_number import trace
from tests.pages.screens import STORY_ENDS, run_page, seen
from tests.pages.test_upload_page import newest, press
from views.provenance import Trace

pytestmark = pytest.mark.xdist_group("pages_that_write")

PROJECT = "YL-2026-060"
PROGRESS = Trace("project_status", (PROJECT, "2026-11-19"))
ITSELF = Trace("project", (PROJECT,))


def panel(database, row):
    return run_page("project", Role.ADMIN, database, project=PROJECT, trace=row.written())


def field(app, name):
    """The first widget of that label, of whatever kind."""
    kinds = (app.selectbox, app.text_input, app.checkbox)
    return next(one for kind in kinds for one in kind if one.label.startswith(name))


def emptied(app, cell):
    choice = field(app, "更正哪一格")
    choice.set_value(next(one for one in choice.options if one.startswith(cell)))
    field(app, "清空这一格").check()
    field(app, "更正理由").set_value("这笔是别的项目的，误填")
    return press(app, "更正")


def traced(database) -> Provenance:
    store = open_store(database)
    found = trace(
        store,
        scope=WHOLE_COUNTY,
        moment=Moment(STORY_ENDS, newest(database)),
        record=PROGRESS.record,
        key=PROGRESS.key,
    )
    store.engine.dispose()
    return found


def test_a_cell_filled_by_mistake_is_emptied_in_the_panel_and_old_to_empty_is_said(own_url):
    before = newest(own_url)
    told = seen(emptied(panel(own_url, PROGRESS), "累计支付"))
    assert f"已更正，记为第 {before + 1} 号变更：累计支付 17.00 万元 → （空）。" in told
    assert newest(own_url) == before + 1
    assert traced(own_url).cells["paid"] == ("累计支付", "（空）")


def test_a_cell_no_row_is_without_is_refused_by_its_name_and_nothing_is_written(own_url):
    before = newest(own_url)
    told = seen(emptied(panel(own_url, ITSELF), "项目名称"))
    assert "“项目名称”每一行都要有：项目靠名称认得出来，不能清空。" in told
    assert newest(own_url) == before


def test_a_new_value_and_emptying_at_once_are_refused(own_url):
    app = panel(own_url, PROGRESS)
    field(app, "新值").set_value("18.5")
    assert "两样只能选一样" in seen(emptied(app, "累计支付"))


def test_a_cell_of_a_report_is_not_offered_to_be_emptied(sample_url):
    app = run_page("overview", Role.ADMIN, sample_url, trace="figure~TOI_COV~place~V0020~2026-11-X2")
    assert field(app, "新值")
    assert not [one for one in app.checkbox if one.label.startswith("清空")]
