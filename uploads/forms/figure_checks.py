"""Checks of figures at the door: part and whole, typed against computed rates, falls of cumulative counts, slips."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from domain.issues import BLOCK
from domain.quality.base_lock import Parts, grew_by, split_words
from domain.quality.typed_rate import TOLERATED, rate_gap
from domain.quality.unit_slips import slips_against_last, slips_against_peers
from domain.quality.whole import exceeds_whole
from domain.records import Indicator
from uploads.forms.judging import tell
from uploads.forms.last_known import Last
from uploads.numbers_read import ReadNumbers
from uploads.occasion import Occasion
from uploads.sheets import shown
from uploads.tables import Table
from uploads.totals import percent, points

Show = Callable[[int], str]


def may_exceed(indicator: Indicator) -> bool:
    """Whether the numerator may be larger than the denominator: a task over its yearly target, or no share at all."""
    return indicator.unit != "%" or any(
        word in indicator.denominator_name for word in ("目标", "任务", "计划")
    )


def check_part_of_whole(
    table: Table, indicator: Indicator, numerator: ReadNumbers, denominator: ReadNumbers, show: Show
) -> None:
    """部分不能大于全体: the numerator's cell is refused, the denominator stays."""
    if may_exceed(indicator):
        return
    name = f"part:{indicator.numerator_name}"
    for i, (part, whole) in enumerate(zip(numerator.values, denominator.values, strict=True)):
        if part is not None and whole is not None and exceeds_whole(part, whole):
            tell(
                table, "above_whole", i, name, about=indicator.code, read=numerator, found=show(part),
                expected=show(whole), detail=indicator.denominator_name,
            )  # fmt: skip


def check_rates(
    table: Table,
    indicator: Indicator,
    rates: Sequence[int | None],
    numerator: Sequence[int | None],
    denominator: Sequence[int | None],
) -> None:
    """A typed rate more than half a point away from the computed one is to be explained; it is never stored as the rate."""
    name = f"rate:{indicator.code}"
    held = table.findings.rules.of("rate_disagrees", indicator.code)
    tolerated = TOLERATED if held is None or held.low is None else held.low
    for i, (rate, part, whole) in enumerate(zip(rates, numerator, denominator, strict=True)):
        if rate is None or part is None or not whole:
            continue
        gap = rate_gap(rate, part, whole, tolerated=tolerated)
        if gap is not None:
            tell(
                table, "rate_disagrees", i, name, about=indicator.code, expected=percent(gap.computed),
                detail=points(gap.gap),
            )  # fmt: skip


def check_falls(
    table: Table,
    indicator: Indicator,
    numerator: ReadNumbers,
    last: Mapping[int, Last],
    occasion: Occasion,
    show: Show,
) -> None:
    """A cumulative count below its last value is to be corrected or explained; a new year may begin anew."""
    if indicator.kind != "cumulative" or occasion.period is None:
        return
    for i, before in last.items():
        value = numerator.values[i]
        if value is None or before.numerator is None or before.end.year != occasion.period.end.year:
            continue
        if value < before.numerator:
            tell(
                table, "cumulative_fell", i, f"part:{indicator.numerator_name}", about=indicator.code, read=numerator,
                found=show(value), expected=show(before.numerator), detail=show(before.numerator - value),
            )  # fmt: skip


def check_base(
    table: Table,
    name: str,
    base: ReadNumbers,
    last: Mapping[int, int],
    splits: Mapping[int, tuple[Parts, Parts]],
    show: Show,
) -> None:
    """基数: the base of a running total that shrank, or grew by much, is to be corrected or explained.

    splits  row → parts of the rate before and now: what a smaller base did to it is told with it
    """
    growth = table.findings.rules.of("base_grew")
    for i, before in last.items():
        value = base.values[i]
        if value is None:
            continue
        if value < before:
            by_base = split_words(*splits[i]) if i in splits else ""
            detail = f"{show(before - value)}；{by_base}" if by_base else show(before - value)
            tell(
                table,
                "base_shrank",
                i,
                name,
                read=base,
                found=show(value),
                expected=show(before),
                detail=detail,
            )
        elif growth and growth.low is not None and grew_by(before, value) > growth.low:
            more = show(value - before)
            tell(
                table, "base_grew", i, name, read=base, found=show(value), expected=show(before), detail=more
            )


def check_slips(
    table: Table, name: str, read: ReadNumbers, last: Mapping[int, int], show: Show, *, is_money: bool
) -> None:
    """Values 100 or 10,000 times off are refused, with the repair they suggest; a whole column at once where most are."""
    against_last = slips_against_last(read.values, last)
    against_peers = slips_against_peers(read.values) if is_money else {}
    slips = {**against_peers, **against_last}
    held = table.findings.rules.of("unit_slip")
    if held is None:
        return
    said = sum(1 for value in read.values if value)
    if len(slips) > 2 and len(slips) * 2 > said:
        row = min(slips)
        table.findings.whole_column(
            "unit_slip", table.sheet.name, table.heading(name), found=f"整列（如 {show(read.values[row] or 0)}）",
            expected=show(slips[row]), detail=f"有 {len(slips)} 格与上次相差约 100 倍或 10000 倍",
            level=held.strength,
        )  # fmt: skip
    else:
        for i, suggested in slips.items():
            why = "与上次相差约 100 倍或 10000 倍" if i in against_last else "与同列其他数相差约 10000 倍"
            table.report(
                "unit_slip", i, name, found=shown(table.cells(name)[i]), expected=show(suggested), detail=why,
                level=held.strength,
            )  # fmt: skip
    for i in slips if held.strength == BLOCK else ():
        table.refuse(name, i)
        read.values[i] = None


def show_count(scale: int) -> Show:
    """Stored integers of a count as typed."""
    return lambda value: f"{Decimal(value).scaleb(-scale).normalize():f}"


def show_money(unit: str, shift: int, scale: int) -> Show:
    """Stored integers of an amount in the unit of its column; shift is the power of ten of that unit in yuan."""
    return lambda value: f"{Decimal(value).scaleb(-scale - shift).normalize():f}{unit}"
