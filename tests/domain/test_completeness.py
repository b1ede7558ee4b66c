"""Completeness in cells: a blank cell counts, a shared column counts once, what is not applicable is not asked."""

from datetime import date, datetime

import pandas as pd

from domain.burden import form_burdens, per_village_and_week
from domain.completeness import Tally, asked_parts, form_cells, tally, tally_by_owner
from domain.deadlines import form_deadline, is_late, newest_due_period
from domain.indicators import catalogue
from domain.periods import parse
from domain.records import QualityRule
from domain.wording.reminders import LONGEST, Lack, reminder_of
from tests.domain.ledgers import SETTING
from tests.domain.settings import figure, figures
from tests.domain.shipped import frame as shipped

XUN = parse("2026-11-X2")
ENV = SETTING.forms["ENV"]
IN_TIME, LATE = datetime(2026, 11, 19, 18), datetime(2026, 11, 19, 18, 1)


def cells(*rows, arrived=None, as_of=date(2026, 11, 19)):
    return form_cells(ENV, XUN, figures(*rows), arrived or {}, setting=SETTING, as_of=as_of)


def test_a_column_that_feeds_two_rates_is_one_cell_and_a_fixed_base_none():
    names = [part.name for part in asked_parts(SETTING.catalogue, "ENV", XUN.end)]
    assert names.count("应计户数") == 1
    assert "行政村数" not in names


def test_one_blank_is_not_a_whole_form():
    found = cells(figure("V0001", 300, 400), arrived={("TOI_COV", "V0001"): IN_TIME})
    per_village = len(asked_parts(SETTING.catalogue, "ENV", XUN.end))
    assert tally(found) == Tally(3 * per_village, 2, 2)
    assert {owner: one.received for owner, one in tally_by_owner(found).items()} == {"T01": 2, "T02": 0}
    assert Tally(400, 399, 399).words == "99%"


def test_on_time_is_until_the_cut_off_minute():
    late = cells(figure("V0001", 300, 400), arrived={("TOI_COV", "V0001"): LATE})
    assert (tally(late).received, tally(late).on_time) == (2, 0)


def test_what_is_not_applicable_is_not_asked_and_what_is_under_review_has_not_come():
    waiting = figure("V0001", status="under_review", code="TOI_USE")
    absent = figure("V0002", status="not_applicable", code="TOI_USE")
    found = cells(figure("V0001", 300, 400), waiting, absent)
    assert tally(found).refused == 2
    assert tally(found).expected == 3 * len(asked_parts(SETTING.catalogue, "ENV", XUN.end)) - 2


def test_nobody_is_asked_before_the_first_report_nor_by_a_figure_of_a_later_day():
    assert cells().empty
    assert cells(figure("V0001", 300, 400), as_of=date(2026, 11, 18)).empty


def test_a_report_of_the_xun_is_due_before_a_weekend_and_a_count_of_working_days_passes_holidays():
    """中旬 of June 2026: the 19th is 端午; 下旬 of October ends on a Saturday; 10 working days after 30 September."""
    assert form_deadline(ENV, parse("2026-06-X2"), SETTING.calendar).day == date(2026, 6, 18)
    assert form_deadline(ENV, parse("2026-10-X3"), SETTING.calendar).day == date(2026, 10, 30)
    counted = ENV.model_copy(update={"due_offset": 10, "due_shift": "workdays"})
    assert form_deadline(counted, parse("2026-Q1"), SETTING.calendar).day == date(2026, 4, 15)


def test_thursday_at_six_is_a_weekly_form_whose_week_starts_on_friday():
    weekly = ENV.model_copy(update={"cadence": "week", "due_offset": 0, "cutoff_hour": 18})
    week = newest_due_period(weekly, date(2026, 11, 19), SETTING.calendar, week_starts=5)
    deadline = form_deadline(weekly, week, SETTING.calendar)
    assert (week.code, deadline.day, deadline.day.isoweekday()) == ("W2026-11-13", date(2026, 11, 19), 4)
    assert not is_late(IN_TIME, deadline)
    assert is_late(LATE, deadline)


def test_a_reminder_says_who_what_and_by_when_in_200_characters():
    lack = Lack("村级人居环境旬报", "11月中旬", 51, ("甲村", "乙村", "丙村"), 1)
    assert reminder_of("柳湾乡", [lack], "11月20日18:00") == (
        "【催报】柳湾乡：11月中旬村级人居环境旬报缺51格（甲村、乙村等3村），已过1天。"
        "请于11月20日18:00前补报，只填缺的格，其余不用再填。"
    )
    many = [Lack(f"第{n}张很长很长的名字的报表", "2026年第三季度", n, ("甲村",), 9) for n in range(1, 30)]
    text = reminder_of("柳湾乡", many, "11月20日18:00")
    assert len(text) <= LONGEST
    assert "另有" in text


def test_the_burden_counts_cells_per_village_and_names_what_need_not_be_asked():
    forms = [SETTING.forms[code] for code in ("ENV", "MON", "COL")]
    rules = [QualityRule(rule="parts_not_whole", about="MON_HH", name="", strength="explain",
                         against="MON_T1_HH;MON_T2_HH;MON_T3_HH")]  # fmt: skip
    found = {one.form: one for one in form_burdens(SETTING.catalogue, forms, rules, XUN.end)}
    assert found["MON"].derivable == ("监测对象户数",)
    assert found["MON"].per_xun == found["MON"].cells / 3
    town = forms[1].model_copy(update={"level": "town"})
    assert per_village_and_week(form_burdens(SETTING.catalogue, [forms[0], town], [], XUN.end)) == (
        found["ENV"].cells * 7 / 10
    )


def test_a_column_that_two_forms_ask_for_is_named():
    rows = shipped("indicators")
    copied = rows[rows["code"] == "TOI_COV"].assign(code="TOI_AGAIN", form="MON")
    both = catalogue(pd.concat([rows, copied], ignore_index=True))
    month = SETTING.forms["MON"]
    in_a_round = month.model_copy(update={"cadence": "round"})
    for second, twice in ((month, {"卫生厕所户数", "应计户数"}), (in_a_round, set())):
        found = {
            one.form: one.twice for one in form_burdens(both, [SETTING.forms["ENV"], second], [], XUN.end)
        }
        assert set(found["MON"]) == twice
