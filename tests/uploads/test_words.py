"""Vocabulary, period words, slips and refusals: the tables behind the reader are whole and say what they mean."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.parsing.text import header_key
from domain.periods import Cadence, day_period, month_period, period_containing, quarter_period, xun_period
from domain.quality.unit_slips import slips_against_last, slips_against_peers
from domain.records import HeaderWord
from tests.uploads.offices import TODAY, office, shipped
from uploads.headers import match
from uploads.period_words import Mention, mentions
from uploads.refusals import SENTENCES, refusal
from uploads.vocabulary import JOIN, joined_key, layout_vocabularies

READER = Path(__file__).parents[2] / "uploads"
VOCABULARIES = layout_vocabularies(office().catalogue, office().header_words, TODAY)


def test_every_shipped_header_word_means_a_part_or_a_rate_of_the_catalogue():
    words = shipped(HeaderWord, "header_words")
    indicators = office().indicators
    parts = {*indicators["numerator_name"], *indicators["denominator_name"]}
    rates = {f"rate:{code}" for code in indicators["code"]}
    assert set(words["part"]) <= parts | rates
    assert not words["written"].duplicated().any()


def test_every_shipped_header_word_is_recognised_as_what_it_says():
    words = shipped(HeaderWord, "header_words")
    for written, part in zip(words["written"], words["part"], strict=True):
        field, _ = match(tuple(written.split(JOIN)), VOCABULARIES["indicators"])
        assert field == (part if part.startswith("rate:") else f"part:{part}"), written


def test_every_part_that_is_reported_has_its_own_name_as_a_header():
    for version in office().catalogue.valid_on(TODAY):
        if version.report_level != "derived":
            assert (
                VOCABULARIES["indicators"].words[joined_key(version.numerator_name)]
                == f"part:{version.numerator_name}"
            )


@pytest.mark.parametrize(
    ("layout", "header", "field"),
    [
        ("projects", ("项目名称",), "project.name"),
        ("projects", ("资金来源（万元）", "中央"), "allocation.central"),
        ("projects", ("其中：中央",), "allocation.central"),
        ("projects", ("形象进度",), "project_status.stage"),
        ("projects", ("建设地点",), "place"),
        ("projects", ("项目所在村",), "village"),
        ("projects", ("报账金额",), "project_status.reimbursed"),
        ("projects", ("拨付资金",), "project_status.transferred"),
        ("projects", ("累计支付",), "project_status.paid"),
        ("funds", ("支付金额",), "payment.amount"),
        ("funds", ("指标文号",), "fund.document"),
        ("funds", ("累计支付",), "check.paid"),
        ("rectification", ("存在问题",), "problem.text"),
        ("rectification", ("销号时间",), "closed"),
        ("rectification", ("完成情况",), "status"),
        ("inspections", ("存在问题",), "problem.text"),
        ("inspections", ("整改前照片",), "check.photo"),
        ("inspections", ("组/点位",), "group"),
        ("indicators", ("村（社区）",), "village"),
        ("indicators", ("上年", "总收入"), ""),
        ("indicators", ("监测对象合计", "户"), "part:监测对象户数"),
        ("indicators", ("常住户数（应计户数）",), "part:应计户数"),
        ("indicators", ("同比增长",), ""),
        ("roster", ("行政村",), "place.name"),
        ("roster", ("由哪些村并入",), "place.predecessors"),
        ("units", ("分管领导",), "unit.leader"),
    ],
)
def test_headers_mean_their_fields(layout, header, field):
    assert match(header, VOCABULARIES[layout])[0] == field


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭县2026年11月中旬旬报", [Mention(Cadence.XUN, 2026, 11, 2)]),
        ("人居环境11月中旬报表", [Mention(Cadence.XUN, None, 11, 2)]),
        ("2026年1—9月月报", [Mention(Cadence.MONTH, 2026, 9, since=1)]),
        ("2026年前三季度", [Mention(Cadence.QUARTER, 2026, part=3, since=1)]),
        ("2026年一至三季度", [Mention(Cadence.QUARTER, 2026, part=3, since=1)]),
        ("2026年上半年", [Mention(Cadence.HALF, 2026, part=1)]),
        ("日督查台账20261119", [Mention(Cadence.DAY, 2026, 11, 19)]),
        ("2026年11月13日—19日", [Mention(Cadence.WEEK, 2026, 11, 13)]),
        ("202611", [Mention(Cadence.MONTH, 2026, 11)]),
        ("2026年度台账", [Mention(Cadence.YEAR, 2026)]),
        ("填报单位：青石镇　填报时间：2026年11月19日", []),
        ("数据截至：2026-09-30", []),
        ("2026年2月30日", []),
        ("青石镇", []),
    ],
)
def test_periods_are_found_in_the_words_of_titles(text, expected):
    assert list(mentions(text)) == expected


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from([Cadence.XUN, Cadence.MONTH, Cadence.QUARTER, Cadence.DAY]),
)
def test_the_name_of_a_period_in_a_title_is_that_period(day, cadence):
    period = period_containing(cadence, day, week_starts=1)
    written = (
        period.short_name
        if period.short_name.startswith(f"{day.year}年")
        else f"{day.year}年{period.short_name}"
    )
    (mention,) = mentions(f"云岭县{written}报表")
    assert mention.in_year(1990) == period


def test_a_mention_without_year_waits_for_one():
    (mention,) = mentions("11月中旬")
    assert mention.in_year(2026) == xun_period(2026, 11, 2)
    assert mentions("1-11月")[0].begins_in(2026) == month_period(2026, 1)
    assert mentions("前三季度")[0].begins_in(2026) == quarter_period(2026, 1)
    assert mentions("2026.11.19")[0].in_year(1990) == day_period(date(2026, 11, 19))


@pytest.mark.parametrize(
    ("value", "before", "suggested"),
    [
        (125_000, 12, 12),
        (12, 125_000, 120_000),
        (1_200, 12, 12),
        (13, 12, None),
        (40, 12, None),
        (0, 12, None),
        (12, 0, None),
    ],
)
def test_a_value_ten_thousand_or_a_hundred_times_off_its_last_is_a_slip(value, before, suggested):
    assert slips_against_last([value], {0: before}) == ({} if suggested is None else {0: suggested})


@given(st.lists(st.integers(100_000, 900_000), min_size=5, max_size=30), st.integers(0, 29))
def test_one_amount_in_another_unit_stands_out_among_its_peers_and_no_other(amounts, place):
    place %= len(amounts)
    slipped = [*amounts]
    slipped[place] *= 10_000
    assert slips_against_peers(amounts) == {}
    assert slips_against_peers(slipped) == {place: amounts[place]}


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_is_used_and_is_one_sentence_for_a_person(code):
    sources = "\n".join(
        file.read_text(encoding="utf-8") for file in READER.rglob("*.py") if file.name != "refusals.py"
    )
    assert f'"{code}"' in sources
    named = dict.fromkeys(("name", "noun", "found", "limit", "sheet", "cell", "form", "today", "kinds"), "甲")
    sentence = refusal(code, **named).sentence
    assert "请" in sentence
    assert sentence.endswith("。")


@given(st.text(st.characters(exclude_categories=("Mn", "Sk", "Cs", "Lm")), min_size=1, max_size=20))
def test_a_header_key_is_its_own_key(text):
    assert header_key(header_key(text)) == header_key(text)


def test_every_word_confirmed_for_one_field_of_a_ledger_is_known():
    said = pd.DataFrame(
        [("工程叫法", "project.name"), ("工程题名", "project.name")], columns=["written", "part"]
    )
    words = layout_vocabularies(office().catalogue, said, TODAY)["projects"].words
    assert {words[header] for header in ("工程叫法", "工程题名")} == {"project.name"}
