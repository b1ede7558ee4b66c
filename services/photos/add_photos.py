"""Take in photos of a problem, before or after: clean copies beside the database, what is known of them as one change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data_access.database import Store, reading
from data_access.rows import rows_known
from data_access.versions import Header, commit
from domain.permissions import ROLE_WORDS, Actor, Scope, role_words
from domain.photos import MOST_PHOTOS, SIDES
from domain.problem_life import REPORTERS
from domain.records import Photo
from domain.refusals import Refusal
from services.photos.taken_in import PhotoFile, photos_said, pictures_kept, read_photos
from services.problems.problem_case import problem_case


@dataclass(frozen=True, slots=True)
class Added:
    """n the change, None where nothing was new; added, known how many; refused a sentence for each file not taken."""

    n: int | None
    added: int
    known: int
    refused: tuple[str, ...]


def add_photos(
    store: Store,
    actor: Actor,
    *,
    scope: Scope,
    number: str,
    side: str,
    files: Sequence[PhotoFile],
    now: datetime,
) -> Added:
    """Those that can be read go in, the others are named. The same picture of the same problem goes in once.

    side  of domain.photos.SIDES
    Refused: who only looks, a problem that is not known or lies outside the scope, more than MOST_PHOTOS of it
    """
    if actor.role not in REPORTERS:
        raise Refusal(
            f"照片由{role_words(REPORTERS)}来放，您的角色是{ROLE_WORDS[actor.role]}。",
            code="may_not_add_photos",
        )
    standing = problem_case(store, scope=scope, number=number)
    with reading(store) as connection:
        there = set(rows_known(connection, Photo, standing.n, where={"problem": [number]})["photo"])
    read, refused = read_photos(files)
    kept = pictures_kept(store, read)
    new = {sha256: photo for sha256, photo in kept.items() if sha256 not in there}
    if len(there) + len(new) > MOST_PHOTOS:
        raise Refusal(
            f"一个问题最多放 {MOST_PHOTOS} 张照片，已有 {len(there)} 张。请挑要紧的放。",
            code="too_many_photos",
        )
    if not new:
        return Added(None, 0, len(read), refused)
    words = f"放入{SIDES[side]}照片 {len(new)} 张 {number}"
    header = Header("edit", actor.name, actor.role.value, words, now, (), ())
    done = commit(store, header, [photos_said(new, number, side)], standing.n)
    return Added(done.n, len(new), len(read) - len(new), refused)
