"""Kept pictures as they are shown: never without asking whether they are still there."""

import base64

from data_access.database import Store
from data_access.photo_files import photo_folder, picture, picture_path
from domain.photo_likeness import Grey
from services.known.kept import kept
from uploads.photos import grey_of_kept, thumbnail


def shown_picture(store: Store, sha256: str, width: int) -> str:
    """The picture as an address for <img>, this wide at most; blank where it was erased or is missing.

    Refused when the file is not the picture its hash names.
    """
    if not picture_path(photo_folder(store.url), sha256).exists():
        return ""
    return _address(store, sha256, width)


@kept(400)
def _address(store: Store, sha256: str, width: int) -> str:
    content = picture(store, sha256)
    if content is None:
        return ""
    return address_of(thumbnail(content, width))


def address_of(jpeg: bytes) -> str:
    """A small picture as an address for <img>."""
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"


@kept(2_000)
def grey_picture(store: Store, sha256: str) -> Grey | None:
    """What likeness is judged by; None where there is no picture any more."""
    content = picture(store, sha256)
    return None if content is None else grey_of_kept(content)
