"""Checks of one project row at the door: money against plan, sources against their sum, days in order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from uploads.tables import Table

_CENT_OF_WAN = 10_000  # 0.01 万元 in fen
# (earlier, later) fields of a progress row, with the Chinese name of the earlier one.
_IN_ORDER = (("act_start", "act_end", "实际开工时间"), ("act_end", "accept_date", "实际完工时间"))


def check_paid(table: Table, plan: Sequence[object], paid: Sequence[object]) -> None:
    """累计支付 above 总投资 is to be explained."""
    for i, (whole, part) in enumerate(zip(plan, paid, strict=False)):
        if isinstance(whole, int) and isinstance(part, int) and part > whole:
            table.report(
                "paid_above_plan",
                i,
                "project_status.paid",
                found=in_wan(part),
                expected=in_wan(whole),
                detail="总投资",
            )


def check_sources(table: Table, plan: Sequence[object], sources: Mapping[str, Sequence[int | None]]) -> None:
    """按来源级次之和等于总投资; checked where at least two sources have columns and the row fills one."""
    if len(sources) < 2 or not table.has("project.invest_total"):
        return
    for i, whole in enumerate(plan):
        said = [amounts[i] for amounts in sources.values() if amounts[i] is not None]
        total = sum(amount for amount in said if amount is not None)
        if isinstance(whole, int) and said and abs(total - whole) > _CENT_OF_WAN:
            table.report(
                "sources_disagree", i, "project.invest_total", found=in_wan(whole), expected=in_wan(total),
                detail=in_wan(abs(total - whole)),
            )  # fmt: skip


def check_dates(table: Table, statuses: Mapping[str, Sequence[object]]) -> None:
    """开工 before 完工 before 验收."""
    for earlier, later, name in _IN_ORDER:
        for i, (first, second) in enumerate(
            zip(statuses.get(earlier, ()), statuses.get(later, ()), strict=False)
        ):
            if hasattr(first, "toordinal") and hasattr(second, "toordinal") and second < first:  # type: ignore[operator]
                table.report(
                    "dates_out_of_order",
                    i,
                    f"project_status.{later}",
                    found=str(second),
                    expected=str(first),
                    detail=name,
                )


def in_wan(fen: int) -> str:
    """Fen as 万元, as many decimals as it takes."""
    return f"{Decimal(fen).scaleb(-6).normalize():f} 万元"
