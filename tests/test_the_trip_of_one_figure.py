"""DESIGN 6 in one test: from 《青石镇人居环境11月中旬报表.xlsx》 on a clerk's desk to the cell behind a leader's click."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from data_access.database import open_store
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.refusals import Refusal
from services.county import first_days
from services.county.check_county import check_county
from services.county.installation import sqlite_url
from services.county.progress import silent
from services.county.withdraw_change import withdraw_change
from services.measures.list_figures import list_figures
from services.measures.trace_number import trace
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.loaded_county import copied, loaded_sample

CLERK, ADMIN = Actor("青石镇 王某", Role.CLERK), Actor("人居办 李某", Role.ADMIN)
NOW = datetime(2026, 11, 19, 17, 45)
NAME = "青石镇人居环境11月中旬报表.xlsx"


def workbook(eligible: object, toilets: object) -> bytes:
    """The town's sheet with one village: title, unit row, header, note below, as the town keeps it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    rows = [
        ["青石镇农村人居环境旬报（2026年11月中旬）"],
        ["填报单位（盖章）：青石镇人民政府", None, None, "填报时间：2026年11月19日"],
        ["序号", "乡镇", "行政村", "应计户数", "卫生厕所户数", "普及率"],
        [1, "青石镇", "新塘村", eligible, toilets, None],
        ["说明：按常住户统计。"],
    ]
    for row in rows:
        sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def store(tmp_path_factory, tmp_path):
    file = tmp_path / "sample.db"
    copied(loaded_sample(tmp_path_factory.getbasetemp().parent), file)
    opened = open_store(sqlite_url(file))
    yield opened
    opened.engine.dispose()


def village(store, moment):
    rows = list_figures(store, scope=WHOLE_COUNTY, moment=moment, indicator="TOI_COV", level="village")
    return rows[(rows["name"] == "新塘村") & (rows["town"] == "青石镇")].iloc[0]


def county(store, moment):
    return list_figures(store, scope=WHOLE_COUNTY, moment=moment, indicator="TOI_COV", level="county").iloc[0]


def look(store, content):
    return preview(store, CLERK, WHOLE_COUNTY, [Upload(NAME, content)], now=NOW, progress=silent)


def test_the_trip_of_one_figure(store):
    moment = first_days.moment(store, as_of=date(2026, 11, 19), known_at=None, today=date(2026, 11, 22))
    before, whole = village(store, moment), county(store, moment)
    eligible, toilets = int(before["denominator"]), int(before["numerator"])

    # 三十 in a number column: an issue with its address, all at once, and nothing is written
    broken = look(store, workbook(eligible - 28, "三十"))
    [issue] = [found for found in broken.issues() if found.level == "block"]
    assert (issue.sheet, issue.cell, issue.found) == ("Sheet1", "E4", "三十")
    assert "Sheet1!E4" in issue.message
    with pytest.raises(Refusal, match="没有写入"):
        accept(store, CLERK, WHOLE_COUNTY, broken, reason="", now=NOW)
    assert first_days.span(store).head == moment.known_at

    # repaired: the base shrank by 28 households, which has to be explained
    content = workbook(eligible - 28, toilets)
    repaired = look(store, content)
    assert repaired.files[0].reading.headers["Sheet1!E3"]
    assert repaired.counts().changed == 1
    assert repaired.counts().same == 1
    assert repaired.counts().filled() == repaired.files[0].reading.cells
    assert "base_shrank" in {found.code for found in repaired.to_explain()}
    with pytest.raises(Refusal, match="说明"):
        accept(store, CLERK, WHOLE_COUNTY, repaired, reason="", now=NOW)
    accepted = accept(store, CLERK, WHOLE_COUNTY, repaired, reason="28户长期外出，核减", now=NOW)
    assert accepted.change == moment.known_at + 1

    # a leader's page: the village, the town and the county move by exactly that
    now = Moment(moment.as_of, accepted.change)
    assert village(store, now)["denominator"] == eligible - 28
    assert village(store, now)["value"] == pytest.approx(toilets / (eligible - 28))
    assert county(store, now)["denominator"] == whole["denominator"] - 28
    assert county(store, moment)["denominator"] == whole["denominator"], "what was known then stays"

    # the click: the town's rate opens its villages, this one its cells
    opened = trace(store, scope=WHOLE_COUNTY, moment=now, record="measure", key=("TOI_COV", "place", "T01"))
    part = opened.parts[opened.parts["name"].str.startswith("青石镇 新塘村")].iloc[0]
    assert part["name"].endswith("注：28户长期外出，核减"), "the reason stands where its number is shown"
    assert (part["file"], part["sheet"], part["actor"]) == (NAME, "Sheet1", CLERK.name)
    assert set(part["cell"].split(";")) == {"D4", "E4"}
    assert part["change"] == accepted.change
    assert str(part["at"]).startswith("2026-11-19 17:45")

    # the same file again is answered from the record; withdrawn, everything is as before, and the chain is whole
    assert look(store, content).files[0].known.change == accepted.change
    undone = withdraw_change(store, ADMIN, n=accepted.change, reason="应按原口径", now=NOW)
    assert county(store, Moment(moment.as_of, undone.n))["denominator"] == whole["denominator"]
    assert check_county(store) == []
