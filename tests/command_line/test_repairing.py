"""A broken report through the command line: all told by a dry run, decided in an answers file, repaired, taken in."""

import json

import pytest

from tests.pages.books import TOWN, corrected
from tests.seeded.broken import ERRORS, broken, repairs


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


def test_the_correct_rows_may_go_first(command, written):
    content = written(corrected({"F8": "七十三", "F9": 518}))
    code, done = command("import", content, "--accept-warnings", "更正", "--correct-rows")
    assert (code, done["change"] is not None) == (0, True)
    _, changes = command("changes")
    newest = max(changes["rows"], key=lambda row: row["n"])
    assert newest["reason"] == "更正；先入正确的行，待核：Sheet1 第 8 行"
