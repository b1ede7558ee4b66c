"""镇榜: each town by the mean score of its villages, every village counting once; never in one list with villages."""

from dataclasses import dataclass, replace
from math import nan

import numpy as np
import pandas as pd
from pandas import DataFrame

from data_access.database import Store
from domain.comparisons import Against
from domain.permissions import Moment, Scope
from domain.places import TOWN
from domain.ranking import competition_ranks
from domain.rounding import half_up
from domain.scoring import MISSING_LIMIT
from domain.wording.comparison import uncompared_words
from domain.wording.conclusion import Conclusion
from domain.wording.numbers import plain
from domain.wording.towns import TownStands, towns_conclusion
from services.completeness.strip_of import Strip, strip_of
from services.known.read_setting import read_setting
from services.ranking.rank_history import RankHistory, rank_history
from services.ranking.rank_places import TAKES_PART
from services.ranking.show_ranking import (
    LEVEL,
    PERIOD_UNIT,
    board_words,
    broken_words,
    lists,
    offered_boards,
    scores_then,
    since_words,
)

TOWN_COLUMNS = (
    "subject", "name", "score", "rank", "ranked", "villages", "black", "previous", "moved", "change", "history",
)  # fmt: skip
VILLAGE_COLUMNS = ("subject", "name", "group", "score", "rank", "of", "listed", "reason")


@dataclass(frozen=True, slots=True)
class TownBoard:
    """rows      TOWN_COLUMNS of the ranked towns by rank, equals in 区划顺序: ranked of villages take part, black of those
              are proposed for the 黑榜, change in places; previous and moved speak of what is compared with
    apart     subject, name, reason of the towns of which too few villages take part
    chosen    the town opened below: the last one in rank; blank where none is ranked
    villages  VILLAGE_COLUMNS of the chosen town, by rank in their own groups
    since, uncompared, is_compared, codes  as on the page of the villages
    """

    strip: Strip
    conclusion: Conclusion
    schemes: dict[str, str]
    decimals: int
    rows: DataFrame
    apart: DataFrame
    towns: dict[str, str]
    chosen: str
    villages: DataFrame
    since: str
    uncompared: str
    is_compared: bool
    unit: str
    codes: tuple[str, ...]
    foot: tuple[str, ...]


def rank_towns(
    store: Store, *, scope: Scope, moment: Moment, scheme: str, town: str, against: str = Against.LAST
) -> TownBoard:
    """The board of towns under a scheme of the villages.

    against  what places and means are compared with (domain.comparisons.Against)
    scheme   blank for the general one; town  blank for the last in rank
    Refused  an unknown scheme. Ranks are taken over all towns, whatever the scope; the scope then hides rows
    """
    offered = offered_boards(store, scope=scope, moment=moment)
    code = scheme or next(iter(offered))
    kept = rank_history(store, moment=moment, scheme=code, level=LEVEL, against=against)
    setting = read_setting(store, moment.known_at)
    villages = _villages(kept).assign(
        town=[setting.roster.town_of(key) or "" for key in kept.now.rows["subject"]]
    )
    names = {node.place: node.name for node in setting.roster.valid_on(moment.as_of, TOWN)}
    found = _towns(villages, kept, names)
    found = found if scope.places is None else found[found["subject"].isin(list(scope.places)).to_numpy()]
    rows = found[found["rank"].notna().to_numpy()].sort_values("rank", kind="stable").reset_index(drop=True)
    apart = _apart(found[found["rank"].isna().to_numpy()])
    chosen = town if town in set(found["subject"]) else next(iter(rows["subject"].tolist()[::-1]), "")
    return TownBoard(
        strip=replace(strip_of(store, scope=scope, moment=moment), right=board_words(kept)),
        conclusion=_conclusion(rows, apart, kept),
        schemes=offered,
        decimals=kept.now.scheme.decimals,
        rows=rows,
        apart=apart,
        towns=dict(zip(found["subject"], found["name"], strict=True)),
        chosen=chosen,
        villages=villages[(villages["town"] == chosen).to_numpy()][list(VILLAGE_COLUMNS)]
        .sort_values(["rank", "group"], kind="stable", na_position="last")
        .reset_index(drop=True),
        since=since_words(kept),
        uncompared=uncompared_words(kept.now.side.why, since=since_words(kept)),
        is_compared=kept.now.side.day is not None,
        unit=PERIOD_UNIT.get(kept.now.scheme.cadence, "旬"),
        codes=tuple(item.indicator for item in kept.now.scheme.items),
        foot=(*_foot(kept), *broken_words(kept, setting, moment)),
    )


def _villages(kept: RankHistory) -> DataFrame:
    """Every village with its place in its own group and the list it is proposed for."""
    rows = kept.now.rows
    ranked = rows[(rows["status"] == TAKES_PART).to_numpy()]
    listed = dict(zip(ranked["subject"], lists(ranked.reset_index(drop=True)), strict=True))
    return rows.assign(listed=[listed.get(key, "") for key in rows["subject"]])


def _towns(villages: DataFrame, kept: RankHistory, names: dict[str, str]) -> DataFrame:
    """TOWN_COLUMNS of every town in 区划顺序; rank and score NaN where too few of its villages take part."""
    scores, then = kept.scores, scores_then(kept)
    decimals = kept.now.scheme.decimals
    rows = []
    for town, name in names.items():
        own = villages[(villages["town"] == town).to_numpy()]
        history = scores.reindex(own["subject"])
        means = [_mean(history[code], len(own), decimals) for code in scores.columns]
        previous = _mean(then.reindex(own["subject"]), len(own), decimals)
        ranked = int(own["score"].notna().sum())
        black = int((own["listed"] == "black").sum())
        rows.append((town, name, means[-1], ranked, len(own), black, previous, tuple(means)))
    table = pd.DataFrame(
        rows, columns=["subject", "name", "score", "ranked", "villages", "black", "previous", "history"]
    )
    now, before = (competition_ranks(table[side].to_numpy(dtype="float64")) for side in ("score", "previous"))
    return table.assign(rank=now, change=before - now, moved=table["score"] - table["previous"])[
        list(TOWN_COLUMNS)
    ]


def _mean(scores: pd.Series, villages: int, decimals: int) -> float:
    """The mean of the villages that take part; NaN where more than the limit of them do not."""
    known = scores.dropna().to_numpy(dtype="float64")
    if not villages or len(known) < villages * (1 - MISSING_LIMIT):
        return nan
    return half_up(float(np.mean(known)), decimals)


def _apart(rows: DataFrame) -> DataFrame:
    said = [
        f"{villages} 村中只有 {ranked} 村参评"
        for villages, ranked in zip(rows["villages"], rows["ranked"], strict=True)
    ]
    return rows[["subject", "name"]].assign(reason=said).reset_index(drop=True)


def _conclusion(rows: DataFrame, apart: DataFrame, kept: RankHistory) -> Conclusion:
    told = [
        TownStands(row["name"], row["score"], row["moved"], row["ranked"], row["black"])
        for row in rows.to_dict("records")
    ]
    lowest = [town for town in told if town.score == told[-1].score]
    first = [town for town in told if town.score == told[0].score]
    return towns_conclusion(
        first,
        lowest[0] if len(lowest) == 1 and len(first) < len(told) else None,
        ranked=len(told),
        apart=apart["name"].tolist(),
        since=since_words(kept),
        decimals=kept.now.scheme.decimals,
    )


def _foot(kept: RankHistory) -> tuple[str, ...]:
    limit = plain((1 - MISSING_LIMIT) * 100, 0)
    return (
        f"口径：镇的得分＝所辖参评村{kept.now.scheme.name}得分的平均，每村算一份；参评村不到 {limit}% 的镇不参评。",
        "镇榜、村榜分开排，不混在一张表里。黑榜村占比＝列入黑榜（待人工确认）的村 ÷ 参评的村。",
        "同分同名次，其后跳号；同名次按行政区划顺序排列，排名不分先后。",
        f"督查得分读{kept.now.window.name}的督查。",
    )
