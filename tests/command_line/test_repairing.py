"""A broken report through the command line: all told by a dry run, decided in an answers file, repaired, taken in."""

import json

import pytest

import manage
from services.county.installation import sqlite_url
from tests.pages.books import SAMPLE, TOWN, corrected
from tests.seeded.broken import ERRORS, broken, repairs

MESSY = (
    "云溪镇11月上旬人居环境旬报.xlsx",
    "石桥镇人居环境旬报（11月上旬）.xls",
    "双塘镇11月上旬农村人居环境情况.xlsx",
)


@pytest.fixture
def written(tmp_path):
    """A file under the name the office gives it."""

    def write(content: bytes, name: str = TOWN) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def test_a_broken_report_is_told_whole_repaired_and_taken_in_with_an_answers_file(command, written, tmp_path):
    code, document = command("import", written(broken()), "--dry-run")
    [file] = document["files"]
    told = {issue["cell"]: issue for issue in file["issues"] if issue["level"] != "note"}
    assert code == 0
    assert set(ERRORS) <= set(told)
    assert {"code", "level", "sheet", "cell", "message", "found", "expected"} <= set(told["E8"])
    assert document["change"] is None

    code, refused = command("import", written(broken()), "--accept-warnings", "照旧")
    assert (code, refused["code"]) == (1, "blocked")

    left = {"C21": "双溪村", "E12": 330}  # a name only a person can settle, a base that did shrink
    repaired = written(corrected({**repairs(), **left}))
    code, document = command("import", repaired, "--dry-run")
    [file] = document["files"]
    [asked] = [one for one in file["questions"] if one["id"].startswith("place:")]
    explain = [issue for issue in file["issues"] if issue["level"] == "explain"]
    assert "E12" in {issue["cell"] for issue in explain}
    answers = {asked["id"]: {"choice": asked["choices"][0], "reason": "同一个村"}}
    answers |= {
        f"explain:{issue['sheet']}!{issue['cell']}": {"choice": "", "reason": f"{issue['cell']} 镇里有说明"}
        for issue in explain
    }
    path = tmp_path / "回答.json"
    path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    code, done = command("import", repaired, "--answers", str(path))
    assert code == 0
    assert done["change"] is not None
    _, rows = command("rows", "figure")
    explained = [row["explanation"] for row in rows["rows"] if row["explanation"] == "E12 镇里有说明"]
    assert len(explained) >= 1


def test_an_own_county_takes_messy_files_in_with_an_answer_for_each_file(tmp_path, capsys):
    """From the roster alone: a dry run, an answers file with the reason of each file, one change."""
    database = sqlite_url(tmp_path / "own.db")

    def run(*arguments):
        capsys.readouterr()
        code = manage.main([*arguments, "--database", database, "--json"])
        return code, json.loads(capsys.readouterr().out)

    code, _ = run("init", "--roster", _book("云岭县镇村名册（2026年7月并村后）.xlsx"))
    assert code == 0
    messy = [_book(name) for name in MESSY]
    code, looked = run("import", *messy, "--dry-run")
    assert (code, looked["change"]) == (0, None)
    asked = [question for file in looked["files"] for question in file["questions"]]
    answers = {one["id"]: {"choice": one["choices"][0]} for one in asked}
    answers |= {f"{name}|explain": {"choice": "", "reason": f"{name[:3]}首次报送"} for name in MESSY}
    path = tmp_path / "回答.json"
    path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    code, done = run("import", *messy, "--answers", str(path))
    assert code == 0
    assert done["change"] is not None
    told = [
        sum(file["counts"][name] for file in one["files"])
        for one in (looked, done)
        for name in ("new", "refused")
    ]
    assert told[0] == told[2] > 400
    assert told[1] == told[3]


def _book(name):
    return str(next((SAMPLE / "workbooks").glob(f"*/{name}")))


def test_the_correct_rows_may_go_first(command, written):
    content = written(corrected({"F8": "七十三", "F9": 518}))
    code, done = command("import", content, "--accept-warnings", "更正", "--correct-rows")
    assert (code, done["change"] is not None) == (0, True)
    _, changes = command("changes")
    newest = max(changes["rows"], key=lambda row: row["n"])
    assert newest["reason"] == "更正；先入正确的行，待核：Sheet1 第 8 行"
