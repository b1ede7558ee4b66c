"""Dropped files as read photos, kept pictures and what a change says of them: shared by every verb that takes photos in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.database import Store
from data_access.photo_files import keep_picture
from data_access.versions import Said
from domain.records import Photo
from domain.refusals import Refusal
from uploads.photos import ReadPhoto, read_photo


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A file as it was dropped; the name is used for sentences only."""

    name: str
    content: bytes


def read_photos(files: Sequence[PhotoFile | ReadPhoto]) -> tuple[list[ReadPhoto], tuple[str, ...]]:
    """Those that can be read, those that were, and a sentence for each that cannot."""
    read: list[ReadPhoto] = []
    refused: list[str] = []
    for file in files:
        if isinstance(file, ReadPhoto):
            read.append(file)
            continue
        try:
            read.append(read_photo(file.content, file.name))
        except Refusal as refusal:
            refused.append(refusal.sentence)
    return read, tuple(refused)


def photos_said(photos: Mapping[str, ReadPhoto], number: str, side: str) -> Said:
    """What a change says of new photos, by the SHA-256 of their pictures."""
    taken = [photo.taken for photo in photos.values()]
    columns: dict[str, list[object]] = {
        "photo": list(photos),
        "problem": [number] * len(photos),
        "side": [side] * len(photos),
        "taken_on": [at.date() if at else None for at in taken],
        "taken_at": [f"{at:%H:%M:%S}" if at else None for at in taken],
        "fingerprint": [photo.fingerprint for photo in photos.values()],
    }
    return Said(Photo, None, columns, [None] * len(photos))


def pictures_kept(store: Store, photos: Sequence[ReadPhoto]) -> dict[str, ReadPhoto]:
    """Write the pictures beside the database; each by its SHA-256, the same one once."""
    return {keep_picture(store, photo.content): photo for photo in photos}
