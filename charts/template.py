"""The figure every chart starts from: no title, legend, mode bar or zoom; Chinese month ticks; automatic margins.

Shown with theme=None, otherwise Streamlit repaints it; automargin is then set on every axis by hand.
"""

from datetime import date
from math import ceil, floor, log10

from charts.drawing import Drawing
from charts.quantity import Quantity
from charts.tokens import FONT, Theme

HOVER = "%{hovertext}<extra></extra>"
NO_DEFAULTS = {"data": {"scatter": [{"type": "scatter"}]}}  # Plotly's template named none
CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False}


def empty_figure(theme: Theme, height: int | None, *, right: int = 8) -> Drawing:
    """A figure with our paper, type and hover box; `right` is the room for labels beyond the plot.

    height None follows its container (meeting mode).
    """
    return Drawing(
        {
            "template": NO_DEFAULTS,
            "height": height,
            "autosize": True,
            "font": {"family": FONT, "size": theme.text, "color": theme.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "t": 8, "r": right, "b": 8},
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "clickmode": "event+select",
            "bargap": 0.35,
            "hoverlabel": {
                "bgcolor": theme.paper,
                "bordercolor": theme.rule,
                "align": "left",
                "font": {"family": FONT, "size": theme.hover, "color": theme.ink},
            },
        }
    )


def axis(theme: Theme, **more: object) -> dict[str, object]:
    """What all axes share: fixed, no zero line, ink2 ticks, room made automatically.

    Labels are not measured for whether they reach beyond the plot: that lays out the whole page, and room is made for them.
    """
    return {
        "fixedrange": True,
        "automargin": True,
        "ticklabeloverflow": "allow",
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickangle": 0,
        "gridcolor": theme.hair,
        "linecolor": theme.rule,
        "tickfont": {"color": theme.ink2, "size": theme.text},
        **more,
    }


def time_axis(
    theme: Theme, first: date, last: date, *, at_most: int = 6, **more: object
) -> dict[str, object]:
    """A date axis from `first` to `last` with months named at their middles (Plotly bundles no Chinese months)."""
    days, words = month_ticks(first, last, at_most=at_most)
    return axis(
        theme,
        type="date",
        range=[first.isoformat(), last.isoformat()],
        tickvals=[day.isoformat() for day in days],
        ticktext=words,
        showline=True,
        **more,
    )


def month_ticks(first: date, last: date, *, at_most: int) -> tuple[list[date], list[str]]:
    """Middles of the months between two days and their names, thinned evenly; a new year carries its number."""
    months = [
        date(number // 12, number % 12 + 1, 15)
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]
    inside = [day for day in months if first <= day <= last] or [first + (last - first) / 2]
    chosen = inside[:: -(-len(inside) // at_most)]
    many_years = inside[0].year != inside[-1].year
    words = [
        f"{day.year}年{day.month}月" if many_years and (place == 0 or day.year != chosen[place - 1].year)
        else f"{day.month}月"
        for place, day in enumerate(chosen)
    ]  # fmt: skip
    return chosen, words


def value_axis(
    theme: Theme, quantity: Quantity, low: float, high: float, **more: object
) -> dict[str, object]:
    """An axis in drawn units with 3 to 5 round ticks, the unit on the last one only."""
    ticks = round_ticks(low, high)
    words = [f"{tick:,.10g}" for tick in ticks]
    joint = "" if quantity.unit == "%" else " "
    words[-1] = f"{words[-1]}{joint}{quantity.unit}"
    return axis(
        theme, range=[low, high], tickvals=ticks, ticktext=[w.replace("-", "\u2212") for w in words], **more
    )


def round_ticks(low: float, high: float) -> list[float]:
    """Round numbers within low…high, four or five where that is possible; whole ones once the span allows it."""
    span = high - low
    if span <= 0:
        return [low]
    power = 10.0 ** floor(log10(span))
    steps = [power * part for part in (2.5, 2, 1, 0.5, 0.25, 0.2, 0.1)]
    fitting = [step for step in steps if span <= 5 or step.is_integer()] or [1.0]
    found = [_multiples(step, low, high) for step in fitting]
    return next(
        (ticks for ticks in found if 4 <= len(ticks) <= 5), min(found, key=lambda ticks: abs(len(ticks) - 4))
    )


def _multiples(step: float, low: float, high: float) -> list[float]:
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(number * step, 9) for number in range(first, last + 1)]


def note(figure: Drawing, text: str, theme: Theme, **more: object) -> None:
    """A text on the chart: no arrow, ink2 unless told."""
    look = {"showarrow": False, "font": {"color": theme.ink2, "size": theme.text}, "align": "left", **more}
    figure.add_annotation(text=text, **look)


def bold(text: str, theme: Theme, colour: str, *, bigger: int = 0) -> dict[str, object]:
    """A semibold font for `note`."""
    return {"color": colour, "size": theme.text + bigger, "weight": 600}


def row_height(theme: Theme, rows: int, *, each: float = 24, around: float = 60) -> int:
    """Height of a figure with one text row per subject."""
    return round((rows * each + around) * theme.text / 15)
