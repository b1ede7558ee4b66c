"""Take in the outlines of towns and villages from the office's GeoJSON: facts like all others, one change."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from data_access.comparison import changes_anything, compare, to_commit
from data_access.database import Store, head, reading
from data_access.versions import FileSource, Header, Said, SheetSource, commit
from domain.boundaries import encode, match_features
from domain.permissions import Actor
from domain.places import TOWN, VILLAGE
from domain.records import Boundary
from domain.refusals import Refusal
from services.known.read_setting import read_setting
from uploads.geojson import read_geojson

FORM = "boundaries"
SHEET = "界线图形"
MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class TakenBoundaries:
    """What was taken in.

    change     its number; None on a dry run and where every outline stood already
    towns, villages   how many have an outline in this file
    unmatched  what was left out because the office said so, a sentence each
    without    names of the villages that have no outline in this file
    """

    change: int | None
    towns: int
    villages: int
    unmatched: tuple[str, ...]
    without: tuple[str, ...]


def take_boundaries(
    store: Store, actor: Actor, name: str, content: bytes, *, now: datetime, leave_out: bool, dry_run: bool
) -> TakenBoundaries:
    """Match every outline of the file by code or name and keep it.

    leave_out  outlines that mean nobody are left out and named; otherwise one of them refuses the whole file
    """
    features = read_geojson(name, content)
    with reading(store) as connection:
        seen = head(connection)
    roster = read_setting(store, seen).roster
    found = match_features(features, roster, now.date())
    if not found.shapes or (found.unmatched and not leave_out):
        raise Refusal(_unmatched_words(name, found.unmatched), code="outlines_unmatched")
    villages = roster.valid_on(now.date(), VILLAGE)
    told = TakenBoundaries(
        change=None,
        towns=sum(roster[place].level == TOWN for place in found.shapes),
        villages=sum(roster[place].level == VILLAGE for place in found.shapes),
        unmatched=found.unmatched,
        without=tuple(village.name for village in villages if village.place not in found.shapes),
    )
    if dry_run:
        return told
    columns = {
        "place": list(found.shapes),
        "shape": [encode(shape) for shape in found.shapes.values()],
    }
    said = Said(Boundary, 0, columns, [found.lines[place] for place in found.shapes])
    # Properties beyond code, name and town are not kept, so neither is the file: its hash is.
    files = (FileSource(name=name, sha256=hashlib.sha256(content).hexdigest(), content=None),)
    sheets = (SheetSource(file=0, sheet=SHEET, form=FORM, columns={}),)
    header = Header("configuration", actor.name, actor.role.value, "装入村镇界线", now, files, sheets)
    with reading(store) as connection:
        compared = compare(connection, [said], seen=seen, forms=[FORM])
    if not changes_anything(compared):
        return told
    n = commit(store, header, [to_commit(one) for one in compared], seen).n
    return TakenBoundaries(n, told.towns, told.villages, told.unmatched, told.without)


def _unmatched_words(name: str, unmatched: tuple[str, ...]) -> str:
    told = "；".join(unmatched[:MOST_TOLD]) + ("…" if len(unmatched) > MOST_TOLD else "")
    return (
        f"《{name}》有 {len(unmatched)} 个图形对不上名册，没有写入：{told}。"
        "请在文件里写上区划代码，或改成名册里的名称；确实不用的，加 --leave-out 略去。"
    )
