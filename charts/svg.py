"""Small pictures as `<img>` data URIs: Streamlit deletes inline `<svg>`, and CSS does not reach inside an image.

Colours are literal. Every picture has an alt text; one that repeats the number beside it passes "".
"""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from charts.tokens import Theme


def image(body: str, *, width: int, height: int, alt: str, css: str = "") -> str:
    """An `<img>` of an SVG body drawn in px from the top left."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{body}</svg>'
    )
    return data_image(svg, alt, css, f' width="{width}" height="{height}"')


def polyline(points: Sequence[tuple[float, float]], ink: str, width: float, dash: str) -> str:
    """A round-joined line; blank for fewer than two points."""
    if len(points) < 2:
        return ""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
    )


def hatch(theme: Theme) -> str:
    """The pattern of what is missing, to be used as `url(#h)`."""
    return (
        f'<defs><pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V5" stroke="{theme.ctx}" stroke-width="2"/></pattern></defs>'
    )


def data_image(svg: str, alt: str, css: str, size: str) -> str:
    """An SVG document as an `<img>`; `size` holds its attributes."""
    code = b64encode(svg.encode()).decode()
    named = f' class="{css}"' if css else ""
    return f'<img{named} src="data:image/svg+xml;base64,{code}" alt="{escape(alt)}"{size}>'
