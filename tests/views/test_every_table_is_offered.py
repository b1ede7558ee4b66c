"""下载: every table and chart of every page can be taken away; what cannot is listed here with its reason.

Read from the source, so that a table nobody opened in a test counts too; tests/pages/test_downloads.py opens the workbooks.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAWN = {"show_figure", "show_table", "show_grid"}
MARKUP = {"table_html", "heat_html", "matrix_html", "tiles_html"}
OFFERS = {"offer_html", "offer_frame", "offer_figure", "offer_tiles", "download_button"}

# Function → why nothing is offered there.
WITHOUT = {
    "views/meeting.py:show_slide": "一场会只看七页，数在各自的页上下载",
    "views/erasure.py:show_found": "要涂除的文字不能带走",
    "views/erasure.py:_show_submissions": "要涂除的文字不能带走",
    "views/rectification.py:_show_tasks": "一个问题面板里的几行，未结清单里都有",
    "views/rectification.py:_write_open": "下载的是整张清单，期限和状态各一列，由同一函数另写",
    "views/checklist.py:_show_draft": "还没有记下的草稿，记下后未结清单里都有",
    "views/tables.py:_show_on_paper": "只印在纸上，同一张清单在屏幕上有下载",
}


def calls(function: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            yield name, node


def writes_without_offer(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    whole = ast.Module([node for node in tree.body if node not in functions], [])
    for part in (*functions, whole):
        found = list(calls(part))
        names = {name for name, _ in found}
        name = getattr(part, "name", "page")
        lacking = any(
            call in DRAWN and "download" not in {word.arg for word in node.keywords} for call, node in found
        )
        # A function that returns its markup leaves the offer to whoever shows it.
        shown = "show" in names and names & MARKUP and not names & OFFERS
        if lacking or shown:
            yield f"{path.relative_to(ROOT).as_posix()}:{name}"


def test_every_table_and_chart_is_offered_or_says_why_not():
    files = sorted([*(ROOT / "views").glob("*.py"), *(ROOT / "pages").glob("*.py")])
    found = {one for path in files for one in writes_without_offer(path)}
    assert sorted(found - WITHOUT.keys()) == []
    assert sorted(WITHOUT.keys() - found) == []
