"""Rank villages or towns under a scheme, at a moment: score, place, interval, movement, what made it, who is out and why."""

from dataclasses import dataclass, replace

import pandas as pd

from data_access.database import Store
from domain.comparisons import Against, Compared
from domain.indicators import Break
from domain.periods import Period
from domain.permissions import Moment, Scope
from domain.rank_bands import rank_intervals
from domain.ranking import competition_ranks, definitions_changed, peer_groups, ranking, with_changes
from domain.records import SchemeItem
from domain.refusals import Refusal
from domain.scoring import Scheme, Scores, scheme_on
from domain.setting import Setting
from domain.wording.comparison import Uncompared
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.ranking.other_board import other_board
from services.ranking.score_places import Board, board_window, score_places

RANK_COLUMNS = (
    "subject", "code", "name", "town", "group", "score", "rank", "of", "rank_low", "rank_high", "before", "change",
    "note", "contributions", "missing", "status", "reason",
)  # fmt: skip
TAKES_PART, STANDS_OUT = "ranked", "not_ranked"
SHAKES = 200
SEED = 2026


@dataclass(frozen=True, eq=False)
class Ranked:
    """A ranking with what it was made from.

    rows     RANK_COLUMNS
    side     what it is compared with: no day, and why, where with nothing
    earlier  the scores of that day, None without one
    window   the period whose inspections count
    broken   the 口径变更 because of which no place is compared
    """

    rows: pd.DataFrame
    scored: Scores
    scheme: Scheme
    side: Compared
    earlier: Scores | None
    window: Period
    broken: tuple[Break, ...] = ()


def scheme_items(store: Store, known_at: int) -> pd.DataFrame:
    """The rows of 考核方案 as known at a change."""
    return known_rows(store, SchemeItem, known_at)


def schemes(store: Store, moment: Moment, *, level: str) -> list[str]:
    """Codes of the schemes for a level that hold on the day, in the order of the catalogue sheet's scheme code.

    The one with the most items, the general one 综合榜, comes first. Refused where there is none.
    """
    items = scheme_items(store, moment.known_at)
    counted = items[(items["level"] == level).to_numpy()].groupby("scheme").size()
    found = [str(code) for code in counted.sort_values(ascending=False, kind="stable").index]
    if not found:
        raise Refusal("考核方案里没有这一级的榜。请在“考核方案”表里补上后再看。", code="no_scheme")
    return found


def rank(store: Store, *, scope: Scope, moment: Moment, scheme: str, level: str) -> pd.DataFrame:
    """RANK_COLUMNS of every village or town, group by group; see `rank_fully`."""
    return rank_fully(store, scope=scope, moment=moment, scheme=scheme, level=level).rows


def scheme_asked(store: Store, moment: Moment, code: str) -> Scheme:
    """The scheme of this code on the day; refused: an unknown one."""
    found = scheme_on(scheme_items(store, moment.known_at), code, moment.as_of)
    if found is None:
        raise Refusal(f"没有“{code}”这个考核方案。请从页面上的方案里选。", code="unknown_scheme")
    return found


def rank_fully(
    store: Store, *, scope: Scope, moment: Moment, scheme: str, level: str, against: str = Against.LAST
) -> Ranked:
    """The ranking at the moment, compared with the end of the 旬 before or what else is asked (`other_board`); a 周榜
    reads the inspections of the office's running week.

    Refused: an unknown scheme. Ranks are taken over the whole county, whatever the scope; the scope then hides rows.
    """
    setting = read_setting(store, moment.known_at)
    found = scheme_asked(store, moment, scheme)
    board = Board(found, level)
    scored = score_places(store, board, day=moment.as_of, known_at=moment.known_at)
    side, earlier = _earlier(store, board, moment, against)
    groups = _groups(setting, scored)
    rows, broken = _moved(
        ranking(scored, groups, order=scored.grid.subjects), scored, side, earlier, setting, moment
    )
    intervals = rank_intervals(scored, setting.catalogue, groups, runs=SHAKES, seed=SEED)
    rows = rows.merge(intervals, on="subject", how="left")
    rows = _described(rows, scored, setting)
    if scope.places is not None:
        rows = rows[rows["subject"].isin(list(scope.places)).to_numpy()].reset_index(drop=True)
    window = board_window(found, moment.as_of, setting)
    return Ranked(rows, scored, found, side, earlier, window, broken)


def _earlier(store: Store, board: Board, moment: Moment, against: str) -> tuple[Compared, Scores | None]:
    """The other side and the scores there; of a day on which nobody was ranked there are none."""
    side = other_board(store, board.scheme, moment=moment, against=against)
    if side.day is None:
        return side, None
    scored = score_places(store, board, day=side.day, known_at=moment.known_at)
    if not scored.table["score"].notna().any():
        return replace(side, period=None, day=None, why=Uncompared.EARLIER), None
    return side, scored


def _moved(
    rows: pd.DataFrame,
    scored: Scores,
    side: Compared,
    earlier: Scores | None,
    setting: Setting,
    moment: Moment,
) -> tuple[pd.DataFrame, tuple[Break, ...]]:
    """The ranking with the places gained beside it, and the 口径变更 because of which none is told."""
    if side.day is None or earlier is None:
        return rows, ()
    broken = definitions_changed(earlier, scored, setting.catalogue, then=side.day, day=moment.as_of)
    before = ranking(earlier, _groups(setting, earlier), order=earlier.grid.subjects)
    told = with_changes(rows, before, setting.roster, then=side.day, day=moment.as_of, broken=bool(broken))
    return told, broken


def _groups(setting: Setting, scored: Scores) -> dict[str, str]:
    return peer_groups(setting.roster, list(scored.grid.subjects))


def county_ranks(ranked: Ranked) -> dict[str, int]:
    """Each ranked place's place among all of the county, whatever their group."""
    rows = ranked.rows[ranked.rows["score"].notna().to_numpy()]
    found = competition_ranks(rows["score"].to_numpy(dtype="float64"))
    return {str(key): int(place) for key, place in zip(rows["subject"], found, strict=True)}


def _described(rows: pd.DataFrame, scored: Scores, setting: Setting) -> pd.DataFrame:
    nodes = [setting.roster[subject] for subject in rows["subject"]]
    towns = [setting.roster.town_of(node.place) for node in nodes]
    points = scored.points.loc[rows["subject"].tolist()]
    codes = [str(code) for code in points]
    contributions = [
        {code: worth for code, worth in zip(codes, told, strict=True) if worth == worth}
        for told in points.to_numpy(dtype="float64").tolist()
    ]
    described = rows.assign(
        code=pd.Series([node.code for node in nodes], dtype="str"),
        name=pd.Series([node.name for node in nodes], dtype="str"),
        town=pd.Series([setting.roster[town].name if town else None for town in towns], dtype="str"),
        contributions=pd.Series(contributions, dtype=object),
        missing=pd.Series([[c for c in str(m).split(";") if c] for m in rows["missing"]], dtype=object),
        status=[TAKES_PART if takes_part else STANDS_OUT for takes_part in rows["takes_part"]],
    )
    return described[list(RANK_COLUMNS)]
