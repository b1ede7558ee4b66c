"""已更正: a number corrected since it was first reported says what it was, what it is and by which change."""

from datetime import datetime

import pytest

from charts.aligned_dots import aligned_dots
from charts.aligned_texts import DotPanel
from charts.tokens import LIGHT
from data_access.database import open_store
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role, scope_for
from services.county.installation import sqlite_url
from services.county.progress import silent
from services.county.withdraw_change import withdraw_change
from services.known.read_setting import read_setting
from services.measures.compare_rates import compare_rates
from services.measures.compare_towns import compare_towns
from services.measures.list_figures import list_figures
from services.measures.read_revisions import read_revisions
from services.measures.show_indicator import show_indicator
from services.measures.trace_number import trace
from services.ranking.show_ranking import show_ranking
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from services.villages.show_village import show_village
from tests.loaded_county import copied
from tests.pages.books import TOWN, corrected
from tests.services.leader_pages import LAST_DAY

pytestmark = pytest.mark.xdist_group("revisions")

NOW = datetime(2026, 11, 22, 9, 0)
ACTOR = Actor("人居办 李某", Role.REVIEWER)


@pytest.fixture(scope="module")
def own_county(sample_file, tmp_path_factory):
    """A copy of the sample county for these tests; each asks at the change it speaks of."""
    file = tmp_path_factory.mktemp("corrected") / "county.db"
    copied(sample_file, file)
    store = open_store(sqlite_url(file))
    yield store
    store.engine.dispose()


@pytest.fixture(scope="module")
def change(own_county):
    """The number of a change that corrected one village's toilets from 516 to 518."""
    looked = preview(
        own_county, ACTOR, WHOLE_COUNTY, [Upload(TOWN, corrected({"F9": 518}))], now=NOW, progress=silent
    )
    return accept(own_county, ACTOR, WHOLE_COUNTY, looked, reason="复核", now=NOW).change


def page(store, n, scope=WHOLE_COUNTY):
    return show_indicator(store, scope=scope, moment=Moment(LAST_DAY, n), code="TOI_COV", place="")


def test_the_village_its_town_and_the_line_say_what_was_corrected(own_county, change):
    found = page(own_county, change)
    corrected_now = found.villages[found.villages["revised"].str.contains(f"第 {change} 号变更").to_numpy()]
    assert corrected_now["name"].tolist() == ["云台村"]
    said = corrected_now["revised"].iloc[0]
    assert said.startswith("首报 516 / ")
    assert f"第 {change} 号变更改为 518 / " in said
    town = found.towns[(found.towns["name"] == "云溪镇").to_numpy()].iloc[0]
    assert town["revised"].startswith("含 ")
    assert any(one.startswith("11月中旬含 ") for one in found.corrected)
    village = show_village(
        own_county,
        scope=WHOLE_COUNTY,
        moment=Moment(LAST_DAY, change),
        found=corrected_now["subject"].iloc[0],
    )
    assert next(row for row in village.indicators if row.code == "TOI_COV").revised == said


def test_points_of_the_three_rates_the_towns_curves_and_the_ranked_items_carry_the_mark(own_county, change):
    moment = Moment(LAST_DAY, change)
    [rate] = compare_rates(own_county, scope=WHOLE_COUNTY, moment=moment, codes=("TOI_COV",))
    marked = rate.rows[(rate.rows["revised"] != "").to_numpy()]
    assert dict(zip(marked["level"], marked["name"], strict=True)) == {
        "county": "云岭县", "town": "云溪镇", "village": "云台村"
    }  # fmt: skip
    panel = DotPanel(rate.quantity, rate.at("town").assign(period="TOI_COV"), rate.target, "", "目标")
    figure = aligned_dots([panel], theme=LIGHT)
    hovers = [text for line in figure.data for text in line.hovertext or ()]
    assert [text.split("</b>")[0] for text in hovers if "已更正：含 1 村更正过的数" in text] == ["<b>云溪镇"]
    assert sum(shape.type == "path" for shape in figure.layout.shapes) == 1
    curves = compare_towns(own_county, scope=WHOLE_COUNTY, moment=moment, code="TOI_COV").rows
    assert set(curves["name"][(curves["revised"].fillna("") != "").to_numpy()]) == {"云溪镇", "梨园镇"}
    village = str(marked["subject"].iloc[-1])
    ranking = show_ranking(
        own_county, scope=WHOLE_COUNTY, moment=moment, scheme="", group="", village=village
    )
    items = ranking.explained.items
    assert ranking.chosen == village
    assert items["indicator"][(items["revised"] != "").to_numpy()].tolist() == ["TOI_COV"]


def test_before_the_correction_and_after_its_withdrawal_nothing_is_marked(own_county, change):
    def marked(n):
        rows = read_revisions(own_county, n, ("TOI_COV",))
        return set(rows["change"][(rows["period"] == "2026-11-X2").to_numpy()])

    assert change in marked(change)
    assert change not in marked(change - 1)
    back = withdraw_change(own_county, ACTOR, n=change, reason="误改", now=NOW).n
    assert marked(back) == marked(change - 1)


def test_the_share_of_corrected_numbers_is_read_per_town_like_any_measure(own_county, change):
    def told(n):
        moment = Moment(LAST_DAY, n)
        rows = list_figures(own_county, scope=WHOLE_COUNTY, moment=moment, indicator="RPT_REV", level="town")
        return rows.set_index("name")

    before, after = told(change - 1), told(change)
    grown = after["numerator"] - before["numerator"]
    assert grown["云溪镇"] >= 1
    assert grown.drop("云溪镇").eq(0).all()
    assert (after["numerator"] <= after["denominator"]).all()
    county = list_figures(
        own_county, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, change), indicator="RPT_REV", level="county"
    ).iloc[0]
    assert county["denominator"] == after["denominator"].sum()
    assert county["value"] == county["numerator"] / county["denominator"]
    found = trace(
        own_county, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, change), record="measure",
        key=("RPT_REV", "place", read_setting(own_county, change).roster.county.place),
    )  # fmt: skip
    assert len(found.parts) == county["numerator"]
    assert found.parts["file"].notna().all()
    assert found.parts["value"].str.contains(f"第 {change} 号变更改为 518").any()


def test_whoever_may_not_see_small_counts_is_told_of_the_change_only(own_county, change):
    looks = scope_for(Role.LEADER, places=None, units=None)
    said = page(own_county, change, looks).villages["revised"]
    assert f"见第 {change} 号变更" in set(said)
    assert not said.str.contains("首报").any()
