"""How one village, one unit or all units together came to where they are, beside their peers."""

from dataclasses import dataclass, replace

from pandas import DataFrame, concat

from charts.peers import Band, peer_band
from data_access.database import Store
from domain.measure_frame import PLACE, UNIT
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.places import VILLAGE
from domain.ranking import peer_groups
from domain.records import Indicator
from domain.setting import Setting
from services.known.read_setting import read_setting
from services.measures.judge_measures import judge
from services.measures.read_measures import read_measures, read_trend
from services.measures.show_group import of_units

EVERY = "every"


@dataclass(frozen=True, slots=True)
class Course:
    """series  point frame of one subject, oldest first; bands of its peers, called peer_name; blank without peers"""

    series: DataFrame
    bands: tuple[Band, ...]
    peer_name: str


def subjects_offered(store: Store, *, scope: Scope, moment: Moment, code: str, place: str) -> dict[str, str]:
    """EVERY and key → name of whoever within a place may be looked at alone: villages of a town, or units.

    place    a town; of another place no village is offered, they would be too many to choose from
    returns  empty where the indicator speaks of none
    """
    setting = read_setting(store, moment.known_at)
    found = read_measures(store, scope=scope, moment=moment, codes=(code,))
    units = [
        key for key in found["subject"][(found["subject_kind"] == UNIT).to_numpy()] if key in setting.units
    ]
    one = setting.catalogue.version(code, moment.as_of)
    if units and one is not None and one.report_level == UNIT:
        return {EVERY: "全部单位", **_told({key: setting.units[key].name for key in units})}
    spoken = set(found["subject"][(found["subject_kind"] == PLACE).to_numpy()])
    own = [
        node
        for node in setting.roster.valid_on(moment.as_of, VILLAGE)
        if node.place in spoken and setting.roster.town_of(node.place) == place
    ]
    return {EVERY: "全镇", **_told({node.place: node.name for node in own})} if own else {}


def _told(names: dict[str, str]) -> dict[str, str]:
    """No two words alike."""
    words = list(names.values())
    return {key: name if words.count(name) == 1 else f"{name}（{key}）" for key, name in names.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator over the last `count` periods, as this scope sees it."""

    one: Indicator
    scope: Scope
    moment: Moment
    cadence: str
    count: int


def follow_village(store: Store, asked: Asked, village: str) -> Course:
    """A village beside those of its kind 村庄类型 in the whole county; what it did not report is a hole."""
    setting = read_setting(store, asked.moment.known_at)
    villages = [node.place for node in setting.roster.valid_on(asked.moment.as_of, VILLAGE)]
    groups = peer_groups(setting.roster, villages)
    peers = [key for key in villages if groups[key] == groups[village]]
    rows = _trend(store, asked)
    own = rows[(rows["subject"] == village).to_numpy()]
    # Medians and quartiles are taken over all, whoever looks.
    everybody = _dated(_trend(store, replace(asked, scope=EVERY_PLACE)), setting, asked.moment)
    bands = peer_band(everybody[everybody["subject"].isin(peers).to_numpy()])
    return Course(_judged(store, own, setting, asked.moment), tuple(bands), "同类村")


def follow_units(store: Store, asked: Asked, whole: str, unit: str) -> Course:
    """All units together (Σ over Σ, told as `whole`), or one of them beside the others."""
    setting = read_setting(store, asked.moment.known_at)
    rows = _trend(store, asked)
    units = rows[(rows["subject_kind"] == UNIT).to_numpy()]
    if unit:
        own = units[(units["subject"] == unit).to_numpy()]
        bands = peer_band(_dated(units, setting, asked.moment))
        return Course(_judged(store, own, setting, asked.moment), tuple(bands), "各单位")
    sums = [of_units(own, [asked.one], whole) for _, own in units.groupby("period", sort=False)]
    together = concat(sums, ignore_index=True) if sums else units
    return Course(_judged(store, together, setting, asked.moment), (), "")


def _trend(store: Store, asked: Asked) -> DataFrame:
    return read_trend(
        store,
        scope=asked.scope,
        moment=asked.moment,
        code=asked.one.code,
        count=asked.count,
        cadence=asked.cadence,
    )


def _dated(rows: DataFrame, setting: Setting, moment: Moment) -> DataFrame:
    return rows.assign(day=[min(setting.period(str(period)).end, moment.as_of) for period in rows["period"]])


def _judged(store: Store, rows: DataFrame, setting: Setting, moment: Moment) -> DataFrame:
    """Each period judged on its own last day, with day and name."""
    parts = []
    for period, own in rows.groupby("period", sort=False):
        day = min(setting.period(str(period)).end, moment.as_of)
        parts.append(judge(store, own, moment=Moment(day, moment.known_at)).assign(day=day))
    told = concat(parts, ignore_index=True) if parts else judge(store, rows, moment=moment).assign(day=None)
    return told.assign(name=[_name(str(key), setting) for key in told["subject"]])


def _name(key: str, setting: Setting) -> str:
    if key in setting.units:
        return setting.units[key].name
    return setting.roster[key].name if key in setting.roster else key
