"""Which numbers of a frame were corrected since they were first reported: the mark 已更正 beside them, in words."""

from collections.abc import Collection, Sequence

from pandas import DataFrame

from data_access.database import Store
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.places import VILLAGE
from domain.records import Indicator
from domain.setting import Setting
from services.measures.read_measures import read_measures
from services.measures.read_revisions import revised_below, revised_numbers, revised_words


def revised_told(
    store: Store,
    setting: Setting,
    one: Indicator,
    *,
    scope: Scope,
    moment: Moment,
    shown: Collection[tuple[str, str]],
) -> dict[tuple[str, str], str]:
    """(subject, period) → what was corrected: of reporters first → now, of towns and the county how many below.

    shown  the (subject, period) it is asked of; of towns and the county all are told
    """
    revised = revised_numbers(store, moment.known_at, one.code)
    told = revised_words(store, one, scope=scope, moment=moment, shown=shown) if revised else {}
    if not revised or one.report_level != VILLAGE:
        return told
    towns = {key: setting.roster.town_of(key) or "" for key, _ in revised}
    county = setting.roster.county
    whole = dict.fromkeys(towns, county.place) if county else {}
    return {**told, **revised_below(revised, towns, "村"), **revised_below(revised, whole, "村")}


def with_revisions(
    store: Store, rows: DataFrame, setting: Setting, *, scope: Scope, moment: Moment
) -> DataFrame:
    """The frame with `revised`: the words of what was corrected, blank where nothing was.

    rows  indicator, subject, period among its columns
    """
    shown: dict[str, set[tuple[str, str]]] = {}
    keys = list(zip(*(rows[name].tolist() for name in ("indicator", "subject", "period")), strict=True))
    for code, subject, period in keys:
        shown.setdefault(code, set()).add((subject, period))
    told = {}
    for code, asked in shown.items():
        one = setting.catalogue.version(code, moment.as_of)
        if one is not None:
            found = revised_told(store, setting, one, scope=scope, moment=moment, shown=asked)
            told.update({(code, *key): words for key, words in found.items()})
    return rows.assign(revised=[told.get(key, "") for key in keys])


def item_revisions(
    store: Store, setting: Setting, subject: str, codes: Sequence[str], *, scope: Scope, moment: Moment
) -> dict[str, str]:
    """Indicator → what was corrected of the number a place has of it now; indicators without are absent."""
    rows = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=tuple(codes))
    own = rows[(rows["subject"] == subject).to_numpy(dtype=bool)]
    told = with_revisions(store, own, setting, scope=scope, moment=moment)
    return {code: words for code, words in zip(told["indicator"], told["revised"], strict=True) if words}
