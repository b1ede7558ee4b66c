"""The nearest way up of one ranked place, told in sentences."""

from data_access.database import Store
from domain.permissions import Moment
from domain.rank_bands import rank_intervals
from domain.way_up import ways_up
from domain.wording.ways import further_words, way_words
from services.known.kept import Shelf
from services.known.read_setting import read_setting
from services.ranking.rank_history import RankHistory
from services.ranking.rank_places import SEED, SHAKES

MOST = 3


def find_ways_up(store: Store, board: RankHistory, subject: str, moment: Moment) -> tuple[str, ...]:
    """Sentences, the nearest first; that one with the places it would hold. Empty where nothing can be counted.

    Kept with the history they are told of.
    """
    key = (board, subject, moment.as_of)
    return _WAYS.answer(key, lambda: _ways_up(store, board, subject, moment))


_WAYS: Shelf[tuple[str, ...]] = Shelf(16)


def _ways_up(store: Store, board: RankHistory, subject: str, moment: Moment) -> tuple[str, ...]:
    catalogue = read_setting(store, moment.known_at).catalogue
    scored, decimals = board.now.scored, board.now.scheme.decimals
    found = ways_up(scored, catalogue, board.groups, subject, day=moment.as_of)
    if not found:
        return ()
    best = found[0]
    group = board.groups[subject]
    intervals = rank_intervals(best.scored, catalogue, board.groups, runs=SHAKES, seed=SEED, only=group)
    row = intervals.set_index("subject").loc[[subject]]
    ranks = dict(zip(board.now.rows["subject"], board.now.rows["rank"], strict=True))
    first = way_words(
        best.indicator,
        best.count,
        best.score,
        rank=best.rank,
        now=int(ranks[subject]),
        band=(int(row["rank_low"].iloc[0]), int(row["rank_high"].iloc[0])),
        decimals=decimals,
    )
    rest = [further_words(way.indicator, way.count, way.gain, decimals=decimals) for way in found[1:MOST]]
    return (first, *rest)
