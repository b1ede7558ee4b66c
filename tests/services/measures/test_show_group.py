"""3+1保障 and 两好两升两确保 of the sample county: groups of the catalogue's tags."""

from datetime import date
from math import isnan

import pytest

from domain.permissions import Moment
from services.measures.show_group import groups_of, show_group
from tests.services.leader_pages import LAST_DAY, LEADER, ONE_TOWN, newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")


def rows_of(sample, group, *, scope=LEADER, day=LAST_DAY):
    rows = show_group(sample, scope=scope, moment=newest(sample, day), group=group)
    return {row.figure.code: row for row in rows}


def test_the_groups_are_the_tags_of_the_catalogue_in_the_office_s_order(sample):
    assert list(groups_of(sample, scope=LEADER, moment=newest(sample))) == [
        "3+1保障", "产业发展基础好", "农村人居环境好", "群众收入水平升", "满意认可度升", "确保不发生规模性返贫",
        "确保平稳过渡有效衔接",
    ]  # fmt: skip


def test_the_four_securities_are_told_with_their_target_and_who_reported(sample):
    rows = rows_of(sample, "3+1保障")
    assert set(rows) == {"EDU_DROP", "MED_KEY", "MED_ALL", "HOU_RISK", "WAT_TAP"}
    water = rows["WAT_TAP"].figure
    assert (water.baseline, water.now.light, water.reported) == ("目标", "ok", "已报 120 / 120 村")
    assert rows["WAT_TAP"].parts == "125,675 / 131,231"
    assert water.trace == ("measure", ("WAT_TAP", "place", water.trace[1][2]))
    assert rows["HOU_RISK"].figure.now.baseline == 0.0


def test_the_worst_stand_first_and_what_is_not_judged_last(sample):
    lights = [row.figure.now.light for row in rows_of(sample, "确保不发生规模性返贫").values()]
    assert lights == sorted(lights, key=("bad", "warn", "note", "ok", "none").index)


def test_what_units_report_is_summed_over_units(sample):
    rows = rows_of(sample, "满意认可度升")
    assert rows["HOT_SAT"].parts == "291 / 306"
    assert rows["HOT_SAT"].figure.reported == "已报 20 / 20 单位"


def test_amounts_are_in_wan_and_one_document_is_asked_of_nobody(sample):
    rows = rows_of(sample, "确保平稳过渡有效衔接")
    assert rows["PRJ_RESV"].parts == "7,480.00 / 6,800.00 万元"
    assert rows["FND_ALLOC"].figure.reported == ""


def test_an_indicator_nobody_reported_is_missing_and_not_zero(sample):
    before_the_meeting = date(2026, 11, 1)
    silent = rows_of(sample, "确保平稳过渡有效衔接", day=before_the_meeting)["TSK_DONE"]
    assert isnan(silent.figure.now.value)
    assert silent.figure.now.status == "not_reported"


def test_rectification_is_judged_as_on_its_card(sample):
    figure = rows_of(sample, "确保平稳过渡有效衔接")["REC_DONE"].figure
    assert (figure.now.light, figure.word) == ("bad", "逾期 14 天")


@pytest.mark.parametrize("group", ["3+1保障", "产业发展基础好", "查无此组"])
def test_a_narrow_scope_an_early_day_and_an_empty_county_have_no_figure_to_show(sample, group):
    assert show_group(sample, scope=LEADER, moment=Moment(LAST_DAY, 0), group=group) == ()
    early = rows_of(sample, group, day=date(2026, 1, 6))
    assert all(row.figure.now.missing for row in early.values() if row.figure.code.startswith("COL"))
    rows_of(sample, group, scope=ONE_TOWN)
