"""Words of change: 提高, 下降, 持平, 同比, 环比. A gap between rates is in 百分点; a fall is never 「倍」.

Every size is the unrounded difference, rounded once (`difference_shown`): the number a table's column of differences shows.
"""

import math

from domain.records import Indicator
from domain.rounding import difference_shown, half_up
from domain.wording.numbers import decimals_of, gap_decimals, measure_gap, plain, shown_scale

SAME = "持平"


def change(indicator: Indicator, now: float, before: float) -> str:
    """「提高8.0个百分点」, 「减少3户」, 「持平」; blank where either is missing."""
    if math.isnan(now) or math.isnan(before):
        return ""
    decimals = gap_decimals(indicator, now, before)
    moved = _difference(indicator, now, before, decimals)
    if moved == 0:
        return SAME
    return f"{_verb(indicator, moved)}{measure_gap(indicator, moved / shown_scale(indicator), decimals)}"


def _difference(indicator: Indicator, value: float, other: float, decimals: int) -> float:
    """value − other as shown, in the unit shown."""
    scale = shown_scale(indicator)
    return difference_shown(value * scale, other * scale, decimals)


def _verb(indicator: Indicator, moved: float) -> str:
    """Rates and scores rise and fall; counts and money grow and shrink."""
    if indicator.denominator_name or indicator.unit in ("%", "分", "倍"):
        return "提高" if moved > 0 else "下降"
    return "增加" if moved > 0 else "减少"


def change_since(indicator: Indicator, now: float, before: float, *, since: str) -> str:
    """「较上旬提高3.7个百分点」, 「与上旬持平」, 「较上月减少3人，降为0」, 「较上月增加5户（上月为0）」; blank where either is
    missing or the definition broke between."""
    said = change(indicator, now, before)
    if not said:
        return ""
    if said == SAME:
        return f"与{since}{SAME}"
    if now == 0:
        return f"较{since}{said}，降为0" if before > 0 else f"较{since}{said}，升为0"
    return f"较{since}{said}（{since}为0）" if before == 0 else f"较{since}{said}"


def growth(now: float, before: float) -> str:
    """「增长20.5%」, 「下降3.0%」, 「增长2.1倍」, 「降为0」 for amounts; blank without a positive base.

    「倍」 is used only for a growth of more than twofold, and never for a fall.
    """
    if math.isnan(now) or math.isnan(before) or before <= 0:
        return ""
    if now == 0:
        return "降为0"
    share = now / before - 1
    if half_up(share * 100, 1) == 0:
        return SAME
    if share >= 2:
        return f"增长{plain(share, 1)}倍"
    return f"{'增长' if share > 0 else '下降'}{plain(abs(share) * 100, 1)}%"


def against(indicator: Indicator, value: float, baseline: float, *, name: str) -> str:
    """「低于县定节点9.2个百分点」, 「高于目标1.2个百分点」, 「与县定节点持平」: the gap to a named baseline."""
    if math.isnan(value) or math.isnan(baseline):
        return ""
    decimals = gap_decimals(indicator, value, baseline)
    gap = _difference(indicator, value, baseline, decimals)
    if gap == 0:
        return f"与{name}{SAME}"
    return f"{'高于' if gap > 0 else '低于'}{name}{measure_gap(indicator, gap / shown_scale(indicator), decimals)}"


def gap_moved(gap: float, before: float, indicator: Indicator) -> str:
    """「收窄到9.2个百分点」, 「扩大到12.2个百分点」, 「未动」 for a shortfall that was there before and still is.

    gap, before  value − baseline as fractions or units, both below zero
    """
    size, was = (half_up(abs(g) * shown_scale(indicator), decimals_of(indicator)) for g in (gap, before))
    if size == was:
        return "未动"
    return f"{'收窄' if size < was else '扩大'}到{measure_gap(indicator, gap)}"


def places_moved(change_in_rank: int) -> str:
    """「上升3位」, 「下降2位」, 「持平」."""
    if change_in_rank == 0:
        return SAME
    return f"{'上升' if change_in_rank > 0 else '下降'}{abs(change_in_rank)}位"
