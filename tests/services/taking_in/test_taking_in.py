"""Taking in more than whole clean files: reasons kept with figures, correct rows first, rows a ledger no longer lists."""

from datetime import date, datetime

import openpyxl
import pytest

from data_access.database import head, reading
from data_access.rows import rows_known
from data_access.statements import Header, said_by_hand
from data_access.versions import commit
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.project_events import EXPLAINED
from domain.records import Event, Figure, Place
from domain.refusals import Refusal
from services.county.progress import silent
from services.known.read_states import projects_on
from services.measures.list_figures import list_figures
from services.projects.open_project import open_project
from services.projects.project_notes import project_notes
from services.taking_in.explain_figures import WHOLE_FILE, reason_id, unexplained, with_reasons
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Answer, Hints, Upload
from tests.pages.books import SAMPLE, TOWN, corrected
from tests.uploads.books import saved

CLERK = Actor("云溪镇 周某", Role.CLERK)
NOW = datetime(2026, 11, 20, 9, 30)
DAY = date(2026, 11, 19)
LEDGER = "云岭县2026年项目进度台账（11月19日）.xlsx"


def look(store, content, name=TOWN, answers=None, **hints):
    given = {id: said if isinstance(said, Answer) else Answer(said) for id, said in (answers or {}).items()}
    upload = Upload(name, content, Hints(answers=given, **hints))
    return preview(store, CLERK, WHOLE_COUNTY, [upload], now=NOW, progress=silent)


def take(store, seen, reason="", **more):
    return accept(store, CLERK, WHOLE_COUNTY, seen, reason=reason, now=NOW, **more)


def newest(store):
    with reading(store) as connection:
        return head(connection)


def key_of(store, village):
    with reading(store) as connection:
        places = rows_known(connection, Place, head(connection))
    return places.loc[places["name"] == village, "place"].iloc[0]


def figure(store, village, code="TOI_COV", period="2026-11-X2"):
    where = {"indicator": [code], "subject": [key_of(store, village)], "period": [period]}
    with reading(store) as connection:
        rows = rows_known(connection, Figure, head(connection), where=where)
    return rows.iloc[0].to_dict() if len(rows) else None


def test_a_reason_is_kept_with_the_figure_it_explains_and_with_no_other(own_sample):
    seen = look(own_sample, corrected({"E9": 520, "F9": 518}))
    assert {issue.code for issue in seen.to_explain()} >= {"base_shrank"}
    with pytest.raises(Refusal, match="需要说明原因"):
        take(own_sample, seen)
    take(own_sample, seen, "云台村两个自然村并点，核减 22 户")
    assert figure(own_sample, "云台村")["explanation"] == "云台村两个自然村并点，核减 22 户"
    assert figure(own_sample, "云台村", "TOI_HARM")["explanation"] == "云台村两个自然村并点，核减 22 户"
    assert figure(own_sample, "樟树下村")["explanation"] != figure(own_sample, "云台村")["explanation"]


def test_each_cell_may_have_a_reason_of_its_own_from_the_answers(own_sample):
    content = corrected({"E9": 520, "E10": 178})
    seen = look(own_sample, content)
    reasons = {reason_id(one): f"{one.cell} 已核实" for one in seen.to_explain() if one.cell == "E9"}
    given = {seen.files[0].sha256: {**reasons, WHOLE_FILE: "镇里核过"}}
    take(own_sample, with_reasons(seen, given))
    assert figure(own_sample, "云台村")["explanation"] == "E9 已核实"
    assert figure(own_sample, "樟树下村")["explanation"] == "镇里核过"
    with reading(own_sample) as connection:
        told = connection.exec_driver_sql("SELECT reason FROM change ORDER BY n DESC LIMIT 1").scalar()
    assert told == "E9 已核实；镇里核过"


def test_a_reason_of_one_file_explains_no_other(own_sample):
    """Two towns' files, a smaller base in each, one reason: the other file still asks."""
    first = Upload(TOWN, corrected({"E9": 520}))
    second = Upload(f"另一份{TOWN}", corrected({"E10": 178}))
    seen = preview(own_sample, CLERK, WHOLE_COUNTY, [first, second], now=NOW, progress=silent)
    one, other = (file.sha256 for file in seen.files)
    half = with_reasons(seen, {one: {WHOLE_FILE: "并点"}})
    assert {issue.cell for issue in unexplained(half, "")} == {
        issue.cell for issue in seen.files[1].issues if issue.level == "explain"
    }
    assert unexplained(with_reasons(half, {other: {WHOLE_FILE: "外出"}}), "") == []


def test_a_blocking_issue_keeps_the_whole_file_out_until_somebody_takes_the_correct_rows(own_sample):
    before = newest(own_sample)
    content = corrected({"F8": "七十三", "F9": 518})
    seen = look(own_sample, content)
    with pytest.raises(Refusal, match="必须先改"):
        take(own_sample, seen, "更正")
    assert newest(own_sample) == before
    take(own_sample, seen, "更正", correct_only=True)
    assert figure(own_sample, "云台村")["numerator"] == 518
    assert figure(own_sample, "云溪街社区")["numerator"] == 73, "what is known of a row held back stays"
    with reading(own_sample) as connection:
        told = connection.exec_driver_sql("SELECT reason FROM change ORDER BY n DESC LIMIT 1").scalar()
    assert told == "更正；先入正确的行，待核：Sheet1 第 8 行"


def test_rows_held_back_that_nobody_knows_are_under_review_and_count_as_missing(own_sample):
    path = next((SAMPLE / "workbooks").glob(f"*/{TOWN}"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A1"] = "2026年11月下旬云溪镇农村人居环境整治情况统计表"
    sheet["A2"] = "填报单位：云溪镇　　数据截至：2026-11-21"
    sheet["F8"] = "七十三"
    late = datetime(2026, 11, 21, 9)
    upload = Upload("云溪镇11月下旬人居环境旬报.xlsx", saved(book), Hints())
    seen = preview(own_sample, CLERK, WHOLE_COUNTY, [upload], now=late, progress=silent)
    accept(own_sample, CLERK, WHOLE_COUNTY, seen, reason="照旧", now=late, correct_only=True)
    waiting = figure(own_sample, "云溪街社区", period="2026-11-X3")
    assert (waiting["status"], waiting["numerator"] != waiting["numerator"] or waiting["numerator"] is None) == (
        "under_review", True,
    )  # fmt: skip
    assert figure(own_sample, "云溪街社区", "TOI_HARM", "2026-11-X3")["status"] == "under_review"
    assert figure(own_sample, "云台村", period="2026-11-X3")["numerator"] == 516
    moment = Moment(date(2026, 11, 30), newest(own_sample))
    rows = list_figures(own_sample, scope=WHOLE_COUNTY, moment=moment, indicator="TOI_COV", level="village")
    status = dict(zip(rows["name"], rows["status"], strict=True))
    assert status["云溪街社区"] == "under_review"


def ledger_without(number, renumbered=""):
    """The newest project ledger with one row gone, or with another number in its place."""
    path = next((SAMPLE / "workbooks").glob(f"*/{LEDGER}"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == number)
    if renumbered:
        cell = next(cell for cell in sheet[row] if cell.value == number)
        cell.value = renumbered
        return saved(book)
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_rows(row)
    return saved(book)


@pytest.fixture
def last_project(own_sample):
    rows = projects_on(own_sample, newest(own_sample), DAY)
    rows = rows[(~rows["reserve"].astype(bool)).to_numpy()]
    return rows.iloc[-1].to_dict()


def test_a_project_gone_from_the_ledger_is_asked_about_and_kept_unless_somebody_decides(
    own_sample, last_project
):
    content = ledger_without(last_project["project"])
    seen = look(own_sample, content, LEDGER)
    [asked] = [one.question for file in seen.files for one in file.gone]
    assert last_project["name"] in asked.text
    assert (asked.choices[:2], asked.default) == (("保留", "调出或取消"), "保留")
    take(own_sample, seen, "例行更新", correct_only=True)
    assert last_project["project"] in set(projects_on(own_sample, newest(own_sample), DAY)["project"])


def test_a_project_taken_out_leaves_by_an_event_with_its_reason(own_sample, last_project):
    content = ledger_without(last_project["project"])
    answers = {f"gone:project:{last_project['project']}": "调出或取消"}
    seen = look(own_sample, content, LEDGER, answers)
    if not seen.to_explain():
        with pytest.raises(Refusal, match="还没有写明依据"):
            take(own_sample, seen, correct_only=True)
    take(own_sample, seen, "11月18日云农领〔2026〕31号调出", correct_only=True)
    assert last_project["project"] not in set(projects_on(own_sample, newest(own_sample), DAY)["project"])
    with reading(own_sample) as connection:
        events = rows_known(connection, Event, head(connection), where={"number": [last_project["project"]]})
    assert events["note"].iloc[-1] == "调出或取消；11月18日云农领〔2026〕31号调出"
    again = look(own_sample, content, LEDGER)
    assert [one.number for file in again.files for one in file.gone] == [], "it is asked once"


def test_a_renumbered_project_goes_on_under_its_new_number(own_sample, last_project):
    old, new = last_project["project"], "YL-2026-999"
    content = ledger_without(old, renumbered=new)
    [asked] = [one.question for file in look(own_sample, content, LEDGER).files for one in file.gone]
    assert asked.choices == ("保留", "调出或取消", f"编号变更，现为 {new}")
    seen = look(own_sample, content, LEDGER, {asked.id: asked.choices[2]})
    take(own_sample, with_reasons(seen, {seen.files[0].sha256: {WHOLE_FILE: "系统重新编码"}}))
    standing = set(projects_on(own_sample, newest(own_sample), DAY)["project"])
    assert (old in standing, new in standing) == (False, True)
    with reading(own_sample) as connection:
        events = rows_known(connection, Event, head(connection), where={"number": [old]})
    assert events["note"].iloc[-1] == f"编号变更，现为 {new}；系统重新编码"


def test_a_reason_for_a_projects_amount_stands_in_its_course_and_at_the_foot_of_its_pages(own_sample):
    book = openpyxl.load_workbook(next((SAMPLE / "workbooks").glob(f"*/{LEDGER}")))
    book.worksheets[0]["X6"].value = 205.4  # more than the 200 planned of the first project
    seen = look(own_sample, saved(book), LEDGER)
    over = next(one for one in seen.to_explain() if one.cell == "X6" and one.code == "project_contradiction")
    reasons = {reason_id(over): "含上年结转的质保金", WHOLE_FILE: "已核实"}
    done = take(own_sample, with_reasons(seen, {seen.files[0].sha256: reasons}))
    moment = Moment(DAY, done.change)
    [note] = project_notes(own_sample, scope=WHOLE_COUNTY, moment=moment, project="YL-2026-001")
    assert note == "注：青石镇共享车间 11月19日，“累计支付：含上年结转的质保金；支付率：已核实”。"
    page = open_project(own_sample, scope=WHOLE_COUNTY, moment=moment, project="YL-2026-001")
    assert note in page.foot
    assert "说明" in set(page.steps["kind"])
    assert project_notes(own_sample, scope=WHOLE_COUNTY, moment=Moment(date(2026, 11, 18), done.change)) == ()
    before = Moment(DAY, done.change - 1)
    assert project_notes(own_sample, scope=WHOLE_COUNTY, moment=before, project="YL-2026-001") == ()


def test_a_project_taken_out_stays_out_when_a_number_of_it_is_explained_later(own_sample, last_project):
    number = last_project["project"]
    answers = {f"gone:project:{number}": "调出或取消"}
    seen = look(own_sample, ledger_without(number), LEDGER, answers)
    done = take(own_sample, seen, "11月18日云农领〔2026〕31号调出", correct_only=True)
    told = {
        "about": "project", "number": number, "day": date(2026, 11, 19), "seq": 10, "kind": EXPLAINED,
        "to_status": EXPLAINED, "actor": "王某", "note": "已核实",
    }  # fmt: skip
    header = Header("import", CLERK.name, CLERK.role.value, "说明", NOW, (), ())
    n = commit(own_sample, header, [said_by_hand(Event, told)], done.change).n
    assert number not in set(projects_on(own_sample, n, DAY)["project"])
