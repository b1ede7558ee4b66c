"""Direct labels at the right end of lines: they replace the legend and never cover one another."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.drawing import Drawing
from charts.labels import spread, text_width
from charts.template import note
from charts.tokens import Theme


@dataclass(frozen=True, slots=True)
class EndLabel:
    """Lines of text beside a line's end.

    value   height on the axis, in drawn units
    lines   the first one bold
    x       None for the column right of the plot, else the day (ISO) the label starts at
    below   the label hangs under `value` instead of standing centred on it
    """

    value: float
    lines: Sequence[str]
    colour: str
    x: str | None = None
    below: bool = False
    strong: bool = True


def room_for(labels: Sequence[EndLabel], theme: Theme) -> int:
    """Width in px the column needs; 8 where there is none."""
    texts = [line for label in labels if label.x is None for line in label.lines]
    return round(max((text_width(text, theme.text) for text in texts), default=0)) + 18 if texts else 8


def write_end_labels(
    figure: Drawing,
    labels: Sequence[EndLabel],
    theme: Theme,
    *,
    low: float,
    high: float,
    plot_height: float,
) -> None:
    """Write the labels, spread so that none overlaps; low…high is the value axis, plot_height its px."""
    per_px = (high - low) / plot_height
    heights = [len(label.lines) * theme.text * 1.34 + 4 for label in labels]
    wanted = [
        (label.value - low) / per_px - (height / 2 + 8 if label.below else 0)
        for label, height in zip(labels, heights, strict=True)
    ]
    for label, centre in zip(labels, spread(wanted, heights, 0, plot_height + 6), strict=True):
        first, *rest = label.lines
        head = f"<b>{first}</b>" if label.strong else first
        beside = {"x": 1, "xref": "paper"} if label.x is None else {"x": label.x}
        note(
            figure,
            "<br>".join([head, *rest]),
            theme,
            y=low + centre * per_px,
            xanchor="left",
            yanchor="middle",
            xshift=8,
            font={"color": label.colour, "size": theme.text},
            **beside,
        )
