"""What withdrawing a change would move, before it is confirmed: numbers of county and towns, key figures, rankings, lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data_access.database import Store, head, reading
from data_access.versions import Header, as_if_withdrawn
from domain.indicators import Catalogue
from domain.permissions import EVERY_PLACE, Actor, Moment
from domain.places import TOWN, VILLAGE
from domain.ranking import peer_groups, ranking, red_and_black
from domain.records import Figure
from domain.scoring import scheme_on
from domain.wording.numbers import measure_value
from services.county.list_changes import open_change
from services.known.read_setting import read_setting
from services.measures.key_figures import CARDS
from services.measures.read_measures import read_measures
from services.ranking.rank_places import scheme_items, schemes
from services.ranking.score_places import Board, score_places
from services.ranking.show_ranking import BLACK_BOTTOM, RED_TOP

NUMBER_COLUMNS = ("indicator", "subject", "old", "new")
PLACE_COLUMNS = ("scheme", "group", "village", "old", "new")
NOBODY = "—"


@dataclass(frozen=True, eq=False)
class Foreseen:
    """numbers  NUMBER_COLUMNS: county first, then towns, of the key figures and of every indicator the change spoke of
    places   PLACE_COLUMNS of villages whose place in their group changes, the greatest move first
    lists    sentences: who would come onto or leave a red or black list
    """

    numbers: pd.DataFrame
    places: pd.DataFrame
    lists: tuple[str, ...]

    @property
    def moves_nothing(self) -> bool:
        return self.numbers.empty and self.places.empty


@dataclass(frozen=True, eq=False)
class _Side:
    """numbers: (indicator, subject) → value as written; places: (scheme, village) → (group, place, list)."""

    numbers: Mapping[tuple[str, str], str]
    places: Mapping[tuple[str, str], tuple[str, int, str]]


def foresee_withdrawal(store: Store, actor: Actor, *, moment: Moment, n: int, now: datetime) -> Foreseen:
    """Old → new at the moment's day, with everything known. Writes nothing.

    Refused as the withdrawal itself would be: what facts would lose, a locked period, a change that no longer stands
    """
    with reading(store) as connection:
        newest = head(connection)
    codes = _codes(store, n)
    header = Header("withdrawal", actor.name, actor.role.value, "", now, (), ())
    before = _side(store, Moment(moment.as_of, newest), codes)
    with as_if_withdrawn(store, header, n) as (imagined, last):
        after = _side(imagined, Moment(moment.as_of, last), codes)
        names = {**_names(store, newest), **_names(imagined, last)}
    return Foreseen(_numbers(before, after, names), *_places(before, after, names))


def _codes(store: Store, n: int) -> tuple[str, ...]:
    """The key figures, and the indicators the change spoke of."""
    touched = open_change(store, n).touched
    own = touched["key"][(touched["record"] == Figure.NAME).to_numpy()]
    return tuple(dict.fromkeys((*CARDS, *(str(key[0]) for key in own))))


def _side(store: Store, moment: Moment, codes: tuple[str, ...]) -> _Side:
    setting = read_setting(store, moment.known_at)
    county = setting.roster.county
    places = [county.place] if county else []
    places += [town.place for town in setting.roster.valid_on(moment.as_of, TOWN)]
    measures = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=codes)
    own = measures[measures["subject"].isin(places).to_numpy()]
    order = {place: at for at, place in enumerate(places)}
    own = own.assign(order=own["subject"].map(order)).sort_values("order", kind="stable")
    numbers = {
        (str(code), str(subject)): _written(setting.catalogue, str(code), value, moment)
        for code, subject, value in zip(own["indicator"], own["subject"], own["value"], strict=True)
    }
    found: dict[tuple[str, str], tuple[str, int, str]] = {}
    for code in schemes(store, moment, level=VILLAGE):
        found.update(_standing(store, moment, code))
    return _Side(numbers, found)


def _written(catalogue: Catalogue, code: str, value: float, moment: Moment) -> str:
    version = catalogue.version(code, moment.as_of)
    return NOBODY if version is None or pd.isna(value) else measure_value(version, float(value))


def _standing(store: Store, moment: Moment, code: str) -> dict[tuple[str, str], tuple[str, int, str]]:
    scheme = scheme_on(scheme_items(store, moment.known_at), code, moment.as_of)
    if scheme is None:
        return {}
    setting = read_setting(store, moment.known_at)
    scored = score_places(store, Board(scheme, VILLAGE), day=moment.as_of, known_at=moment.known_at)
    groups = peer_groups(setting.roster, list(scored.grid.subjects))
    rows = ranking(scored, groups, order=scored.grid.subjects)
    rows = rows.assign(listed=red_and_black(rows, top=RED_TOP, bottom=BLACK_BOTTOM))
    ranked = rows[rows["rank"].notna().to_numpy()]
    columns = (ranked[name] for name in ("subject", "group", "rank", "listed"))
    return {
        (scheme.name, str(subject)): (str(group), int(place), str(listed))
        for subject, group, place, listed in zip(*columns, strict=True)
    }


def _names(store: Store, known_at: int) -> dict[str, str]:
    """Places by 「柳湾乡水口村」 and indicators by name; of both sides, since a withdrawn one is known to one of them."""
    setting = read_setting(store, known_at)
    roster = setting.roster
    places = {}
    for node in roster.nodes.values():
        town = roster.town_of(node.place)
        above = roster[town].name if town and town != node.place else ""
        places[node.place] = f"{above}{node.name}"
    return {**places, **{code: versions[-1].name for code, versions in setting.catalogue.versions.items()}}


def _numbers(before: _Side, after: _Side, names: Mapping[str, str]) -> pd.DataFrame:
    keys = dict.fromkeys((*before.numbers, *after.numbers))
    rows = []
    for code, subject in keys:
        old, new = (side.numbers.get((code, subject), NOBODY) for side in (before, after))
        if old != new:
            rows.append((names.get(code, code), names.get(subject, "跨区域"), old, new))
    return pd.DataFrame(rows, columns=list(NUMBER_COLUMNS))


def _places(before: _Side, after: _Side, names: Mapping[str, str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    rows, lists = [], []
    for scheme, village in dict.fromkeys((*before.places, *after.places)):
        old, new = (side.places.get((scheme, village)) for side in (before, after))
        name = names.get(village, village)
        if (old and old[1]) != (new and new[1]):
            places = [f"第 {side[1]}" if side else "不参评" for side in (old, new)]
            moved = abs(old[1] - new[1]) if old and new else len(before.places)
            rows.append((scheme, (old or new or ("",))[0], name, *places, moved))
        was, will = (side[2] if side else "" for side in (old, new))
        if was != will:
            lists.append(
                f"{scheme}：{name}" + (f"离开{was}" if was else "") + (f"进入{will}" if will else "")
            )
    table = pd.DataFrame(rows, columns=[*PLACE_COLUMNS, "moved"])
    table = table.sort_values("moved", ascending=False, kind="stable", ignore_index=True)
    return table[list(PLACE_COLUMNS)], tuple(lists)
