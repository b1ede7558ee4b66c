"""The dependency rule of the house: import-linter holds it, and a planted violation turns it red."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]

# contract → (file that gets one more import, the import)
PLANTED = {
    "Dependencies point one way": ("domain/periods.py", "import data_access.database"),
    "parts do not know one another": ("charts/template.py", "import uploads.sheets"),
    "Only views (with pages, dashboard and serve) know Streamlit": (
        "services/known/read_setting.py",
        "import streamlit",
    ),
    "Views reach data, uploads and bulletins only through services": (
        "views/frame.py",
        "import data_access.database",
    ),
    "neither the pages nor the command line know the other": ("command_line/asking.py", "import views.frame"),
    "The command line asks services and the domain alone": (
        "command_line/changes.py",
        "import data_access.versions",
    ),
    "What serves files knows nothing of the county": ("serving/assets.py", "import services.county.progress"),
    "The domain imports no database, chart, server or workbook library": (
        "domain/periods.py",
        "import sqlalchemy",
    ),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [str(command), "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in CONTRACTS["root_packages"]:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_the_tree_as_it_stands_keeps_every_contract(copied_house):
    answer = lint_imports(copied_house)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_turns_the_contract_red(copied_house, contract):
    file, line = PLANTED[contract]
    target = copied_house / file
    before = target.read_text(encoding="utf-8")
    target.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        answer = lint_imports(copied_house)
    finally:
        target.write_text(before, encoding="utf-8")
    assert answer.returncode != 0
    assert "BROKEN" in answer.stdout


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


# import-linter sees packages; these are scripts.
SCRIPTS = {
    "manage.py": {"streamlit", "views", "data_access", "uploads", "charts", "bulletins"},
    "dashboard.py": {"data_access", "uploads", "bulletins", "charts"},
    "serve.py": {"data_access", "uploads", "bulletins", "charts", "domain"},
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_top_level_script_imports_only_what_its_rule_allows(script):
    assert imports_of(ROOT / script) & SCRIPTS[script] == set()


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.stem)
def test_a_page_imports_only_services_charts_domain_and_views(page):
    assert imports_of(page) & {"data_access", "uploads", "bulletins", "sqlalchemy", "sqlmodel"} == set()


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.stem)
def test_the_first_statement_of_a_page_is_its_guard(page):
    body = ast.parse(page.read_text(encoding="utf-8")).body
    statements = [
        node
        for node in body
        if not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]
    first = statements[0]
    assert isinstance(first, ast.Assign), ast.dump(first)
    call = first.value
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == "open_page"


def test_no_module_of_the_product_reads_the_clock_below_the_services():
    """Everything on screen is a function of (known at N, as-of, scope, question): not of the clock (DESIGN 1)."""
    offenders = []
    for package in ("domain", "charts"):
        for file in (ROOT / package).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            offenders += [
                f"{file.relative_to(ROOT)}: {word}"
                for word in ("date.today(", "datetime.now(", "time.time(", "utcnow(")
                if word in text
            ]
    assert offenders == []
