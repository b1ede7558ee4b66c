"""Erase 涂除 a photo by law: picture, covered copy and print go, its hash and the reason stay."""

from datetime import datetime

from data_access.database import Store, reading
from data_access.erasure import erase_photo as erase_kept
from data_access.rows import rows_known
from data_access.versions import Committed, Header
from domain.permissions import ROLE_WORDS, Actor, Scope, role_words
from domain.problem_life import KEEPERS
from domain.records import Photo
from domain.refusals import Refusal
from services.problems.problem_case import problem_case


def erase_photo(
    store: Store, actor: Actor, *, scope: Scope, number: str, photo: str, reason: str, now: datetime
) -> Committed:
    """Erase it wherever it is named. Refused: another role, no reason, a photo that is not of this problem."""
    if actor.role not in KEEPERS:
        raise Refusal(
            f"涂除照片由{role_words(KEEPERS)}来做，您的角色是{ROLE_WORDS[actor.role]}。", code="may_not_erase"
        )
    if not reason.strip():
        raise Refusal("没有写为什么涂除。涂除后找不回来，请写明依据或缘由。", code="erasure_without_reason")
    standing = problem_case(store, scope=scope, number=number)
    with reading(store) as connection:
        rows = rows_known(connection, Photo, standing.n, where={"problem": [number], "photo": [photo]})
    if rows.empty:
        raise Refusal("这张照片不在这个问题里，或已经涂除。请刷新后再看。", code="no_photo")
    header = Header(
        "erasure", actor.name, actor.role.value, f"涂除照片 {number}：{reason.strip()}", now, (), ()
    )
    return erase_kept(store, header, photo)
