"""Drafts of findings from a heap of photos and a pasted message: grouped by time and village, for a person to confirm.

A message that names a village, or comes long after the last, begins a draft; photos go to the draft nearest in time. What
cannot be told is left open and asked: a photo without a time, a village the roster does not hold or holds twice.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.messages import Message
from domain.places import VILLAGE, Roster

# A pause that begins another place; how far a photo may lie from the message that speaks of it.
PAUSE, NEAR = timedelta(minutes=15), timedelta(minutes=45)
_SHORTEST = 2
_STAMPS = (
    re.compile(r"(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)[-_ T]?(\d\d)[-_.:]?(\d\d)[-_.:]?(\d\d)"),
    re.compile(r"(?:mmexport|wx_camera_|microMsg\.)(1\d{9})\d{3}"),
)


@dataclass(slots=True)
class Draft:
    """at        of its first message or photo, None where nothing says so
    villages  keys of those its words name: one is proposed, several or none are asked
    named     how the words name it; photos  places of its photos in the heap
    likely    where no village is named: those whose name without 村 or 社区 stands in the words, to be offered first
    """

    at: datetime | None
    text: str = ""
    villages: tuple[str, ...] = ()
    named: str = ""
    likely: tuple[str, ...] = ()
    photos: list[int] = field(default_factory=list)


def time_of_name(name: str) -> datetime | None:
    """When a photo was taken or sent, as phones and chat programs write it into a file's name; civil time of China."""
    found = _STAMPS[0].search(name)
    if found:
        try:
            return datetime(*(int(part) for part in found.groups()))  # type: ignore[arg-type]
        except ValueError:
            return None
    sent = _STAMPS[1].search(name)
    return datetime(1970, 1, 1, 8) + timedelta(seconds=int(sent.group(1))) if sent else None


def villages_in(text: str, roster: Roster, day: date) -> tuple[tuple[str, ...], str]:
    """Keys of the villages a text may mean, and the words that say so. Only whole known names and confirmed ones count.

    A name two towns have is both of them, unless the text names one of the two towns; the longest name wins where one
    holds another.
    """
    names: dict[str, list[str]] = {}
    for node in roster.valid_on(day, VILLAGE):
        names.setdefault(node.name, []).append(node.place)
    for (_, written), place in roster.aliases.items():
        is_village = place in roster and roster[place].level == VILLAGE and roster[place].is_valid(day)
        if is_village and len(written) >= _SHORTEST and place not in names.get(written, ()):
            names.setdefault(written, []).append(place)
    return _named_in(text, names, roster)


def villages_like(text: str, roster: Roster, day: date) -> tuple[tuple[str, ...], str]:
    """The same by names without their 村 or 社区: 「桃源坞沟边」. A guess, to be offered and never taken."""
    names: dict[str, list[str]] = {}
    for node in roster.valid_on(day, VILLAGE):
        short = re.sub("(?:社区|村)$", "", node.name)
        if len(short) >= _SHORTEST:
            names.setdefault(short, []).append(node.place)
    return _named_in(text, names, roster)


def _named_in(text: str, names: Mapping[str, list[str]], roster: Roster) -> tuple[tuple[str, ...], str]:
    said = [name for name in names if name in text]
    whole = [name for name in said if not any(name != other and name in other for other in said)]
    found: list[str] = []
    for name in whole:
        keys = names[name]
        towns = {key: roster.town_of(key) for key in keys}
        within = [key for key in keys if (town := towns[key]) and roster[town].name in text]
        found += within if len(keys) > 1 and len(within) == 1 else keys
    return tuple(dict.fromkeys(found)), "、".join(whole)


def drafts_of(
    messages: Sequence[Message], taken: Sequence[datetime | None], roster: Roster, *, day: date
) -> list[Draft]:
    """The drafts in the order of time, those without one last. Every message and every photo is in exactly one.

    taken  when each photo of the heap was taken
    """
    drafts = _of_messages(messages, roster, day)
    dated = sorted((at, place) for place, at in enumerate(taken) if at is not None)
    left: list[tuple[datetime, int]] = []
    spoken = [draft for draft in drafts if draft.at is not None]
    for at, place in dated:
        nearest = min(spoken, key=lambda draft: abs((draft.at or at) - at), default=None)
        if nearest is not None and nearest.at is not None and abs(nearest.at - at) <= NEAR:
            nearest.photos.append(place)
        else:
            left.append((at, place))
    drafts += _of_photos(left)
    undated = [place for place, at in enumerate(taken) if at is None]
    if undated and len(drafts) == 1:
        drafts[0].photos += undated
    elif undated:
        drafts.append(Draft(None, photos=undated))
    for draft in drafts:
        if not draft.villages:
            draft.likely, draft.named = villages_like(draft.text, roster, day)
    return sorted(drafts, key=lambda draft: (draft.at is None, draft.at or datetime.min))


def _of_messages(messages: Sequence[Message], roster: Roster, day: date) -> list[Draft]:
    drafts: list[Draft] = []
    last: datetime | None = None
    for message in messages:
        villages, named = villages_in(message.text, roster, day)
        paused = message.at is not None and last is not None and message.at - last > PAUSE
        goes_on = drafts and not paused and (not villages or not drafts[-1].villages)
        if goes_on:
            draft = drafts[-1]
            draft.text = f"{draft.text} {message.text}".strip()
            draft.villages, draft.named = villages or draft.villages, named or draft.named
        else:
            drafts.append(Draft(message.at, message.text, villages, named))
        last = message.at or last
    return drafts


def _of_photos(dated: Sequence[tuple[datetime, int]]) -> list[Draft]:
    drafts: list[Draft] = []
    last: datetime | None = None
    for at, place in dated:
        if last is None or at - last > PAUSE:
            drafts.append(Draft(at))
        drafts[-1].photos.append(place)
        last = at
    return drafts
