"""数据上报: seen before written, asked before guessed, answered from the record the second time."""

import re
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from data_access.database import head, open_store, reading
from data_access.rows import rows_known
from data_access.versions import Header, Said, commit
from domain.permissions import Role
from domain.records import Figure, Place
from tests.pages.books import SAMPLE, TOWN, XLSX, at_the_door, corrected
from tests.pages.english import english_in
from tests.pages.screens import run_page, seen, words_on
from tests.uploads.books import saved

pytestmark = pytest.mark.xdist_group("pages_that_write")

TWO_CELLS = {"F9": 518, "F10": 160}  # 云台村 516 → 518, 樟树下村 161 → 160


def dropped(database, *files):
    app = run_page("upload", Role.ADMIN, database)
    app.file_uploader[0].set_value(list(files)).run()
    assert not app.exception, app.exception[0].message
    return app


def newest(database):
    store = open_store(database)
    with reading(store) as connection:
        found = head(connection)
    store.engine.dispose()
    return found


def press(app, words):
    [button] = [button for button in app.button if button.label.startswith(words)]
    button.click().run()
    assert not app.exception, app.exception[0].message
    return app


def saved_again(content):
    """The workbook as other bytes, as a spreadsheet program leaves it."""
    kept = BytesIO()
    book = openpyxl.load_workbook(BytesIO(content))
    book.properties.title = "改好"
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def town():
    return (TOWN, corrected(TWO_CELLS), XLSX)


def test_before_a_file_the_page_says_which_reports_are_not_in(sample_url):
    told = seen(run_page("upload", Role.CLERK, sample_url))
    assert "村级人居环境旬报" in told
    assert "柳湾乡 5、望峰乡 3" in told


def test_two_corrected_cells_are_shown_old_to_new_and_nothing_is_written(sample_url, town):
    before = newest(sample_url)
    told = seen(dropped(sample_url, town))
    assert "变更 2 格" in told
    for old, new in (("516", "518"), ("161", "160")):
        assert old in told
        assert new in told
    assert "Sheet1!F9" in told
    assert newest(sample_url) == before


def test_the_seven_counts_add_up_to_the_cells_of_the_file(sample_url, town):
    told = seen(dropped(sample_url, town))
    equation = re.search(
        r"新增 ([\d,]+) ＋ 变更 ([\d,]+) ＋ 不变 ([\d,]+) ＋ 冲突 ([\d,]+) ＋ 拒收 ([\d,]+) ＋ 略去 ([\d,]+) ＝ 文件里 ([\d,]+)",
        told,
    )
    *parts, whole = (int(part.replace(",", "")) for part in equation.groups())
    assert sum(parts) == whole
    assert parts[1] == 2


def test_every_column_is_told_with_its_meaning_and_first_value(sample_url, town):
    told = seen(dropped(sample_url, town))
    assert "② 表头已认出 14 / 16 列" in told
    assert "厕所革命 / 卫生厕所 / 户数" in told
    assert "卫生厕所普及率（手填），只作比对" in told
    assert "未认出，不读入" in told


def test_what_must_be_explained_is_not_taken_without_a_reason(own_url, town):
    before = newest(own_url)
    app = press(dropped(own_url, town), "确认入库")
    assert "请填写说明后再确认" in seen(app)
    assert newest(own_url) == before


def test_confirmed_with_a_reason_it_is_one_change_and_the_same_file_again_is_known(own_url, town):
    before = newest(own_url)
    app = dropped(own_url, town)
    app.text_area[0].set_value("镇里复核更正").run()
    press(app, "确认入库")
    assert f"已入库，记为第 {before + 1} 号变更：新增 0 格，变更 2 格" in seen(app)
    assert newest(own_url) == before + 1
    again = dropped(own_url, town)
    assert re.search(rf"这份文件已于 .* 导入（变更 {before + 1}）", seen(again))
    assert "确认入库" not in seen(again)
    press(again, "仍要重新导入")
    assert "不变" in seen(again)
    assert newest(own_url) == before + 1


def test_the_correct_rows_may_go_first_and_the_next_attempt_tells_what_was_repaired(own_url):
    app = dropped(own_url, (TOWN, corrected({"F8": "七十三", "F9": 518}), XLSX))
    [first] = [box for box in app.checkbox if box.label.startswith("先入正确的行")]
    assert first.label == "先入正确的行（17 行里 16 行）"
    first.check().run()
    assert "其余 1 行记为待核，算作缺报" in seen(app)
    app.text_area[0].set_value("镇里复核更正").run()
    press(app, "先入 16 行，其余 1 行待核")
    assert "已入库，记为第" in seen(app)
    app.file_uploader[0].set_value([(f"改好_{TOWN}", corrected({"F9": 518}), XLSX)]).run()
    told = seen(app)
    assert f"与刚才的“{TOWN}”比" in told
    assert "必须先改" not in told


def test_a_file_that_cannot_be_read_keeps_nobody_elses_out_and_is_named(own_url, town):
    app = dropped(own_url, ("通知.pdf", b"%PDF-1.7 ...", "application/pdf"), town)
    assert "1 份文件读不了" in seen(app)
    app.text_area[0].set_value("镇里复核更正").run()
    told = seen(press(app, "确认入库"))
    assert "新增 0 格，变更 2 格。没有读的：通知.pdf。" in told


def test_put_aside_leaves_an_empty_box(sample_url, town):
    app = press(dropped(sample_url, town), "放弃本次")
    assert "各报表本期报送" in seen(app)
    assert "③ 与库里比" not in seen(app)


def test_a_repaired_file_is_not_asked_again_what_was_answered_before_it_was_put_aside(sample_url):
    name, content, kind = at_the_door("有不认识的村")
    app = dropped(sample_url, (name, content, kind))
    radios = {radio.label: radio for radio in app.radio}
    for label, choice in zip(
        [label for label in radios if "没有对上名册" in label],
        ("樟树下村（云溪镇）", "这一行不读入"),
        strict=True,
    ):
        radios[label].set_value(choice)
    press(press(app, "按这些回答重新核对"), "放弃本次")
    app.file_uploader[0].set_value([(f"改好_{name}", saved_again(content), kind)]).run()
    assert not app.exception
    assert "个问题要先回答" not in seen(app)
    told = {radio.label: radio.value for radio in app.radio if "没有对上名册" in radio.label}
    assert sorted(told.values()) == ["樟树下村（云溪镇）", "这一行不读入"], "and both can still be changed"


def test_an_unknown_village_is_asked_about_and_the_answer_reads_the_file_anew(sample_url):
    app = dropped(sample_url, at_the_door("有不认识的村"))
    told = seen(app)
    assert "2 个问题要先回答" in told
    assert "必须先改" not in told, "an answer settles these"
    radios = {radio.label: radio for radio in app.radio}
    [first, second] = [radios[label] for label in radios if "没有对上名册" in label]
    first.set_value("樟树下村（云溪镇）")
    second.set_value("这一行不读入")
    press(app, "按这些回答重新核对")
    told = seen(app)
    assert "个问题要先回答" not in told
    assert "Sheet1!C10 “村" not in told, "what was answered is settled"
    assert {radio.value for radio in app.radio} == {"樟树下村（云溪镇）", "这一行不读入"}, (
        "and can be changed"
    )


def test_a_name_explained_in_one_file_is_explained_in_every_file_of_the_box(sample_url):
    name, content, kind = at_the_door("有不认识的村")
    book = openpyxl.load_workbook(BytesIO(content))
    book.worksheets[0]["A60"] = "备注：已核对"
    app = dropped(sample_url, (name, content, kind), (f"再报_{name}", saved(book), kind))
    assert "4 个问题要先回答" in seen(app)
    for radio in [radio for radio in app.radio if "没有对上名册" in radio.label]:
        radio.set_value(radio.options[0])
    press(app, "按这些回答重新核对")
    assert "个问题要先回答" not in seen(app)


def test_a_file_that_comes_later_does_not_ask_again_what_was_answered_in_the_box(sample_url):
    name, content, kind = at_the_door("有不认识的村")
    app = dropped(sample_url, (name, content, kind))
    for radio in [radio for radio in app.radio if "没有对上名册" in radio.label]:
        radio.set_value(radio.options[0])
    press(app, "按这些回答重新核对")
    book = openpyxl.load_workbook(BytesIO(content))
    book.worksheets[0]["A60"] = "备注：已核对"
    app.file_uploader[0].set_value([(name, content, kind), (f"再报_{name}", saved(book), kind)]).run()
    told = seen(app)
    assert "2 份文件合计" in told
    assert "个问题要先回答" not in told
    first, later = app.session_state["_upload_answers"].values()
    assert later == first
    assert len(later) == 2


def test_every_wrong_cell_is_told_at_once_with_its_address(sample_url):
    told = seen(dropped(sample_url, at_the_door("四处错")))
    for address in ("Sheet1!H8", "Sheet1!H9", "Sheet1!I11", "Sheet1!H22"):
        assert address in told
    assert "2 处必须先改" in told


def test_what_is_taken_away_of_one_of_several_files_names_it(sample_url, town):
    def offered(app):
        return {node.proto.label for node in app.get("download_button")}

    assert {"下载标注件", "下载问题清单"} <= offered(dropped(sample_url, town))
    other = ("改好.xlsx", corrected({"F9": 519}), XLSX)
    named = offered(dropped(sample_url, town, other))
    assert {"下载标注件（云溪镇11月中旬人居环境旬报）", "下载问题清单（云溪镇11月中旬人居环境旬报）"} <= named
    assert not {"下载标注件", "下载问题清单"} & named
    assert {"下载", "下载与库里比"} <= named, "two tables in one section"


def test_a_broken_file_costs_one_sentence_and_the_others_are_still_told(sample_url, town):
    told = seen(dropped(sample_url, at_the_door("文件不完整"), town))
    assert "不完整或已损坏，读到一半就断了。请用 WPS 打开原文件" in told
    assert "1 份文件读不了" in told
    assert "③ 与库里比" in told


def test_a_hundred_issues_are_all_written_out_and_the_page_stays_chinese(sample_url):
    app = dropped(sample_url, at_the_door("误填为元"))
    [listed] = [block.proto.body for block in app.get("html") if "问题与办法" in block.proto.body]
    assert listed.count("<tr") > 90
    assert {text: found for text in words_on(app) if (found := english_in(text))} == {}


def test_a_county_without_places_takes_nothing_and_says_why(empty_url, town):
    app = dropped(empty_url, town)
    assert "没有可入库的格" in seen(app)
    assert {text: found for text in words_on(app) if (found := english_in(text))} == {}


def test_the_first_roster_is_told_by_the_names_it_brings(empty_url):
    [path] = (SAMPLE / "workbooks").glob("*/*镇村名册（2026年初）*")
    app = dropped(empty_url, (path.name, path.read_bytes(), XLSX))
    [grid] = [frame.value for frame in app.dataframe if "对象" in frame.value.columns]
    assert {"青石社区", "青石镇人民政府"} <= set(grid["对象"])
    assert not [name for name in grid["对象"] if re.fullmatch(r"[A-Z]+\d+", name)], "no key of ours"
    assert "1,005 人" in set(grid["文件（新）"])


def corrected_by_hand(database, place, toilets):
    """Somebody corrects a village's toilets on screen after the town's report came in."""
    store = open_store(database)
    key = {"indicator": "TOI_COV", "subject_kind": "place", "subject": place, "period": "2026-11-X2"}
    header = Header("edit", "人居办 李某", "reviewer", "电话核实", datetime(2026, 11, 20, 9, 0), (), ())
    columns = {**{name: [worth] for name, worth in key.items()}, "numerator": [toilets]}
    done = commit(store, header, [Said(Figure, None, columns, [None])], newest(database))
    store.engine.dispose()
    return done.n


def place_named(database, name):
    store = open_store(database)
    with reading(store) as connection:
        places = rows_known(connection, Place, head(connection))
    store.engine.dispose()
    return places.loc[places["name"] == name, "place"].iloc[0]


@pytest.mark.parametrize(("decision", "kept"), [("保留库里的", 520), ("用文件里的", 518)])
def test_a_cell_changed_on_both_sides_is_decided_by_hand(decision, kept, own_url, town):
    place = place_named(own_url, "云台村")
    corrected_by_hand(own_url, place, 520)
    app = dropped(own_url, town)
    assert "冲突 1 格" in seen(app)
    [choice] = [group for group in app.get("button_group") if "云台村" in group.proto.label]
    choice.set_value(decision).run()
    app.text_area[0].set_value("镇里复核更正").run()
    press(app, "确认入库")
    store = open_store(own_url)
    with reading(store) as connection:
        where = {"indicator": ["TOI_COV"], "subject": [place], "period": ["2026-11-X2"]}
        now = rows_known(connection, Figure, head(connection), where=where)
    store.engine.dispose()
    assert now["numerator"].tolist() == [kept]
