"""基数锁定: a base that moved is explained, and the rise of its rate split into 做得多 and 算得少.

少报户数缩小分母，才容易提高完成率: 238/268 → 238/240 is 10.4 百分点 of which the base did all (features 19).
"""

from dataclasses import dataclass

from domain.base_effect import shares
from domain.rounding import half_up
from domain.wording.numbers import percent, plain, signed


@dataclass(frozen=True, slots=True)
class Parts:
    """Numerator and denominator of one rate and subject at one time."""

    numerator: int
    denominator: int

    @property
    def rate(self) -> float:
        return self.numerator / self.denominator


def grew_by(before: int, now: int) -> int:
    """By how many ppm a base became larger; negative where it shrank."""
    return round((now - before) * 1_000_000 / before) if before else 0


def split_words(before: Parts, now: Parts) -> str:
    """「率由 88.8% 升到 99.2%（+10.4 个百分点），做得多 0.0，算得少 +10.4，分母贡献 100%」; "" where nothing rose.

    The base's share is named only where both pull the same way: else a percentage of the whole would mislead.
    """
    done, counted = shares((before.numerator, before.denominator), (now.numerator, now.denominator))
    rise = half_up((done + counted) * 100, 1)
    if rise <= 0:
        return ""
    by_base = half_up(counted * 100, 1)
    told = (
        f"率由 {percent(before.rate)} 升到 {percent(now.rate)}（{signed(rise, 1)} 个百分点），"
        f"做得多 {signed(half_up(rise - by_base, 1), 1)}，算得少 {signed(by_base, 1)}"
    )
    if done < 0 or counted < 0:
        return told
    return f"{told}，其中分母贡献 {plain(half_up(counted / (done + counted) * 100, 0), 0)}%"
