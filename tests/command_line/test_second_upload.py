"""The second upload of a form asks nothing, a renamed column once: the same through the command line."""

import json

import pytest

import manage
from services.county.installation import sqlite_url
from tests.services.taking_in.test_remembered import FIRST, HEAD, LATER, ROSTER, report
from tests.uploads.books import xlsx

RENAMED = ["序号", "行政村", "应计户数", "卫生厕所累计户数情况", "卫生厕所普及率"]


@pytest.fixture
def command(tmp_path, capsys):
    """Run a command on a county of one's own with three villages, with --json: exit code and the document."""
    database = sqlite_url(tmp_path / "county.db")

    def run(*arguments):
        capsys.readouterr()
        code = manage.main([*map(str, arguments), "--database", database, "--json"])
        return code, json.loads(capsys.readouterr().out)

    roster = tmp_path / "名册.xlsx"
    roster.write_bytes(xlsx(ROSTER))
    assert run("init", "--roster", roster)[0] == 0
    return run


def test_a_second_upload_asks_nothing_a_moved_column_nothing_a_renamed_one_once(command, tmp_path):
    def written(rows, head, month):
        path = tmp_path / f"青石镇{month}旬报.xlsx"
        path.write_bytes(report(rows, head, f"青石镇2026年{month}农村人居环境旬报"))
        return path

    def asked(document):
        [file] = document["files"]
        return [issue for issue in file["issues"] if issue["level"] != "note"], file["questions"]

    assert command("import", written(FIRST, HEAD, "9月上旬"))[1]["change"] is not None
    code, second = command("import", written(LATER, HEAD, "9月中旬"))
    assert (code, asked(second), second["files"][0]["counts"]["new"]) == (0, ([], []), 6)
    order = (3, 1, 4, 2, 0)
    moved = written([[row[at] for at in order] for row in LATER], [HEAD[at] for at in order], "9月下旬")
    code, document = command("import", moved)
    assert (code, asked(document), document["files"][0]["counts"]["new"]) == (0, ([], []), 6)

    renamed = written(LATER, RENAMED, "10月上旬")
    _, document = command("import", renamed, "--dry-run")
    [question] = document["files"][0]["questions"]
    code, refused = command("import", renamed)
    assert (code, refused["code"]) == (1, "unanswered")
    answers = tmp_path / "回答.json"
    answers.write_text(json.dumps({question["id"]: {"choice": "卫生厕所户数"}}), encoding="utf-8")
    code, document = command("import", renamed, "--answers", answers)
    assert (code, asked(document), document["files"][0]["counts"]["new"]) == (0, ([], []), 6)
    code, document = command("import", written(LATER, RENAMED, "10月中旬"))
    assert (code, asked(document), document["files"][0]["counts"]["new"]) == (0, ([], []), 6)
