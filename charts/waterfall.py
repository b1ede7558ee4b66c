"""Why this score? Losses from full marks, block by block; only the block worst against its group is red."""

from dataclasses import dataclass
from html import escape
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.labels import text_width
from charts.quantity import difference, written
from charts.template import HOVER, axis, empty_figure, note
from charts.tokens import Theme


@dataclass(frozen=True, slots=True)
class Loss:
    """One block's loss: full marks of the block less the points it brought; NaN where the block is not counted."""

    subject: str
    name: str
    weight: float
    loss: float
    median: float

    @property
    def beyond(self) -> float:
        """Points lost beyond the group's median, positive when worse."""
        return self.loss - self.median


def waterfall(
    blocks: pd.DataFrame,
    *,
    full: float,
    score: float,
    theme: Theme,
    decimals: int = 2,
    each: float = 36,
) -> go.Figure:
    """Bars of losses from `full` down to `score`; start and end are ticks, so no bar is cut off.

    blocks    block, name, weight (full marks of the block), points (NaN: not counted, e.g. 缺项权重归一),
              median_points (median of the peer group; NaN: no group)
    decimals  of the scheme
    Raises ValueError when the losses do not lead from `full` to `score`: a waterfall that does not add up lies.
    """
    losses = read_losses(blocks)
    counted = [loss for loss in losses if not isnan(loss.loss)]
    if abs(full - sum(loss.loss for loss in counted) - score) > 10**-decimals * (len(counted) + 1) / 2:
        raise ValueError(f"losses do not lead from {full} to {score}")
    room = round(text_width("−10.00　与中位数持平", theme.text)) + 12
    figure = empty_figure(theme, round((len(losses) + 2) * each * theme.text / 15 + 16), right=room)
    low = score - 0.12 * max(full - score, 1)
    figure.update_layout(
        xaxis=axis(theme, range=[low, full + 0.01 * max(full - score, 1)], visible=False),
        yaxis=axis(
            theme,
            range=[len(losses) + 1.6, -0.6],
            tickvals=list(range(len(losses) + 2)),
            ticktext=["满分", *(f"{loss.name} {loss.weight:g}" for loss in losses), "本期得分"],
            tickfont={"color": theme.ink, "size": theme.text},
            ticklabelstandoff=10,
        ),
    )
    _start(figure, full, theme)
    _steps(figure, losses, full, theme, decimals)
    _end(figure, score, len(losses) + 1, theme, decimals)
    return figure.finished()


def read_losses(blocks: pd.DataFrame) -> list[Loss]:
    """Rows of a block frame as losses, in its order."""
    columns = ["block", "name", "weight", "points", "median_points"]
    rows = zip(*(blocks[column].tolist() for column in columns), strict=True)
    return [
        Loss(
            str(block),
            escape(str(name), quote=False),
            float(weight),
            float(weight) - float(points),
            float(weight) - float(median),
        )
        for block, name, weight, points, median in rows
    ]


def worst(losses: list[Loss]) -> Loss | None:
    """The block that loses most beyond its group's median; None when none does."""
    beyond = [loss for loss in losses if loss.beyond > 0]
    return max(beyond, key=lambda loss: loss.beyond, default=None)


def _start(figure: Drawing, full: float, theme: Theme) -> None:
    line = {"color": theme.ink, "width": 2.2}
    figure.add_shape(type="line", x0=full, x1=full, y0=-0.32, y1=1.3, line=line, layer="between")
    note(figure, f"{full:g}", theme, x=full, y=0, xanchor="left", xshift=8)


def _steps(figure: Drawing, losses: list[Loss], full: float, theme: Theme, decimals: int) -> None:
    level, red = full, worst(losses)
    for row, loss in enumerate(losses, start=1):
        if isnan(loss.loss):
            note(figure, "没有数，不计入总分", theme, x=level, y=row, xanchor="left", xshift=9)
            continue
        _bar(figure, loss, row, level, theme, decimals, red=loss is red)
        level -= loss.loss
        line = {"color": theme.ctx, "width": 1.2}
        figure.add_shape(
            type="line", x0=level, x1=level, y0=row - 0.3, y1=row + 1.3, line=line, layer="between"
        )


def _bar(
    figure: Drawing, loss: Loss, row: int, level: float, theme: Theme, decimals: int, *, red: bool
) -> None:
    colour = theme.bad if red else theme.ctx
    figure.add_bar(
        x=[-loss.loss],
        y=[row],
        base=[level],
        width=0.6,
        orientation="h",
        marker={"color": colour, "line": {"width": 0}},
        hovertext=[_hover(loss, decimals)],
        hovertemplate=HOVER,
        customdata=[[loss.subject, ""]],
        unselected={"marker": {"opacity": 1}},
    )
    ink, grey = (theme.bad, theme.bad) if red else (theme.ink, theme.ink2)
    text = f'<b><span style="color:{ink}">{difference(-loss.loss, decimals)}</span></b>'
    beyond = (
        f'　<span style="color:{grey}">{_beyond(loss, decimals)}</span>' if not isnan(loss.beyond) else ""
    )
    note(figure, text + beyond, theme, x=level, y=row, xanchor="left", xshift=9)


def _beyond(loss: Loss, decimals: int) -> str:
    shown = written(abs(loss.beyond), decimals)
    if float(shown) == 0:
        return "与中位数持平"
    return f"{'多扣' if loss.beyond > 0 else '少扣'} {shown}"


def _hover(loss: Loss, decimals: int) -> str:
    got, lost = written(loss.weight - loss.loss, decimals), written(loss.loss, decimals)
    group = "" if isnan(loss.median) else f"<br>同组中位数失分 {written(loss.median, decimals)}"
    return f"<b>{loss.name}</b><br>得 {got} / {loss.weight:g} 分，失 {lost} 分{group}"


def _end(figure: Drawing, score: float, row: int, theme: Theme, decimals: int) -> None:
    figure.add_scatter(
        x=[score],
        y=[row],
        mode="markers",
        marker={"color": theme.accent, "size": round(13 * theme.text / 15)},
        hovertext=[f"本期得分 {written(score, decimals)} 分"],
        hovertemplate=HOVER,
    )
    strong = {"color": theme.accent, "size": theme.text + 3, "weight": 600}
    note(figure, written(score, decimals), theme, x=score, y=row, xanchor="left", xshift=13, font=strong)
