"""留痕: what somebody took away or looked at. No change of the county, so it stands beside the chain (decision 0014)."""

from datetime import datetime

from data_access import accounts
from data_access.database import Store, writing
from domain.permissions import Actor, Moment


def note_export(store: Store, actor: Actor, *, name: str, moment: Moment, now: datetime) -> None:
    """A file was taken away: its name, the day and the version it speaks of. What cannot be noted is not given out."""
    _note(store, actor, "exported", f"{name}，{_moment_words(moment)}", now)


def note_seen(store: Store, actor: Actor, *, page: str, moment: Moment, now: datetime) -> None:
    """A page was looked at; page: its title."""
    _note(store, actor, "seen", f"{page}，{_moment_words(moment)}", now)


def _note(store: Store, actor: Actor, kind: str, about: str, now: datetime) -> None:
    with writing(store) as (connection, _last):
        accounts.note_deed(connection, now, actor.name, actor.role.value, kind, about)


def _moment_words(moment: Moment) -> str:
    return f"数据截至 {moment.as_of.isoformat()}，第 {moment.known_at} 号变更"
