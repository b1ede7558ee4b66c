"""Everything the 村级排名 page shows: one peer group's table, why one village stands where it does, who moved."""

from dataclasses import dataclass, replace
from math import nan

import numpy as np
from pandas import DataFrame, Series

from data_access.database import Store
from domain.comparisons import Against
from domain.permissions import Moment, Scope
from domain.rank_bands import clearly_first, clearly_last
from domain.ranking import red_and_black
from domain.scoring import FULL_SCORE, MISSING_LIMIT, SHRINK_BY, SMALL_BASE, Scheme
from domain.setting import Setting
from domain.wording.comparison import uncompared_words
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import Named, ranking_conclusion
from domain.wording.numbers import plain
from services.completeness.strip_of import Strip, strip_of
from services.known.kept import Shelf
from services.known.read_setting import read_setting
from services.measures.mark_revisions import item_revisions
from services.ranking.explain_score import Explained, explain_score, lost_most
from services.ranking.find_ways_up import find_ways_up
from services.ranking.rank_history import RankHistory, rank_history
from services.ranking.rank_places import TAKES_PART, county_ranks, scheme_items, schemes

LEVEL = "village"
RED_TOP, BLACK_BOTTOM = 3, 2
NOTABLE = 0.5  # points: a smaller change is within what one deduction more or less would move
SCORE_OF_VISITS = "ENV_SCORE"
# What a board's own period is called.
THIS = {"week": "本周", "xun": "本旬", "month": "本月"}
PERIOD_UNIT = {"week": "周", "month": "月"}
# A score is given by inspectors: the village did not fail to report it, nobody came.
NOT_REPORTED = "人居环境考评得分未报"
ROW_COLUMNS = (
    "subject", "name", "full_name", "town", "score", "rank", "of", "rank_low", "rank_high", "county_rank", "change",
    "note", "moved", "previous", "listed", "lacking", "history",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RankingPage:
    """What the page shows.

    schemes   code → name; groups  the peer groups by size; group the one shown
    rows      ROW_COLUMNS of those ranked in the group, by rank, equals in 区划顺序: moved is the score's change since
              the period before, county_rank among all of the county, listed red | black | "", lacking how many items
              are missing, history six scores oldest first
    apart     subject, name, town, reason of those who take no part
    chosen    the village explained, "" where nobody is ranked; its row in `rows`
    villages  subject → 「柳湾乡水口村」, the page's own choice first
    median    of the group's scores, NaN for nobody
    since     what is compared with: 「上旬」, of a 周榜 「上周」, 「去年同期」; uncompared why with nothing, in words, blank
              where something is or 本期 was asked; is_compared whether any movement is told
    unit, cadence  「旬」 and blank; of a 周榜 「周」 and week
    county_of how many are ranked in the county
    ways      the nearest way up of the chosen village, in sentences
    codes     the indicators the board is made of
    """

    strip: Strip
    conclusion: Conclusion
    schemes: dict[str, str]
    groups: dict[str, str]
    group: str
    decimals: int
    rows: DataFrame
    apart: DataFrame
    chosen: str
    villages: dict[str, str]
    explained: Explained | None
    median: float
    since: str
    uncompared: str
    is_compared: bool
    unit: str
    cadence: str
    county_of: int
    ways: tuple[str, ...]
    codes: tuple[str, ...]
    foot: tuple[str, ...]


def show_ranking(
    store: Store,
    *,
    scope: Scope,
    moment: Moment,
    scheme: str,
    group: str,
    village: str,
    against: str = Against.LAST,
) -> RankingPage:
    """The page of one scheme and peer group.

    against  what places and scores are compared with (domain.comparisons.Against)
    scheme   blank for the general one; group blank for the largest; village blank for the one the headline names
    Refused  an unknown scheme
    """
    offered = offered_boards(store, scope=scope, moment=moment)
    code = scheme or next(iter(offered))
    kept = rank_history(store, moment=moment, scheme=code, level=LEVEL, against=against)
    groups = _groups(_seen(kept.now.rows, scope))
    shown = group if group in groups else next(iter(groups), "")
    key = (store, moment, scope, code, against, shown)
    # The very history as before says the same of its groups.
    own = _GROUPS.answer((kept, shown, scope), lambda: _group_of(kept, shown, scope))
    chosen = village if village in own.villages else next(iter(own.villages), "")

    # A page asks what is offered and then for what was chosen, which mostly is the page's own choice.
    page = _PAGES.answer(
        (*key, chosen),
        lambda: _page(store, kept, own, chosen, (offered, groups), scope=scope, moment=moment),
    )
    return replace(page, strip=replace(strip_of(store, scope=scope, moment=moment), right=board_words(kept)))


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """A peer group as a scope sees it; median of all its scores."""

    name: str
    rows: DataFrame
    apart: DataFrame
    conclusion: Conclusion
    villages: dict[str, str]
    median: float


_GROUPS: Shelf[_Group] = Shelf(8)
_PAGES: Shelf[RankingPage] = Shelf(16)


def _group_of(kept: RankHistory, name: str, scope: Scope) -> _Group:
    own = kept.now.rows[(kept.now.rows["group"] == name).to_numpy()]
    peers = _rows(own, kept)
    rows, apart = _seen(peers, scope), _seen(_apart(own, kept), scope)
    told, faller = _conclusion(rows, apart, kept)
    if kept.now.broken:
        told = replace(told, sub=told.sub + f"口径变更，名次不与{since_words(kept)}比。")
    median = float(peers["score"].median()) if len(peers) else nan
    return _Group(name, rows, apart, told, _villages(rows, faller), median)


def _page(
    store: Store,
    kept: RankHistory,
    own: _Group,
    chosen: str,
    offered: tuple[dict[str, str], dict[str, str]],
    *,
    scope: Scope,
    moment: Moment,
) -> RankingPage:
    """The page of a group and village, its strip apart; offered: the boards and the groups."""
    setting = read_setting(store, moment.known_at)
    return RankingPage(
        strip=Strip(""),
        conclusion=own.conclusion,
        schemes=offered[0],
        groups=offered[1],
        group=own.name,
        decimals=kept.now.scheme.decimals,
        rows=own.rows,
        apart=own.apart,
        chosen=chosen,
        villages=own.villages,
        explained=_explained(store, chosen, kept, own.name, setting, scope, moment),
        median=own.median,
        since=since_words(kept),
        uncompared=uncompared_words(kept.now.side.why, since=since_words(kept)),
        is_compared=kept.now.side.day is not None,
        cadence=kept.now.scheme.cadence,
        unit=PERIOD_UNIT.get(kept.now.scheme.cadence, "旬"),
        county_of=int(kept.now.rows["score"].notna().sum()),
        ways=find_ways_up(store, kept, chosen, moment) if chosen else (),
        codes=tuple(item.indicator for item in kept.now.scheme.items),
        foot=(*_foot(kept), *broken_words(kept, setting, moment)),
    )


def offered_boards(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:  # noqa: ARG001 - as every question
    """Code → name of the boards of villages that hold on the day, the general one first. Refused without any."""
    items = scheme_items(store, moment.known_at)
    names = dict(zip(items["scheme"], items["name"], strict=True))
    return {code: str(names.get(code) or code) for code in schemes(store, moment, level=LEVEL)}


def since_words(kept: RankHistory) -> str:
    """「上旬」, 「上周」, 「去年同期」: what the places are compared with."""
    return kept.now.side.since


def broken_words(kept: RankHistory, setting: Setting, moment: Moment) -> tuple[str, ...]:
    """「卫生厕所普及率 2026-07-01 起口径变更：按常住户；之前的得分和名次不与现在比。」, one per indicator."""
    named = ((setting.catalogue.version(one.code, moment.as_of), one) for one in kept.broken)
    return tuple(
        f"{version.name if version else one.code} {one.note.rstrip('。')}；之前的得分和名次不与现在比。"
        for version, one in named
    )


def board_words(kept: RankHistory) -> str:
    """「周榜 · 第46周 · 未签发」: a board that is named after a period says which; its days stand in the foot."""
    name = kept.now.scheme.name
    if not kept.now.scheme.cadence:
        return f"{name} · 未签发"
    return f"{name[-2:]} · {kept.now.window.name.split('年', 1)[-1].split('（', 1)[0]} · 未签发"


def _seen(rows: DataFrame, scope: Scope) -> DataFrame:
    """Only the villages a scope may see; lists, places and medians were taken over all of them."""
    if scope.places is None:
        return rows
    return rows[rows["subject"].isin(list(scope.places)).to_numpy()].reset_index(drop=True)


def _groups(rows: DataFrame) -> dict[str, str]:
    """Peer groups, the largest first; the word is the group itself."""
    return {str(name): str(name) for name in rows["group"].value_counts(sort=True).index}


def _rows(own: DataFrame, kept: RankHistory) -> DataFrame:
    """ROW_COLUMNS of the group's ranked villages."""
    ranked = own[(own["status"] == TAKES_PART).to_numpy()].reset_index(drop=True)
    scores = kept.scores.reindex(ranked["subject"])
    previous = scores_then(kept).reindex(ranked["subject"]).to_numpy(dtype="float64")
    # A merged village has no earlier score of its own, and one that changed its group none to compare with.
    previous = np.where(ranked["before"].isna(), np.nan, previous)
    lacking = ranked["missing"].map(len).to_numpy()
    county = county_ranks(kept.now)
    listed = lists(ranked)
    return DataFrame(
        {
            "subject": ranked["subject"],
            "name": ranked["name"],
            "full_name": ranked["town"].fillna("") + ranked["name"],
            "town": ranked["town"],
            "score": ranked["score"],
            "rank": ranked["rank"].astype("int64"),
            "of": ranked["of"],
            "rank_low": ranked["rank_low"].astype("int64"),
            "rank_high": ranked["rank_high"].astype("int64"),
            "county_rank": [county[str(subject)] for subject in ranked["subject"]],
            "change": ranked["change"],
            "note": ranked["note"],
            "moved": ranked["score"] - previous,
            "previous": previous,
            "listed": listed,
            "lacking": lacking,
            "history": [tuple(row) for row in scores.to_numpy(dtype="float64")],
        },
        columns=list(ROW_COLUMNS),
    )


def scores_then(kept: RankHistory) -> Series:
    """Village → its score on the day compared with; empty where nothing is, or 口径变更 lies between."""
    if kept.now.earlier is None or kept.now.broken:
        return Series(dtype="float64")
    return kept.now.earlier.table.set_index("subject")["score"]


def lists(ranked: DataFrame) -> list[str]:
    """red, black or blank of each ranked row; a village nobody visited in the period is on no black list (domain.md 5.3)."""
    words = red_and_black(ranked, top=RED_TOP, bottom=BLACK_BOTTOM)
    unseen = [SCORE_OF_VISITS in missing for missing in ranked["missing"]]
    found = {"红榜": "red", "黑榜": "black"}
    return [
        "" if word == "黑榜" and skipped else found.get(word, "")
        for word, skipped in zip(words, unseen, strict=True)
    ]


def _apart(own: DataFrame, kept: RankHistory) -> DataFrame:
    """Those who take no part; of a score nobody gave, in which period nobody came."""
    rows = own[(own["status"] != TAKES_PART).to_numpy()]
    unseen = f"人居环境考评{THIS[kept.now.window.cadence]}未查"
    said = [str(reason).replace(NOT_REPORTED, unseen) for reason in rows["reason"]]
    return rows[["subject", "name", "town"]].assign(reason=said).reset_index(drop=True)


def _conclusion(rows: DataFrame, apart: DataFrame, kept: RankHistory) -> tuple[Conclusion, str]:
    """The headline, and the subject of the one it names in red: whoever lost most, but for the first."""
    names = rows["name"].tolist()
    moved = rows["moved"].where(rows["rank"] > 1).fillna(0.0).to_numpy(dtype="float64")
    gained = rows["change"].fillna(0.0).to_numpy(dtype="float64")
    down, up = (int(moved.argmin()), int(gained.argmax())) if len(rows) else (0, 0)
    faller = str(rows["subject"].iloc[down]) if len(rows) and moved[down] <= -NOTABLE else ""
    told = ranking_conclusion(
        [name for name, rank in zip(names, rows["rank"].tolist(), strict=True) if rank == 1],
        Named(names[up], float(gained[up])) if len(rows) and gained[up] > 0 else None,
        Named(names[down], -float(moved[down])) if faller else None,
        lost_most_in=_lost_in(kept, faller),
        decimals=kept.now.scheme.decimals,
        ranked=len(rows),
        apart=len(apart),
        reason=_unbracketed(str(apart["reason"].iloc[0])) if len(apart) else "",
        since=since_words(kept),
    )
    if not kept.now.rows["score"].notna().any() and SCORE_OF_VISITS in _weighty(kept.now.scheme):
        told = replace(told, plain=f"{kept.now.window.name}还没有督查，本期没有村参评")
    if len(rows) and int(rows["rank"].min()) > 1:
        told = replace(told, plain=_best_seen(rows), red="")
    return replace(told, sub=told.sub + _stable(rows)), faller


def _lost_in(kept: RankHistory, faller: str) -> str:
    """The block in which a village lost most since; blank without one."""
    if not faller or kept.now.earlier is None:
        return ""
    return lost_most(kept.now.earlier, kept.now.scored, faller)


def _weighty(scheme: Scheme) -> list[str]:
    """Items without which nobody takes part."""
    limit = MISSING_LIMIT * FULL_SCORE
    return [
        item.indicator for item, weight in zip(scheme.items, scheme.shares(), strict=True) if weight > limit
    ]


def _best_seen(rows: DataFrame) -> str:
    """The headline of somebody who may not see the first: 「松林村第 8（同组 63 村）」."""
    best = int(rows["rank"].argmin())
    return f"{rows['name'].iloc[best]}第 {rows['rank'].iloc[best]}（同组 {rows['of'].iloc[best]} 村）"


def _unbracketed(reason: str) -> str:
    """「人居环境考评当期未查，缺项权重 90%」: the sentence sets the reason in brackets of its own."""
    return reason.replace("（", "，").replace("）", "")


def _stable(rows: DataFrame) -> str:
    """Whose place holds however weights and data are shaken; the others' intervals overlap."""
    if rows.empty:
        return ""
    intervals, ranked = rows[["subject", "rank_low", "rank_high"]], rows[["subject", "of"]]
    names = dict(zip(rows["subject"], rows["name"], strict=True))
    firm = (
        (clearly_first(ranked, intervals, top=RED_TOP), f"前 {RED_TOP}"),
        (clearly_last(ranked, intervals, bottom=BLACK_BOTTOM), f"后 {BLACK_BOTTOM}"),
    )
    said = [f"{'、'.join(names[s] for s in held)}稳在{where}" for held, where in firm if held]
    return f"{'，'.join(said)}；其余名次区间互相重叠。" if said else "名次区间互相重叠，前后几名不宜细究。"


def _villages(rows: DataFrame, first: str) -> dict[str, str]:
    """Every ranked village by its town and name, the one the headline names first."""
    named = dict(zip(rows["subject"], rows["full_name"], strict=True))
    return {first: named[first], **named} if first else named


def _explained(
    store: Store,
    chosen: str,
    kept: RankHistory,
    group: str,
    setting: Setting,
    scope: Scope,
    moment: Moment,
) -> Explained | None:
    if not chosen:
        return None
    scored = kept.now.scored
    taking_part = scored.table["subject"][scored.table["takes_part"].to_numpy(dtype=bool)]
    peers = [str(subject) for subject in taking_part if kept.groups.get(str(subject)) == group]
    codes = [item.indicator for item in scored.scheme.items]
    revised = item_revisions(store, setting, chosen, codes, scope=scope, moment=moment)
    return explain_score(scored, chosen, peers, setting.catalogue, moment=moment, revised=revised)


def _foot(kept: RankHistory) -> tuple[str, ...]:
    scheme = kept.now.scheme
    shares: dict[str, float] = {}
    for item, weight in zip(scheme.items, scheme.shares().tolist(), strict=True):
        shares[item.block] = shares.get(item.block, 0.0) + weight
    heaviest = sorted(shares.items(), key=lambda part: -part[1])
    parts = " + ".join(f"{block} {plain(weight, 0)}" for block, weight in heaviest)
    limit = plain(MISSING_LIMIT * 100, 0)
    return (
        f"口径：{scheme.name}＝{parts}；每项得分＝权重×（数值－零分线）÷（满分线－零分线），封顶保底。",
        f"缺项按其余权重归一并标注，缺项权重超过 {limit}% 不参评。",
        f"督查得分读{kept.now.window.name}的督查，按期整改率读本年已到期的问题。",
        f"率的分母不足 {SMALL_BASE} 的，按再加 {SHRINK_BY} 个全县平均折算，不因数少而定高下。",
        "同分同名次，其后跳号；同名次按行政区划顺序排列，排名不分先后。",
        f"红榜＝组内前 {RED_TOP}，黑榜＝组内后 {BLACK_BOTTOM}；当期没查过的村不列黑榜，黑榜须人工确认后才能通报。",
        "名次区间＝权重、数据各自扰动后九成落在的名次。",
    )
