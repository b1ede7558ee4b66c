"""The nearest way up in words: what to finish, how many, and where that leads."""

from domain.records import Indicator
from domain.wording.numbers import plain, spaced

# The end of a part's name and what one of it is counted by.
_ENDINGS = (("人次", "人次"), ("户数", "户"), ("人数", "人"), ("问题数", "处"), ("村数", "个"))


def part_unit(indicator: Indicator) -> str:
    """What one of the numerator is counted by: 户, 人, 处, 个."""
    found = next((unit for end, unit in _ENDINGS if indicator.numerator_name.endswith(end)), "")
    return found or (indicator.unit if indicator.unit != "%" else "个")


def way_words(
    indicator: Indicator,
    count: int,
    score: float,
    *,
    rank: int,
    now: int,
    band: tuple[int, int],
    decimals: int,
) -> str:
    """「若再整改3处（问题整改完成率），得分到74.74，即升至第52名（可能在第48—55名）」.

    rank, now  its place then and now; band: the best and worst place it might hold then
    """
    verb = "整改" if any(word in indicator.name for word in ("整改", "隐患")) else "完成"
    what = f"若再{verb}{plain(count, 0)}{part_unit(indicator)}（{indicator.name}），得分到{plain(score, decimals)}"
    if rank >= now:
        return spaced(f"{what}，名次暂不变")
    low, high = min(band[0], rank), max(band[1], rank)
    maybe = f"（可能在第{low}—{high}名）" if low != high else ""
    return spaced(f"{what}，即升至第{rank}名{maybe}")


def further_words(indicator: Indicator, count: int, gain: float, *, decimals: int) -> str:
    """「卫生厕所普及率再108户可多7.00分」: the ways after the first, shorter."""
    size = f"{plain(count, 0)}{part_unit(indicator)}"
    return spaced(f"{indicator.name}再{size}可多{plain(gain, decimals)}分")
