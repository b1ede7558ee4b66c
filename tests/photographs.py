"""Photo files as phones and chat programs leave them, made of drawn scenes (bench/scenes.py)."""

from datetime import datetime
from functools import cache
from io import BytesIO

from PIL import Image

from bench.scenes import Day, photo


@cache
def drawn(scene: int, heap: bool = True) -> Image.Image:
    """A small scene; the same one each time it is asked for."""
    return photo(scene, Day(1 if heap else 2, heap)).resize((480, 360))


def jpeg(picture: Image.Image, *, taken: datetime | None = None, quality: int = 90, **more: object) -> bytes:
    """The file, with everything a camera writes about place, device and owner where it says when it was taken."""
    exif = Image.Exif()
    if taken:
        exif[0x010F], exif[0x013B], exif[0x0112] = "SECRETPHONE", "SECRETOWNER", more.pop("turned", 1)
        exif.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d %H:%M:%S}"
        exif.get_ifd(0x8825)[2] = (30.0, 15.0, 7.5)
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality, exif=exif.tobytes() if taken else b"", **more)
    return file.getvalue()
