"""The sample county's last evening: what people did by hand, done again through the same verbs the pages use.

Directives of the last meeting, drawn photos of some problems, one exposed and one on the way, a village drawn for a real review,
what the province published as its average (sample_data/by_hand.py). Every deed is a change of its own, as when it is done on a page.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from bulletins.cells import Cell, SheetColumn
from bulletins.sheet import Sheet, workbook
from data_access.database import Store, head, reading
from data_access.rows import rows_known
from domain.baselines import LINE_NAMES
from domain.permissions import WHOLE_COUNTY, Actor, Role
from domain.photos import AFTER, BEFORE
from domain.places import VILLAGE
from domain.records import Photo, Target, meanings
from domain.setting import Setting
from sample_data import by_hand
from sample_data.scenes import scene
from services.county.progress import Progress
from services.known.read_setting import read_setting
from services.photos.add_photos import add_photos
from services.photos.expose import expose
from services.photos.look_at_photo import look_at_photo
from services.photos.taken_in import PhotoFile
from services.problems.promises import Promise
from services.problems.record_directive import Decided, act_on_directive, record_directive
from services.settings.accept_settings import accept_settings
from services.settings.known_settings import CATALOGUE
from services.settings.preview_settings import preview_sheet
from services.spot_checks.record_spot_check import Drawn, record_spot_check, record_step

_ROLES = {by_hand.INSPECTOR: Role.INSPECTOR, by_hand.REVIEWER: Role.REVIEWER}
INSPECTOR = Actor(by_hand.INSPECTOR, Role.INSPECTOR)
REVIEWER = Actor(by_hand.REVIEWER, Role.REVIEWER)
OFFICE = Actor("管理 尹某", Role.ADMIN)
EVERYBODY_WORD = "全部"


def replay_by_hand(store: Store, *, progress: Progress) -> None:
    """One minute after the other, after the last file."""
    progress(0, 1, "登记调度事项、照片、曝光和抽查")
    clock = _minutes(by_hand.at(20, 20))
    setting = read_setting(store, _head(store))
    for given in by_hand.DIRECTIVES:
        _decide(store, given, setting, clock)
    for one in by_hand.PHOTOGRAPHED:
        _photograph(store, one, clock)
    for step in by_hand.EXPOSURES:
        expose(
            store, Actor(step.actor, _ROLES[step.actor]), scope=WHOLE_COUNTY, number=step.problem, kind=step.kind,
            day=by_hand.DAY, told={**step.told, "actor": step.actor}, seen=_head(store), now=next(clock),
        )  # fmt: skip
    _review(store, by_hand.SPOT_CHECK, setting, clock)
    _publish(store, by_hand.PUBLISHED, clock)
    progress(1, 1, "登记调度事项、照片、曝光和抽查")


def _minutes(first: datetime) -> Iterator[datetime]:
    while True:
        yield first
        first += timedelta(minutes=1)


def _head(store: Store) -> int:
    with reading(store) as connection:
        return head(connection)


def _decide(store: Store, given: by_hand.DirectiveGiven, setting: Setting, clock: Iterator[datetime]) -> None:
    unit = next(node.unit for node in setting.units.nodes.values() if node.name == given.unit)
    promise = None
    if given.promise:
        indicator, subject, starts, goal, by_when = given.promise
        promise = Promise(indicator, _place(setting, subject), goal, by_when, starts)
    decided = Decided(
        by_hand.MEETING, by_hand.MEETING_DAY, given.text, unit, given.post, given.person, given.deadline, given.standard,
        promise,
    )  # fmt: skip
    number = record_directive(store, REVIEWER, decided, scope=WHOLE_COUNTY, now=next(clock))
    for kind, day, note in given.steps:
        act_on_directive(
            store, REVIEWER, number=number, kind=kind, day=day, note=note, scope=WHOLE_COUNTY, now=next(clock)
        )


def _place(setting: Setting, name: str) -> str:
    """The county or a town by its name."""
    return next(
        node.place for node in setting.roster.nodes.values() if node.name == name and node.level != VILLAGE
    )


def _photograph(store: Store, one: by_hand.Photographed, clock: Iterator[datetime]) -> None:
    """The pictures before and after, each looked at for faces and plates: there are none, they are drawn."""
    for side, taken in ((BEFORE, one.before), (AFTER, one.after)):
        if taken is not None:
            file = PhotoFile(f"{one.problem}.jpg", scene(one.scene, cleared=side == AFTER, taken=taken))
            add_photos(
                store,
                INSPECTOR,
                scope=WHOLE_COUNTY,
                number=one.problem,
                side=side,
                files=[file],
                now=next(clock),
            )
    with reading(store) as connection:
        photos = rows_known(connection, Photo, head(connection), where={"problem": [one.problem]})[
            "photo"
        ].tolist()
    for photo in photos:
        look_at_photo(
            store, INSPECTOR, scope=WHOLE_COUNTY, number=one.problem, photo=photo, boxes=(), now=next(clock)
        )


def _review(store: Store, found: by_hand.DrawnForReview, setting: Setting, clock: Iterator[datetime]) -> None:
    roster = setting.roster
    village = next(
        node.place
        for node in roster.valid_on(found.told.date(), VILLAGE)
        if node.name == found.village and roster[roster.town_of(node.place) or ""].name == found.town
    )
    drawn = Drawn(village, found.told.date(), f"{found.told:%H:%M}", found.reviewer, found.leader)
    number = record_spot_check(store, INSPECTOR, drawn, scope=WHOLE_COUNTY, now=next(clock))
    for step, at, note in found.steps:
        record_step(
            store, INSPECTOR, number=number, step=step, day=at.date(), at=f"{at:%H:%M}", note=note, scope=WHOLE_COUNTY,
            now=next(clock),
        )  # fmt: skip


def _publish(store: Store, told: by_hand.Published, clock: Iterator[datetime]) -> None:
    """The rows of 目标 as a sheet of settings, seen and confirmed like one that somebody puts in."""
    days, shares = zip(*((day.isoformat(), Decimal(rate) / 100) for day, rate in told.rates), strict=True)
    columns = {
        "indicator": [Cell(told.indicator, "@")] * len(days),
        "subject": [Cell(EVERYBODY_WORD, "@")] * len(days),
        "line": [Cell(LINE_NAMES["province"], "@")] * len(days),
        "day": [Cell(day, "@") for day in days],
        "value": [Cell(float(share), "0.0%") for share in shares],
    }
    heads = meanings(Target)
    content = workbook(
        Sheet(
            Target.TITLE,
            (told.reason,),
            tuple(SheetColumn(heads[name].title, tuple(cells)) for name, cells in columns.items()),
        )
    )
    seen = preview_sheet(store, OFFICE, CATALOGUE, name="全省平均支出率.xlsx", content=content)
    accept_settings(store, OFFICE, seen, reason=told.reason, now=next(clock))
