"""镇榜 of the sample county."""

from dataclasses import replace

import pytest

from domain.permissions import WHOLE_COUNTY
from domain.rounding import half_up
from services.ranking.rank_towns import rank_towns
from services.ranking.show_ranking import show_ranking
from tests.services.leader_pages import newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")


@pytest.fixture(scope="module")
def board(sample):
    """The board of a scheme and the town opened."""

    def ask(scheme="", town="", scope=WHOLE_COUNTY):
        return rank_towns(sample, scope=scope, moment=newest(sample), scheme=scheme, town=town)

    return ask


def test_a_towns_score_is_the_mean_of_its_villages_each_counting_once(board):
    found = board()
    own = found.rows[found.rows["subject"] == found.chosen].iloc[0]
    assert len(found.villages) == own["villages"]
    assert own["score"] == half_up(found.villages["score"].mean(), 2)
    assert found.rows["rank"].tolist() == sorted(found.rows["rank"])


def test_towns_and_villages_never_stand_in_one_list(sample, board):
    villages = show_ranking(
        sample, scope=WHOLE_COUNTY, moment=newest(sample), scheme="", group="", village=""
    ).rows
    assert not set(board().rows["subject"]) & set(villages["subject"])
    assert board().conclusion.sub.startswith("8 镇参评")


def test_the_town_opened_first_is_the_last_in_rank_and_another_can_be_asked_for(board):
    found = board()
    assert found.chosen == found.rows["subject"].iloc[-1]
    assert board(town="T03").chosen == "T03"


def test_a_town_with_too_few_ranked_villages_takes_no_part_and_says_why(board):
    week = board("ENV_WEEK")
    assert len(week.rows) + len(week.apart) == 8
    assert all("村参评" in reason for reason in week.apart["reason"])
    assert not set(week.rows["subject"]) & set(week.apart["subject"])


def test_a_scope_hides_towns_but_changes_no_place(board):
    own = board(scope=replace(WHOLE_COUNTY, places=frozenset({"T03"})))
    whole = board().rows.set_index("subject")
    assert own.rows["subject"].tolist() == ["T03"]
    assert own.rows["rank"].iloc[0] == whole.loc["T03", "rank"]
