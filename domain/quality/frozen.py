"""三期未变: a running count that stands still while the others move is asked about, not blamed (features 18)."""

from collections.abc import Mapping, Sequence


def stands_still(now: int | None, earlier: Sequence[int | None], *, periods: int) -> bool:
    """The same number in this and the periods − 1 before it; a period without a number breaks the row."""
    told = [now, *earlier[: periods - 1]]
    return len(told) == periods and now is not None and all(value == now for value in told)


def frozen_rows(
    now: Sequence[int | None],
    earlier: Mapping[int, Sequence[int | None]],
    whole: Mapping[int, int],
    *,
    periods: int,
) -> list[int]:
    """Rows that stand still, are not finished, and stand among rows of which most moved.

    earlier  row → values of the periods before, newest first
    whole    row → what the value may reach; a row that reached it has nothing left to move, nor has one at nought
    """
    known = [row for row, values in earlier.items() if len(values) >= periods - 1 and now[row] is not None]
    still = [row for row in known if stands_still(now[row], earlier[row], periods=periods)]
    if len(known) < 5 or len(still) * 2 >= len(known):
        return []
    return [row for row in still if now[row] and (row not in whole or (now[row] or 0) < whole[row])]
