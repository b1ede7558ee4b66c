"""Which numbers of a frame were corrected since they were first reported: the mark 已更正 beside them, in words."""

from collections.abc import Sequence

from pandas import DataFrame

from data_access.database import Store
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.places import VILLAGE
from domain.records import Indicator
from domain.setting import Setting
from services.measures.read_measures import read_measures
from services.measures.read_revisions import revised_below, revised_words


def revised_told(
    store: Store, setting: Setting, one: Indicator, *, scope: Scope, moment: Moment
) -> dict[tuple[str, str], str]:
    """(subject, period) → what was corrected: of reporters first → now, of towns and the county how many below."""
    told = revised_words(store, one, scope=scope, moment=moment)
    if not told or one.report_level != VILLAGE:
        return told
    towns = {key: setting.roster.town_of(key) or "" for key, _ in told}
    county = setting.roster.county
    found = {**told, **revised_below(told, towns, "村")}
    whole = dict.fromkeys(towns, county.place) if county else {}
    return {**found, **revised_below(told, whole, "村")}


def with_revisions(
    store: Store, rows: DataFrame, setting: Setting, *, scope: Scope, moment: Moment
) -> DataFrame:
    """The frame with `revised`: the words of what was corrected, blank where nothing was.

    rows  indicator, subject, period among its columns
    """
    told = {}
    for code in rows["indicator"].unique():
        one = setting.catalogue.version(str(code), moment.as_of)
        if one is not None:
            found = revised_told(store, setting, one, scope=scope, moment=moment)
            told.update({(str(code), *key): words for key, words in found.items()})
    keys = zip(rows["indicator"], rows["subject"], rows["period"], strict=True)
    return rows.assign(revised=[told.get((str(a), str(b), str(c)), "") for a, b, c in keys])


def item_revisions(
    store: Store, setting: Setting, subject: str, codes: Sequence[str], *, scope: Scope, moment: Moment
) -> dict[str, str]:
    """Indicator → what was corrected of the number a place has of it now; indicators without are absent."""
    rows = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=tuple(codes))
    own = rows[(rows["subject"] == subject).to_numpy(dtype=bool)]
    told = with_revisions(store, own, setting, scope=scope, moment=moment)
    return {code: words for code, words in zip(told["indicator"], told["revised"], strict=True) if words}
