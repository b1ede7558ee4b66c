"""Make a county's own database: tables, the shipped catalogue, the roster. The sample stays apart."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from domain.permissions import WHOLE_COUNTY, Actor
from domain.refusals import Refusal
from services.county.installation import COUNTY, VAR, Installation, open_installation, sqlite_url
from services.county.load_catalogue import load_catalogue
from services.county.progress import silent
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from uploads.knowledge import Hints


def default_url(environment: Mapping[str, str], *, var: Path = VAR) -> str:
    """DATABASE_URL, else the county's own file."""
    return environment.get("DATABASE_URL") or sqlite_url(var / COUNTY)


def establish(url: str, actor: Actor, *, roster: Path | None, now: datetime) -> Installation:
    """Create or migrate the database; load the catalogue, or what of it this release changed; then the roster, when given."""
    content = _roster_bytes(roster) if roster else None
    found = open_installation(url)
    load_catalogue(found.store, actor, now=now)
    if roster is not None and content is not None:
        take_roster(found, actor, roster.name, content, now=now)
    return found


def take_roster(found: Installation, actor: Actor, name: str, content: bytes, *, now: datetime) -> None:
    """Import a roster workbook, as one change."""
    upload = Upload(name=name, content=content, hints=Hints(form="ROSTER"))
    seen = preview(found.store, actor, WHOLE_COUNTY, [upload], now=now, progress=silent)
    accept(found.store, actor, WHOLE_COUNTY, seen, reason="建立本县", now=now)


def _roster_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"村名册 {path} 打不开。请核对文件名和位置后再试。", code="no_file") from error
