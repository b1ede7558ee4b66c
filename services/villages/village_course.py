"""How one village's score came to where it is, beside its peers' median and quartiles."""

from dataclasses import dataclass
from math import nan

from pandas import DataFrame, Series

from charts.peers import Band, peer_band
from domain.periods import parse
from domain.permissions import Moment
from domain.setting import Setting
from domain.wording.villages import level_words
from services.ranking.rank_history import RankHistory
from services.ranking.show_ranking import scores_then

FEWEST = 2  # a line needs two ends


@dataclass(frozen=True, slots=True)
class VillageCourse:
    """series  point frame of the village's scores, oldest first; one it was not ranked in is not_applicable
    bands      the peers' median and quartiles of the same days, the village among them
    said       level and progress in words
    """

    series: DataFrame
    bands: tuple[Band, ...]
    said: str


def village_course(
    board: RankHistory | None, village: str, setting: Setting, moment: Moment
) -> VillageCourse | None:
    """None without a board, or with a score in fewer than two periods: there is no line yet."""
    if board is None or village not in board.groups or board.scores.loc[village].notna().sum() < FEWEST:
        return None
    group = board.groups[village]
    members = [key for key, own in board.groups.items() if own == group]
    points = _points(board, members, setting, moment)
    mine = points[(points["subject"] == village).to_numpy()].reset_index(drop=True)
    return VillageCourse(
        series=mine,
        bands=tuple(peer_band(points)),
        said=_said(board, members, village),
    )


def _points(board: RankHistory, members: list[str], setting: Setting, moment: Moment) -> DataFrame:
    """A point per member and period, the running one at the day looked at; each among the peers of today."""
    rows = [
        (key, setting.roster[str(key)].name, code, min(parse(str(code)).end, moment.as_of), score)
        for code in board.scores.columns
        for key, score in board.scores[code].reindex(members).items()
    ]
    points = DataFrame(rows, columns=["subject", "name", "period", "day", "value"])
    status = ["reported" if score == score else "not_applicable" for score in points["value"]]
    return points.assign(status=status)


def _then(board: RankHistory) -> dict[str, float]:
    """Village → score on the day compared with; of a merged village, and one that was in another group, none."""
    compared = set(board.now.rows["subject"][board.now.rows["before"].notna().to_numpy()])
    return {str(key): float(score) for key, score in scores_then(board).items() if key in compared}


def _said(board: RankHistory, members: list[str], village: str) -> str:
    scores = board.now.scored.table.set_index("subject")["score"]
    then = _then(board)
    moved = {key: float(scores[key]) - then[key] for key in members if key in then}
    return level_words(
        float(scores[village]),
        float(scores.reindex(members).median()),
        moved.get(village, nan),
        float(Series(moved, dtype="float64").median()),
        since=board.now.side.since if board.now.side.day is not None else "",
        decimals=board.now.scheme.decimals,
    )
