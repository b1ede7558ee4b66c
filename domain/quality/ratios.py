"""A quotient outside what can be: persons per household, income per head, a rate far from its target or the country's.

domain.md 1.4 DQ2, DQ7, DQ8, DQ9. Bounds are in ppm of the quotient and come from the office's sheet.
"""


def ratio(numerator: int | None, denominator: int | None) -> int | None:
    """The quotient in ppm; None without a base."""
    if numerator is None or not denominator:
        return None
    return round(numerator * 1_000_000 / denominator)


def outside(value: int | None, low: int | None, high: int | None) -> bool:
    """Whether a quotient lies outside its bounds, both included in what is allowed."""
    return value is not None and ((low is not None and value < low) or (high is not None and value > high))


def digit_lost(numerator: int, denominator: int, low: int | None, high: int | None) -> str:
    """「疑为 650」 or 「疑为 3000」: the base or the count with one digit more, where that lies inside; else ""."""
    if not outside(ratio(numerator, denominator * 10), low, high):
        return f"疑为 {denominator * 10}"
    return f"疑为 {numerator * 10}" if not outside(ratio(numerator * 10, denominator), low, high) else ""


def far_below(value: int | None, target: int | None, *, by: int) -> bool:
    """Lower than its target by more than `by`, all in ppm."""
    return value is not None and target is not None and value < target - by
