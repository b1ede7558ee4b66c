"""经过 of a project from its ledgers: what each version said that the one before had not.

A blank never deletes, so a field that a later version leaves out has not moved.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PROGRESS_FIELDS = (
    "stage", "progress", "act_start", "act_end", "accept_date", "invested", "transferred", "reimbursed", "paid", "problem",
    "next_step",
)  # fmt: skip
REGISTRATION_FIELDS = (
    "name", "type", "place", "content", "invest_total", "fund_received", "impl_unit", "lead_unit", "leader", "person",
    "plan_start", "plan_end", "benefit_hh", "benefit_pp", "link_mode", "reserve",
)  # fmt: skip
# What the first registration is told by; later ones by whatever they changed.
FIRST_SAID = ("invest_total", "plan_start", "plan_end")
NAMES_OF_PERSONS = frozenset({"leader", "person"})


@dataclass(frozen=True, slots=True)
class Moved:
    """One field that a version says anew: values as stored, old None where nothing was said before."""

    field: str
    old: Any
    new: Any


def moves(versions: Iterable[Mapping[Hashable, Any]], fields: Sequence[str]) -> list[tuple[Moved, ...]]:
    """For each version, oldest first, the fields it moved in the order of `fields`; empty where it only repeats."""
    known: dict[str, Any] = {}
    found = []
    for version in versions:
        said = {name: version[name] for name in fields if is_said(version.get(name))}
        moved = [
            Moved(name, known.get(name), worth) for name, worth in said.items() if known.get(name) != worth
        ]
        found.append(tuple(moved))
        known |= said
    return found


def is_said(worth: object) -> bool:
    """Neither missing (None, NaN, NA) nor a blank text."""
    return worth is not None and str(worth) not in ("", "nan", "<NA>", "NaT")
