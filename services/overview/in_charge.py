"""Who answers for towns: the unit of a town and its county leader."""

from datetime import date

from domain.permissions import Scope
from domain.setting import Setting
from services.funds.read_money import short_unit


def in_charge(towns: list[str], setting: Setting, scope: Scope, day: date) -> str:
    """「分管 常务副县长 林某、县委副书记 郑某」: the county leaders of several towns; one town is told with its government."""
    if len(towns) == 1:
        return responsible(towns[0], setting, scope, day)
    units = [unit for town in towns if (unit := setting.units.of_place(town, day)) is not None]
    leaders = list(dict.fromkeys(unit.leader for unit in units if unit.leader)) if scope.may_see_names else []
    return f"分管 {'、'.join(leaders[:3])}" if leaders else ""


def responsible(town: str, setting: Setting, scope: Scope, day: date) -> str:
    """「柳湾乡（分管 常务副县长 林某）」: the unit that answers for a town, and its county leader."""
    unit = setting.units.of_place(town, day)
    if unit is None:
        return setting.roster[town].name if town in setting.roster else ""
    name = short_unit(unit, setting)
    return f"{name}（分管 {unit.leader}）" if unit.leader and scope.may_see_names else name
