"""Direct labels at the right end of lines: they replace the legend and never cover one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
    before  of a label with `x`: it stands left of that day, on top of `value`, and is not spread with the others
    """

    value: float
    lines: Sequence[str]
    colour: str
    x: str | None = None
    below: bool = False
    before: bool = False
    strong: bool = True


# Narrowest plot, in px, beside which labels must still fit.
NARROW = 300


def room_for(labels: Sequence[EndLabel], theme: Theme, span: tuple[date, date]) -> int:
    """Margin in px on the right: for the column, and for what a label at a late day of `span` needs beyond the plot."""
    needs = [8.0]
    for label in labels:
        if label.before:
            continue
        wide = max(text_width(line, theme.text) for line in label.lines) + 18
        day = date.fromisoformat(label.x) if label.x else span[1]
        left = (span[1] - day).days / max((span[1] - span[0]).days, 1)
        needs.append(wide - left * NARROW)
    return round(max(needs))


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
    right = [label for label in labels if not label.before]
    heights = [height_of(label.lines, theme) for label in right]
    wanted = [
        (label.value - low) / per_px - (height / 2 + 8 if label.below else 0)
        for label, height in zip(right, heights, strict=True)
    ]
    for label, centre in zip(right, spread(wanted, heights, 0, plot_height + 6), strict=True):
        beside = {"x": 1, "xref": "paper"} if label.x is None else {"x": label.x}
        place = {"y": low + centre * per_px, "xanchor": "left", "yanchor": "middle", "xshift": 8, **beside}
        note(figure, _words(label), theme, font={"color": label.colour, "size": theme.text}, **place)
    for label in labels:
        if label.before:
            place = {"x": label.x, "y": label.value, "xanchor": "right", "yanchor": "bottom"}
            shifts = {"xshift": -theme.px(10), "yshift": theme.px(8), "align": "right"}
            font = {"color": label.colour, "size": theme.text}
            note(figure, _words(label), theme, font=font, **place, **shifts)


def height_of(lines: Sequence[str], theme: Theme) -> float:
    """Px of a label of these lines."""
    return len(lines) * theme.text * 1.34 + 4


def _words(label: EndLabel) -> str:
    first, *rest = label.lines
    return "<br>".join([f"<b>{first}</b>" if label.strong else first, *rest])
