"""Photos and a pasted message as drafts of findings, grouped by time and village; nothing is written before one is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from data_access.database import Store, head, reading
from domain.drafts import drafts_of, time_of_name
from domain.messages import messages_in
from domain.permissions import ROLE_WORDS, Actor, Scope, role_words
from domain.problem_life import CHECKERS
from domain.refusals import Refusal
from services.known.read_setting import read_setting
from services.photos.kept_pictures import address_of
from services.photos.taken_in import PhotoFile, read_photos
from uploads.photos import ReadPhoto, thumbnail

MOST_DROPPED, LONGEST_MESSAGE, THUMB = 60, 20_000, 260
NOT_TOLD = "没有认出村名，请选村。"


@dataclass(frozen=True, slots=True)
class DraftedPhoto:
    """place  its own number in the heap, from 0; thumb the photo small, as an address for <img>"""

    place: int
    photo: ReadPhoto = field(repr=False)
    thumb: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """place   its own number among the drafts, which it keeps whatever becomes of the others
    village  the one its words name within the scope, "" where it has to be asked; named the words that say so
    asked    why it has to be asked, "" where it does not; likely villages to be offered first where it has to be asked
    day      it was seen on; at its clock time, "" where nothing says so
    photos   in the order of the heap
    """

    place: int
    day: date
    at: str
    text: str
    village: str
    named: str
    asked: str
    likely: tuple[str, ...]
    photos: tuple[DraftedPhoto, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Drafts:
    """In the order of time; refused a sentence for each photo that could not be read."""

    drafts: tuple[DraftFinding, ...]
    refused: tuple[str, ...]


def draft_findings(
    store: Store, actor: Actor, *, scope: Scope, message: str, files: Sequence[PhotoFile], now: datetime
) -> Drafts:
    """Refused: a role that does not inspect, nothing dropped and nothing pasted, too much at once."""
    if actor.role not in CHECKERS:
        raise Refusal(
            f"整理照片由{role_words(CHECKERS)}来做，您的角色是{ROLE_WORDS[actor.role]}。",
            code="may_not_draft",
        )
    if not files and not message.strip():
        raise Refusal("没有照片，也没有文字。请放入照片，或粘贴群消息。", code="nothing_to_draft")
    if len(files) > MOST_DROPPED or len(message) > LONGEST_MESSAGE:
        raise Refusal(
            f"一次最多 {MOST_DROPPED} 张照片、{LONGEST_MESSAGE} 个字，这次有 {len(files)} 张、{len(message)} 个字。请分几次放。",
            code="too_much_to_draft",
        )
    read: list[ReadPhoto] = []
    names: list[str] = []
    refused: list[str] = []
    for file in files:
        found, told = read_photos([file])
        read += found
        names += [file.name] * len(found)
        refused += told
    taken = [photo.taken or time_of_name(name) for photo, name in zip(read, names, strict=True)]
    with reading(store) as connection:
        n = head(connection)
    today = now.date()
    roster = read_setting(store, n).roster
    heap = [
        DraftedPhoto(place, photo, address_of(thumbnail(photo.content, THUMB)))
        for place, photo in enumerate(read)
    ]
    drafts = []
    for place, one in enumerate(drafts_of(messages_in(message, today=today), taken, roster, day=today)):
        seen, likely = (_within(keys, scope) for keys in (one.villages, one.likely))
        drafts.append(
            DraftFinding(
                place=place,
                day=min(one.at.date(), today) if one.at else today,
                at=f"{one.at:%H:%M}" if one.at else "",
                text=one.text,
                village=seen[0] if len(seen) == 1 and len(one.villages) == 1 else "",
                named=one.named,
                asked=_asked(one.named, len(one.villages), len(seen), [roster[key].name for key in likely]),
                likely=tuple(likely or seen),
                photos=tuple(heap[at] for at in sorted(one.photos)),
            )
        )
    return Drafts(tuple(drafts), tuple(refused))


def _within(keys: Sequence[str], scope: Scope) -> list[str]:
    return [key for key in keys if scope.places is None or key in scope.places]


def _asked(named: str, count: int, seen: int, likely: Sequence[str]) -> str:
    if not count and likely:
        names = "、".join(dict.fromkeys(likely))
        return f"没有写村的全名。文字里有“{named}”，像是{names}，排在最前，请选定。"
    if not count:
        return NOT_TOLD
    if count > 1:
        return f"“{named}”可能是几个村，请选一个。"
    return "" if seen else f"“{named}”不在您的查看范围内，请选村。"
