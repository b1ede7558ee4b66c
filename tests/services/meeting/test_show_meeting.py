"""The slides of the meeting say what the pages say, hide who is responsible, and go on where data are missing."""

from dataclasses import fields, is_dataclass
from datetime import date

import pandas as pd
import pytest

from domain.permissions import Moment
from domain.wording.numbers import length, plain
from domain.wording.slide_titles import LONGEST
from services.funds.show_funds import EVERYWHERE, show_funds
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.meeting.show_meeting import SLIDES, show_meeting
from services.meeting.slides import CHART_HEIGHT, CHART_WIDTH, LONGEST_SUB, MOST_ROWS
from services.overview.show_overview import show_overview
from services.problems.show_rectification import show_rectification
from services.projects.show_projects import show_projects
from services.ranking.show_ranking import show_ranking
from tests.services.leader_pages import LEADER, newest


@pytest.fixture(scope="module")
def deck(sample):
    moment = newest(sample)
    return {
        code: show_meeting(sample, scope=LEADER, moment=moment, slide=code, look="light") for code in SLIDES
    }


def facts(slide):
    return {fact.name: fact.value for fact in slide.facts}


@pytest.mark.parametrize("code", SLIDES)
def test_a_slide_holds_one_line_one_chart_and_a_short_table(code, deck):
    slide = deck[code]
    assert 0 < length(slide.title.plain + slide.title.red) <= LONGEST
    assert length(slide.title.sub) <= LONGEST_SUB
    assert slide.missing == ""
    assert (slide.figure.layout.width, slide.figure.layout.height) == (CHART_WIDTH, CHART_HEIGHT)
    assert 2 <= len(slide.facts) <= 3
    assert 4 <= len(slide.rows) <= MOST_ROWS
    assert slide.source


def test_the_numbers_are_those_of_the_pages(sample, deck):
    moment = newest(sample)
    asked = {"scope": LEADER, "moment": moment}
    overview = show_overview(sample, **asked)
    assert facts(deck["overview"])["要定的事"] == str(len(overview.matters))
    assert [row.name for row in deck["overview"].rows] == [matter.title for matter in overview.matters[:5]]
    projects = show_projects(sample, **asked)
    assert facts(deck["projects"]) == {
        "完工率": plain(projects.standing.value * 100, 1),
        "逾期项目": str(projects.late),
    }
    funds = show_funds(sample, **asked, line="node", base="issued", place=EVERYWHERE)
    assert deck["funds"].title.plain == funds.conclusion.plain.rstrip("；")
    assert facts(deck["funds"])["6 乡镇欠支"] in funds.conclusion.sub
    problems = show_rectification(sample, **asked)
    assert facts(deck["rectification"])["未结"] == str(problems.flow.closing)
    assert f"逾期 {facts(deck['rectification'])['逾期']} 个" in problems.conclusion.red
    ranks = show_ranking(sample, **asked, scheme="", group="", village="")
    assert deck["ranking"].rows[0].name == ranks.rows["name"].iloc[0]
    assert deck["ranking"].rows[-1].name == ranks.rows["name"].iloc[-1]


def words_of(worth):
    """Every text of a slide, its figure's too."""
    if isinstance(worth, str):
        return [worth]
    if isinstance(worth, (tuple, list)):
        return [word for part in worth for word in words_of(part)]
    if isinstance(worth, dict):
        return [word for part in worth.values() for word in words_of(part)]
    if is_dataclass(worth):
        return [word for field in fields(worth) for word in words_of(getattr(worth, field.name))]
    return words_of(worth.to_plotly_json()) if hasattr(worth, "to_plotly_json") else []


def persons(store, moment):
    """Everybody the registers name: leaders in charge, and who answers for projects and problems."""
    setting, ledgers = read_setting(store, moment.known_at), read_ledgers(store, moment.known_at)
    leaders = [unit.leader for unit in setting.units.nodes.values() if unit.leader]
    columns = [getattr(ledgers, name)["person"] for name in ("projects", "problems")]
    told = [*leaders, *pd.concat(columns).dropna()]
    return {name for text in told for name in str(text).split() if name.endswith("某")}


def test_no_slide_names_a_person(sample, deck):
    named = persons(sample, newest(sample))
    assert len(named) > 5
    for code, slide in deck.items():
        told = "\n".join(words_of(slide))
        assert {name for name in named if name in told} == set(), code


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2025, 6, 1)])
@pytest.mark.parametrize("code", SLIDES)
def test_a_slide_without_data_says_so_in_one_sentence(code, day, sample):
    slide = show_meeting(sample, scope=LEADER, moment=newest(sample, day), slide=code, look="dark")
    assert slide.title.plain
    assert (slide.figure is None) == (slide.missing != "")
    assert slide.missing.count("。") <= 1 or "请" in slide.missing


def test_before_any_change_the_meeting_goes_on(sample):
    for code in SLIDES:
        slide = show_meeting(
            sample, scope=LEADER, moment=Moment(date(2026, 11, 19), 0), slide=code, look="light"
        )
        assert slide.missing
        assert slide.figure is None
