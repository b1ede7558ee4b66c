"""Confirm what a settings sheet or a typed value would change: one change, with its reason, withdrawable like any other."""

from collections.abc import Sequence
from datetime import datetime

from data_access.database import Store
from data_access.versions import Committed, FileSource, Header, Said, SheetSource, commit
from domain.permissions import Actor
from domain.records import UNSAID, Record, key_fields, meanings
from domain.refusals import Refusal
from services.settings.judge_settings import Edit
from services.settings.known_settings import refuse_others
from services.settings.preview_settings import SettingsPreview

SETTINGS_FORM = "settings"


def accept_settings(
    store: Store, actor: Actor, seen: SettingsPreview, *, reason: str, now: datetime
) -> Committed:
    """The change. Only its file's fingerprint is kept: a sheet may hold more than its rows.

    Refused: not an administrator; a blocking issue; nothing to change; no reason; somebody moved a row meanwhile (Moved).
    """
    refuse_others(actor)
    if seen.blocked:
        raise Refusal("还有必须先改的问题，没有写入。请改好后再放一次。", code="blocked")
    if not seen.edits:
        raise Refusal("表里和库里一样，没有要改的，没有写入。", code="nothing_to_change")
    if not reason.strip():
        raise Refusal("改设置要写明理由和依据，撤回、检查时要看。请填写理由后再确认。", code="no_reason")
    header = header_of(actor, seen, reason=reason.strip(), now=now)
    return commit(store, header, said_of(seen), seen.seen)


def header_of(actor: Actor, seen: SettingsPreview, *, reason: str, now: datetime) -> Header:
    name, sha256 = seen.file
    sheets = [SheetSource(0, one.name, SETTINGS_FORM, one.columns) for one in seen.sheets] if name else []
    return Header(
        kind="configuration",
        actor=actor.name,
        role=actor.role.value,
        reason=reason,
        at=now,
        files=(FileSource(name, sha256, None),) if name else (),
        sources=tuple(sheets),
    )


def said_of(seen: SettingsPreview) -> list[Said]:
    """Per sheet and record what is said: the moved fields of the moved rows, nothing of the others."""
    parts = dict.fromkeys((one.part, one.record) for one in seen.edits)
    return [
        _said(record, part if seen.file[0] else None, [one for one in seen.edits if one.part == part])
        for part, record in parts
    ]


def _said(record: type[Record], source: int | None, edits: Sequence[Edit]) -> Said:
    keys = key_fields(record)
    spoken = [name for name in meanings(record) if name in keys or any(name in one.fields for one in edits)]
    columns = {
        name: [one.row[name] if name in keys or name in one.fields else UNSAID for one in edits]
        for name in spoken
    }
    return Said(record, source, columns, [one.line for one in edits])
