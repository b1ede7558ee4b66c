"""村情画像 in words: where the village of an old link went, and that there is none of that name."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.wording.days import day_words


def merged_away(old: str, last_day: date, successors: Sequence[str]) -> str:
    """「松岗镇上垅村已于2026年7月1日并入松岗镇双垅村，下面是松岗镇双垅村。」; several: 分为.

    last_day  the last day the old village counted
    """
    when = day_words(last_day + timedelta(days=1))
    if not successors:
        return f"{old}已于{when}撤销。"
    became = "并入" if len(successors) == 1 else "分为"
    return f"{old}已于{when}{became}{'、'.join(successors)}，下面是{successors[0]}。"


def not_yet_there(name: str, first_day: date, predecessors: Sequence[str]) -> str:
    """「松岗镇双垅村自2026年7月1日起才有，此前是松岗镇上垅村、松岗镇下垅村，下面是松岗镇上垅村。」"""
    began = f"{name}自{day_words(first_day)}起才有"
    if not predecessors:
        return f"{began}。"
    return f"{began}，此前是{'、'.join(predecessors)}，下面是{predecessors[0]}。"


def not_found(asked: str) -> str:
    """The same for a village that is not there and one that may not be seen."""
    return f"到这一天为止没有“{asked}”这个村，或不在您的查看范围内。请从村名表里点开，或换一个数据截至日。"
