"""A ranking with the scores of the last six periods, kept until a change alters what it is made of: it takes a second."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_access.database import Store
from domain.comparisons import Against
from domain.indicators import Break
from domain.periods import Period
from domain.permissions import EVERY_PLACE, Moment
from domain.ranking import definitions_changed, peer_groups
from domain.records import SchemeItem
from domain.scoring import Scheme
from services.known.kept import Versions
from services.known.known_rows import last_change
from services.known.read_setting import read_setting
from services.measures.read_measures import last_of_measures_on, last_periods
from services.ranking.other_board import COMPARED_BY, other_board
from services.ranking.rank_places import Ranked, rank_fully, scheme_asked
from services.ranking.score_places import Board, score_places

PERIODS = 6


@dataclass(frozen=True, eq=False)
class RankHistory:
    """now      the ranking at the moment, with what it is compared with
    scores   subject × period code, oldest first, the last one counted to the day; NaN where not ranked
    groups   subject → peer group, of the whole county
    broken   口径变更 within these periods: scores before one are not told
    """

    now: Ranked
    scores: pd.DataFrame
    groups: dict[str, str]
    broken: tuple[Break, ...] = ()


def rank_history(
    store: Store, *, moment: Moment, scheme: str, level: str, against: str = Against.LAST
) -> RankHistory:
    """The ranking of all villages or towns at the moment, with PERIODS 旬 (weeks of a 周榜) of scores. Read it, never write.

    against  what places are compared with (domain.comparisons.Against); the scores of the six periods stay
    """
    held = scheme_asked(store, moment, scheme)
    side = other_board(store, held, moment=moment, against=against)
    earlier = (*(period.end for period in _periods(store, held, moment)[:-1]), side.day)
    days = [moment.as_of, *(day for day in earlier if day is not None)]
    codes = [item.indicator for item in held.items]
    last = max(
        last_change(store, moment.known_at, SchemeItem),
        *(last_of_measures_on(store, moment.known_at, codes, day) for day in days),
    )
    return _HISTORIES.answer(
        (store, moment.as_of, scheme, level, side),
        last,
        lambda: _history(store, moment, scheme, level, against),
    )


_HISTORIES: Versions[RankHistory] = Versions(matters=12, older=4)


def _periods(store: Store, held: Scheme, moment: Moment) -> list[Period]:
    setting = read_setting(store, moment.known_at)
    return last_periods(held.cadence or COMPARED_BY, moment.as_of, PERIODS, setting.week_starts)


def _history(store: Store, moment: Moment, scheme: str, level: str, against: str) -> RankHistory:
    setting = read_setting(store, moment.known_at)
    now = rank_fully(store, scope=EVERY_PLACE, moment=moment, scheme=scheme, level=level, against=against)
    periods = _periods(store, now.scheme, moment)
    board = Board(now.scheme, level)
    earlier = [score_places(store, board, day=p.end, known_at=moment.known_at) for p in periods[:-1]]
    broken = [
        definitions_changed(past, now.scored, setting.catalogue, then=period.end, day=moment.as_of)
        for period, past in zip(periods, earlier, strict=False)
    ]
    columns = {
        period.code: scored.table.set_index("subject")["score"] * (np.nan if apart else 1.0)
        for period, scored, apart in zip(periods, [*earlier, now.scored], [*broken, ()], strict=True)
    }
    subjects = now.scored.table["subject"].tolist()
    return RankHistory(
        now=now,
        scores=pd.DataFrame(columns).reindex(subjects),
        groups=peer_groups(setting.roster, subjects),
        broken=tuple(dict.fromkeys(one for apart in broken for one in apart)),
    )
