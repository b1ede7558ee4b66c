"""The photos of one problem as they are shown: before and after, what is odd about them, whether somebody looked at them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access.database import Store, reading
from data_access.photo_files import photo_folder, picture_path
from data_access.rows import rows_known
from domain.permissions import Moment, Scope
from domain.photos import AFTER, BEFORE, LOOKS, NOT_LOOKED
from domain.records import Photo
from services.photos.doubt_photos import Doubt, doubts_about
from services.problems.open_problem import open_problem


@dataclass(frozen=True, slots=True)
class SeenPhoto:
    """photo   its SHA-256; shown the one that is shown instead, its covered copy where there is one
    taken    「2026-11-19 09:12」 or blank: the camera did not say
    look     what somebody said who looked for faces and plates, with their name; looked False: nobody has
    erased   the picture is gone by law, or missing
    """

    photo: str
    shown: str
    side: str
    taken: str
    look: str
    looked: bool
    erased: bool
    doubts: tuple[Doubt, ...]


def read_photos(store: Store, *, scope: Scope, moment: Moment, number: str) -> tuple[SeenPhoto, ...]:
    """Before first, then after, each by when they were taken and put in.

    Refused: a problem that is not known, or lies outside the scope.
    """
    found_on = open_problem(store, scope=scope, moment=moment, number=number).found_on
    with reading(store) as connection:
        rows = rows_known(connection, Photo, moment.known_at, where={"problem": [number]})
    rows = rows.assign(after=rows["side"] == AFTER).sort_values(
        ["after", "taken_on", "taken_at", "id"], kind="stable", na_position="last"
    )
    return tuple(_seen(store, row, found_on, moment, scope) for row in rows.itertuples(index=False))


def _seen(store: Store, row: object, found_on: date, moment: Moment, scope: Scope) -> SeenPhoto:
    photo, problem, side, masked, look, who, day, hour = (
        getattr(row, name)
        for name in ("photo", "problem", "side", "masked", "looked", "looked_by", "taken_on", "taken_at")
    )
    shown = masked if isinstance(masked, str) else photo
    by = f"（{who}）" if isinstance(who, str) and scope.may_see_names else ""
    looked = isinstance(look, str) and look in LOOKS
    taken = f"{day:%Y-%m-%d} {hour[:5]}" if isinstance(day, date) and not pd.isna(day) else ""
    return SeenPhoto(
        photo=photo,
        shown=shown,
        side=side,
        taken=taken,
        look=f"{LOOKS[look]}{by}" if looked else NOT_LOOKED,
        looked=looked,
        erased=not picture_path(photo_folder(store.url), shown).exists(),
        doubts=doubts_about(store, photo, problem, found_on, moment.known_at),
    )


def pairs(photos: Iterable[SeenPhoto]) -> list[tuple[SeenPhoto | None, SeenPhoto | None]]:
    """Before beside after, in their order; None where the other side has fewer."""
    listed = list(photos)
    before, after = ([one for one in listed if one.side == side] for side in (BEFORE, AFTER))
    count = max(len(before), len(after))
    return [
        (before[at] if at < len(before) else None, after[at] if at < len(after) else None)
        for at in range(count)
    ]
