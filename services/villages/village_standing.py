"""How one village stands in the general board: score, place in its group and in the county, what costs it most."""

from dataclasses import dataclass
from math import nan

from pandas import DataFrame

from data_access.database import Store
from domain.comparisons import Against
from domain.permissions import Moment
from domain.places import VILLAGE
from domain.refusals import Refusal
from domain.wording.comparison import uncompared_words
from domain.wording.villages import Stands
from services.known.read_setting import read_setting
from services.ranking.explain_score import Explained, explain_score
from services.ranking.find_ways_up import find_ways_up
from services.ranking.rank_history import RankHistory, rank_history
from services.ranking.rank_places import TAKES_PART, county_ranks, schemes
from services.ranking.show_ranking import scores_then


@dataclass(frozen=True, slots=True)
class VillageStanding:
    """One village's place.

    scheme         the board's name
    rank_low, rank_high   its interval; county_rank of county_of over all groups; 0 where it is not ranked
    change, note   places gained since what is compared with, NaN with a note 新并村 or 新参评
    since          what that is: 上旬, 去年同期; uncompared why nothing is, in words; both blank where 本期 was asked
    explained      blocks and items; None where it is not ranked
    history        scores of the last six 旬, oldest first, NaN where not ranked
    ways           the nearest way up, in sentences
    """

    scheme: str
    stands: Stands
    rank_low: int
    rank_high: int
    county_rank: int
    county_of: int
    change: float
    note: str
    since: str
    uncompared: str
    explained: Explained | None
    history: tuple[float, ...]
    ways: tuple[str, ...] = ()


def general_board(store: Store, moment: Moment, against: str = Against.LAST) -> RankHistory | None:
    """The general board of villages at the moment; None where the office has none.

    against  what its places are compared with (domain.comparisons.Against)
    """
    try:
        code = schemes(store, moment, level=VILLAGE)[0]
        return rank_history(store, moment=moment, scheme=code, level=VILLAGE, against=against)
    except Refusal:
        return None


def village_standing(
    store: Store, board: RankHistory | None, village: str, moment: Moment
) -> VillageStanding | None:
    """The standing of a village that counts on the day; None without a board."""
    if board is None:
        return None
    rows = board.now.rows
    own = rows[(rows["subject"] == village).to_numpy()]
    if own.empty:
        return None
    row = own.to_dict("records")[0]
    ranked = row["status"] == TAKES_PART
    explained = _explained(store, board, village, moment) if ranked else None
    block, beyond = _costs_most(explained)
    scores = board.scores.loc[[village]].to_numpy(dtype="float64")[0].tolist()
    # A merged village has no earlier score of its own, one that changed its group none to compare with.
    before = float(scores_then(board).get(village, nan)) if row["before"] == row["before"] else nan
    side = board.now.side
    return VillageStanding(
        scheme=board.now.scheme.name,
        stands=Stands(
            group=str(row["group"]),
            score=float(row["score"]),
            rank=int(row["rank"]) if ranked else 0,
            of=int(row["of"]),
            moved=float(row["score"]) - before,
            block=block,
            beyond=beyond,
            reason="" if ranked else str(row["reason"]),
            decimals=board.now.scheme.decimals,
        ),
        rank_low=int(row["rank_low"]) if ranked else 0,
        rank_high=int(row["rank_high"]) if ranked else 0,
        county_rank=county_ranks(board.now)[village] if ranked else 0,
        county_of=int(rows["score"].notna().sum()),
        change=float(row["change"]),
        note=str(row["note"]),
        since=side.since if side.day is not None or side.why else "",
        uncompared=uncompared_words(side.why, since=side.since),
        explained=explained,
        history=tuple(scores),
        ways=find_ways_up(store, board, village, moment) if ranked else (),
    )


def _explained(store: Store, board: RankHistory, village: str, moment: Moment) -> Explained:
    scored = board.now.scored
    taking_part = scored.table["subject"][scored.table["takes_part"].to_numpy(dtype=bool)]
    group = board.groups[village]
    peers = [str(subject) for subject in taking_part if board.groups.get(str(subject)) == group]
    catalogue = read_setting(store, moment.known_at).catalogue
    return explain_score(scored, village, peers, catalogue, moment=moment)


def _costs_most(explained: Explained | None) -> tuple[str, float]:
    """The block that loses most beyond its group's median, and by how much; ("", NaN) where none does."""
    if explained is None:
        return "", nan
    blocks: DataFrame = explained.blocks
    beyond = (blocks["median_points"] - blocks["points"]).fillna(0.0)
    at = int(beyond.to_numpy().argmax()) if len(blocks) else -1
    if at < 0 or round(float(beyond.iloc[at]), 2) <= 0:
        return "", nan
    return str(blocks["name"].iloc[at]), float(beyond.iloc[at])
