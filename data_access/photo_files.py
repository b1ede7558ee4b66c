"""The pictures of photos 照片: files by their SHA-256 in a folder beside the database, written before the change that names them.

A picture no change names is harmless and stays; one that is erased by law is deleted, and its hash says that it was.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from data_access.database import Store
from domain.refusals import Refusal

VAR = Path(__file__).parents[1] / "var"
DAMAGED = "照片 {sha} 与登记的指纹不一致，不能打开。请从备份恢复，并报告管理员。"


def photo_folder(url: str) -> Path:
    """Beside a SQLite file (county.db → county.photos); in var/ under its name for any other database."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        return Path(str(address.database)).with_suffix(".photos")
    return VAR / f"{address.database or 'memory'}.photos"


def picture_path(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / f"{sha256}.jpg"


def keep_picture(store: Store, content: bytes) -> str:
    """Write it, whole or not at all; gives its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    write_picture(photo_folder(store.url), sha256, content)
    return sha256


def write_picture(folder: Path, sha256: str, content: bytes) -> None:
    """Write it under a name of its own first, so that a power cut leaves no half picture."""
    path = picture_path(folder, sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def picture(store: Store, sha256: str) -> bytes | None:
    """The picture; None where it was erased or never came here. Refused when it is not the one its hash names."""
    try:
        content = picture_path(photo_folder(store.url), sha256).read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refusal(DAMAGED.format(sha=sha256[:12]), code="damaged_photo")
    return content


def drop_pictures(store: Store, hashes: Iterable[str]) -> None:
    """Delete pictures that were erased; what is not there is gone already."""
    for sha256 in hashes:
        picture_path(photo_folder(store.url), sha256).unlink(missing_ok=True)


def pictures_named(connection: Connection) -> list[str]:
    """The SHA-256 of every picture a change names and none erased, in order."""
    query = (
        "SELECT named FROM (SELECT photo AS named FROM photo UNION SELECT masked FROM photo WHERE masked IS NOT NULL) "
        "AS pictures WHERE named NOT IN (SELECT digest FROM erasure WHERE record = 'photo') ORDER BY named"
    )
    return [str(one) for one in connection.execute(text(query)).scalars()]


def check_pictures(connection: Connection, folder: Path) -> Iterator[str]:
    """Sentences of pictures that are missing or are not what their hash names, and of erased ones that are still there."""
    for sha256 in pictures_named(connection):
        path = picture_path(folder, sha256)
        if not path.exists():
            yield f"照片 {sha256[:12]}：登记时存有，现在没有了。请从最近一份核对无误的备份恢复，并报告管理员。"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            yield DAMAGED.format(sha=sha256[:12])
    erased = text(
        "SELECT DISTINCT digest FROM erasure WHERE record = 'photo' AND field IN ('photo', 'masked')"
    )
    for sha256 in connection.execute(erased).scalars():
        if picture_path(folder, sha256).exists():
            yield f"照片 {sha256[:12]}：已经涂除，文件却还在。请删除它，并报告管理员。"
