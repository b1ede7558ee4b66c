"""问题整改 by what stands in its address: a number opened, rarer conditions said."""

from datetime import date, datetime
from urllib.parse import urlencode

import pytest

from data_access.database import head, open_store, reading
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from services.problems.list_problems import list_problems
from services.problems.record_finding import Finding, record_finding
from tests.pages.screens import run_page, seen
from views.problem_steps import UNSHOWN

pytestmark = pytest.mark.xdist_group("pages")


def shown(sample_url, **address):
    app = run_page("rectification", Role.LEADER, sample_url, **address)
    assert not app.exception, app.exception[0].message
    return seen(app)


def test_a_number_of_the_strip_opens_its_problems(sample_url):
    page = shown(sample_url, behind="flow~new", span="本月")
    assert "本月新增" in page
    assert "点问题看经过" in page


def test_the_list_opens_with_every_late_problem_says_how_many_there_are_and_turns_by_its_select_box(
    sample_url,
):
    page = shown(sample_url)
    assert "1—9 / 共 41" in page
    assert "1—9 / 共 13" in page  # units
    first, second = "柳湾乡水口村垃圾围箱、清运不及时", "梨园镇梨园社区 闲置公厕未启用"
    assert first in page
    assert second not in page
    turned = shown(sample_url, list="10—18 / 共 41")
    assert second in turned
    assert first not in turned.partition("未结清单")[2].partition("上次调度定的事")[0]


def test_what_was_decided_stands_open_ones_first_with_promise_and_word_below_its_name(sample_url):
    page = shown(sample_url).partition("上次调度定的事")[2]
    assert "1—3 / 共 4" in page
    assert "水口村反复出现的点位集中整治" in page
    assert "已清一遍，七组集市口又有粪污" in page
    assert "现在 83.1%" in page
    assert "反馈问题逾期的逐项定包案领导" not in page  # 办结: on the last page


def test_rarer_conditions_are_said_beside_the_controls(sample_url):
    page = shown(sample_url, batch="第一批", due="期限已过")
    assert "只看：" in page
    assert "第一批 · 期限已过" in page


def test_the_panel_of_a_problem_offers_its_next_steps_and_says_why_others_are_barred(own_url):
    app = run_page("rectification", Role.INSPECTOR, own_url, problem="整改-046")
    assert not app.exception, app.exception[0].message
    buttons = {button.label: button for button in app.button}
    assert buttons["报完成"].disabled is False
    assert buttons["准予延期"].disabled
    assert "“准予延期”由审核、管理来做" in buttons["准予延期"].help
    assert "待复查" in buttons["复查通过销号"].help
    looking = run_page("rectification", Role.LEADER, own_url, problem="整改-046")
    assert "报完成" not in {button.label for button in looking.button}


def test_a_step_is_barred_by_the_day_the_page_stands_at_as_its_form_begins_with_that_day(own_url):
    store = open_store(own_url)
    finding = Finding("V0003", date(2026, 11, 12), "沟边垃圾未清理", "垃圾积存", person="村支书 甲某")
    inspector, now = Actor("督查 甲某", Role.INSPECTOR), datetime(2026, 11, 19, 9)
    number = record_finding(store, inspector, finding, scope=WHOLE_COUNTY, team="", now=now).number
    store.engine.dispose()
    barred = {}
    for day in ("2026-11-13", "2026-11-19"):
        app = run_page("rectification", Role.CLERK, own_url, problem=number, as_of=day)
        assert not app.exception, app.exception[0].message
        barred[day] = app.button(key="step_extension_asked").disabled
    assert barred == {"2026-11-13": False, "2026-11-19": True}, "it is due three days after it was found"


def test_the_panel_says_where_the_problem_lies_and_by_when_before_its_steps(sample_url):
    page = shown(sample_url, problem="整改-046")
    assert "柳湾乡水口村 · 退回，逾期 14 天 · 限 2026-11-05" in " ".join(page.split())


def test_a_rebound_and_the_problem_that_came_back_open_each_other(sample_url):
    first, again = "日督-20261008-018", "日督-20261013-004"
    for number, other in ((first, again), (again, first)):
        app = run_page("rectification", Role.LEADER, sample_url, problem=number)
        assert not app.exception, app.exception[0].message
        written = "".join(one.proto.body for one in app.get("html"))
        assert f'data-kb="{urlencode({"problem": other})}"' in written.partition("登记")[2]


def test_the_official_ledger_is_offered_beside_the_list(sample_url):
    app = run_page("rectification", Role.LEADER, sample_url)
    assert not app.exception, app.exception[0].message
    (offered,) = [one for one in app.get("download_button") if one.proto.label == "导出台账"]
    assert not offered.proto.disabled


def test_who_closes_without_a_photo_afterwards_is_asked_to_write_why(own_url):
    store = open_store(own_url)
    with reading(store) as connection:
        moment = Moment(date(2026, 11, 19), head(connection))
    waiting = list_problems(store, scope=WHOLE_COUNTY, moment=moment, status="checking", overdue=False)
    number = str(waiting["problem"].iloc[0])
    store.engine.dispose()
    app = run_page("rectification", Role.REVIEWER, own_url, problem=number)
    assert UNSHOWN not in seen(app)
    app.button(key="step_closed").click().run()
    assert UNSHOWN in seen(app)
