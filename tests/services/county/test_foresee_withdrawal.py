"""What a withdrawal is said to move is what it moves; asking writes nothing, and what cannot go says so at once."""

from datetime import datetime

import pytest

from data_access.database import head, reading
from data_access.versions import check
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.places import TOWN
from domain.refusals import Refusal
from services.county.foresee_withdrawal import foresee_withdrawal
from services.county.progress import silent
from services.county.withdraw_change import withdraw_change
from services.known.read_setting import read_setting
from services.measures.read_measures import read_measures
from services.ranking.rank_places import rank
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.loaded_county import SAMPLE_CHANGES
from tests.pages.books import TOWN as BOOK
from tests.pages.books import corrected
from tests.services.leader_pages import LAST_DAY

NOW = datetime(2026, 11, 22, 9, 0)
ACTOR = Actor("人居办 李某", Role.REVIEWER)


@pytest.fixture
def wrong(own_sample):
    """The number of a change that took fifty toilets from one village."""
    files = [Upload(BOOK, corrected({"F9": 466}))]
    looked = preview(own_sample, ACTOR, WHOLE_COUNTY, files, now=NOW, progress=silent)
    return accept(own_sample, ACTOR, WHOLE_COUNTY, looked, reason="报错", now=NOW).change


def newest(store):
    with reading(store) as connection:
        return head(connection)


def foreseen(store, n):
    return foresee_withdrawal(store, ACTOR, moment=Moment(LAST_DAY, n), n=n, now=NOW)


def standing(store):
    """Numbers of county and towns, and every village's place, as they are now."""
    moment = Moment(LAST_DAY, newest(store))
    rows = read_measures(store, scope=WHOLE_COUNTY, moment=moment, codes=("TOI_COV",))
    roster = read_setting(store, moment.known_at).roster
    towns = {node.place for node in roster.valid_on(LAST_DAY, TOWN)} | {roster.county.place}
    own = rows[rows["subject"].isin(towns).to_numpy()]
    values = {roster[key].name: value for key, value in zip(own["subject"], own["value"], strict=True)}
    board = rank(store, scope=WHOLE_COUNTY, moment=moment, scheme="VILLAGE", level="village")
    names = board["town"].fillna("") + board["name"]
    return values, dict(zip(names, board["rank"], strict=True))


def test_what_is_foreseen_happens_and_nothing_else(own_sample, wrong):
    told = foreseen(own_sample, wrong)
    assert newest(own_sample) == wrong, "asking wrote nothing"
    values, places = standing(own_sample)
    withdraw_change(own_sample, ACTOR, n=wrong, reason="报错", now=NOW)
    after, moved = standing(own_sample)
    toilets = told.numbers[(told.numbers["indicator"] == "卫生厕所普及率").to_numpy()]
    assert set(toilets["subject"]) == {
        name for name in values if round(values[name], 3) != round(after[name], 3)
    }
    assert toilets["subject"].iloc[0] == "云岭县"
    for row in toilets.to_dict("records"):
        assert (row["old"], row["new"]) == tuple(f"{side[row['subject']]:.1%}" for side in (values, after))
    board = told.places[(told.places["scheme"] == told.places["scheme"].iloc[0]).to_numpy()]
    assert len(board) == sum(
        1 for name in places if places[name] != moved[name] and places[name] == places[name]
    )
    for row in board.to_dict("records"):
        assert row["old"] == f"第 {places[row['village']]:.0f}"
        assert row["new"] == f"第 {moved[row['village']]:.0f}"
    assert check(own_sample) == []


def test_a_change_that_cannot_go_says_so_before_anybody_writes_a_reason(own_sample):
    with pytest.raises(Refusal) as caught:
        foreseen(own_sample, 1)
    assert caught.value.code in ("leaves_orphans", "leaves_incomplete")
    assert newest(own_sample) == SAMPLE_CHANGES
