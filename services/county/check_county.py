"""Check the whole database: the chain of changes, every mark of every row, the table of latest figures."""

from dataclasses import dataclass
from datetime import datetime

from data_access.accounts import note_deed
from data_access.database import Store, newest_change, reading, writing
from data_access.versions import check
from domain.permissions import Actor
from services.county.progress import Progress, silent

FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class Proof:
    """What one check found.

    head         newest change when it began; fingerprint  the first signs of its hash: written down elsewhere it
                 proves later that nothing up to it was altered since
    broken       sentences of what is broken, empty when the whole is sound
    """

    head: int
    fingerprint: str
    broken: tuple[str, ...]

    @property
    def sentence(self) -> str:
        if self.broken:
            return f"核验出 {len(self.broken)} 处不一致，下面逐条写明是哪一号变更、哪一类行。"
        if not self.head:
            return "库里还没有变更，没有可核验的。"
        return (
            f"核验无误：第 1 号到第 {self.head} 号变更首尾相接，每一号的人员、时间、事由、文件和写入的行都与当时的指纹一致，"
            "各行起止、最新数据表和留存的原件也一致。"
        )


def check_county(store: Store, *, progress: Progress = silent) -> list[str]:
    """Sentences of what is broken; empty when the whole is sound."""
    return check(store, progress=progress)


def prove_county(store: Store, actor: Actor, *, now: datetime, progress: Progress) -> Proof:
    """The check with what it proved; that it was run, and how it ended, is kept among the deeds."""
    with reading(store) as connection:
        newest = newest_change(connection)
    broken = check_county(store, progress=progress)
    ended = f"{len(broken)} 处不一致" if broken else f"第 1 号到第 {newest.n} 号无误"
    with writing(store) as (connection, _last):
        note_deed(connection, now, actor.name, actor.role.value, "checked", ended)
    return Proof(newest.n, newest.hash[:FINGERPRINT], tuple(broken))
