"""The product's reader finds in the workbooks exactly what the county is: every header, every figure."""

import csv
from datetime import date, datetime
from functools import cache

import pandas as pd
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from domain.places import roster
from domain.records import UNSAID, Alias, Figure, Place, Unit, meanings
from sample_data.county import COUNTY_NAME, towns, units, villages
from sample_data.figures import reported_figures
from tests.domain.shipped import CATALOGUE, frame
from tests.sample_data.conftest import HOME
from uploads.knowledge import Hints, Knowledge
from uploads.reading import read_workbook
from uploads.recognition import read

LEDGERS = ("ROSTER", "PRJ", "FND", "INSP", "REC")


def header_words() -> pd.DataFrame:
    return pd.read_csv(CATALOGUE / "header_words.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False)


def rows_of(record, rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(meanings(record)), dtype=object)


def place_rows():
    keys = {village.key: village.key for village in villages()}
    yield {"place": "C01", "name": COUNTY_NAME, "level": "county", "position": 0}
    for town in towns():
        yield {
            "place": town.name,
            "name": town.name,
            "level": "town",
            "parent": "C01",
            "position": town.position,
        }
    for position, village in enumerate(villages(), start=1):
        yield {
            "place": keys[village.key],
            "name": village.name,
            "level": "village",
            "parent": village.town.name,
            "position": position,
            "valid_from": village.valid_from,
            "valid_to": village.valid_to,
            "predecessors": ";".join(f"{village.town.name}{name}" for name in village.predecessors) or None,
        }


@cache
def knowledge(today: date) -> Knowledge:
    """The county as known, keys written as names so that a difference can be read."""
    listed = [
        {
            "unit": u.name,
            "name": u.name,
            "kind": u.kind,
            "place": u.town.name if u.town else None,
            "aliases": u.short,
        }
        for u in units()
    ]
    return Knowledge(
        roster=roster(rows_of(Place, place_rows()), rows_of(Alias, [])),
        units=rows_of(Unit, listed),
        indicators=frame("indicators"),
        header_words=header_words(),
        forms=frame("forms"),
        projects=pd.DataFrame(columns=["project", "name", "year", "place"]),
        funds=pd.DataFrame(columns=["document"]),
        today=today,
    )


def steps():
    with (HOME / "load_order.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["form"] not in LEDGERS]


def read_step(step):
    path = HOME / step["file"]
    as_of = date.fromisoformat(step["as_of"]) if step["as_of"] else None
    hints = Hints(form=step["form"], period=step["period"] or None, as_of=as_of)
    today = datetime.fromisoformat(step["uploaded_at"]).date()
    return read(read_workbook(path.read_bytes(), path.name), knowledge(today), hints)


def figures_in(reading):
    """(indicator, subject, period) → numerator and denominator, as far as each sheet says them."""
    for block in reading.blocks:
        for said in block.statements:
            if said.record is Figure:
                columns = said.columns
                for at in range(len(said.lines)):
                    key = tuple(columns[name][at] for name in ("indicator", "subject", "period"))
                    yield (
                        key,
                        [
                            columns[part][at] if part in columns else UNSAID
                            for part in ("numerator", "denominator")
                        ],
                    )


@pytest.fixture(scope="module")
def readings():
    return [(step, read_step(step)) for step in steps()]


def not_stored(form: str) -> set[str]:
    """The lowest levels of the headers that headings.csv says feed nothing."""
    with (HOME / "headings.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["form"] == form]
    return {row["header"].rsplit("‖", 1)[-1] for row in rows if row["part"] in ("", "remark")}


def test_only_the_headers_that_feed_nothing_are_left_unread(readings, stored):
    for step, reading in readings:
        sheets = stored[step["file"].removeprefix("workbooks/")]
        for where, field in reading.headers.items():
            sheet, cell = where.rsplit("!", 1)
            row, column = coordinate_to_tuple(cell)
            written = str(sheets[sheet][row - 1][column - 1]).replace("\n", "")
            assert field or written in not_stored(step["form"]), (step["file"], where, written)


def test_no_sheet_of_figures_is_blocked_or_loses_a_cell_it_understands(readings):
    for step, reading in readings:
        blocking = [issue.message for issue in reading.issues if issue.level == "block"]
        assert not blocking, (step["file"], blocking[:3])
        assert reading.refused_count == 0, step["file"]
        assert reading.keep_file, step["file"]


def test_the_figures_read_from_all_workbooks_are_the_county(readings):
    found = {}
    for _, reading in readings:
        for key, parts in figures_in(reading):
            held = found.setdefault(key, [None, None])
            found[key] = [old if new is UNSAID else new for old, new in zip(held, parts, strict=True)]
    truth = {(one.indicator, one.subject, one.period): one for one in reported_figures()}
    assert set(found) == set(truth)
    wrong = [
        (key, found[key], one)
        for key, one in truth.items()
        if found[key][0] != one.numerator
        or (one.denominator is not None and found[key][1] != one.denominator)
    ]
    assert not wrong, wrong[:5]
