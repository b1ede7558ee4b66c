"""Photos in: what the bytes are, limits before anything is decoded, the day it was taken, then a clean smaller copy.

Of what a camera writes into a file (place, device, owner, a thumbnail of what was cut away) nothing is kept but the
time it was taken. The copy is made of the pixels alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from domain.photo_likeness import SIDE, Grey, print_of
from uploads.refusals import refusal

MEGABYTE = 1 << 20
MOST_BYTES = 25 * MEGABYTE
MOST_PIXELS = 60_000_000
LONGEST, QUALITY = 1_600, 84
FORMATS = ("JPEG", "PNG", "WEBP")
COVER = (110, 116, 122)
_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_NOUNS = ((b"%PDF", "PDF 文件"), (b"PK\x03\x04", "压缩包或表格"), (b"Rar!", "压缩包"), (b"GIF8", "动图"),
          (b"\xd0\xcf\x11\xe0", "表格或文档"))  # fmt: skip
_DETAILS, _TAKEN, _DIGITISED = 0x8769, 0x9003, 0x9004
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """content      the clean copy, JPEG, its longest side LONGEST at most
    taken        when the camera says it was taken; None where it does not say so
    fingerprint  domain.photo_likeness.print_of
    """

    content: bytes = field(repr=False)
    taken: datetime | None
    fingerprint: str = field(repr=False)


def read_photo(content: bytes, name: str) -> ReadPhoto:
    """The photo in these bytes. Refused: no photo, too heavy, too many pixels, broken; told from the content, not the name."""
    if len(content) > MOST_BYTES:
        raise refusal("photo_too_heavy", name=name, found=f"{len(content) / MEGABYTE:.0f}",
                      limit=f"{MOST_BYTES // MEGABYTE}")  # fmt: skip
    if content[4:8] == b"ftyp" and content[8:12] in _BRANDS:
        raise refusal("photo_heic", name=name)
    try:
        picture = Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as bomb:
        raise refusal(
            "photo_too_large", name=name, found="超过 10000", limit=f"{MOST_PIXELS // 10_000}"
        ) from bomb
    except (OSError, SyntaxError, ValueError) as broken:
        noun = next((noun for magic, noun in _NOUNS if content.startswith(magic)), "")
        known = content.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF"))
        raise (
            refusal("photo_broken", name=name)
            if known
            else refusal("not_a_photo", name=name, noun=noun or "其他文件")
        ) from broken
    with picture:
        pixels = picture.width * picture.height
        if pixels > MOST_PIXELS:
            raise refusal(
                "photo_too_large", name=name, found=f"{pixels / 10_000:.0f}", limit=f"{MOST_PIXELS // 10_000}"
            )
        try:
            taken = _taken(picture)
            clean = _clean(picture)
        except (OSError, SyntaxError, ValueError, EOFError, ArithmeticError) as broken:
            raise refusal("photo_broken", name=name) from broken
    return ReadPhoto(_written(clean), taken, print_of(grey_of(clean)))


def _taken(picture: Image.Image) -> datetime | None:
    details = picture.getexif().get_ifd(_DETAILS)
    for tag in (_TAKEN, _DIGITISED):
        try:
            return datetime.strptime(str(details.get(tag, "")).strip("\x00 "), "%Y:%m:%d %H:%M:%S")
        except ValueError:
            continue
    return None


def _clean(picture: Image.Image) -> Image.Image:
    """Upright, small, without transparency, of the pixels alone."""
    picture.draft("RGB", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    whole = upright.convert("RGB")
    whole.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return Image.frombytes("RGB", whole.size, whole.tobytes())


def _written(picture: Image.Image, quality: int = QUALITY) -> bytes:
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=quality, optimize=True)
    return kept.getvalue()


def grey_of(picture: Image.Image) -> Grey:
    """The square grey picture likeness is judged by."""
    small = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float32)


def grey_of_kept(content: bytes) -> Grey:
    """The same of a kept picture."""
    return grey_of(_opened(content, SIDE * 2))


def thumbnail(content: bytes, width: int) -> bytes:
    """A kept picture, this wide at most."""
    small = _opened(content, width)
    small.thumbnail((width, width * 2), Image.Resampling.LANCZOS)
    return _written(small, 78)


def covered(content: bytes, boxes: Sequence[Box]) -> bytes:
    """A copy of a kept picture with these places painted over, beyond recovery.

    boxes  (left, top, right, bottom) in shares of width and height
    """
    picture = _opened(content, LONGEST)
    draw = ImageDraw.Draw(picture)
    for left, top, right, bottom in boxes:
        draw.rectangle(
            (left * picture.width, top * picture.height, right * picture.width, bottom * picture.height),
            fill=COVER,
        )
    return _written(picture)


def _opened(content: bytes, least: int) -> Image.Image:
    picture = Image.open(BytesIO(content), formats=("JPEG",))
    picture.draft("RGB", (least, least))
    return picture.convert("RGB")
