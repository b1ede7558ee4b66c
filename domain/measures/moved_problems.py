"""What changes altered of problems, and from which day on each stands otherwise for it: earlier days stay what they are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from domain.frames import worths
from domain.records import Problem, meanings

# Of a problem's own row what measures are made of. Evidence is counted of closed ones only.
MEASURED_FIELDS = frozenset(
    {
        "source", "found_on", "category", "place", "duty_unit", "lead_unit", "spot", "rebound_of", "deadline", "visit",
        "deduction",
    }
)  # fmt: skip
EVERY_FIELD = frozenset(meanings(Problem))


@dataclass(frozen=True, slots=True)
class MovedProblem:
    """What is known otherwise of a problem than at an earlier change.

    fields   of its own row; every field where it came or went
    found    the day it was found on, the earlier of two
    closed   the first day it was ever closed, None for never
    stepped  the first day of its events that came or went, None for none
    """

    fields: frozenset[str]
    found: date
    closed: date | None
    stepped: date | None

    def stands_otherwise(self, day: date, fields: Collection[str]) -> bool:
        """Whether anything of it may be told otherwise on a day, where only these fields of its row are looked at."""
        if self.stepped is not None and self.stepped <= day:
            return True
        if not self.fields.isdisjoint(fields):
            return self.found <= day
        return "evidence" in self.fields and self.closed is not None and self.closed <= day


def told_otherwise(
    problems: tuple[pd.DataFrame, pd.DataFrame], events: tuple[pd.DataFrame, pd.DataFrame]
) -> Mapping[str, MovedProblem]:
    """Number → what moved of it, for every problem of either side.

    problems, events  `Problem` and `Event` rows of the same problems with their id, as known before and now
    """
    before, now = (_by_number(rows) for rows in problems)
    found = [dict(zip(rows["problem"].tolist(), rows["found_on"], strict=True)) for rows in problems]
    closed = _first_days(
        pd.concat([rows[(rows["to_status"] == "closed").to_numpy(dtype=bool)] for rows in events])
    )
    stayed = set(events[0]["id"]) & set(events[1]["id"])
    stepped = _first_days(pd.concat([rows[~rows["id"].isin(stayed).to_numpy(dtype=bool)] for rows in events]))
    return {
        number: MovedProblem(
            fields=_differing(before.get(number), now.get(number)),
            found=min(days[number] for days in found if number in days),
            closed=closed.get(number),
            stepped=stepped.get(number),
        )
        for number in before | now
    }


def _by_number(rows: pd.DataFrame) -> dict[str, dict[str, object]]:
    columns = {name: worths(rows[name]) for name in meanings(Problem)}
    told = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return {str(row["problem"]): row for row in told}


def _differing(before: Mapping[str, object] | None, now: Mapping[str, object] | None) -> frozenset[str]:
    if before is None or now is None:
        return EVERY_FIELD
    return frozenset(name for name in now if before[name] != now[name])


def _first_days(events: pd.DataFrame) -> dict[str, date]:
    found: dict[str, date] = {}
    for number, day in zip(events["number"].tolist(), events["day"], strict=True):
        found[number] = min(day, found.get(number, day))
    return found
