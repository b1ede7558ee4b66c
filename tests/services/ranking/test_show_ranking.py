"""What the 村级排名 page shows of the sample county."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from charts.waterfall import read_losses
from data_access.database import head, reading
from domain.comparisons import Against
from domain.permissions import WHOLE_COUNTY, Moment
from domain.refusals import Refusal
from domain.wording.numbers import MINUS, plain
from services.known.read_setting import read_setting
from services.measures.trace_number import trace
from services.ranking.explain_score import explain_score, lost_most
from services.ranking.rank_history import rank_history
from services.ranking.show_ranking import show_ranking
from services.sanitation.score_weeks import score_weeks
from tests.services.leader_pages import newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")

LAST_DAY = date(2026, 11, 19)


@pytest.fixture(scope="module")
def moment(sample):
    with reading(sample) as connection:
        return Moment(LAST_DAY, head(connection))


@pytest.fixture(scope="module")
def shown(sample, moment):
    """The page of a scheme, group and village."""

    def ask(scheme="", group="", village="", scope=WHOLE_COUNTY, against=Against.LAST):
        return show_ranking(
            sample, scope=scope, moment=moment, scheme=scheme, group=group, village=village, against=against
        )

    return ask


def as_shown(number):
    """A number of two decimals as it stands on the screen."""
    return Decimal(plain(number, 2).replace(MINUS, "-"))


@pytest.mark.parametrize("scheme", ["VILLAGE", "ENV_WEEK"])
def test_the_losses_of_every_ranked_village_lead_from_100_to_its_score(sample, moment, scheme):
    kept = rank_history(sample, moment=moment, scheme=scheme, level="village")
    catalogue = read_setting(sample, moment.known_at).catalogue
    ranked = kept.now.rows[kept.now.rows["status"] == "ranked"]
    assert len(ranked) > 40
    for subject, score in zip(ranked["subject"], ranked["score"], strict=True):
        found = explain_score(kept.now.scored, subject, [subject], catalogue, moment=moment)
        losses = [as_shown(loss.loss) for loss in read_losses(found.blocks) if loss.loss == loss.loss]
        assert Decimal(100) - sum(losses) == as_shown(score)
        counted = found.items[found.items["points"].notna()]
        assert sum(map(as_shown, counted["points"])) == as_shown(score)
        assert sum(map(as_shown, counted["weight"])) == 100


def test_a_missing_item_bears_no_weight_and_is_told_apart_from_one_that_does_not_apply(shown):
    items = shown(group="特色保护类", village="V0072").explained.items.set_index("indicator")
    assert set(items["state"]) <= {"", "缺项", "不适用"}
    assert items.loc["REC_DONE", "state"] == "不适用"
    assert items.loc["REC_DONE", "weight"] == 0
    assert items["weight"].sum() == pytest.approx(100)


def test_equals_share_a_place_and_the_next_is_skipped(shown):
    ranks = shown("ENV_WEEK", "特色保护类").rows["rank"].tolist()
    assert ranks[:6] == [1, 2, 3, 3, 5, 6]


def test_who_takes_no_part_stands_apart_with_the_reason_and_without_a_place(shown):
    page = shown("ENV_WEEK")
    assert len(page.apart) == 37
    assert page.apart["reason"].iloc[0] == "人居环境考评本周未查（缺项权重 90%）"
    assert not set(page.apart["subject"]) & set(page.rows["subject"])


def test_nobody_is_on_the_black_list_who_was_not_visited(shown):
    rows = shown().rows
    black = rows[rows["listed"] == "black"]
    assert black["name"].tolist() == ["柳林村", "柳湾村"]
    assert (black["lacking"] == 0).all()


def test_the_headline_and_the_village_explained_are_the_same(shown):
    page = shown()
    assert page.conclusion.red == "水口村较上旬少 2.64 分，人居环境失分最多"
    assert page.villages[page.chosen] == "柳湾乡水口村"
    assert next(iter(page.villages)) == page.chosen


def test_a_village_asked_for_is_explained_and_one_of_another_group_is_not(shown):
    page = shown(village="V0009")
    assert page.chosen == "V0009"
    assert shown(group="社区", village="V0009").chosen in set(shown(group="社区").rows["subject"])


def test_the_spark_ends_with_the_score_of_the_row(shown):
    rows = shown().rows
    assert all(len(history) == 6 for history in rows["history"])
    assert [history[-1] for history in rows["history"]] == rows["score"].tolist()


def test_a_town_clerk_sees_own_villages_ranked_among_all_of_the_group(sample, moment, shown):
    roster = read_setting(sample, moment.known_at).roster
    own = frozenset({"T03", *(node.place for node in roster.children("T03", LAST_DAY))})
    seen, whole = shown(scope=replace(WHOLE_COUNTY, places=own)), shown().rows.set_index("subject")
    assert set(seen.rows["town"]) == {"松岗镇"}
    assert seen.rows["rank"].tolist() == whole.loc[seen.rows["subject"], "rank"].tolist()
    assert seen.rows["listed"].tolist() == whole.loc[seen.rows["subject"], "listed"].tolist()
    assert seen.conclusion.plain.endswith("（同组 63 村）")


def test_an_item_that_goes_is_nobodys_loss(sample, moment):
    kept = rank_history(sample, moment=moment, scheme="VILLAGE", level="village")
    assert lost_most(kept.now.earlier, kept.now.scored, "V0072") == "人居环境"


def test_without_a_scheme_the_page_says_what_to_do(sqlite_store):
    with pytest.raises(Refusal, match="考核方案"):
        show_ranking(
            sqlite_store, scope=WHOLE_COUNTY, moment=Moment(LAST_DAY, 0), scheme="", group="", village=""
        )


def test_the_week_board_reads_the_offices_week_and_says_which(sample, moment, shown):
    page = shown("ENV_WEEK", "特色保护类")
    assert page.strip.right == "周榜 · 第46周 · 未签发"
    assert (page.since, page.unit) == ("上周", "周")
    kept = rank_history(sample, moment=moment, scheme="ENV_WEEK", level="village")
    assert (kept.now.window.start, kept.now.side.day) == (date(2026, 11, 13), date(2026, 11, 12))
    weeks = score_weeks(sample, scope=WHOLE_COUNTY, moment=moment).rows.set_index("village")["W2026-11-13"]
    grid = kept.now.scored.grid
    scored = dict(zip(grid.subjects, grid.value[:, grid.codes.index("ENV_SCORE")], strict=True))
    for village in page.rows["subject"]:
        assert scored[village] == pytest.approx(weeks[village])


def test_a_week_without_a_visit_says_so(sample):
    page = show_ranking(
        sample,
        scope=WHOLE_COUNTY,
        moment=newest(sample, date(2026, 1, 1)),
        scheme="ENV_WEEK",
        group="",
        village="",
    )
    assert page.rows.empty
    assert page.conclusion.plain == "2025年第52周（12.26—1.01）还没有督查，本期没有村参评"
    assert (page.chosen, page.ways) == ("", ())


def test_a_general_board_reads_the_month_and_compares_with_the_last_xun(shown):
    page = shown()
    assert (page.since, page.unit, page.cadence) == ("上旬", "旬", "")
    assert "督查得分读2026年11月的督查" in " ".join(page.foot)


def test_the_place_in_the_county_stands_beside_the_one_in_the_group(shown):
    page = shown()
    assert page.county_of == 120
    assert (page.rows["county_rank"] >= page.rows["rank"]).all()
    assert page.rows["county_rank"].is_monotonic_increasing


def test_the_base_of_a_rate_is_printed_and_a_small_one_marked(shown):
    items = shown().explained.items.set_index("indicator")
    assert (items.loc["TOI_COV", "base"], items.loc["TOI_COV", "small"]) == (290, False)
    assert (items.loc["GAR_RATE", "base"], items.loc["GAR_RATE", "small"]) == (9, True)
    assert items.loc["ENV_SCORE", "base"] != items.loc["ENV_SCORE", "base"]


def test_the_nearest_way_up_is_computed(shown):
    assert shown().ways[0].startswith("若再整改 1 处（问题整改完成率），得分到 69.40，即升至第")


def test_a_number_of_the_week_board_opens_the_visits_of_its_week(sample, moment):
    key = ("ENV_SCORE", "place", "V0113")
    week = trace(sample, scope=WHOLE_COUNTY, moment=moment, record="measure", key=(*key, "week"))
    month = trace(sample, scope=WHOLE_COUNTY, moment=moment, record="measure", key=key)
    assert len(week.parts) < len(month.parts)
    assert all("督查 2026-11-1" in name for name in week.parts["name"])
    with pytest.raises(Refusal):
        trace(sample, scope=WHOLE_COUNTY, moment=moment, record="measure", key=(*key, "eon"))


@pytest.mark.parametrize(
    ("against", "since", "why"),
    [
        (Against.LAST, "上旬", ""),
        (Against.NOTHING, "本期", ""),
        (Against.YEAR, "去年同期", "没有去年同期的数"),
        (Against.BASE, "考核基期", "年初重新累计，不与考核基期比"),
    ],
)
def test_places_are_compared_with_the_moment_chosen_or_it_is_said_why_not(shown, against, since, why):
    page = shown(against=against)
    assert (page.since, page.uncompared, page.is_compared) == (since, why, against == Against.LAST)
    assert page.rows["change"].notna().any() == page.is_compared
    assert page.rows["moved"].notna().any() == page.is_compared
    assert (since in page.conclusion.plain + page.conclusion.red) == page.is_compared
    assert page.rows["score"].tolist() == shown().rows["score"].tolist()
    assert not page.rows["note"].eq("新参评").all()


def test_points_of_another_years_running_totals_are_not_compared_in_january(sample):
    january = Moment(date(2027, 1, 5), newest(sample, LAST_DAY).known_at)
    found = rank_history(sample, moment=january, scheme="VILLAGE", level="village")
    assert (found.now.side.day, found.now.side.why) == (None, "new_year")
