"""How the exposure of one problem stands at the newest change: read by the buttons and again by the verb behind them."""

from dataclasses import dataclass, field
from datetime import date

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.photo_files import photo_folder, picture_path
from data_access.rows import rows_known
from domain.exposure import ABOUT, Case, ExposureStatus, names_in
from domain.frames import is_said, rows_where
from domain.permissions import Scope
from domain.photos import BEFORE
from domain.problem_status import ProblemStatus
from domain.records import Event, Photo
from services.problems.problem_case import problem_case


@dataclass(frozen=True, slots=True)
class Exposure:
    """n the change it was read at; last_change the newest that spoke of it; sentence what it says, or would by default."""

    case: Case
    n: int
    last_change: int
    sentence: str
    events: DataFrame = field(repr=False)


def exposure_case(store: Store, *, scope: Scope, number: str) -> Exposure:
    """Refused: a problem that is not known, or lies outside the scope."""
    standing = problem_case(store, scope=scope, number=number)
    with reading(store) as connection:
        events = rows_known(connection, Event, standing.n, where={"about": [ABOUT], "number": [number]})
        photos = rows_known(connection, Photo, standing.n, where={"problem": [number]})
    events = events.sort_values(["day", "seq"], kind="stable").reset_index(drop=True)
    kept = rows_where(
        photos, (_is_there(store, *row) for row in zip(photos["photo"], photos["masked"], strict=True))
    )
    found_on, row = standing.row["found_on"], standing.row
    assert isinstance(found_on, date)
    case = Case(
        status=ExposureStatus(events["to_status"].iloc[-1]) if len(events) else ExposureStatus.NONE,
        proposer=last_said(events, "proposed", "actor"),
        reply=last_said(events, "answered", "note"),
        before=int((kept["side"] == BEFORE).sum()),
        unlooked=int((~is_said(kept["looked"])).sum()),
        declined=standing.case.status is ProblemStatus.DECLINED,
        last_day=max([found_on, *events["day"]]),
        persons=names_in([row["person"], row["leader"]]),
    )
    text = row["text"]
    sentence = last_said(events, "proposed", "note") or (text.strip() if isinstance(text, str) else "")
    newest = max([standing.last_change, *(int(one) for one in (*events["opened_by"], *photos["opened_by"]))])
    return Exposure(case, standing.n, newest, sentence, events)


def last_said(events: DataFrame, kind: str, field: str) -> str:
    """What the newest event of a kind says in a field; blank where there is none, or it was erased."""
    said = [
        one
        for one in events.loc[(events["kind"] == kind).to_numpy(dtype=bool), field]
        if isinstance(one, str)
    ]
    return said[-1].strip() if said else ""


def _is_there(store: Store, photo: str, masked: object) -> bool:
    return picture_path(photo_folder(store.url), masked if isinstance(masked, str) else photo).exists()
