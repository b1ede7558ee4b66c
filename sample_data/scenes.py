"""Drawn scenes for the sample county's photos: a lane with a wall, trees and what lies about, before and after it was cleared.

Made when the county is loaded, never stored in the repository; nobody and no real place is in them. Flat shapes keep a picture
at some ten kilobytes. The two of a pair are seen from a slightly different place in another light, as people hold a phone.
"""

from datetime import datetime
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

SIZE, MARGIN = (480, 360), 24
_TAKEN, _DETAILS = 0x9003, 0x8769
Colour = tuple[int, int, int]
RUBBISH: tuple[Colour, ...] = (
    (226, 224, 218), (90, 90, 92), (150, 112, 78), (64, 98, 150), (176, 62, 54), (120, 128, 90), (202, 178, 122),
)  # fmt: skip


def scene(number: int, *, cleared: bool, taken: datetime) -> bytes:
    """A JPEG as a phone leaves it, with the time it was taken.

    number  the place: the same number is the same lane
    """
    lasting, passing = Random(number), Random(f"{number} {cleared}")
    wide, high = (side + 2 * MARGIN for side in SIZE)
    canvas = Image.new("RGB", (wide, high), _near(passing, (198, 212, 224), 7))
    draw = ImageDraw.Draw(canvas)
    horizon = lasting.randint(150, 185)
    draw.rectangle((0, horizon, wide, high), fill=_near(lasting, (162, 154, 128), 7))
    _house(draw, lasting, passing, horizon)
    _trees(draw, lasting, passing, horizon)
    _lane(draw, lasting, horizon, wide, high)
    spot = (lasting.randint(130, wide - 150), lasting.randint(horizon + 60, high - 90))
    _bin(draw, lasting, spot)
    if not cleared:
        _heap(draw, passing, spot)
    light = ImageEnhance.Brightness(_held(canvas, passing)).enhance(passing.uniform(0.86, 1.1))
    return _written(light.filter(ImageFilter.GaussianBlur(0.6)), taken)


def _near(chance: Random, colour: Colour, by: int) -> Colour:
    return tuple(max(0, min(255, one + chance.randint(-by, by))) for one in colour)  # type: ignore[return-value]


def _house(draw: ImageDraw.ImageDraw, lasting: Random, passing: Random, horizon: int) -> None:
    for _ in range(lasting.randint(2, 3)):
        left, wide, up = lasting.randint(-40, 380), lasting.randint(90, 180), lasting.randint(60, 105)
        foot, wall = horizon + lasting.randint(8, 40), _near(lasting, (208, 200, 186), 12)
        draw.rectangle((left, foot - up, left + wide, foot), fill=wall)
        roof = [
            (left - 12, foot - up),
            (left + wide + 12, foot - up),
            (left + wide - 14, foot - up - 30),
            (left + 14, foot - up - 30),
        ]
        draw.polygon(roof, fill=_near(lasting, (120, 84, 72), 14))
        for window in range(left + 14, left + wide - 30, 46):
            glass = (58, 66, 78) if passing.random() < 0.3 else (112, 130, 146)
            draw.rectangle((window, foot - up + 16, window + 24, foot - up + 42), fill=glass)


def _trees(draw: ImageDraw.ImageDraw, lasting: Random, passing: Random, horizon: int) -> None:
    for _ in range(lasting.randint(2, 4)):
        x, foot, high = lasting.randint(0, 520), horizon + lasting.randint(10, 60), lasting.randint(70, 130)
        draw.rectangle((x - 4, foot - high, x + 4, foot), fill=(92, 70, 54))
        for _ in range(9):
            dx, dy, size = lasting.randint(-30, 30), lasting.randint(-28, 22), lasting.randint(14, 26)
            dx, dy = dx + passing.randint(-5, 5), dy + passing.randint(-4, 4)
            crown = _near(passing, (92, 122, 70), 18)
            draw.ellipse(
                (x + dx - size, foot - high + dy - size, x + dx + size, foot - high + dy + size), fill=crown
            )


def _lane(draw: ImageDraw.ImageDraw, lasting: Random, horizon: int, wide: int, high: int) -> None:
    far, near, half = lasting.randint(180, 340), lasting.randint(100, 420), lasting.randint(80, 130)
    grey = lasting.randint(150, 178)
    draw.polygon(
        [(far - 9, horizon), (far + 9, horizon), (near + half, high), (near - half, high)],
        fill=(grey, grey, grey - 6),
    )


def _bin(draw: ImageDraw.ImageDraw, lasting: Random, spot: tuple[int, int]) -> None:
    x, y = spot[0] + lasting.randint(30, 60), spot[1]
    draw.rectangle((x, y - 52, x + 34, y), fill=(52, 104, 84))
    draw.rectangle((x - 3, y - 60, x + 37, y - 50), fill=(40, 82, 68))


def _heap(draw: ImageDraw.ImageDraw, passing: Random, spot: tuple[int, int]) -> None:
    for _ in range(70):
        x, y, size = spot[0] + passing.gauss(0, 46), spot[1] + passing.gauss(6, 12), passing.uniform(4, 15)
        corners = [(x + passing.gauss(0, size), y + passing.gauss(0, size * 0.7)) for _ in range(4)]
        draw.polygon(corners, fill=_near(passing, passing.choice(RUBBISH), 18))


def _held(canvas: Image.Image, passing: Random) -> Image.Image:
    """The same lane from a step aside: moved, leaning and nearer or farther by a little."""
    wide, high = SIZE
    grown = 1 + passing.uniform(-0.05, 0.05)
    left, top = MARGIN + passing.randint(-16, 16), MARGIN + passing.randint(-12, 12)
    turned = canvas.rotate(passing.uniform(-2.5, 2.5), Image.Resampling.BICUBIC)
    return turned.crop((left, top, left + int(wide * grown), top + int(high * grown))).resize(SIZE)


def _written(picture: Image.Image, taken: datetime) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(_DETAILS)[_TAKEN] = f"{taken:%Y:%m:%d %H:%M:%S}"
    file = BytesIO()
    picture.save(file, "JPEG", quality=80, exif=exif.tobytes())
    return file.getvalue()
