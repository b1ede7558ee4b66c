"""报送情况 of the sample county, and its gap workbook filled in and dropped again."""

import io
from dataclasses import replace
from datetime import date, datetime

import openpyxl

from domain.completeness import tally
from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.completeness.read_cells import read_cells
from services.completeness.show_completeness import show_completeness
from services.completeness.write_gaps import gap_file_name, gap_sheets, write_gaps
from services.county.progress import silent
from services.measures.read_measures import read_figures
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.services.leader_pages import LEADER, newest
from uploads.gaps import FILL_IN, GapSheet, gap_workbook

CLERK = Actor("王某", Role.CLERK)
NOW = datetime(2026, 11, 19, 17, 50)


def test_cells_of_every_form_and_who_lacks_most(sample):
    found = show_completeness(sample, scope=LEADER, moment=newest(sample))
    env = found.forms[0]
    assert env.form == "ENV", "the form that lacks most stands first"
    assert (env.county.expected, env.county.received, env.county.on_time) == (1080, 1002, 954)
    assert [(row.name, row.missing) for row in found.owners[:3]] == [
        ("柳湾乡", 51),
        ("望峰乡", 27),
        ("青石镇", 0),
    ]
    late = {row.name: env.late for row in found.owners if (env := row.by_form.get("ENV")) and env.late}
    assert late == {"柳湾乡": 48}
    assert [form.form for form in found.forms if form.form != "ENV" and form.county.late] == []
    screening = next(form for form in found.forms if form.form == "SCR")
    assert (screening.period, screening.due, screening.county.expected) == ("第3轮", "10月15日 18:00", 840)
    assert found.plain.startswith("到期的 17 张报表应报 6,448 格，已报 98%")
    assert found.owners[0].reminder.startswith("【催报】柳湾乡：11月中旬村级人居环境旬报缺51格（")
    assert max(len(row.reminder) for row in found.owners) <= 200
    assert any("监测对象户数" in warning for warning in found.warnings)


def test_a_ledger_owes_the_moving_cells_of_its_open_rows_until_it_says_them(sample):
    newest_known = newest(sample)
    said_by = {"PRJ": 39, "REC": 41}  # the changes that took in the ledgers of 11月中旬
    for form, change in said_by.items():
        before = _ledger(sample, form, replace(newest_known, known_at=change - 1))
        after = _ledger(sample, form, replace(newest_known, known_at=change))
        assert (before.received, after.received) == (0, after.expected)
    assert _ledger(sample, "PRJ", newest_known).expected == 4 * 29  # 29 projects not accepted by 10 November
    late = _ledger(sample, "PRJ", replace(newest_known, as_of=date(2026, 11, 12)))
    assert (late.received, late.on_time) == (136, 0)  # 上旬's ledger came two days after its cut-off
    silent = show_completeness(sample, scope=LEADER, moment=replace(newest_known, as_of=date(2026, 11, 30)))
    lacking = {row.name: row.by_form["PRJ"].missing for row in silent.owners if "PRJ" in row.by_form}
    assert (lacking["县农业农村局"], lacking["县水利局"]) == (56, 8)


def _ledger(store, form, moment):
    return next(
        tally(one.cells) for one in read_cells(store, scope=LEADER, moment=moment) if one.form.form == form
    )


def test_a_gap_workbook_filled_in_uploads_without_a_click_and_closes_the_gaps(own_sample):
    moment = newest(own_sample)
    owner = next(
        row.owner
        for row in show_completeness(own_sample, scope=LEADER, moment=moment).owners
        if row.name == "柳湾乡"
    )
    asked = gap_sheets(own_sample, scope=LEADER, moment=moment, owner=owner)
    assert [(sheet.name, sheet.asked, len(sheet.rows)) for sheet in asked] == [("村级人居环境旬报", 51, 11)]
    content = _filled(write_gaps(own_sample, scope=LEADER, moment=moment, owner=owner), asked)
    upload = Upload(gap_file_name("柳湾乡"), content)
    seen = preview(own_sample, CLERK, WHOLE_COUNTY, [upload], now=NOW, progress=silent)
    counts = seen.counts()
    assert (counts.new, counts.changed, counts.refused, counts.missing) == (51, 0, 0, 0)
    assert (seen.refusals(), seen.questions(), seen.blocking(), seen.to_explain()) == ([], [], [], [])
    accept(own_sample, CLERK, WHOLE_COUNTY, seen, reason="", now=NOW)
    after = show_completeness(own_sample, scope=LEADER, moment=newest(own_sample))
    env = next(form for form in after.forms if form.form == "ENV")
    assert (env.county.received, env.county.on_time) == (1053, 1005)


def test_gaps_of_money_and_of_units_come_back_as_the_same_amounts(own_sample):
    """A quarter nobody reported yet, filled in with the quarter before: 元 stay 元, 单位 are found."""
    moment, now = replace(newest(own_sample), as_of=date(2027, 1, 20)), datetime(2027, 1, 20, 10)
    wanted = ("村集体经济季报", "脱贫人口收入季报", "群众诉求月报", "部门线索推送月报")
    asked, uploads = [], []
    for owner in ("T01", "U11"):
        sheets = gap_sheets(own_sample, scope=LEADER, moment=moment, owner=owner)
        sheets = [sheet for sheet in sheets if sheet.name in wanted]
        asked += sheets
        uploads.append(Upload(gap_file_name(owner), _filled(gap_workbook(sheets), sheets)))
    assert [sheet.heads[-1] for sheet in asked] == ["行政村", "单位", "乡镇", "单位", "单位"]
    seen = preview(own_sample, CLERK, WHOLE_COUNTY, uploads, now=now, progress=silent)
    assert (seen.refusals(), seen.questions(), seen.blocking()) == ([], [], [])
    assert seen.counts().new == sum(
        last is not None for sheet in asked for _, row in sheet.rows for _, last in row
    )
    accept(own_sample, CLERK, WHOLE_COUNTY, seen, reason="与上期相同", now=now)
    moment = newest(own_sample)
    for code, new in (("COL_INC", "2026-Q4"), ("INC_PC", "2026-Q4"), ("HOT_SAT", "2026-12")):
        figures = read_figures(own_sample, moment.known_at, (code,))
        said = figures.set_index(["period", "subject"])["numerator"]
        before = max(period for period in figures["period"] if period < new)
        again = said[new].to_dict()
        assert again
        assert again == {subject: said[before, subject] for subject in again}


def _filled(content: bytes, sheets: list[GapSheet]) -> bytes:
    """Every yellow cell takes the value that stands beside it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for page, sheet in zip(book, sheets, strict=True):
        columns = len(sheet.parts)
        for row in page.iter_rows(min_row=5):
            for cell in row:
                if cell.fill.fgColor.rgb[-6:] == FILL_IN.fgColor.rgb[-6:]:
                    cell.value = page.cell(cell.row, cell.column + columns).value
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
