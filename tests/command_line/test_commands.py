"""`manage.py`, as cron, scripts and acceptance checks use it."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import manage
from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Moment
from services.county.installation import open_installation, sqlite_url
from services.problems.show_rectification import show_rectification

ROOT = Path(__file__).parents[2]
FIGURE_FIELDS = {
    "indicator", "subject_kind", "subject", "code", "name", "town", "period", "numerator", "denominator", "value",
    "reported", "expected", "status", "light",
}  # fmt: skip
DAY = "2026-11-19"


def test_figures_carry_every_field_and_the_rate_is_sum_over_sum(command):
    code, answer = command("figures", "--indicator", "TOI_COV", "--level", "town", "--as-of", DAY)
    assert code == 0
    assert set(answer["rows"][0]) == FIGURE_FIELDS
    _, county = command("figures", "--indicator", "TOI_COV", "--as-of", DAY)
    [whole] = county["rows"]
    assert whole["numerator"] == sum(row["numerator"] for row in answer["rows"])
    assert whole["value"] == pytest.approx(whole["numerator"] / whole["denominator"])


def test_an_unreported_village_has_no_value_and_is_never_zero(command):
    _, answer = command("figures", "--indicator", "SEW_RATE", "--level", "town", "--as-of", DAY)
    silent = [row for row in answer["rows"] if row["status"] == "not_reported"]
    assert [row["name"] for row in silent] == ["柳湾乡"]
    assert silent[0]["value"] is None
    assert silent[0]["light"] == "none"


def test_a_past_version_gives_the_past_figures(command):
    _, now = command("figures", "--indicator", "TOI_COV", "--as-of", "2026-11-05")
    before = [row for row in command("changes")[1]["rows"] if "更正" in (row["files"] or "")]
    corrected = before[0]["n"]
    _, then = command(
        "figures", "--indicator", "TOI_COV", "--as-of", "2026-11-05", "--known-at", str(corrected - 1)
    )
    assert then["known_at"] == corrected - 1
    assert then["rows"][0]["numerator"] != now["rows"][0]["numerator"]


def test_history_tells_one_row_per_period_oldest_first(command):
    _, answer = command("figures", "--indicator", "TOI_COV", "--history", "--as-of", DAY)
    periods = [row["period"] for row in answer["rows"]]
    assert len(periods) == 12
    assert periods == sorted(periods)
    assert periods[-1] == "2026-11-X2"


def test_rank_gives_ties_one_place_and_points_that_add_up(command):
    _, answer = command("rank", "--as-of", DAY)
    ranked = [row for row in answer["rows"] if row["status"] == "ranked"]
    assert len(ranked) > 100
    for row in ranked:
        assert sum(row["contributions"].values()) == pytest.approx(row["score"], abs=0.0051)
        assert row["rank_low"] <= row["rank_high"]
    out = [row for row in answer["rows"] if row["status"] != "ranked"]
    assert all(row["rank"] is None and row["reason"] for row in out)


def test_overdue_problems_are_open_and_most_late_first(command):
    _, answer = command("problems", "--overdue", "--as-of", DAY)
    days = [row["days_late"] for row in answer["rows"]]
    assert days == sorted(days, reverse=True)
    assert min(days) > 0
    assert {row["status"] for row in answer["rows"]} & {"closed", "declined"} == set()


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ([], {}),
        (["--source", "日督查"], {"source": "inspection"}),
        (["--source", "除日督查外", "--town", "柳湾乡"], {"source": "feedback", "town": "T08"}),
        (["--unit", "U08", "--due", "期限已过"], {"unit": "U08", "due": "past"}),
        (["--leader", "没有写牵头领导", "--as-of", "2026-11-10"], {"leader": "unsaid"}),
    ],
)
def test_problems_are_those_the_page_counts_for_the_same_conditions(command, database, options, asked):
    day = options[options.index("--as-of") + 1] if "--as-of" in options else DAY
    _, answer = command("problems", *options, "--as-of", day)
    store = open_installation(database).store
    with reading(store) as connection:
        moment = Moment(date.fromisoformat(day), head(connection))
    page = show_rectification(store, scope=WHOLE_COUNTY, moment=moment, **asked)
    rows = answer["rows"]
    ended = [row for row in rows if row["status"] in ("closed", "declined")]
    assert len(rows) - len(ended) == page.flow.closing > 0
    assert (
        sum(row["days_late"] > 0 for row in rows)
        == page.ages["late_1_3"] + page.ages["late_4_7"] + page.ages["late_over_7"]
    )
    assert sum(row["status"] == "closed" for row in rows) == page.closing.closed
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["found_on"]) for row in rows)


def test_a_status_is_said_by_its_word_and_one_there_is_not_is_refused_in_words(command):
    _, by_word = command("problems", "--status", "待复查", "--as-of", DAY)
    _, by_code = command("problems", "--status", "checking", "--as-of", DAY)
    assert by_word["rows"] == by_code["rows"] != []
    code, answer = command("problems", "--status", "怪")
    assert (code, "可以是：待交办、整改中、待复查、已销号" in answer["refused"]) == (1, True)


def test_a_condition_no_problem_has_is_refused_with_those_there_are(command):
    code, answer = command("problems", "--source", "微博")
    assert code == 1
    assert "来源里没有“微博”。可以是：除日督查外、日督查、上级反馈" in answer["refused"]


def test_a_spot_check_is_told_step_by_step_and_what_is_not_done_has_no_minutes(command):
    code, document = command("spot-checks")
    told = {row["step"]: (row["minutes"], row["limit"], row["late"]) for row in document["rows"]}
    assert code == 0
    assert (told["county"], told["helpers"], told["papers"]) == (
        (15, 30, False),
        (140, 120, True),
        (None, 240, False),
    )
    assert {row["village_name"] for row in document["rows"]} == {"柳湾村"}


def test_any_record_is_told_with_its_file_sheet_and_cells(command):
    _, answer = command("rows", "payment", "--as-of", DAY)
    row = answer["rows"][0]
    assert row["file"].endswith((".xlsx", ".xls", ".csv"))
    assert row["sheet"]
    assert re.fullmatch(r"[A-Z]+\d+(;[A-Z]+\d+)*", row["cells"])
    assert isinstance(row["amount"], int)


def test_withdrawing_takes_back_one_change_and_keeps_the_later_ones(command):
    _, before = command("figures", "--indicator", "TOI_COV", "--as-of", DAY)
    newest = max(row["n"] for row in command("changes")[1]["rows"] if "11月中旬" in (row["files"] or ""))
    code, done = command("withdraw", str(newest), "--reason", "试一次")
    assert code == 0
    assert done["closed"] > 0
    _, after = command("figures", "--indicator", "TOI_COV", "--as-of", DAY)
    assert after["rows"][0]["numerator"] != before["rows"][0]["numerator"]
    command("withdraw", str(done["change"]), "--reason", "恢复")
    _, again = command("figures", "--indicator", "TOI_COV", "--as-of", DAY)
    assert again["rows"] == before["rows"]
    assert command("check")[1] == {"whole": True, "broken": []}


def test_the_same_file_twice_changes_nothing(command):
    file = ROOT / "sample_data/workbooks/01人居环境旬报/青石镇人居环境11月中旬报表.xlsx"
    code, answer = command("import", str(file), "--form", "ENV")
    assert code == 0
    assert answer["change"] is None
    assert "导入（变更" in answer["files"][0]["known"]


def test_a_dry_run_writes_nothing_and_names_every_issue_with_its_cell(command):
    [door] = (ROOT / "sample_data/door").glob("*四处错*")
    newest = command("changes")[1]["rows"][0]["n"]
    code, answer = command("import", str(door), "--dry-run")
    assert code == 0
    assert answer["change"] is None
    assert command("changes")[1]["rows"][0]["n"] == newest
    issues = answer["files"][0]["issues"]
    assert all(issue["message"] and issue["sheet"] for issue in issues)
    assert [issue for issue in issues if issue["level"] == "block"]


def test_a_file_that_blocks_is_refused_and_nothing_is_half_written(command):
    [door] = (ROOT / "sample_data/door").glob("*四处错*")
    newest = command("changes")[1]["rows"][0]["n"]
    code, answer = command("import", str(door))
    assert code == 1
    assert "没有写入" in answer["refused"]
    assert command("changes")[1]["rows"][0]["n"] == newest


def test_an_unknown_village_is_asked_about_and_never_matched(command, tmp_path):
    [door] = (ROOT / "sample_data/door").glob("*不认识的村*")
    _, answer = command("import", str(door), "--dry-run")
    questions = answer["files"][0]["questions"]
    [asked] = [question for question in questions if len(question["choices"]) >= 2 and question["cells"]][:1]
    answers = tmp_path / "回答.json"
    answers.write_text(
        json.dumps({asked["id"]: {"choice": asked["choices"][0], "reason": "名册上是这个村"}}),
        encoding="utf-8",
    )
    _, told = command("import", str(door), "--dry-run", "--answers", str(answers))
    blocked = [issue for issue in answer["files"][0]["issues"] if issue["level"] == "block"]
    left = [issue for issue in told["files"][0]["issues"] if issue["level"] == "block"]
    assert len(left) < len(blocked)


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["不存在的命令"], 2),
        (["figures"], 2),
        (["figures", "--indicator", "没有这个"], 1),
        (["rows", "没有这种"], 1),
        (["withdraw", "9999", "--reason", "试"], 1),
        (["import", "没有这个文件.xlsx"], 1),
        (["problems", "--status", "怪"], 1),
        (["figures", "--indicator", "TOI_COV", "--known-at", "99999"], 1),
    ],
)
def test_a_refusal_exits_1_wrong_usage_2_and_both_speak_chinese_only(database, capsys, arguments, exit_code):
    assert manage.main([*arguments, "--database", database]) == exit_code
    said = capsys.readouterr().err
    assert re.search("[\u4e00-\u9fff]", said)
    if exit_code == 1:
        assert not re.search("(?i)error|traceback|invalid", said)


def test_a_foreign_address_is_refused_before_accounts_exist(capsys):
    assert manage.main(["run", "--host", "0.0.0.0"]) == 1
    assert "只能在本机打开" in capsys.readouterr().err


def test_the_command_runs_as_a_program(database):
    run = subprocess.run(
        [sys.executable, "manage.py", "changes", "--json", "--database", database],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert json.loads(run.stdout)["rows"][0]["n"] >= 10


def test_plain_pandas_over_the_same_workbooks_gives_the_same_figures(command):
    run = subprocess.run(
        [sys.executable, "sample_data/plain_pandas.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    plain = json.loads(run.stdout)

    def told(indicator: str, level: str) -> dict[str, list[float]]:
        _, answer = command("figures", "--indicator", indicator, "--level", level, "--as-of", DAY)
        return {
            (row["town"] + row["name"] if level == "village" else row["name"]): [
                row["numerator"], row["denominator"],
            ]
            for row in answer["rows"]
            if row["status"] == "reported"
        }  # fmt: skip

    assert told("TOI_COV", "village") == plain["TOI_COV"]["village"]
    assert told("TOI_COV", "town") == plain["TOI_COV"]["town"]
    assert list(told("TOI_COV", "county").values()) == [plain["TOI_COV"]["county"]]
    towns = {name: parts for name, parts in told("FND_PAY_PLAN", "town").items() if name != "跨区域"}
    assert towns == plain["FND_PAY"]["town"]


def test_the_sample_county_is_put_into_no_other_database(tmp_path, capsys):
    """It said it was there and had loaded nothing."""
    own = sqlite_url(tmp_path / "county.db")
    assert manage.main(["init", "--sample", "--database", own]) != 0
    assert "什么都没有装" in capsys.readouterr().err
    assert not (tmp_path / "county.db").exists()
