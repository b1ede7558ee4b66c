"""A name of a place nobody has confirmed: told at its cells, and remembered as an alias 别名 once somebody has."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.places import Roster
from domain.records import Alias
from domain.wording.villages import came_from, went_where
from uploads.statements import Statements
from uploads.tables import Table


def report_unknown(
    table: Table,
    name: str,
    rows: Sequence[int],
    written: str,
    roster: Roster,
    *,
    within: str,
    day: date,
    retired: str | None,
) -> None:
    """An issue at every row of a name without a match; where its bearer on other days went is explained.

    within   the place in which it was looked for, "" for the county
    day      the day the rows speak of
    retired  the place that bears the name on other days
    """
    code, detail = "unknown_place", roster[within].name if within in roster else "本县"
    if retired:
        code, detail = "retired_place", _history(roster, retired, day)
    for i in rows:
        table.report(code, i, name, found=written, detail=detail)


def _history(roster: Roster, place: str, day: date) -> str:
    """What became of a place by the day, or what was there before it began."""
    node = roster[place]
    names = [roster[key].name for key in roster.standing_on(place, day)]
    if node.valid_to is not None and node.valid_to < day:
        return went_where(node.valid_to, names)
    return came_from(node.valid_from or day, names)


def confirmed_aliases(aliases: Mapping[tuple[str, str], str], line: int) -> list[Statements]:
    """What answers confirmed, (within, written) → place key, as records at a sheet line."""
    if not aliases:
        return []
    columns: dict[str, list[object]] = {
        "kind": ["place"] * len(aliases),
        "within": [within for within, _ in aliases],
        "written": [written for _, written in aliases],
        "subject": list(aliases.values()),
    }
    return [Statements(Alias, columns, [line] * len(aliases))]
