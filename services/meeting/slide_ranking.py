"""The 排名 slide: who moved in the largest peer group, its first and its last."""

from collections.abc import Hashable, Mapping
from typing import Any

from pandas import DataFrame

from charts.dumbbell import dumbbell
from charts.quantity import Quantity
from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.wording.conclusions import Named
from domain.wording.numbers import plain, signed
from domain.wording.slide_titles import ranking_title
from services.meeting.rows_that_fit import fit
from services.meeting.slides import (
    CHART_HEIGHT,
    Fact,
    Row,
    Slide,
    WallChart,
    Way,
    on_wall,
    row_pitch,
    wall,
    with_sub,
)
from services.ranking.show_ranking import NOTABLE, RankingPage, show_ranking
from services.taking_in.explanation_notes import explanation_notes

NAME = "排名"
SINCE = "上旬"
ENDS = 4  # so many of the first and of the last are always drawn
MOST_SHOWN = 14
HEAD = 44  # px of 15 px type around the rows (charts/dumbbell.py)
ENDS_LISTED = (3, 2)  # so many of the first and of the last; fewer where long names take two lines


def slide_ranking(store: Store, *, scope: Scope, moment: Moment, look: str) -> Slide:
    """The general scheme and the largest group, as the page opens."""
    answer = show_ranking(store, scope=scope, moment=moment, scheme="", group="", village="")
    rows = answer.rows
    down, up = _furthest(rows, -1.0), _furthest(rows, 1.0)
    title = ranking_title(
        rows["name"][(rows["rank"] == 1).to_numpy()].tolist(),
        Named(down.name, -down.value) if down else None,
        up,
        since=SINCE,
        decimals=answer.decimals,
    )
    both = [moved.name for moved in (down, up) if moved]
    named = tuple(rows["subject"][rows["name"].isin(both).to_numpy()])
    told = _is_compared(answer)
    how = (
        f"{answer.group} {len(rows)} 村" + (f"；空心＝{SINCE}，实心＝本期" if told else "")
        if len(rows)
        else ""
    )
    notes = explanation_notes(
        store,
        scope=scope,
        moment=moment,
        codes=answer.codes,
        subjects=tuple(_shown(rows, named)["subject"]),
    )
    facts = tuple(_fact(word, moved, answer) for word, moved in (("进步", up), ("退步", down)) if moved)
    return Slide(
        "ranking",
        NAME,
        with_sub(title, how, answer.conclusion.sub),
        chart=_chart(answer, named, look) if len(rows) else None,
        facts=facts,
        heads=("村", "名次", "得分", *((f"较{SINCE}",) if told else ()), "") if len(rows) else (),
        rows=_rows(answer, facts=bool(facts), notes=bool(notes)),
        leads={str(row["subject"]): _way(row) for row in rows.to_dict("records")},
        source=answer.strip.right,
        notes=notes,
        missing="" if len(rows) else "这一天还没有村参评。",
    )


def _furthest(rows: DataFrame, way: float) -> Named | None:
    """The village that moved most and by how many points, way +1 upwards or −1 downwards; None where nobody notably did."""
    moved = (rows["moved"] * way).fillna(0.0).tolist()
    most = max(moved, default=0.0)
    return Named(str(rows["name"].iloc[moved.index(most)]), most * way) if most >= NOTABLE else None


def _chart(answer: RankingPage, named: tuple[str, ...], look: str) -> WallChart:
    shown = _shown(answer.rows, named)
    points = shown[["subject", "name", "previous"]].assign(value=shown["score"], period="", status="reported")
    theme = wall(look)
    return on_wall(
        dumbbell,
        points,
        quantity=Quantity("得分", "分", "", answer.decimals),
        theme=theme,
        ranks={s: str(r) for s, r in zip(shown["subject"], shown["rank"], strict=True)},
        named=named,
        previous=SINCE,
        each=row_pitch(len(points), HEAD, theme),
        height=CHART_HEIGHT,
    )


def _shown(rows: DataFrame, named: tuple[str, ...]) -> DataFrame:
    """The first, the last and those that moved most, in rank order."""
    if len(rows) <= MOST_SHOWN:
        return rows
    places = {*range(ENDS), *range(len(rows) - ENDS, len(rows))}
    moved = rows["moved"].abs().fillna(0.0).sort_values(ascending=False, kind="stable").index
    wanted = [*rows.index[rows["subject"].isin(named).to_numpy()], *moved]
    for place in wanted:
        if len(places) < MOST_SHOWN:
            places.add(int(place))
    return rows.iloc[sorted(places)]


def _fact(word: str, moved: Named, answer: RankingPage) -> Fact:
    [row, *_] = answer.rows[(answer.rows["name"] == moved.name).to_numpy()].to_dict("records")
    value = signed(moved.value, answer.decimals)
    return Fact(f"{word}最多 {moved.name}", value, "分", bad=moved.value < 0, way=_way(row))


def _way(row: Mapping[Hashable, Any]) -> Way:
    """Where a village's points were lost."""
    return Way(page="ranking", opens=(("village", str(row["full_name"])),))


def _rows(answer: RankingPage, *, facts: bool, notes: bool) -> tuple[Row, ...]:
    """The first and the last, as many of either as fit."""
    for many in ENDS_LISTED:
        ends = {*range(len(answer.rows))[:many], *range(len(answer.rows))[-many:]}
        shown = answer.rows.iloc[sorted(ends)].to_dict("records")
        listed = tuple(_row(row, answer.decimals, compared=_is_compared(answer)) for row in shown)
        if fit(listed, facts=facts, lines=int(notes)):
            break
    return listed


def _is_compared(answer: RankingPage) -> bool:
    """Whether any village has a score of the period before: 「—」 would say that none moved."""
    return bool(answer.rows["moved"].notna().any())


def _row(row: Mapping[Hashable, Any], decimals: int, *, compared: bool) -> Row:
    moved = (signed(float(row["moved"]), decimals),) if compared else ()
    return Row(
        str(row["name"]),
        (str(row["rank"]), plain(float(row["score"]), decimals), *moved),
        detail="，".join(filter(None, (row["town"], f"缺 {row['lacking']} 项" if row["lacking"] else ""))),
        listed=str(row["listed"]),
        way=_way(row),
    )
