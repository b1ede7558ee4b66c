"""The stored workbooks are what the generator writes, messy in the ways promised, and hold nobody's data."""

import csv
import re
from datetime import date, datetime

import pytest

from sample_data import (
    generate,
    monthly_columns,
    project_columns,
    town_unit_columns,
    write_feedback,
    write_inspections,
    write_money,
    write_quarterly,
    write_roster,
    write_sanitation,
    write_screening,
)
from sample_data.days import AS_OF
from sample_data.spelling import wan
from tests.sample_data.conftest import HOME, WORKBOOKS, cells_of, files_of

ID_LIKE = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
PHONE_LIKE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def order():
    with (HOME / "load_order.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    generate.write_county(folder / "workbooks", folder)
    return folder


def test_the_generator_writes_the_stored_workbooks_again(written, stored):
    assert files_of(written / "workbooks") == list(stored)
    for name, cells in stored.items():
        assert cells_of(written / "workbooks" / name) == cells, name


def test_the_generator_writes_the_stored_door_and_load_order_again(written):
    assert (written / "load_order.csv").read_bytes() == (HOME / "load_order.csv").read_bytes()
    assert files_of(written / "door") == files_of(HOME / "door")
    for name in files_of(HOME / "door"):
        if "不完整" not in name:
            assert cells_of(written / "door" / name) == cells_of(HOME / "door" / name), name


def test_the_workbooks_stay_small():
    assert sum(path.stat().st_size for path in WORKBOOKS.rglob("*") if path.is_file()) < 6_000_000


def test_there_are_old_workbooks_and_one_in_gb18030():
    endings = [name.rsplit(".", 1)[1] for name in files_of(WORKBOOKS)]
    assert endings.count("xls") >= 2
    (name,) = [name for name in files_of(WORKBOOKS) if name.endswith(".csv")]
    content = (WORKBOOKS / name).read_bytes()
    assert "督查日期" in content.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_no_stored_cell_looks_like_an_id_or_a_phone_number(stored):
    texts = [
        str(cell) for cells in stored.values() for rows in cells.values() for row in rows for cell in row
    ]
    door = [cells_of(HOME / "door" / name) for name in files_of(HOME / "door") if "不完整" not in name]
    texts += [str(cell) for cells in door for rows in cells.values() for row in rows for cell in row]
    assert len(texts) > 100_000
    assert not [text for text in texts if ID_LIKE.search(text) or PHONE_LIKE.search(text)]


def test_every_workbook_comes_once_and_none_before_it_was_written():
    steps = order()
    assert sorted(step["file"] for step in steps) == [f"workbooks/{name}" for name in files_of(WORKBOOKS)]
    moments = [datetime.fromisoformat(step["uploaded_at"]) for step in steps]
    assert moments == sorted(moments)
    assert max(moments).date() == AS_OF
    for step in steps:
        if step["as_of"]:
            assert date.fromisoformat(step["as_of"]) <= datetime.fromisoformat(step["uploaded_at"]).date(), (
                step
            )


def test_a_batch_is_one_moment_and_one_hand_and_there_are_at_most_sixty():
    batches = {}
    for step in order():
        batches.setdefault(int(step["batch"]), set()).add((step["uploaded_at"], step["actor"]))
    assert list(batches) == list(range(1, len(batches) + 1))
    assert len(batches) <= 60
    assert all(len(hands) == 1 for hands in batches.values())


def columns_by_form():
    """Every column any writer knows, by form."""
    yield from (("ENV", layout.columns([])) for layout in write_sanitation.LAYOUTS.values())
    yield "MON", monthly_columns.monitoring_columns()
    for columns in (
        monthly_columns.insurance_columns,
        monthly_columns.work_columns,
        monthly_columns.housing_columns,
    ):
        yield "SEC", columns()
    yield "SEC_T", town_unit_columns.security_columns()
    yield "MON_T", town_unit_columns.case_columns()
    yield "RST", town_unit_columns.site_columns()
    yield "HOT", town_unit_columns.call_columns()
    yield "LEAD", town_unit_columns.lead_columns()
    yield "SCR", write_screening.earlier_columns()
    yield "SCR", write_screening.third_columns()
    yield "INC", town_unit_columns.income_columns()
    yield "COL", write_quarterly.economy_columns(wan, "（万元）")
    yield "COL", write_quarterly.economy_columns(wan, "")
    yield "WAT", write_quarterly.water_columns()
    yield "GOV", write_quarterly.point_columns()
    yield "PRJ", project_columns.first_columns()
    yield "PRJ", project_columns.second_columns()
    yield "PRJ", project_columns.reserve_columns()
    yield "FND", write_money.fund_columns(AS_OF)
    yield "FND", write_money.payment_columns([])
    yield "INSP", write_inspections.problem_columns([])
    yield "INSP", write_inspections.score_columns([])
    yield "REC", write_feedback.columns_on(AS_OF, [])
    yield "ROSTER", write_roster.dated_columns()
    yield "ROSTER", write_roster.town_columns()
    yield "ROSTER", write_roster.unit_columns()


def test_headings_csv_names_every_header_and_no_other():
    with (HOME / "headings.csv").open(encoding="utf-8", newline="") as file:
        said = [(row["form"], row["header"]) for row in csv.DictReader(file)]
    wrote = {
        (form, column.title.replace("\n", "")) for form, columns in columns_by_form() for column in columns
    }
    assert len(said) == len(set(said))
    assert set(said) == wrote
