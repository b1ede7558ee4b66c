"""Why a place has its score: what each block lost against full marks and against its group, item by item."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from pandas import DataFrame

from domain.indicators import Catalogue, is_rate
from domain.permissions import Moment
from domain.records import Indicator
from domain.rounding import rounded_to_total
from domain.scoring import FULL_SCORE, SMALL_BASE, Scores

BLOCK_COLUMNS = ("block", "name", "weight", "points", "median_points")
ITEM_COLUMNS = ("indicator", "name", "block", "weight", "points", "state", "base", "small", "revised")


NOTHING_REVISED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Explained:
    """blocks  BLOCK_COLUMNS as charts.waterfall reads them: weights of what is counted, together 100; points NaN for
            a block of which nothing is known
    items   ITEM_COLUMNS, block by block, the heavier first; state is blank for what counts, else 缺项 or 不适用; base is
            the n a rate stands on (NaN for what is no sample), small: it was drawn towards the group's mean;
            revised: what was corrected of the number since the first report, blank for nothing
    """

    blocks: DataFrame
    items: DataFrame


def explain_score(
    scored: Scores,
    subject: str,
    peers: list[str],
    catalogue: Catalogue,
    *,
    moment: Moment,
    revised: Mapping[str, str] = NOTHING_REVISED,
) -> Explained:
    """The score of a ranked subject, in numbers that add up as they are shown. Missing items stand aside and the
    others bear their weight (缺项归一).

    revised  indicator → what was corrected of this subject's number (`item_revisions`)
    peers  the subjects it is compared with: of each block, the median share of its marks they reached
    """
    codes = [item.indicator for item in scored.scheme.items]
    versions = [catalogue.version(code, moment.as_of) for code in codes]
    points = scored.points.loc[subject].to_numpy(dtype="float64")
    row = scored.grid.row(subject)
    lacking = str(scored.table["missing"].tolist()[row]).split(";")
    score = float(scored.table["score"].to_numpy(dtype="float64")[row])
    base = _bases(scored.grid.denominator[row], versions)
    blocks = _adding_up(_blocks(scored, subject, peers), score, scored.scheme.decimals)
    items = DataFrame(
        {
            "indicator": codes,
            "name": [v.name if v else code for v, code in zip(versions, codes, strict=True)],
            "block": [item.block for item in scored.scheme.items],
            "weight": counted_weights(scored)[row],
            "points": points,
            "base": base,
            "small": base < SMALL_BASE,
            "revised": [revised.get(code, "") for code in codes],
            "state": np.where(~np.isnan(points), "", np.where(np.isin(codes, lacking), "缺项", "不适用")),
        },
        columns=list(ITEM_COLUMNS),
    )
    order = {name: at for at, name in enumerate(blocks["name"])}
    items = items.sort_values(
        ["block", "weight"], key=lambda c: c.map(order) if c.name == "block" else -c, kind="stable"
    )
    return Explained(blocks, _items_adding_up(items.reset_index(drop=True), blocks, scored.scheme.decimals))


def _bases(told: np.ndarray, versions: list[Indicator | None]) -> np.ndarray:
    """The n of each rate that was told with one; NaN for what is no sample, such as a village that counts as one."""
    sampled = [v is not None and is_rate(v) and v.denominator_fixed is None for v in versions]
    return np.where(sampled, told, np.nan)


def _adding_up(blocks: DataFrame, score: float, decimals: int) -> DataFrame:
    """Blocks whose shown weights make 100 and whose shown losses lead from there to the shown score."""
    counts = blocks["points"].notna().to_numpy()
    full = blocks["weight"].to_numpy(dtype="float64")
    weights = np.where(counts, rounded_to_total(np.where(counts, full, np.nan), FULL_SCORE, decimals), full)
    losses = rounded_to_total(full - blocks["points"].to_numpy(dtype="float64"), FULL_SCORE - score, decimals)
    points = weights - losses
    # What a block loses beyond the median is told by itself and keeps its own rounding.
    return blocks.assign(
        weight=weights, points=points, median_points=points + blocks["median_points"] - blocks["points"]
    )


def _items_adding_up(items: DataFrame, blocks: DataFrame, decimals: int) -> DataFrame:
    """Items whose shown weights and points add up to those of their block."""
    weights, points = (items[name].to_numpy(dtype="float64").copy() for name in ("weight", "points"))
    for block in blocks.to_dict("records"):
        mine = (items["block"] == block["name"]).to_numpy() & ~np.isnan(points)
        if not mine.any():
            continue
        losses = weights[mine] - points[mine]
        weights[mine] = rounded_to_total(weights[mine], block["weight"], decimals)
        points[mine] = weights[mine] - rounded_to_total(losses, block["weight"] - block["points"], decimals)
    return items.assign(weight=weights, points=points)


def counted_weights(scored: Scores) -> np.ndarray:
    """subject × item: what each item is worth where the missing ones stand aside; rows sum to 100, missing are 0."""
    held = np.where(scored.parts.notna().to_numpy(), scored.weights, 0.0)
    total = held.sum(axis=1, keepdims=True)
    shares: np.ndarray = np.divide(held * FULL_SCORE, total, out=np.zeros_like(held), where=total > 0)
    return shares


def _blocks(scored: Scores, subject: str, peers: list[str]) -> DataFrame:
    """The blocks, heaviest first; the median is of the shares reached, told on this subject's weights."""
    weights, points = counted_weights(scored), np.nan_to_num(scored.points.to_numpy(dtype="float64"))
    at = {key: row for row, key in enumerate(scored.points.index)}
    own, others = at[subject], [at[peer] for peer in peers]
    blocks = np.array([item.block for item in scored.scheme.items])
    names = dict.fromkeys(blocks.tolist())
    rows = []
    for name in sorted(names, key=lambda block: -float(scored.weights[blocks == block].sum())):
        mine = blocks == name
        held, got = weights[:, mine].sum(axis=1), points[:, mine].sum(axis=1)
        share = np.divide(got, held, out=np.full(len(held), np.nan), where=held > 0)
        counts = held[own] > 0
        full = float(held[own]) if counts else float(scored.weights[mine].sum())
        middle = np.nan if np.isnan(share[others]).all() else float(np.nanmedian(share[others])) * full
        rows.append((name, name, full, float(got[own]) if counts else np.nan, middle))
    return DataFrame(rows, columns=list(BLOCK_COLUMNS))


def lost_most(before: Scores, now: Scores, subject: str) -> str:
    """The block in which a subject fell most since last time, by the items known both times; blank where none fell.

    On the scheme's own weights: an item that came or went moves the other weights, which is nobody's loss.
    """
    if subject not in before.parts.index or subject not in now.parts.index:
        return ""
    old, new = (side.parts.loc[subject].to_numpy(dtype="float64") for side in (before, now))
    if old.shape != new.shape:
        return ""
    change = np.nan_to_num((new - old) * now.weights)
    blocks = np.array([item.block for item in now.scheme.items])
    moved = {name: float(change[blocks == name].sum()) for name in dict.fromkeys(blocks.tolist())}
    worst = min(moved, key=lambda name: moved[name])
    return worst if moved[worst] < 0 else ""
