"""issues.py: an issue is data, its sentence is rendered from one table and fit for a person."""

import re
from pathlib import Path

import pytest

from domain.issues import BLOCK, EXPLAIN, KINDS, NOTE, Question, issue

ROOT = Path(__file__).parents[2]
READERS = [ROOT / "uploads", ROOT / "domain" / "settings", ROOT / "services" / "settings"]


@pytest.mark.parametrize("code", KINDS)
def test_every_sentence_is_chinese_says_where_and_what_to_do(code):
    told = issue(code, "Sheet1", cell="E12", column="户数", found="三十", expected="整数", detail="应计户数")
    assert "Sheet1" in told.message
    assert told.message.endswith("。")
    assert "{" not in told.message
    assert not re.search(r"[A-Za-z]{3,}", told.message.replace("Sheet1", "").replace("WPS", ""))
    assert "请" in told.message or told.level == NOTE
    assert told.level in (BLOCK, EXPLAIN, NOTE)


def test_no_sentence_points_below_itself():
    """It is read in a table under the questions, in a cell's comment, in a list to send back: nothing lies below it."""
    assert [code for code, (_, sentence) in KINDS.items() if "请在下面" in sentence] == []
    page = (ROOT / "pages" / "upload.py").read_text(encoding="utf-8")
    named = {
        name for _, sentence in KINDS.values() for name in re.findall("“([^”]+)”里(?:选|改选)", sentence)
    }
    assert named == {"问题与待答"}
    assert "问题与待答" in page


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_is_raised_somewhere(code):
    sources = "\n".join(
        file.read_text(encoding="utf-8") for reader in READERS for file in reader.rglob("*.py")
    )
    assert f'"{code}"' in sources


def test_the_cell_and_its_column_stand_in_front():
    told = issue(
        "not_a_number", "Sheet1", cell="E12", column="出栏数（头）", found="三十", expected="不小于 0 的整数"
    )
    assert (
        told.message == "Sheet1!E12 “出栏数（头）”应为不小于 0 的整数，现在是“三十”。请改成数字后重新上传。"
    )
    assert told.level == BLOCK


def test_a_question_without_default_must_be_answered():
    assert Question("period:Sheet1", "哪一期？", ("11月中旬",)).default == ""
