"""The wall 整改前后 of 日督查: what was found or closed lately and has pictures somebody looked at, newest first."""

from dataclasses import dataclass
from datetime import timedelta

from data_access.database import Store
from domain.frames import day_stamp
from domain.permissions import Moment, Scope, of_scope
from domain.photos import AFTER, BEFORE
from domain.records import Photo
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.photos.show_exposed import first_picture
from services.problems.problem_words import problem_texts, status_words

DAYS, MOST = 30, 6


@dataclass(frozen=True, slots=True)
class Hung:
    """One problem on the wall; before, after  SHA-256 of its pictures, "" where there is none to show."""

    number: str
    text: str
    status_word: str
    before: str
    after: str


def show_wall(store: Store, *, scope: Scope, moment: Moment) -> tuple[Hung, ...]:
    """At most MOST problems found or closed within DAYS days; those without a picture anybody looked at are left out."""
    photos = known_rows(store, Photo, moment.known_at)
    photos = photos[photos["looked"].notna().to_numpy(dtype=bool)]
    if photos.empty:
        return ()
    state = problems_on(store, moment.known_at, moment.as_of)
    since = day_stamp(moment.as_of - timedelta(days=DAYS))
    moved = state[["found_on", "closed_on"]].max(axis=1)
    wanted = of_scope(state, scope) & state["problem"].isin(photos["problem"]) & (moved >= since)
    rows = state.assign(moved=moved)[wanted.to_numpy(dtype=bool)]
    rows = rows.sort_values(["moved", "problem"], ascending=[False, False], kind="stable").head(MOST)
    texts = problem_texts(rows, read_setting(store, moment.known_at).roster)
    return tuple(
        Hung(number, text, word, *(first_picture(own, side) for side in (BEFORE, AFTER)))
        for number, text, word in zip(rows["problem"], texts, status_words(rows["status"]), strict=True)
        for own in [photos[(photos["problem"] == number).to_numpy(dtype=bool)]]
    )
