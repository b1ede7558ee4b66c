"""docs/用户手册.md says of every page, control, command, issue and refusal what it is, and of nothing that is not there."""

import re

import pytest

from domain.measure_frame import STATUS_WORDS as DATA_WORDS
from domain.permissions import ROLE_WORDS, Role
from domain.problem_status import STATUS_WORDS as PROBLEM_WORDS
from services.county.read_manual import DOCS, MANUAL, Task, read_manual
from tests.manual.appendix import BEGIN, rewritten
from tests.manual.collected import commands, controls
from tests.pages.english import english_in
from views.help import CODE, HELP
from views.navigation import PAGES, Entry

TEXT = MANUAL.read_text(encoding="utf-8")
TASKS = {task.title: task for task in read_manual()}
LARGEST_PICTURE = 150_000
# Programs whose name is their only one.
NAMES = re.compile(r"Windows|Python|PostgreSQL|PDF|OpenID Connect")
_TYPED = re.compile(r"`[^`]*`|```.*?```|<!--.*?-->|\]\([^)]*\)", re.DOTALL)


def rows_of(title: str) -> list[tuple[str, ...]]:
    return [row for block in TASKS[title].blocks for row in block.rows[1:]]


def test_every_page_is_listed_with_its_place_and_its_readers_and_no_other():
    def readers(page: Entry) -> str:
        return (
            "所有人"
            if page.roles == frozenset(Role)
            else "、".join(ROLE_WORDS[role] for role in Role if role in page.roles)
        )

    told = {row[0]: row[3] for row in rows_of("页面一览")}
    assert told == {page.title: readers(page) for page in PAGES}, (
        "“页面一览” in docs/用户手册.md lists the pages of views/navigation.PAGES: add or take away a row"
    )


def test_every_page_has_a_task_that_its_help_link_opens():
    assert HELP.keys() == {page.code for page in PAGES} - {CODE}, "add the page to HELP in views/help.py"
    assert set(HELP.values()) <= TASKS.keys(), (
        "views/help.py names a task that docs/用户手册.md does not have"
    )


def test_every_control_is_explained():
    told = {row[0] for row in rows_of("按钮和选择")}
    untold = sorted({f"“{found.text}”（{found.where}）" for found in controls() if found.text not in told})
    assert untold == [], (
        "add to “按钮和选择” in docs/用户手册.md a row | text | page | what it does | for each"
    )


def test_no_control_is_explained_that_is_not_there():
    there = {found.text for found in controls()}
    dead = [row[0] for row in rows_of("按钮和选择") if row[0] not in there]
    assert dead == [], "take these rows out of “按钮和选择” in docs/用户手册.md"


def test_every_command_is_listed_and_no_other():
    told = [row[1].strip("`").split(" ")[0] for row in rows_of("命令一览")]
    assert sorted(told) == sorted(commands()), (
        "“命令一览” in docs/用户手册.md lists the commands of manage.py"
    )


def test_the_generated_tables_are_those_of_the_source():
    assert rewritten(TEXT) == TEXT, "run `make manual`: an issue or a refusal changed"


@pytest.mark.parametrize("words", [DATA_WORDS, PROBLEM_WORDS], ids=["data", "problems"])
def test_every_state_is_explained(words):
    glossary = " ".join(" ".join(row) for title in ("用语", "记号", "看问题整改") for row in rows_of(title))
    unexplained = [word for word in words.values() if word not in glossary and word not in TEXT]
    assert unexplained == []


def test_every_picture_is_there_small_and_used():
    used = {block.lines[0] for task in TASKS.values() for block in task.blocks if block.kind == "picture"}
    there = {f"images/{file.name}" for file in (DOCS / "images").iterdir()}
    assert used == there, "`make manual` takes the pictures; tests/browser/test_manual_pictures.py lists them"
    large = [name for name in there if (DOCS / name).stat().st_size > LARGEST_PICTURE]
    assert large == []


def test_a_title_stands_once_and_every_link_leads_to_one():
    titles = re.findall(r"^### (.+)$", TEXT, re.MULTILINE)
    assert len(titles) == len(set(titles))
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= set(titles)


def test_its_own_words_are_chinese():
    written = NAMES.sub("", _TYPED.sub("", TEXT.partition(BEGIN)[0]))
    english = {
        line: found for line in written.splitlines() if (found := english_in(line.replace("--dry-run", "")))
    }
    assert english == {}


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS.keys())
def test_a_task_fits_on_a_screen_or_is_a_table(task: Task):
    """Nobody reads on: twelve steps and paragraphs at most, none longer than three lines."""
    lines = [
        line for block in task.blocks if block.kind in ("text", "steps", "points") for line in block.lines
    ]
    assert len(lines) <= 12
    assert max((len(line) for line in lines), default=0) <= 120
