"""Small pictures for tables and strips, pure strings: marks, sparks, bars, intervals, lollipops, stacked strips."""

from collections.abc import Sequence
from itertools import pairwise
from math import isnan

from charts.svg import data_image, hatch, image, polyline
from charts.tokens import FONT, Theme


def mark(code: str, theme: Theme, *, size: int = 12, colour: str = "") -> str:
    """The shape of a light or a data state: ok ● note ◆ warn ▲ bad ■; anything else the dashed ring of 未报.

    colour  overrides the light's own, e.g. white on the filled chip
    The shape always stands beside its word, so its alt is empty.
    """
    ink = colour or theme.light(code)
    return image(_shape(code, size, ink), width=size, height=size, alt="", css="kb-mark")


def _shape(code: str, size: int, ink: str) -> str:
    middle, edge = size / 2, size - 1
    if code == "ok":
        return f'<circle cx="{middle}" cy="{middle}" r="{size * 0.38:g}" fill="{ink}"/>'
    if code == "note":
        return (
            f'<path d="M{middle} .5L{edge + 0.5} {middle}L{middle} {edge + 0.5}L.5 {middle}Z" fill="{ink}"/>'
        )
    if code == "warn":
        return f'<path d="M{middle} 1L{edge + 0.5} {edge}L.5 {edge}Z" fill="{ink}"/>'
    if code == "bad":
        return f'<rect x="1" y="1" width="{size - 2}" height="{size - 2}" fill="{ink}"/>'
    if code == "under_review":
        return _half_diamond(size, ink)
    radius = size / 2 - 1.2
    return (
        f'<circle cx="{middle}" cy="{middle}" r="{radius:g}" fill="none" stroke="{ink}" stroke-width="1.5" '
        f'stroke-dasharray="2.2 1.8"/>'
    )


def _half_diamond(size: int, ink: str) -> str:
    """待核: a diamond whose right half is hatched."""
    half, edge = size / 2, size - 0.5
    lines = "".join(f'<path d="M{half} {y}H{size}" stroke="{ink}"/>' for y in range(2, size, 3))
    path = f"M{half} .5L{edge} {half}L{half} {edge}L.5 {half}Z"
    return (
        f'<clipPath id="c"><path d="{path}"/></clipPath><g clip-path="url(#c)">{lines}</g>'
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="1.5"/>'
    )


def pennant(theme: Theme, *, size: int = 14) -> str:
    """流动红旗: the mark of the 红榜, which is praise and never looks like a light."""
    ink = theme.pennant
    body = (
        f'<path d="M1.5 0V{size}" stroke="{ink}" stroke-width="2"/>'
        f'<path d="M2 1H{size - 1}L{size - 4} {size * 0.35:g}L{size - 1} {size * 0.66:g}H2Z" fill="{ink}"/>'
    )
    return image(body, width=size, height=size, alt="", css="kb-mark")


def spark(
    values: Sequence[float],
    theme: Theme,
    *,
    alt: str,
    baseline: Sequence[float] = (),
    width: int = 146,
    height: int = 48,
) -> str:
    """A line over equal periods with its last point; dashed baseline; missing values bridged by dots.

    values, baseline  oldest first, NaN missing, one scale for both
    """
    every = [value for value in (*values, *baseline) if not isnan(value)]
    if not every:
        return image(_empty_line(width, height, theme), width=width, height=height, alt=alt)
    low, span = min(every), max(max(every) - min(every), 1e-9)
    across = (width - 10) / max(len(values) - 1, len(baseline) - 1, 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return 3 + place * across, height - 5 - (value - low) / span * (height - 10)

    due = [at(place, value) for place, value in enumerate(baseline) if not isnan(value)]
    body = polyline(due, theme.ink, 1.3, "3 3")
    present = [(place, *at(place, value)) for place, value in enumerate(values) if not isnan(value)]
    for (before, *start), (after, *end) in pairwise(present):
        dots = "" if after == before + 1 else "1 3.5"
        body += polyline([(start[0], start[1]), (end[0], end[1])], theme.accent, 2.2, dots)
    for place, x, y in present[-1:]:
        fill = theme.accent if place == len(values) - 1 else theme.paper
        body += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{fill}" stroke="{theme.accent}" stroke-width="1.4"/>'
    return image(body, width=width, height=height, alt=alt)


def _empty_line(width: int, height: int, theme: Theme) -> str:
    dashes = "stroke-dasharray='2 4'"
    return f'<path d="M3 {height / 2}H{width - 3}" stroke="{theme.none}" stroke-width="1.5" {dashes}/>'


def score_bar(score: float, full: float, theme: Theme, *, width: int = 150, height: int = 12) -> str:
    """A bar from zero to full marks; a missing score is a hatched track."""
    if isnan(score):
        body = hatch(theme) + f'<rect width="{width}" height="{height}" fill="url(#h)"/>'
        return image(body, width=width, height=height, alt="未评分")
    length = max(min(score / full, 1), 0) * width
    body = (
        f'<rect width="{width}" height="{height}" fill="{theme.track}"/>'
        f'<rect width="{length:.1f}" height="{height}" fill="{theme.accent}"/>'
    )
    return image(body, width=width, height=height, alt="")


def rank_interval(low: int, rank: int, high: int, count: int, theme: Theme, *, width: int = 150) -> str:
    """名次区间: where the rank may lie, as a thick strip on the line of all ranks, the rank as a dot."""
    across = (width - 12) / max(count - 1, 1)
    x0, x, x1 = (6 + (place - 1) * across for place in (low, rank, high))
    strip = (
        ""
        if low == high
        else f'<path d="M{x0:.1f} 9H{x1:.1f}" stroke="{theme.ctx}" stroke-width="6" {_ROUND}/>'
    )
    body = (
        f'<path d="M6 9H{width - 6}" stroke="{theme.hair}" stroke-width="2"/>{strip}'
        f'<circle cx="{x:.1f}" cy="9" r="4.6" fill="{theme.ink}"/>'
    )
    words = f"第 {rank} 名" if low == high else f"第 {rank} 名，可能在第 {low}—{high} 名"
    return image(body, width=width, height=18, alt=words)


_ROUND = 'stroke-linecap="round"'


def days_to_due(days: float, light: str, theme: Theme, *, reach: int = 15, width: int = 150) -> str:
    """A lollipop around today: overdue thick to the left in the light's colour, what is left hollow to the right.

    days  left until the deadline, negative when overdue, NaN when none is set; longer ones end at the edge
    """
    middle, y = width / 2, 11
    track = f'<path d="M0 {y}H{width}" stroke="{theme.hair}" stroke-width="1.5"/>'
    today = f'<path d="M{middle} 2V20" stroke="{theme.ink}" stroke-width="2"/>'
    if isnan(days):
        return image(track + today, width=width, height=22, alt="未定期限")
    x = middle + max(min(days / reach, 1), -1) * (middle - 7)
    late = days < 0
    ink = theme.light(light) if late else theme.ctx
    fill = ink if late else theme.paper
    body = (
        f'{track}<path d="M{middle} {y}H{x:.1f}" stroke="{ink}" stroke-width="{5 if late else 2.4}"/>{today}'
        f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{fill}" stroke="{ink}" stroke-width="1.6"/>'
    )
    return image(body, width=width, height=22, alt="")


def report_bar(reported: int, expected: int, theme: Theme, *, width: int = 130) -> str:
    """已报 of 应报: the missing part is hatched, never blank."""
    share = reported / expected if expected else 0.0
    length = width * share
    body = (
        f'{hatch(theme)}<rect x=".5" y=".5" width="{width - 1}" height="9" fill="url(#h)" stroke="{theme.ink2}"/>'
        f'<rect width="{length:.1f}" height="10" fill="{theme.ink2}"/>'
    )
    return image(body, width=width, height=10, alt=f"已报 {reported}，应报 {expected}", css="kb-report")


def strip(parts: Sequence[tuple[int, str, str]], theme: Theme, *, alt: str, height: int = 40) -> str:
    """One stacked strip over the whole width of its place, a number in every part that is wide enough.

    parts  (count, fill colour or "hatch", text colour), left to right; parts of zero are left out
    """
    total = sum(count for count, _, _ in parts) or 1
    body, left = hatch(theme), 0.0
    for count, fill, ink in parts:
        share = 100 * count / total
        if count:
            body += _segment(left, share, count, fill, ink, height, theme)
        left += share
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height}">{body}</svg>'
    return data_image(svg, alt, "kb-strip", f' height="{height}"')


def _segment(left: float, share: float, count: int, fill: str, ink: str, height: int, theme: Theme) -> str:
    hatched = fill == "hatch"
    paint = f'fill="url(#h)" stroke="{theme.ctx}"' if hatched else f'fill="{fill}" stroke="{theme.paper}"'
    middle = left + share / 2
    behind = f'<rect x="{middle:.2f}%" y="8" width="26" height="{height - 16}" fill="{theme.paper}" {_BACK}/>'
    number = (
        f'<text x="{middle:.2f}%" y="{height / 2 + 6}" text-anchor="middle" font-size="17" font-weight="600" '
        f"font-family='{FONT}' fill=\"{theme.ink if hatched else ink}\">{count}</text>"
    )
    rectangle = (
        f'<rect x="{left:.2f}%" width="{share:.2f}%" y="0" height="{height}" {paint} stroke-width="1.5"/>'
    )
    return rectangle + (behind if hatched else "") + (number if share >= 3 else "")


_BACK = 'transform="translate(-13 0)"'
