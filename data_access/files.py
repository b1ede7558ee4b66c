"""The kept originals: bytes by their SHA-256. Where something had to be left out, only the hash is kept."""

import hashlib
import zlib

from sqlalchemy import Connection, text

from domain.refusals import Refusal


def file_content(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of a file as they came in; None where only its hash may be kept or it was erased.

    Refused when what is kept is no longer the file its hash names.
    """
    query = text("SELECT name, body FROM file WHERE sha256 = :sha256 AND body IS NOT NULL")
    row = connection.execute(query, {"sha256": sha256}).first()
    if row is None:
        return None
    try:
        content = zlib.decompress(row.body)
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refusal(
            f"文件“{row.name}”保存的原件与登记的指纹不一致，不能打开。请从备份恢复，并报告管理员。",
            code="damaged_file",
        )
    return content
