"""What moved a rate, in words: 做得多, 算得少, and the places whose rate rose only by a smaller base."""

from collections.abc import Sequence

from domain.base_effect import RateChange
from domain.rounding import half_up
from domain.wording.numbers import percent, plain, signed, spaced


def change_words(name: str, change: RateChange, *, since: str) -> str:
    """「全县厕所较上旬+0.4个百分点：做得多+0.3，算得少+0.1。」; blank where no base moved the shown rate.

    The work takes what rounding leaves, so that the reader's own sum comes out. Only places that spoke both times.
    """
    total, counted = (half_up(part * 100, 1) for part in (change.done + change.counted, change.counted))
    if not counted:
        return ""
    said = f"做得多{signed(half_up(total - counted, 1), 1)}，算得少{signed(counted, 1)}"
    return spaced(f"{name}较{since}{signed(total, 1)}个百分点：{said}。")


def joined_words(name: str, change: RateChange, *, since: str) -> str:
    """「报送的村与上旬不同，全县厕所因此显得高0.9个百分点，未计入升降。」; blank where it does not show."""
    joined = half_up(change.joined * 100, 1)
    if not joined:
        return ""
    side = "高" if joined > 0 else "低"
    return spaced(f"报送的村与{since}不同，{name}因此显得{side}{plain(abs(joined), 1)}个百分点，未计入升降。")


def base_only_words(
    risen: Sequence[tuple[str, float, float, float, float]], *, base: str, most: int = 3
) -> str:
    """「石桥镇竹坑村由88.8%升到99.2%，只因应计户数由268减到240。请核实基数。」; blank without any.

    risen  name, rate before, rate now, base before, base now; greatest rise first
    """
    if not risen:
        return ""
    said = "；".join(
        f"{name}由{percent(before)}升到{percent(now)}，只因{base}由{plain(old, 0)}减到{plain(new, 0)}"
        for name, before, now, old, new in risen[:most]
    )
    rest = f"；另有{len(risen) - most}村同样" if len(risen) > most else ""
    return spaced(f"{said}{rest}。请核实基数。")
