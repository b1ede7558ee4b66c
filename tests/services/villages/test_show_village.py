"""What the 村情画像 page shows of the sample county."""

from dataclasses import replace
from datetime import date

import pytest

from domain.permissions import WHOLE_COUNTY
from services.known.find_village import find_village
from services.ranking.show_ranking import show_ranking
from services.villages.show_village import show_village
from tests.services.leader_pages import LAST_DAY, newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")


@pytest.fixture(scope="module")
def shown(sample):
    """The page of a village by its full name."""

    def ask(name, scope=WHOLE_COUNTY, day=LAST_DAY):
        moment = newest(sample, day)
        found = find_village(sample, scope=scope, moment=moment, asked=name)
        return show_village(sample, scope=scope, moment=moment, found=found.village)

    return ask


def row(page, code):
    return next(row for row in page.indicators if row.code == code)


def test_the_headline_and_the_board_say_the_same(sample, shown):
    page = shown("柳湾乡水口村")
    board = show_ranking(
        sample, scope=WHOLE_COUNTY, moment=newest(sample), scheme="", group="", village=""
    ).rows.set_index("full_name")
    own = board.loc["柳湾乡水口村"]
    stands = page.standing.stands
    assert (stands.score, stands.rank, stands.of) == (own["score"], own["rank"], own["of"])
    assert stands.moved == pytest.approx(own["moved"])
    assert page.conclusion.plain == "水口村 67.04 分，集聚提升类 63 村中第 61，较上旬少 2.64 分；"
    assert page.conclusion.red == "人居环境多扣 11.69 分"
    assert page.standing.county_rank >= stands.rank


def test_an_indicator_tells_value_parts_gap_light_change_and_its_peers(shown):
    toilets = row(shown("柳湾乡水口村"), "TOI_COV")
    assert (toilets.numerator, toilets.denominator) == (169, 290)
    assert toilets.value == pytest.approx(169 / 290)
    assert (toilets.light, toilets.line) == ("bad", "目标")
    assert toilets.gap == pytest.approx(toilets.value - toilets.baseline)
    assert toilets.moved == pytest.approx(toilets.history[-1] - toilets.history[-2])
    assert len(toilets.history) == len(toilets.bands) == 8
    assert all(band.low <= band.middle <= band.high for band in toilets.bands)
    assert all(band.members == 63 for band in toilets.bands)


def test_stale_unreported_and_not_applicable_are_three_things(shown):
    assert row(shown("柳湾乡水口村"), "SEW_RATE").status == "stale"
    merged = shown("松岗镇双垅村")
    assert row(merged, "PRJ_DONE").status == "not_applicable"
    unseen = shown("望峰乡大岭背村")
    assert row(unseen, "ENV_SCORE").status == "not_reported"
    assert all(score != score for _, score in unseen.weeks)


def test_a_silent_village_is_told_with_the_last_time_it_spoke(shown):
    assert shown("望峰乡大岭背村").silent == ("村级人居环境旬报：连续2期未报，最近一次是10月下旬",)
    assert shown("柳湾乡水口村").silent == ()


def test_a_base_that_shrank_is_split_into_done_and_counted(shown):
    assert shown("石桥镇竹坑村").bases[0] == (
        "11月中旬 应计户数 268→240（少 28）：卫生厕所普及率较11月上旬 +10.4 个百分点：做得多 0.0，算得少 +10.4。"
    )


def test_a_base_that_grew_with_the_work_is_nothing_to_explain(shown):
    """Every round adds one that is due and one that is done: the rate stands at 100 %."""
    assert not any("应排查轮次" in told for told in shown("青石镇青石社区").bases)


def test_before_a_merger_history_is_the_sum_of_the_merged(shown):
    page = shown("松岗镇双垅村", day=date(2026, 7, 20))
    toilets = row(page, "TOI_COV")
    old = [row(shown(f"松岗镇{name}", day=date(2026, 6, 29)), "TOI_COV") for name in ("上垅村", "下垅村")]
    assert toilets.seam or toilets.history[-3] == pytest.approx(
        sum(part.numerator for part in old) / sum(part.denominator for part in old)
    )
    assert dict(page.facts)["并村"] == "2026年7月1日由上垅村、下垅村并成"


def test_problems_and_projects_are_the_villages_own(shown):
    ledgers = shown("柳湾乡水口村").ledgers
    assert ledgers.open["problem"].iloc[0] == "整改-046"
    assert ledgers.open["days_late"].tolist() == sorted(ledgers.open["days_late"], reverse=True)
    assert ledgers.projects["name"].tolist() == ["户厕改造项目"]
    assert (ledgers.paid, ledgers.plan) == (362_000, 400_000)


def test_names_and_small_counts_are_hidden_from_whoever_may_not_see_them(shown):
    scope = replace(WHOLE_COUNTY, may_see_names=False, may_see_small_counts=False)
    page = shown("望峰乡大岭背村", scope=scope)
    assert "分管领导" in dict(shown("望峰乡大岭背村").facts)
    assert "分管领导" not in dict(page.facts)
    assert row(page, "HOU_RISK").hidden
    assert not row(page, "TOI_COV").hidden


def test_on_the_first_day_the_page_still_names_the_village(shown):
    page = shown("柳湾乡水口村", day=date(2026, 1, 5))
    assert "水口村" in page.conclusion.plain


def test_the_score_is_drawn_over_time_beside_its_peers(shown):
    page = shown("柳湾乡水口村")
    course, stands = page.course, page.standing.stands
    assert course.series["value"].tolist() == list(page.standing.history)
    assert course.series["day"].is_monotonic_increasing
    assert course.series["day"].iloc[-1] == LAST_DAY
    assert [band.day for band in course.bands] == course.series["day"].tolist()
    assert all(band.members == stands.of == 63 for band in course.bands)
    assert f"较上旬少 {-stands.moved:.2f} 分" in course.said


def test_a_village_without_two_scores_has_no_line_yet(shown):
    assert shown("柳湾乡水口村", day=date(2026, 1, 6)).course is None
