"""Photos in: only pixels and the time they were taken come through; what is no photo, or too much, is told in one sentence."""

import struct
import zlib
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image

from domain.refusals import Refusal
from tests.photographs import drawn, jpeg
from uploads.photos import LONGEST, covered, read_photo, thumbnail

TAKEN = datetime(2026, 11, 19, 9, 12, 30)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_place_device_owner_and_thumbnail_are_gone_and_the_time_is_known():
    file = jpeg(drawn(1), taken=TAKEN, comment=b"SECRETNOTE", icc_profile=b"SECRETPROFILE" * 20)
    assert file.count(b"SECRET") > 3
    assert dict(opened(file).getexif().get_ifd(0x8825)) != {}
    read = read_photo(file, "IMG_1.jpg")
    assert read.taken == TAKEN
    assert b"SECRET" not in read.content
    kept = opened(read.content)
    assert dict(kept.getexif()) == {}
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_without_a_time_has_none_and_a_nonsense_time_is_none():
    assert read_photo(jpeg(drawn(1)), "微信图片.jpg").taken is None
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
    file = BytesIO()
    drawn(1).save(file, "JPEG", exif=exif.tobytes())
    assert read_photo(file.getvalue(), "a.jpg").taken is None


def test_a_large_photo_becomes_small_and_a_turned_one_upright():
    wide = drawn(1).resize((3_000, 2_000))
    assert opened(read_photo(jpeg(wide), "a.jpg").content).size == (LONGEST, 1_067)
    turned = jpeg(drawn(1), taken=TAKEN, turned=6)
    assert opened(read_photo(turned, "a.jpg").content).size == (360, 480)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_photo_formats_are_read_by_content_and_what_is_clear_becomes_white(form):
    clear = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    file = BytesIO()
    clear.save(file, form)
    assert opened(read_photo(file.getvalue(), "假的.txt").content).getpixel((5, 5)) == (255, 255, 255)


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of that size: nothing may be decoded of it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_photo"),
        (b"%PDF-1.7 ...", "not_a_photo"),
        (b"PK\x03\x04" + b"x" * 300, "not_a_photo"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"x" * 99, "photo_heic"),
        (b"\xff\xd8\xff" + b"x" * 26_214_400, "photo_too_heavy"),
        (png_claiming(9_000, 9_000), "photo_too_large"),
        (png_claiming(60_000, 60_000), "photo_too_large"),
        (png_claiming(800, 600), "photo_broken"),
        (b"\xff\xd8\xff\xe0" + b"x" * 40, "photo_broken"),
    ],
    ids=["empty", "pdf", "zip", "heic", "heavy", "81 megapixels", "a bomb", "torn", "no picture"],
)
def test_what_is_no_photo_or_too_much_is_told_by_name(content, code):
    with pytest.raises(Refusal, match="《IMG.jpg》") as refused:
        read_photo(content, "IMG.jpg")
    assert refused.value.code == code


def test_a_photo_cut_short_anywhere_is_read_or_told_never_our_fault():
    whole = jpeg(drawn(1), taken=TAKEN)
    told = {outcome(whole[:length]) for length in range(1, len(whole), len(whole) // 25)}
    assert told <= {"read", "photo_broken", "not_a_photo"}


def outcome(content):
    try:
        read_photo(content, "a.jpg")
    except Refusal as refused:
        return refused.code
    return "read"


def test_what_is_covered_is_painted_over_and_the_rest_stays():
    content = read_photo(jpeg(drawn(2)), "a.jpg").content
    painted = opened(covered(content, [(0.25, 0.5, 0.5, 0.75)]))
    inside = painted.crop((125, 185, 235, 265)).convert("L").getextrema()
    assert inside[1] - inside[0] < 12
    before, after = (
        one.convert("L").crop((300, 20, 460, 160)).tobytes() for one in (opened(content), painted)
    )
    assert sum(abs(a - b) for a, b in zip(before, after, strict=True)) / len(before) < 4
    assert opened(thumbnail(content, 200)).size == (200, 150)
