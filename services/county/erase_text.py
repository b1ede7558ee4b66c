"""涂除: find a text wherever it stands and take it out by law, with reason and ground; the chain stays whole."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection

from data_access.database import Store, reading
from data_access.erasable import KeptFile, Passage, files_of, passages
from data_access.erasure import TextsOfRow, erase_texts
from data_access.statements import Committed, Header
from data_access.submissions import STATE_WORDS, Submission, erase_submission, everything_kept
from data_access.writing import Erased
from domain.permissions import Actor, Role
from domain.refusals import Refusal
from domain.wording.values import field_title, key_words, record_title
from services.county.first_days import newest_change
from services.known.forget import forget_erased
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.review.sought_in import places_of

SHORTEST, MOST = 2, 30
GROUNDS = (
    "个人信息保护法第四十七条（应当删除个人信息）",
    "保守国家秘密法（误录涉密内容）",
    "其他法定依据（在理由里写明文件和条款）",
)
TEXT_COLUMNS = ("number", "what", "who", "field", "text", "standing")
FILE_COLUMNS = ("number", "name", "change")
SUBMISSION_COLUMNS = ("number", "id", "title", "who", "where", "state")


@dataclass(frozen=True)
class Erasable:
    """Where the words stand, in any version.

    texts  TEXT_COLUMNS, files FILE_COLUMNS, submissions SUBMISSION_COLUMNS; number is what they are chosen by: "1", "2" …
    more   passages beyond MOST, to be found again after this erasure
    """

    words: str
    texts: pd.DataFrame
    files: pd.DataFrame
    submissions: pd.DataFrame
    more: int


def find_erasable(store: Store, actor: Actor, words: str, *, known_at: int) -> Erasable:
    """Passages and kept files, at most MOST of each. known_at: how places and projects are named.

    Refused: not an administrator; fewer than two signs.
    """
    found, files, sent = _found(store, actor, words)
    setting, projects = read_setting(store, known_at), read_ledgers(store, known_at).projects
    names = dict(zip(projects["project"], projects["name"], strict=True))
    texts = [
        (
            str(at),
            record_title(one.record.NAME),
            key_words(one.record, one.key, setting, names),
            field_title(one.record, one.field, setting=setting, indicator=_indicator(one)),
            one.text,
            "现行" if one.standing else "只在旧版里",
        )
        for at, one in enumerate(found[:MOST], start=1)
    ]
    listed = [(str(at), one.name, one.change) for at, one in enumerate(files[:MOST], start=1)]
    waiting = [
        (str(at), one.id, one.title, one.actor, "、".join(where), STATE_WORDS[one.state])
        for at, (one, where) in enumerate(sent[:MOST], start=1)
    ]
    return Erasable(
        words.strip(),
        pd.DataFrame(texts, columns=list(TEXT_COLUMNS), dtype=object),
        pd.DataFrame(listed, columns=list(FILE_COLUMNS), dtype=object),
        pd.DataFrame(waiting, columns=list(SUBMISSION_COLUMNS), dtype=object),
        max(len(found) - MOST, 0),
    )


def erase_found(
    store: Store,
    actor: Actor,
    words: str,
    *,
    texts: tuple[str, ...],
    files: tuple[str, ...],
    submissions: tuple[str, ...] = (),
    reason: str,
    ground: str,
    now: datetime,
) -> Committed:
    """Take out what was chosen of `find_erasable`, by its numbers, as one change; nothing keeps it afterwards.

    Refused: not an administrator; nothing chosen; no reason, or one that repeats the words.
    """
    found, kept, sent = _found(store, actor, words)
    chosen = [one for at, one in enumerate(found[:MOST], start=1) if str(at) in texts]
    gone = [one.sha256 for at, one in enumerate(kept[:MOST], start=1) if str(at) in files]
    waiting = [one.id for at, (one, _) in enumerate(sent[:MOST], start=1) if str(at) in submissions]
    if not (chosen or gone or waiting):
        raise Refusal("没有选要涂除的文字、原件或报送，没有改动。请在清单下面选号。", code="nothing_chosen")
    if not reason.strip():
        raise Refusal("涂除要写明理由，检查时要看。请填写理由后再涂除。", code="no_reason")
    if words.strip() in reason:
        raise Refusal(
            "理由里写着要涂除的文字，理由会一直保存。请换个说法，例如“本人要求删除”。", code="reason_repeats"
        )
    header = Header(
        kind="erasure",
        actor=actor.name,
        role=actor.role.value,
        reason=f"{reason.strip()}；依据：{ground}",
        at=now,
        files=(),
        sources=(),
    )
    texts_of = [TextsOfRow(one.record, one.key, (one.field,)) for one in chosen]

    def of_submissions(connection: Connection) -> list[Erased]:
        who = {"name": actor.name, "role": actor.role.value}
        return [erase_submission(connection, one, words.strip(), **who, at=now) for one in waiting]

    done = erase_texts(store, header, texts_of, files=gone, also=of_submissions)
    forget_erased(store, newest_change(store))
    return done


Sent = tuple[Submission, tuple[str, ...]]


def _found(store: Store, actor: Actor, words: str) -> tuple[list[Passage], list[KeptFile], list[Sent]]:
    if actor.role is not Role.ADMIN:
        raise Refusal("涂除由管理员来做。请把要涂除的内容和理由告诉管理员。", code="may_not")
    sought = words.strip()
    if len(sought) < SHORTEST:
        raise Refusal(f"要找的文字至少写 {SHORTEST} 个字，现在是“{sought}”。请写全一些。", code="too_short")
    with reading(store) as connection:
        found = passages(connection, sought)
        files = files_of(connection, {sheet for one in found for sheet in one.sheets}, sought)
        kept = everything_kept(connection)
    sent = [(one.found, places_of(one, sought)) for one in kept]
    return found, files, [one for one in sent if one[1]]


def _indicator(one: Passage) -> str:
    return str(one.key[0]) if one.record.NAME == "figure" else ""
