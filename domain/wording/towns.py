"""镇榜 in words: who stands first and lowest, and how the lowest moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from domain.rounding import half_up
from domain.wording.conclusion import Conclusion
from domain.wording.numbers import plain, spaced
from domain.wording.standing import fitted, sentence


@dataclass(frozen=True, slots=True)
class TownStands:
    """score in points; moved since the period before, NaN where nothing may be compared; ranked, black: villages."""

    name: str
    score: float
    moved: float
    ranked: int
    black: int


def towns_conclusion(
    first: Sequence[TownStands],
    last: TownStands | None,
    *,
    ranked: int,
    apart: Sequence[str],
    since: str,
    decimals: int,
) -> Conclusion:
    """「青石镇均分88.00第1；柳湾乡最低（78.18），较上旬少0.29分」.

    first  who shares the first place; last the one lowest alone, None where several are or all are equal
    apart  names of the towns that take no part
    """
    sub = spaced(
        sentence(
            [
                f"{ranked}镇参评" if ranked else "",
                f"{'、'.join(apart)}参评村不到七成，不参评" if apart else "",
                _black(last),
            ]
        )
    )
    if not first:
        return Conclusion("本期没有镇参评", "", sub)
    names = "、".join(town.name for town in first[:3])
    said = f"{names}均分{plain(first[0].score, decimals)}{'并列' if len(first) > 1 else ''}第1"
    if last is None:
        return fitted([(said, "")], sub)
    lowest = f"{last.name}最低（{plain(last.score, decimals)}分）"
    moved = half_up(last.moved, decimals)
    if not isnan(moved) and moved < 0:
        return fitted([(f"{said}；", f"{lowest}，较{since}少{plain(-moved, decimals)}分"), (said, "")], sub)
    more = "" if isnan(moved) or moved == 0 else f"，较{since}多{plain(moved, decimals)}分"
    return fitted([(f"{said}；{lowest}{more}", ""), (said, "")], sub)


def _black(last: TownStands | None) -> str:
    if last is None or not last.black:
        return ""
    return f"{last.name}{last.ranked}村中{last.black}村拟列黑榜（待人工确认）"
