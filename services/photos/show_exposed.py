"""Everything 曝光台 shows: each exposed problem with its photos, sentence and reply; what is still on the way there."""

from dataclasses import dataclass

import pandas as pd
from pandas import DataFrame

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.exposure import ABOUT, EXPOSURE_WORDS, ExposureStatus
from domain.frames import day_stamp, days
from domain.permissions import Moment, Scope, of_scope
from domain.photos import AFTER, BEFORE
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.records import Event, Photo
from domain.setting import Setting
from domain.wording.conclusion import Conclusion
from domain.wording.exposure import exposure_conclusion
from services.completeness.strip_of import Strip, strip_of
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.photos.exposure_case import last_said
from services.problems.problem_words import unit_name

WAITING_COLUMNS = ("problem", "text", "unit_name", "status_word", "reply")


@dataclass(frozen=True, slots=True)
class Exposed:
    """One exposed problem; no person is named. before, after  SHA-256 of the pictures that are shown, "" where there is none"""

    number: str
    place: str
    spot: str
    sentence: str
    unit: str
    reply: str
    day: str
    channel: str
    status_word: str
    closed: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ExposurePage:
    """exposed newest first; waiting WAITING_COLUMNS of those proposed or approved"""

    strip: Strip
    conclusion: Conclusion
    exposed: tuple[Exposed, ...]
    waiting: DataFrame
    foot: tuple[str, ...]


def show_exposed(store: Store, *, scope: Scope, moment: Moment) -> ExposurePage:
    """The page at a moment, within a scope."""
    state = problems_on(store, moment.known_at, moment.as_of)
    state = state[of_scope(state, scope).to_numpy(dtype=bool)].set_index("problem", drop=False)
    with reading(store) as connection:
        events = rows_known(connection, Event, moment.known_at, where={"about": [ABOUT]})
        events = events[(days(events["day"]) <= day_stamp(moment.as_of)).to_numpy(dtype=bool)]
        events = events.sort_values(["day", "seq"], kind="stable")
        numbers = sorted(set(events["number"]) & set(state.index))
        photos = rows_known(connection, Photo, moment.known_at, where={"problem": numbers})
    setting = read_setting(store, moment.known_at)
    exposed, waiting = [], []
    for number in numbers:
        own = events[(events["number"] == number).to_numpy(dtype=bool)]
        status = ExposureStatus(own["to_status"].iloc[-1])
        row = state.loc[number]
        if status is ExposureStatus.EXPOSED:
            exposed.append(
                _exposed(row, own, photos[(photos["problem"] == number).to_numpy(dtype=bool)], setting)
            )
        elif status in (ExposureStatus.PROPOSED, ExposureStatus.APPROVED):
            waiting.append(
                (number, last_said(own, "proposed", "note"), unit_name(row["unit"], setting), EXPOSURE_WORDS[status],
                 last_said(own, "answered", "note"))
            )  # fmt: skip
    exposed.sort(key=lambda one: (one.day, one.number), reverse=True)
    return ExposurePage(
        strip=strip_of(store, scope=scope, moment=moment, form="INS"),
        conclusion=exposure_conclusion(
            exposed=len(exposed), closed=sum(one.closed for one in exposed), waiting=len(waiting)
        ),
        exposed=tuple(exposed),
        waiting=DataFrame(waiting, columns=list(WAITING_COLUMNS), dtype=object),
        foot=(
            "口径：先拟曝光，单位回应，另一个人审核通过，再曝光；照片逐张看过人脸车牌；点到村组和点位，不点到人；随时可撤回。",
        ),
    )


def _exposed(row: pd.Series, events: DataFrame, photos: DataFrame, setting: Setting) -> Exposed:
    places = [setting.roster[key].name for key in (row["town"], row["village"]) if key in setting.roster]
    shown = events[(events["kind"] == "exposed").to_numpy(dtype=bool)]
    return Exposed(
        number=str(row["problem"]),
        place="".join(places),
        spot=row["spot"] if isinstance(row["spot"], str) else "",
        sentence=last_said(events, "proposed", "note"),
        unit=unit_name(row["unit"], setting),
        reply=last_said(events, "answered", "note"),
        day=f"{shown['day'].iloc[-1]:%Y-%m-%d}",
        channel=last_said(events, "exposed", "note"),
        status_word=STATUS_WORDS[ProblemStatus(row["status"])],
        closed=row["status"] == ProblemStatus.CLOSED,
        before=first_picture(photos, BEFORE),
        after=first_picture(photos, AFTER),
    )


def first_picture(photos: DataFrame, side: str) -> str:
    """The picture of a side that stands in the panel's first row; one nobody looked at for faces and plates is not shown."""
    own = photos[((photos["side"] == side) & photos["looked"].notna()).to_numpy(dtype=bool)]
    own = own.sort_values(["taken_on", "taken_at", "id"], kind="stable", na_position="last")
    if own.empty:
        return ""
    masked = own["masked"].iloc[0]
    return masked if isinstance(masked, str) else str(own["photo"].iloc[0])
