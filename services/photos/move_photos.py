"""Photos that lie in the wrong draft of a heap: to another one, to a new one, or aside, and back. Nothing is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from domain.refusals import Refusal
from services.photos.draft_findings import NOT_TOLD, DraftedPhoto, DraftFinding

NEW, ASIDE = -1, -2


@dataclass(frozen=True, slots=True)
class Parted:
    """The drafts not confirmed or dropped yet, in their order; aside photos that belong to none of them; next the place of a new one.

    Every photo is in exactly one draft or aside.
    """

    drafts: tuple[DraftFinding, ...]
    aside: tuple[DraftedPhoto, ...] = ()
    next: int = 0


def parted(drafts: Sequence[DraftFinding]) -> Parted:
    return Parted(tuple(drafts), next=max((one.place for one in drafts), default=-1) + 1)


def move_photos(kept: Parted, chosen: Collection[int], to: int, *, beside: int) -> Parted:
    """The photos of these places taken to a draft by its place, to NEW or ASIDE; drafts left without a photo stay.

    beside  the draft they are moved from, behind which a new one stands, with its village offered first
    Refused: no photo chosen, a draft that is confirmed or dropped already.
    """
    if not chosen:
        raise Refusal("没有选照片。请点要移的照片的号，再点“移过去”。", code="no_photo_chosen")
    if to >= 0 and all(one.place != to for one in kept.drafts):
        raise Refusal("那份草稿已经记下或放下了。请换一份，再点“移过去”。", code="draft_gone")
    moved = [one for one in _heap(kept) if one.place in chosen]
    drafts = [
        replace(one, photos=tuple(photo for photo in one.photos if photo.place not in chosen))
        for one in kept.drafts
    ]
    aside = tuple(photo for photo in kept.aside if photo.place not in chosen)
    if to == ASIDE:
        return Parted(tuple(drafts), _in_order([*aside, *moved]), kept.next)
    if to == NEW:
        at = next(i for i, one in enumerate(drafts) if one.place == beside)
        drafts.insert(at + 1, _new(kept.next, drafts[at], moved))
        return Parted(tuple(drafts), aside, kept.next + 1)
    drafts = [
        replace(one, photos=_in_order([*one.photos, *moved])) if one.place == to else one for one in drafts
    ]
    return Parted(tuple(drafts), aside, kept.next)


def without(kept: Parted, place: int) -> Parted:
    """A draft confirmed or dropped. Photos aside are no draft of their own before none is left: then they are the last one."""
    left = tuple(one for one in kept.drafts if one.place != place)
    if left or not kept.aside:
        return replace(kept, drafts=left)
    gone = next(one for one in kept.drafts if one.place == place)
    return Parted((_new(kept.next, gone, kept.aside),), (), kept.next + 1)


def _new(place: int, beside: DraftFinding, photos: Sequence[DraftedPhoto]) -> DraftFinding:
    """A draft of photos alone; its day and time are those of its first dated photo, else the day of the draft beside it."""
    taken = min((one.photo.taken for one in photos if one.photo.taken), default=None)
    return DraftFinding(
        place=place,
        day=taken.date() if taken else beside.day,
        at=f"{taken:%H:%M}" if taken else "",
        text="",
        village="",
        named="",
        asked=NOT_TOLD,
        likely=tuple(dict.fromkeys(key for key in (beside.village, *beside.likely) if key)),
        photos=_in_order(photos),
    )


def _heap(kept: Parted) -> list[DraftedPhoto]:
    return [photo for one in kept.drafts for photo in one.photos] + list(kept.aside)


def _in_order(photos: Sequence[DraftedPhoto]) -> tuple[DraftedPhoto, ...]:
    return tuple(sorted(photos, key=lambda one: one.place))
