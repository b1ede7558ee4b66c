"""Village scenes drawn by rule: pictures for measuring, so that no photograph of a real place is needed.

A scene (houses, road, wall, trees, poles, hills) is fixed by its seed. A photo of it is taken on a day: the heap lies
there or is gone, clouds, shadows, leaves and washing differ, the camera stands a little elsewhere and is held a little
differently, the light and the sensor's noise are the day's own.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = (800, 600)
VIEW = (640, 480)

Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Day:
    """heap  whether what is complained of lies there; by_hand  how far the camera stands from where it stood"""

    seed: int
    heap: bool
    by_hand: float = 1.0


def photo(scene: int, day: Day) -> Image.Image:
    """The picture a phone takes of the scene on that day, RGB, VIEW large."""
    fixed, own = np.random.default_rng(scene), np.random.default_rng([scene, day.seed])
    canvas = _sky(fixed, own)
    horizon = int(SIZE[1] * fixed.uniform(0.3, 0.45))
    _hills(canvas, fixed, horizon)
    _ground(canvas, fixed, horizon)
    draw = ImageDraw.Draw(canvas)
    _road(draw, fixed, horizon)
    for _ in range(int(fixed.integers(2, 5))):
        _house(canvas, fixed, own, horizon)
    for _ in range(int(fixed.integers(2, 6))):
        _tree(draw, fixed, own, horizon)
    _poles(draw, fixed, horizon)
    place = (fixed.uniform(0.3, 0.7) * SIZE[0], fixed.uniform(0.68, 0.8) * SIZE[1])
    extent = fixed.uniform(60, 160)
    pieces = int(fixed.integers(60, 160))
    if day.heap:
        _heap(draw, np.random.default_rng([scene, 7]), place, extent, pieces)
    _things(draw, own, horizon)
    _shadow(canvas, own)
    return _taken(canvas, own, day.by_hand)


def _noise(rng: Rng, size: tuple[int, int], cells: tuple[int, ...]) -> np.ndarray:
    """Fractal noise in −1…1, rows × columns."""
    total, weight = np.zeros((size[1], size[0])), 0.0
    for step, count in enumerate(cells):
        small = Image.fromarray(rng.uniform(-1, 1, (count, count)).astype(np.float32))
        total += np.asarray(small.resize(size, Image.Resampling.BICUBIC)) / (step + 1)
        weight += 1 / (step + 1)
    return total / weight


def _textured(rng: Rng, colour: np.ndarray, size: tuple[int, int], strength: float) -> Image.Image:
    grain = _noise(rng, size, (6, 24, 96))[..., None] * strength
    fine = rng.normal(0, strength / 3, (size[1], size[0], 1))
    return Image.fromarray(np.clip(colour + grain + fine, 0, 255).astype(np.uint8))


def _sky(fixed: Rng, own: Rng) -> Image.Image:
    down = np.linspace(0, 1, SIZE[1])[:, None, None]
    blue = np.array([150, 180, 215]) + own.uniform(-25, 25)
    pale = np.array([225, 228, 230]) + own.uniform(-10, 10)
    clouds = np.clip(_noise(own, SIZE, (4, 9, 20)), 0, 1)[..., None] * own.uniform(10, 70)
    return Image.fromarray(np.clip(blue * (1 - down) + pale * down + clouds, 0, 255).astype(np.uint8))


def _hills(canvas: Image.Image, fixed: Rng, horizon: int) -> None:
    for layer in range(int(fixed.integers(1, 4))):
        heights = _noise(fixed, (SIZE[0], 1), (8, 20))[0] * 60 + horizon - 50 + layer * 25
        points = [(x, float(heights[x])) for x in range(0, SIZE[0], 8)]
        green = np.array([90, 115, 95]) + fixed.uniform(-20, 20, 3)
        mask = Image.new("L", SIZE, 0)
        ImageDraw.Draw(mask).polygon([*points, (SIZE[0], SIZE[1]), (0, SIZE[1])], fill=255)
        canvas.paste(_textured(fixed, green, SIZE, 22), (0, 0), mask)


def _ground(canvas: Image.Image, fixed: Rng, horizon: int) -> None:
    earth = np.array([[135, 120, 95], [115, 125, 85], [150, 145, 135]][int(fixed.integers(3))])
    height = SIZE[1] - horizon
    canvas.paste(_textured(fixed, earth + fixed.uniform(-15, 15, 3), (SIZE[0], height), 40), (0, horizon))


def _road(draw: ImageDraw.ImageDraw, fixed: Rng, horizon: int) -> None:
    far, near = fixed.uniform(0.2, 0.8) * SIZE[0], fixed.uniform(0.1, 0.9) * SIZE[0]
    wide = fixed.uniform(120, 300)
    grey = int(fixed.uniform(120, 185))
    edge = [(far - 12, horizon), (far + 12, horizon), (near + wide, SIZE[1]), (near - wide, SIZE[1])]
    draw.polygon(edge, fill=(grey, grey, grey - 6))
    for _ in range(60):
        t = fixed.uniform(0.1, 1)
        x = far + (near - far) * t + fixed.uniform(-1, 1) * wide * t
        y = horizon + (SIZE[1] - horizon) * t
        dark = grey - int(fixed.uniform(5, 40))
        draw.ellipse((x, y, x + 14 * t, y + 5 * t), fill=(dark, dark, dark))


def _house(canvas: Image.Image, fixed: Rng, own: Rng, horizon: int) -> None:
    wide, high = int(fixed.uniform(140, 330)), int(fixed.uniform(110, 230))
    left, foot = int(fixed.uniform(-60, SIZE[0] - 120)), int(horizon + fixed.uniform(40, 130))
    shade = np.array([[205, 200, 190], [190, 150, 120], [225, 222, 215]][int(fixed.integers(3))])
    canvas.paste(_textured(fixed, shade + fixed.uniform(-20, 20, 3), (wide, high), 26), (left, foot - high))
    draw = ImageDraw.Draw(canvas)
    for row in range(foot - high, foot, int(fixed.uniform(9, 16))):
        draw.line((left, row, left + wide, row), fill=tuple(int(v) for v in shade - 28))
    roof = tuple(int(v) for v in fixed.uniform((90, 60, 50), (150, 95, 85)))
    up = fixed.uniform(25, 70)
    draw.polygon([(left - 15, foot - high), (left + wide + 15, foot - high), (left + wide - 20, foot - high - up),
                  (left + 20, foot - high - up)], fill=roof)  # fmt: skip
    for _ in range(int(fixed.integers(2, 5))):
        x, y = left + fixed.uniform(0.05, 0.8) * wide, foot - high * fixed.uniform(0.35, 0.85)
        w, h = fixed.uniform(18, 42), fixed.uniform(24, 50)
        open_ = own.uniform() < 0.3
        draw.rectangle(
            (x, y, x + w, y + h), fill=(45, 50, 60) if open_ else (95, 110, 125), outline=(60, 60, 60)
        )
    x, h = left + fixed.uniform(0.2, 0.7) * wide, high * fixed.uniform(0.4, 0.6)
    draw.rectangle((x, foot - h, x + 36, foot), fill=tuple(int(v) for v in fixed.uniform(40, 130, 3)))


def _tree(draw: ImageDraw.ImageDraw, fixed: Rng, own: Rng, horizon: int) -> None:
    x, foot = fixed.uniform(0, SIZE[0]), horizon + fixed.uniform(20, 150)
    high, spread = fixed.uniform(90, 240), fixed.uniform(35, 80)
    draw.rectangle((x - 6, foot - high, x + 6, foot), fill=(85, 65, 50))
    green = fixed.uniform((50, 80, 40), (110, 140, 80))
    for _ in range(220):
        dx, dy = fixed.normal(0, spread / 2, 2) + own.normal(0, 3, 2)
        size = fixed.uniform(4, 13)
        tone = tuple(int(v) for v in np.clip(green + fixed.uniform(-35, 35) + own.uniform(-12, 12), 0, 255))
        draw.ellipse(
            (x + dx - size, foot - high + dy - size, x + dx + size, foot - high + dy + size), fill=tone
        )


def _poles(draw: ImageDraw.ImageDraw, fixed: Rng, horizon: int) -> None:
    for _ in range(int(fixed.integers(1, 4))):
        x, foot = fixed.uniform(0, SIZE[0]), horizon + fixed.uniform(10, 110)
        draw.line((x, foot, x, foot - 260), fill=(90, 88, 84), width=int(fixed.integers(4, 9)))
        draw.line((x, foot - 240, x + fixed.uniform(-500, 500), foot - 235), fill=(70, 70, 70), width=2)


def _heap(
    draw: ImageDraw.ImageDraw, rng: Rng, place: tuple[float, float], extent: float, pieces: int
) -> None:
    for _ in range(pieces):
        x, y = place[0] + rng.normal(0, extent / 2), place[1] + rng.normal(0, extent / 5)
        size = rng.uniform(5, 20)
        corners = [(x + rng.normal(0, size), y + rng.normal(0, size)) for _ in range(4)]
        draw.polygon(corners, fill=tuple(int(v) for v in rng.uniform(30, 240, 3)))


def _things(draw: ImageDraw.ImageDraw, own: Rng, horizon: int) -> None:
    """What stands about on a day: a barrow, washing, a hen."""
    for _ in range(int(own.integers(0, 4))):
        x, y = own.uniform(0, SIZE[0]), own.uniform(horizon + 60, SIZE[1] - 40)
        w, h = own.uniform(15, 60, 2)
        draw.rectangle((x, y, x + w, y + h), fill=tuple(int(v) for v in own.uniform(20, 230, 3)))


def _shadow(canvas: Image.Image, own: Rng) -> None:
    """The sun's side of the day: a soft shade over part of the picture."""
    if own.uniform() < 0.4:
        return
    shade = Image.new("L", SIZE, 0)
    x = own.uniform(0, SIZE[0])
    ImageDraw.Draw(shade).polygon(
        [(x, SIZE[1]), (x + own.uniform(100, 400), SIZE[1]), (x + own.uniform(-200, 500), SIZE[1] * 0.5),
         (x - 60, SIZE[1] * 0.5)], fill=int(own.uniform(40, 110)))  # fmt: skip
    canvas.paste((20, 22, 30), (0, 0), shade.filter(ImageFilter.GaussianBlur(8)))


def _taken(canvas: Image.Image, own: Rng, by_hand: float) -> Image.Image:
    """The camera: stands, leans and looks a little differently, another exposure and white, noise of its own."""
    margin = np.array([(SIZE[0] - VIEW[0]) / 2, (SIZE[1] - VIEW[1]) / 2])
    corners = np.array([(0, 0), (0, VIEW[1]), VIEW, (VIEW[0], 0)], dtype=float) + margin
    centre = corners.mean(axis=0)
    angle, scale = np.deg2rad(own.normal(0, 1.2) * by_hand), 1 + own.normal(0, 0.025) * by_hand
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = (corners - centre) @ turn * scale + centre
    corners += own.normal(0, 12, 2) * by_hand + own.normal(0, 4, (4, 2)) * by_hand
    quad = tuple(float(v) for v in corners.ravel())
    seen = canvas.transform(VIEW, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    pixels = np.asarray(seen, dtype=np.float32) * own.uniform(0.85, 1.15) * own.uniform(0.96, 1.04, 3)
    pixels += own.normal(0, 3, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
