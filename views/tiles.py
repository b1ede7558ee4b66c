"""A map of villages as tiles: one tile a village, a row a town in 区划顺序, nothing asked from outside.

A number in every tile, dark needs attention, 未报 hatched; a tile opens its village.
"""

from collections.abc import Sequence

import pandas as pd

from charts.attention import attention_bins, reported_only
from charts.marks import missing_word
from charts.quantity import Quantity
from views.downloads import offer_frame
from views.markup import Html, join, tag
from views.village_link import village_link


def tiles_html(rows: pd.DataFrame, *, quantity: Quantity, direction: str, towns: Sequence[str]) -> Html:
    """rows: subject, name, town, value, status, hidden; towns: their names in 区划顺序, those without rows left out."""
    bins = attention_bins(reported_only(rows), direction, quantity)
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


def _tile(row: object, quantity: Quantity) -> Html:
    if row.hidden:
        number, css = missing_word(row.status), "kb-tile"
    elif row.bin == 0:
        number, css = _apart(row, quantity), "kb-tile kb-hatch"
    else:
        number, css = quantity.number(row.value), f"kb-tile kb-heat-{row.bin}"
    return tag(
        "div",
        village_link(join(tag("span", row.name), tag("b", number)), row.subject),
        css=css,
        title=f"{row.town}{row.name}：{quantity.name} {number}",
    )


def _apart(row: object, quantity: Quantity) -> str:
    """「未报」, 「沿用 66.7」."""
    number = "" if row.value != row.value else quantity.number(row.value)
    return " ".join(filter(None, (missing_word(row.status), number))) or "—"


def offer_tiles(rows: pd.DataFrame, *, quantity: Quantity, name: str) -> None:
    """The tiles as a table to take away."""
    told = pd.DataFrame(
        {
            "town": rows["town"].tolist(),
            "name": rows["name"].tolist(),
            "value": [
                "<5" if few else missing_word(status) or "—" if worth != worth else quantity.shown(worth)
                for few, status, worth in zip(rows["hidden"], rows["status"], rows["value"], strict=True)
            ],
        }
    )
    offer_frame(name, told, {"town": "镇", "name": "村", "value": quantity.name}, {})
