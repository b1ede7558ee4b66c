"""The slides of the meeting say what the pages say, hide who is responsible, and go on where data are missing."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from math import nan
from types import SimpleNamespace

import pandas as pd
import pytest

from charts.quantity import Quantity
from domain.permissions import Moment
from domain.wording.numbers import length, plain
from domain.wording.slide_titles import LONGEST
from services.county.installation import open_installation
from services.funds.show_funds import EVERYWHERE, show_funds
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.measures.compare_towns import TownsCompared
from services.measures.trace_number import trace
from services.meeting.rows_that_fit import rows_that_fit
from services.meeting.show_meeting import SLIDES, show_meeting
from services.meeting.slide_overview import codes_to_compare, first_with_towns, which_towns
from services.meeting.slides import CHART_HEIGHT, CHART_WIDTH, LONGEST_SUB, MOST_ROWS, Row, WallChart
from services.overview.show_overview import show_overview
from services.problems.show_rectification import show_rectification
from services.projects.show_projects import show_projects
from services.ranking.show_ranking import show_ranking
from tests.counties import county
from tests.services.leader_pages import LEADER, newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")


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
    layout = slide.chart.drawn().layout
    assert (layout.width, layout.height) == (CHART_WIDTH, CHART_HEIGHT)
    assert 2 <= len(slide.facts) <= 3
    assert 4 <= len(slide.rows) <= MOST_ROWS
    assert slide.source


def test_what_was_said_of_a_number_is_read_at_the_meeting_too(deck):
    assert any("竹坑村" in note and "核减28户" in note for note in deck["sanitation"].notes)
    assert deck["projects"].notes == ()


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
    """Every text of a slide, those of its chart as it is drawn too."""
    if isinstance(worth, WallChart):
        return [*words_of(worth.parts), *words_of(worth.drawn())]
    if isinstance(worth, str):
        return [worth]
    if isinstance(worth, (tuple, list)):
        return [word for part in worth for word in words_of(part)]
    if isinstance(worth, dict):
        return [word for part in worth.values() for word in words_of(part)]
    if is_dataclass(worth):
        return [word for field in fields(worth) for word in words_of(getattr(worth, field.name))]
    if isinstance(worth, pd.DataFrame):
        return words_of(worth.to_dict("list"))
    return words_of(worth.to_plotly_json()) if hasattr(worth, "to_plotly_json") else []


def subjects(figure):
    """Every subject that stands behind a point of a figure that answers to the pointer."""
    answering = [one for one in figure.data if one.hoverinfo != "skip" and one.customdata is not None]
    return {str(point[0]) for one in answering for point in one.customdata if point[0]}


@pytest.mark.parametrize("code", SLIDES)
def test_every_point_fact_and_row_leads_somewhere(code, sample, deck):
    slide = deck[code]
    points = subjects(slide.chart.drawn())
    assert points
    assert points <= set(slide.leads)
    ways = [
        *(slide.leads[point] for point in points),
        *(fact.way for fact in slide.facts),
        *(row.way for row in slide.rows),
        *(way for row in slide.rows for way in row.ways if way.trace or way.page),
    ]
    assert all(way.trace or way.page for way in ways)
    unnamed = replace(LEADER, may_see_names=False)
    for record, *key in {way.trace for way in ways if way.trace}:
        found = trace(sample, scope=unnamed, moment=newest(sample), record=record, key=tuple(key))
        assert len(found.parts)
        assert set(found.parts["actor"]) <= {""}


def test_a_number_on_the_slide_is_the_number_its_way_leads_to(sample, deck):
    [fact, *_] = deck["sanitation"].facts
    record, *key = fact.way.trace
    found = trace(sample, scope=LEADER, moment=newest(sample), record=record, key=tuple(key))
    assert found.value == f"{fact.value}{fact.unit}"


def test_the_row_behind_a_number_names_nobody_in_a_meeting(sample):
    moment = newest(sample)
    named = persons(sample, moment)
    [problem, *_] = read_ledgers(sample, moment.known_at).problems.dropna(subset=["person"])["problem"]
    told = {
        sees: "\n".join(words_of(trace(sample, scope=scope, moment=moment, record="problem", key=(problem,))))
        for sees, scope in ((True, LEADER), (False, replace(LEADER, may_see_names=False)))
    }
    assert {name for name in named if name in told[True]}
    assert {name for name in named if name in told[False]} == set()


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


def test_towns_are_compared_by_something_that_has_a_number_of_them():
    def of(code, *values):
        rows = pd.DataFrame({"value": values})
        return TownsCompared(code, code, Quantity(code, "%"), rows, baseline="", hidden=0, said="", page="")

    silent, told = of("FND_PAY", nan, nan), of("PRJ_DONE", nan, 0.5)
    assert first_with_towns([silent, told, of("TOI_COV", 0.9)]) is told
    assert first_with_towns([silent, of("TOI_COV")]) is silent


def test_towns_are_compared_by_what_the_title_names_first():
    """Whatever card it is of: the chart shows what the sentence above it says."""

    def card(code, gap):
        return SimpleNamespace(code=code, standing=SimpleNamespace(gap=gap, falls_short=gap < 0))

    codes = codes_to_compare([card("PRJ_DONE", -0.48), card("INSP_FIX", -0.57), card("TOI_COV", 0.01)])
    assert codes[:3] == ["INSP_FIX", "PRJ_DONE", "FND_PAY"]


def test_a_slide_whose_chart_cannot_show_what_the_title_names_says_so(tmp_path_factory):
    store = open_installation(county("long_names", tmp_path_factory.getbasetemp().parent)).store
    slide = show_meeting(store, scope=LEADER, moment=newest(store), slide="overview", look="light")
    assert slide.title.plain.startswith("支出率低于县定节点")
    assert slide.title.sub.startswith("支出率没有分镇的数，图为各镇督查按期整改率，差距为百分点")


def test_a_slide_whose_chart_shows_what_the_title_names_says_nothing_of_it(deck):
    assert "没有分镇的数" not in deck["overview"].title.sub


def test_a_ranking_without_a_period_before_does_not_say_that_nobody_moved(tmp_path_factory):
    store = open_installation(county("long_names", tmp_path_factory.getbasetemp().parent)).store
    slide = show_meeting(store, scope=LEADER, moment=newest(store), slide="ranking", look="light")
    assert slide.heads == ("村", "名次", "得分", "")
    assert {len(row.cells) for row in slide.rows} == {2}
    assert "空心" not in slide.title.sub


def test_a_slide_of_the_worst_towns_says_of_how_many():
    rows = pd.DataFrame({"subject": ["T01", "T01", "T02"]})
    assert which_towns(SimpleNamespace(rows=rows, hidden=28)) == "30 个镇中最靠后 2 个的"
    assert which_towns(SimpleNamespace(rows=rows, hidden=0)) == "各镇"


def test_where_no_towns_rate_is_known_the_slide_says_why_and_lists_none(tmp_path_factory):
    store = open_installation(county("long_names", tmp_path_factory.getbasetemp().parent)).store
    slide = show_meeting(store, scope=LEADER, moment=newest(store), slide="funds", look="light")
    assert slide.chart is not None
    assert (slide.rows, slide.heads) == ((), ())
    assert slide.notes[0] == "项目台账没有写各项目的下达资金，这个支出率只能算到全县。"


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2025, 6, 1)])
@pytest.mark.parametrize("code", SLIDES)
def test_a_slide_without_data_says_so_in_one_sentence(code, day, sample):
    slide = show_meeting(sample, scope=LEADER, moment=newest(sample, day), slide=code, look="dark")
    assert slide.title.plain
    assert (slide.chart is None) == (slide.missing != "")
    assert slide.missing.count("。") <= 1 or "请" in slide.missing


def test_before_any_change_the_meeting_goes_on(sample):
    for code in SLIDES:
        slide = show_meeting(
            sample, scope=LEADER, moment=Moment(date(2026, 11, 19), 0), slide=code, look="light"
        )
        assert slide.missing
        assert slide.chart is None


@pytest.mark.parametrize(
    ("row", "facts", "kept"),
    [
        (Row("水口村垃圾围箱、清运不及时", detail="柳湾乡 · 退回"), True, 6),
        (Row("溪坞镇井荷坡岭水库移民安置示村 沟边存量垃圾未清理", detail="溪坞镇 · 整改中"), True, 4),
        (Row("溪坞镇井荷坡岭水库移民安置示村 沟边存量垃圾未清理", detail="溪坞镇 · 整改中"), False, 6),
        (Row("白米埠岭水库移民安置示村", ("1", "73.90", "—"), detail="上坪镇"), True, 4),
        (Row("柳湾乡", ("46.0%", "−45.4"), light="bad", word="滞后"), True, 7),
    ],
)
def test_a_table_ends_above_the_foot(row, facts, kept):
    """The rows a slide would list at most, and how many of them stand under its facts."""
    assert len(rows_that_fit([row] * min(MOST_ROWS, 7 if row.cells else 6), facts=facts)) == kept
