"""日督查 by what stands on it: a finding is recorded and the form is ready for the next; who only looks has no form."""

import pytest

from data_access.database import open_store
from domain.permissions import Role
from tests.pages.screens import run_page, seen
from tests.photographs import drawn, jpeg
from tests.services.problems.test_official_ledger import Book, exported, taken_in

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


def test_the_coverage_is_a_row_a_town_naming_who_was_not_visited_longest_and_on_demand_a_tile_a_village(
    sample_url,
):
    page = seen(run_page("daily", Role.LEADER, sample_url))
    assert "16 / 17 村" in page
    assert "最久没查的村（深色＝超过 6 周）" in page
    assert "黄竹坑村" in page
    assert "督查覆盖逐村" not in page
    assert "督查覆盖逐村" in seen(run_page("daily", Role.LEADER, sample_url, covered="逐村"))


def test_a_finding_with_a_photo_shows_it_in_its_panel_and_asks_to_look_for_faces(own_url):
    app = run_page("daily", Role.INSPECTOR, own_url)
    app.selectbox(key="finding_village").select_index(0)
    app.selectbox(key="finding_kind").select("台账不全")
    app.text_input(key="finding_text").input("制度没有上墙")
    app.file_uploader(key="finding_0").set_value([("a.jpg", jpeg(drawn(1)), "image/jpeg")])
    next(button for button in app.button if button.label == "记下").click().run()
    assert "已记 日督-20261119-004" in seen(app)
    panel = run_page("daily", Role.INSPECTOR, own_url, problem="日督-20261119-004")
    assert not panel.exception, panel.exception[0].message
    assert "整改前 · 没有拍摄时间" in seen(panel)
    assert "还没人看过有没有人脸车牌" in seen(panel)
    assert "没有整改后的照片" in seen(panel)
    assert "看人脸车牌" in {button.label for button in panel.button}


def test_a_rebound_too_light_for_the_rule_leads_the_office_to_its_correction_and_nobody_else(own_url):
    again, store = "日督-20261013-004", open_store(own_url)
    book = Book(exported(store, source="inspection"))
    book.cell(again, "严重程度").value = "一般"
    taken_in(store, book.content())
    store.engine.dispose()
    told = {
        role: seen(run_page("daily", role, own_url, problem=again))
        for role in (Role.CLERK, Role.INSPECTOR, Role.LEADER)
    }
    assert all("一般（台账所写；是反弹，按规则应为较重）" in page for page in told.values())
    assert [role for role, page in told.items() if "去更正" in page] == [Role.CLERK]


def test_a_village_without_a_finding_is_not_recorded_over_words_of_one(own_url):
    app = run_page("daily", Role.INSPECTOR, own_url)
    app.selectbox(key="finding_village").select_index(0)
    app.selectbox(key="finding_kind").select("台账不全")
    app.text_input(key="finding_text").input("制度没有上墙")
    app.text_input(key="finding_person").input("村支书 甲某")
    next(button for button in app.button if button.label == "这村没发现问题").click().run()
    assert "写了“制度没有上墙”，又点了“这村没发现问题”" in seen(app)
    next(button for button in app.button if button.label == "记下").click().run()
    assert "已记 日督-" in seen(app)
    # Of the next village it is somebody else who is to put it right.
    assert (app.text_input(key="finding_person").value, app.selectbox(key="finding_kind").value) == (
        "",
        "台账不全",
    )


def test_a_pasted_message_becomes_drafts_and_a_confirmed_one_a_finding(own_url):
    app = run_page("drafts", Role.INSPECTOR, own_url)
    app.text_area(key="message_0").input("钱某某 9:12\n青石镇桃源坞村沟边垃圾没清\n钱某某 11:40\n路边乱堆")
    next(button for button in app.button if button.label == "分成草稿").click().run()
    assert "还有 2 份草稿等您确认" in seen(app)
    assert "按“桃源坞村”认出的村，请核对。" in seen(app)
    assert "钱某某" not in seen(app)
    app.selectbox(key="draft_1_kind_0").select("垃圾积存")
    next(button for button in app.button if button.label == "记成一处").click().run()
    assert not app.exception, app.exception[0].message
    assert "还有 1 份草稿等您确认" in seen(app)
    assert "没有认出村名，请选村。" in seen(app)
    next(button for button in app.button if button.label == "不要这份草稿").click().run()
    assert "已放下一份草稿，什么都没有记。" in seen(app)


def test_what_is_typed_in_a_draft_stays_when_another_is_opened_or_dropped(own_url):
    app = run_page("drafts", Role.INSPECTOR, own_url)
    app.text_area(key="message_0").input("钱某某 9:12\n青石镇桃源坞村沟边垃圾没清\n钱某某 11:40\n路边乱堆")
    pressed(app, "分成草稿")
    app.text_area(key="draft_1_text_0").input("沟边垃圾三处")
    app.selectbox(key="draft_1_village_0").select("V0004")
    pressed(app, "下一份")
    assert "第 2 份，共 2 份" in seen(app)
    app.text_input(key="draft_1_person_1").input("村支书 甲某")
    pressed(app, "上一份")
    assert app.text_area(key="draft_1_text_0").value == "沟边垃圾三处"
    assert app.selectbox(key="draft_1_village_0").value == "V0004"
    pressed(app, "不要这份草稿")
    assert app.text_input(key="draft_1_person_1").value == "村支书 甲某"
    assert app.text_area(key="draft_1_text_1").value == "路边乱堆"


def pressed(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception[0].message


def test_a_ticked_checklist_shows_its_problems_and_score_before_it_is_recorded(own_url):
    app = run_page("daily", Role.INSPECTOR, own_url, record="百分制清单")
    assert not app.exception, app.exception[0].message
    app.selectbox(key="check_village").select_index(0)
    app.multiselect(key="check_ticked").select("GAR2").select("TOI1").run()
    app.number_input(key="check_places_GAR2").set_value(3)
    app.text_input(key="check_spot_TOI1").input("二组").run()
    assert "这次得分 100 － 5 ＝ 95 分" in seen(app)
    next(button for button in app.button if button.label == "按清单记下").click().run()
    assert not app.exception, app.exception[0].message
    assert "2 处（日督-20261119-004 至 005）。这次得分 100 － 5 ＝ 95 分" in seen(app)
    assert app.multiselect(key="check_ticked").value == []
