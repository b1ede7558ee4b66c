"""A spark with its peers behind it: quartile band, median, then the subject's own line; for tables."""

from collections.abc import Sequence
from itertools import pairwise
from math import isnan

from charts.peers import Band
from charts.svg import image, polyline
from charts.tokens import Theme


def peer_spark(
    values: Sequence[float],
    bands: Sequence[Band],
    theme: Theme,
    *,
    alt: str,
    width: int = 110,
    height: int = 26,
) -> str:
    """The own line over the group's.

    values  oldest first, NaN missing: bridged by dots, a hollow end where the last is missing
    bands   one per value; shorter or empty where the group is not known at every period: then it is not drawn
    """
    behind = list(bands) if len(bands) == len(values) else []
    every = [v for v in (*values, *(w for b in behind for w in (b.low, b.middle, b.high))) if not isnan(v)]
    if not every:
        line = f'<path d="M3 {height / 2}H{width - 3}" stroke="{theme.none}" stroke-width="1.5" stroke-dasharray="2 4"/>'
        return image(line, width=width, height=height, alt=alt)
    low, span = min(every), max(max(every) - min(every), 1e-9)
    across = (width - 12) / max(len(values) - 1, 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return 5 + place * across, height - 5 - (value - low) / span * (height - 10)

    upper = [at(place, band.high) for place, band in enumerate(behind) if not isnan(band.high)]
    lower = [at(place, band.low) for place, band in enumerate(behind) if not isnan(band.low)]
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in (*upper, *reversed(lower)))
    body = f'<polygon points="{corners}" fill="{theme.track}"/>' if len(upper) > 1 else ""
    middle = [at(place, band.middle) for place, band in enumerate(behind) if not isnan(band.middle)]
    body += polyline(middle, theme.ctx, 1.4, "")
    present = [(place, *at(place, value)) for place, value in enumerate(values) if not isnan(value)]
    for (before, *start), (after, *end) in pairwise(present):
        dots = "" if after == before + 1 else "1 3.5"
        body += polyline([(start[0], start[1]), (end[0], end[1])], theme.accent, 2, dots)
    for place, x, y in present[-1:]:
        fill = theme.accent if place == len(values) - 1 else theme.paper
        body += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{fill}" stroke="{theme.accent}" stroke-width="1.3"/>'
    return image(body, width=width, height=height, alt=alt)
