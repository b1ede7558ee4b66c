"""What a scope may not see of counts of people, taken out of measures: the one place that applies domain/small_counts.py."""

from datetime import date

from pandas import DataFrame

from domain.permissions import Scope
from domain.places import TOWN, VILLAGE
from domain.records import Figure, Record
from domain.setting import Setting
from domain.small_counts import SMALL, counts_people, small_rows, without_small


def hide_small_counts(rows: DataFrame, *, scope: Scope, setting: Setting, day: date) -> DataFrame:
    """A measure frame, or one with its columns, as this scope may see it; all siblings have to be among the rows.

    day  chooses the versions of the indicators and the places above
    """
    if scope.may_see_small_counts or rows.empty:
        return rows
    indicators = {one.code: one for one in setting.catalogue.valid_on(day)}
    return without_small(rows, small_rows(rows, indicators, places_above(setting, day)))


def is_small(
    record: type[Record], field: str, worth: object, setting: Setting, indicator: str, scope: Scope
) -> bool:
    """Whether one stored part of a figure is a small count this scope may not see: for what lists parts one by one."""
    if scope.may_see_small_counts or record is not Figure or field != "numerator":
        return False
    versions = setting.catalogue.versions.get(indicator, ())
    counted = any(counts_people(one) for one in versions)
    return counted and isinstance(worth, int) and 0 < worth < SMALL


def places_above(setting: Setting, day: date) -> dict[str, str]:
    """Village → its town, town → its county, of every place ever: a merged village still lies in its town."""
    above = {}
    for node in setting.roster.nodes.values():
        if node.level == VILLAGE:
            above[node.place] = setting.roster.town_of(node.place) or ""
        elif node.level == TOWN and setting.roster.county is not None:
            above[node.place] = setting.roster.county.place
    return above
