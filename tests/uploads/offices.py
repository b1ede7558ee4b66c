"""A small county for reading workbooks: 青石镇 and 柳湾乡 with a few villages, the shipped catalogue, three units."""

import csv
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from domain.quality.rules import quality_rules
from domain.records import UNSAID, Form, Fund, HeaderWord, Indicator, Project, QualityRule, Unit
from tests.domain.counties import NOBODY, county, frame, place
from uploads.knowledge import Knowledge
from uploads.reading import read_workbook
from uploads.recognition import Answer, Hints, Reading, read

CATALOGUE = Path(__file__).parents[2] / "catalogue"
TODAY = date(2026, 11, 21)
VILLAGES = ("东关村", "西沟村", "王家庄村", "邱村村", "南坪社区")


@cache
def shipped(record, name):
    with (CATALOGUE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [record.model_validate({k: v for k, v in row.items() if v}) for row in csv.DictReader(file)]
    return frame(record, rows)


@cache
def office() -> Knowledge:
    villages = [place(f"V{n:04d}", name, "T01", position=n) for n, name in enumerate(VILLAGES, 1)]
    merged = date(2026, 6, 30)
    roster = county(
        *villages,
        place("V0006", "上垅村", "T02", position=1, valid_to=merged),
        place("V0007", "下垅村", "T02", position=2, valid_to=merged),
        place("V0008", "新垅村", "T02", position=3, valid_from=date(2026, 7, 1), predecessors="V0006;V0007"),
        place("V0009", "东关村", "T02", position=4),
    )
    units = frame(
        Unit,
        [
            Unit(unit="U01", name="青石镇人民政府", kind="town", place="T01", aliases="青石镇"),
            Unit(unit="U02", name="县农业农村局", kind="department", aliases="农业农村局"),
            Unit(unit="U03", name="县住建局", kind="department"),
        ],
    )
    return Knowledge(
        roster=roster,
        units=units,
        indicators=shipped(Indicator, "indicators"),
        header_words=shipped(HeaderWord, "header_words"),
        forms=shipped(Form, "forms"),
        projects=frame(Project, [])[["project", "name", "year", "place"]],
        funds=frame(Fund, []),
        today=TODAY,
        aliases=NOBODY,
        quality=quality_rules(shipped(QualityRule, "quality_rules")),
    )


def knowing(**more) -> Knowledge:
    """The office with something else known."""
    return replace(office(), **more)


def reading(content, name="表.xlsx", *, known=None, answers=None, **hints) -> Reading:
    """A workbook read. answers: question id → choice."""
    given = {id: Answer(choice) for id, choice in (answers or {}).items()}
    return read(read_workbook(content, name), known or office(), Hints(answers=given, **hints))


def figures(found: Reading) -> dict[tuple[str, str], tuple[object, object]]:
    """(indicator, subject) → (numerator, denominator), None where unsaid."""
    return {
        (row["indicator"], row["subject"]): (said(row["numerator"]), said(row["denominator"]))
        for row in rows_of(found, "figure")
    }


def rows_of(found: Reading, record: str) -> list[dict[str, object]]:
    """Every stated row of a record, with its sheet line."""
    return [
        {name: values[i] for name, values in statements.columns.items()} | {"line": line}
        for block in found.blocks
        for statements in block.statements
        if record == statements.record.NAME
        for i, line in enumerate(statements.lines)
    ]


def said(value):
    return None if value is UNSAID else value


def codes(found: Reading, *, but=("column_unread", "column_compared")) -> list[tuple[str, str]]:
    """(code, cell) of every issue but the usual notes."""
    return [(issue.code, issue.cell) for issue in found.issues if issue.code not in but]


def stated_cells(found: Reading) -> list[tuple[str, str, int]]:
    """(sheet, column, line) of every cell a statement was read from, block by block as whoever compares them counts."""
    return [cell for block in found.blocks for cell in sorted(cells_of_block(block))]


def cells_of_block(block) -> set[tuple[str, str, int]]:
    cells = set()
    for statements in block.statements:
        for field, letter in block.columns.items():
            record, _, name = field.partition(".")
            if letter in block.identifying or name not in statements.columns:
                continue
            of_record = [statements.record.NAME] * len(statements.lines)
            own = statements.columns["indicator"] if statements.record.NAME == "figure" else of_record
            for mine, value, line in zip(own, statements.columns[name], statements.lines, strict=True):
                if mine == record and value is not UNSAID:
                    cells.add((block.sheet, letter, line))
    return cells


def accounts(found: Reading) -> None:
    """Every filled data cell ends as exactly one of said, refused and left out."""
    others = [(c.sheet, c.column, line) for c in (*found.refused, *found.left_out) for line in c.lines]
    stated = stated_cells(found)
    assert len(stated) == len(set(stated)) == found.said
    assert len(others) == len(set(others))
    assert not set(stated) & set(others)
    assert found.cells == found.said + len(others)


def last_figures(*rows) -> pd.DataFrame:
    """Known figures: (indicator, subject, period, numerator, denominator)."""
    found = pd.DataFrame(rows, columns=["indicator", "subject", "period", "numerator", "denominator"])
    return found.assign(subject_kind="place")
