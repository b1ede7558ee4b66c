"""Forty lines of plain pandas find in the workbooks what the county is."""

import ast
import json
import subprocess
import sys

import pytest

from sample_data.county import towns
from sample_data.projects import projects
from sample_data.sanitation import sanitation_in
from sample_data.toilets import LAST
from tests.sample_data.conftest import HOME

SCRIPT = HOME / "plain_pandas.py"


@pytest.fixture(scope="module")
def answer():
    run = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, check=True, cwd="/")
    return json.loads(run.stdout)


def parts(rows):
    listed = list(rows)
    return [sum(row.toilets for row in listed), sum(row.eligible for row in listed)]


def test_the_script_is_at_most_forty_lines_and_imports_nothing_of_ours():
    source = SCRIPT.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 40
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import)
        for name in node.names
    }
    wholly = {node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}
    assert imported | wholly == {"json", "re", "unicodedata", "pathlib", "pandas"}


def test_toilets_of_every_village_town_and_the_county_are_the_truth(answer):
    reported = [row for row in sanitation_in(LAST) if row.reported]
    assert answer["TOI_COV"]["village"] == {row.village.key: [row.toilets, row.eligible] for row in reported}
    assert answer["TOI_COV"]["town"] == {
        town.name: parts(row for row in reported if row.village.town == town) for town in towns()
    }
    assert answer["TOI_COV"]["county"] == parts(reported)


def test_money_paid_and_planned_by_town_is_the_truth(answer):
    assert answer["FND_PAY"]["town"] == {
        town.name: [
            sum(p.paid for p in projects() if p.town == town) // 100,
            sum(p.plan for p in projects() if p.town == town) // 100,
        ]
        for town in towns()
    }
