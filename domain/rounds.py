"""Rounds of screening 排查轮次 as periods: which days each one has is the office's own word, not the calendar's."""

from collections.abc import Mapping, Sequence

import pandas as pd

from domain.periods import Period, cadence_of, parse, round_period


def rounds(rows: pd.DataFrame) -> tuple[Period, ...]:
    """The rounds as periods, oldest first, each with the one before it.

    rows  fields of `Round` as known: round, first_day, last_day
    """
    found: list[Period] = []
    in_order = rows.sort_values(["first_day", "round"], kind="stable")
    for code, first, last in zip(in_order["round"], in_order["first_day"], in_order["last_day"], strict=True):
        year, number = (int(part) for part in str(code)[1:].split("-"))
        earlier = found[-1] if found else None
        found.append(round_period(year, number, first, last, earlier=earlier))
    return tuple(found)


def known_period(code: str, declared: Sequence[Period] | Mapping[str, Period]) -> Period:
    """The period with this code, a round with the days the office declared for it.

    raises  ValueError for what is no code
    """
    cadence_of(code)
    by_code = declared if isinstance(declared, Mapping) else {period.code: period for period in declared}
    return by_code.get(code) or parse(code)
