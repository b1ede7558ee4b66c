"""Somebody looked at a photo for faces and plates: there are none, or they are covered in a copy that is shown instead."""

from collections.abc import Sequence
from datetime import datetime

from data_access.database import Store, reading
from data_access.photo_files import keep_picture, picture
from data_access.rows import rows_known
from data_access.versions import Committed, Header, commit, said_by_hand
from domain.permissions import ROLE_WORDS, Actor, Scope, role_words
from domain.photos import CLEAR, LOOKS, MASKED
from domain.problem_life import REPORTERS
from domain.records import Photo
from domain.refusals import Refusal
from services.problems.problem_case import problem_case
from uploads.photos import Box, covered

LEAST_SIDE = 0.004


def look_at_photo(
    store: Store,
    actor: Actor,
    *,
    scope: Scope,
    number: str,
    photo: str,
    boxes: Sequence[Box],
    now: datetime,
) -> Committed:
    """Write that this person looked, and the covered copy where anything is to be covered.

    boxes  (left, top, right, bottom) in shares of the picture; none: no faces, no plates
    What was covered before stays covered. Refused: who only looks, a photo that is not of this problem or was erased
    """
    if actor.role not in REPORTERS:
        raise Refusal(
            f"照片由{role_words(REPORTERS)}来看、来遮，您的角色是{ROLE_WORDS[actor.role]}。",
            code="may_not_look",
        )
    standing = problem_case(store, scope=scope, number=number)
    with reading(store) as connection:
        rows = rows_known(connection, Photo, standing.n, where={"problem": [number], "photo": [photo]})
    masked = rows["masked"].iloc[0] if len(rows) else None
    shown = masked if isinstance(masked, str) else photo
    content = picture(store, shown) if len(rows) else None
    if content is None:
        raise Refusal("这张照片不在这个问题里，或已经涂除。请刷新后再看。", code="no_photo")
    painted = [
        one for one in map(_inside, boxes) if one[2] - one[0] > LEAST_SIDE and one[3] - one[1] > LEAST_SIDE
    ]
    look = MASKED if painted or isinstance(masked, str) else CLEAR
    said: dict[str, object] = {"photo": photo, "problem": number, "looked_by": actor.name, "looked": look}
    if painted:
        said["masked"] = keep_picture(store, covered(content, painted))
    header = Header("edit", actor.name, actor.role.value, f"照片{LOOKS[look]} {number}", now, (), ())
    return commit(store, header, [said_by_hand(Photo, said)], standing.n)


def _inside(box: Box) -> Box:
    left, right = sorted((min(max(box[0], 0), 1), min(max(box[2], 0), 1)))
    top, bottom = sorted((min(max(box[1], 0), 1), min(max(box[3], 0), 1)))
    return left, top, right, bottom
