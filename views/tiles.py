"""A map of villages as tiles: one tile a village, a row a town in 区划顺序, nothing asked from outside.

A number in every tile, dark needs attention, 未报 hatched; a tile opens its village.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from charts.marks import missing_word
from charts.quantity import Quantity
from views.markup import Html, join, tag
from views.village_link import village_link

BINS = 4


def tiles_html(rows: pd.DataFrame, *, quantity: Quantity, direction: str, towns: Sequence[str]) -> Html:
    """rows: subject, name, town, value, status, hidden; towns: their names in 区划顺序, those without rows left out."""
    bins = tile_bins(rows["value"], direction, quantity)
    told = rows.assign(bin=bins)
    return join(
        *(
            tag(
                "div",
                tag("b", town),
                tag("div", *(_tile(row, quantity) for row in own.itertuples(index=False)), css="kb-tiles"),
                css="kb-tile-town",
            )
            for town in towns
            if len(own := told[(told["town"] == town).to_numpy()])
        )
    )


def tile_bins(values: pd.Series, direction: str, quantity: Quantity) -> list[int]:
    """1 calm to 4 needs attention, by quarters of the values as written; 0 without a number. Without a direction the
    largest is darkest."""
    shown = values.map(lambda worth: round(quantity.drawn(worth), quantity.decimals)).astype("float64")
    known = shown.dropna()
    if known.empty:
        return [0] * len(values)
    worth = -shown if direction == "up" else shown
    edges = np.quantile(worth.dropna(), [0.25, 0.5, 0.75])
    if known.nunique() == 1:
        return [0 if np.isnan(one) else 1 for one in worth]
    return [0 if np.isnan(one) else 1 + int((one > edges).sum()) for one in worth]


def _tile(row: object, quantity: Quantity) -> Html:
    if row.hidden:
        number, css = "<5", "kb-tile"
    elif row.bin == 0:
        number, css = missing_word(row.status) or "—", "kb-tile kb-hatch"
    else:
        number, css = quantity.number(row.value), f"kb-tile kb-heat-{row.bin}"
    return tag(
        "div",
        village_link(join(tag("span", row.name), tag("b", number)), row.subject),
        css=css,
        title=f"{row.town}{row.name}：{quantity.name} {number}",
    )
