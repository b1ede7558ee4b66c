"""指标口径: every indicator with its definition, parts, light, nodes, form and source; found by any word of it."""

import csv

import pytest

from domain.permissions import Role
from tests.pages.screens import ROOT, run_page, seen

pytestmark = pytest.mark.xdist_group("pages")


def shipped(name):
    with (ROOT / "catalogue" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def squeezed(text):
    return text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("aspect", sorted({row["aspect"] for row in shipped("indicators.csv")}))
def test_an_aspect_tells_all_of_its_indicators_whole(aspect, sample_url):
    app = run_page("catalogue", Role.LEADER, sample_url, aspect=aspect)
    told = seen(app)
    for row in shipped("indicators.csv"):
        if row["aspect"] == aspect:
            assert row["code"] in told
            assert squeezed(row["definition"]) in squeezed(told)
            assert row["source"].split("；")[0] in told


def test_a_rate_is_told_with_its_parts_its_light_in_numbers_and_its_nodes(sample_url):
    told = seen(run_page("catalogue", Role.LEADER, sample_url, sought="FND_PAY_PLAN"))
    assert "累计支付 ÷ 计划安排金额" in told
    assert "低于县定节点不到 10 个百分点为提醒" in told
    assert "县定节点：3月31日 30%，6月30日 50%，9月30日 75%，11月30日 95%，12月31日 100%" in told


def test_a_reported_indicator_names_its_form_reporter_and_deadline(sample_url):
    told = seen(run_page("catalogue", Role.LEADER, sample_url, sought="TOI_COV"))
    for word in ("村级人居环境旬报", "各镇（街道）", "每旬，期末前 1 天 18:00 前；遇节假日提前", "越高越好"):
        assert word in told


def test_several_words_must_all_be_found_and_nothing_found_is_said(sample_url):
    told = seen(run_page("catalogue", Role.LEADER, sample_url, sought="户厕 抽查"))
    assert "TOI_USE" in told
    assert "TOI_COV" not in told
    assert "没有找到这样的指标" in seen(run_page("catalogue", Role.LEADER, sample_url, sought="铁路"))


def test_more_than_can_be_read_says_how_many_are_left(sample_url):
    told = seen(run_page("catalogue", Role.LEADER, sample_url, sought="农业农村局 %"))
    found = int(told.split("的指标有 ")[1].split(" 项")[0])
    assert (f"共 {found} 项指标，这里显示前 30 项" in told) == (found > 30)


@pytest.mark.parametrize(
    ("part", "name", "column"),
    [
        ("报表", "forms.csv", "name"),
        ("灯规则", "light_rules.csv", "wording"),
        ("核对规则", "quality_rules.csv", "wording"),
        ("考核方案", "schemes.csv", "block"),
    ],
)
def test_forms_lights_and_schemes_are_told_whole(part, name, column, sample_url):
    told = squeezed(seen(run_page("catalogue", Role.LEADER, sample_url, part=part)))
    for row in shipped(name):
        assert squeezed(row[column]) in told


def test_the_weights_of_a_scheme_are_summed(sample_url):
    assert "权重合计 100 分" in seen(run_page("catalogue", Role.LEADER, sample_url, part="考核方案"))
