"""A finding of the daily inspection: what it may be, how it weighs, by when it is due, whether it came back.

What there is to choose from is configuration (domain/records/inspection.py). A finding either ticks an item of the
checklist 百分制清单, which says kind, severity, limit and points, or is put in words, and then weighs what its severity does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

FULL_SCORE = 10_000
KIND, SEVERITY, LIMIT = "kind", "severity", "limit"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist; points and block_points in hundredths of a point."""

    item: str
    block: str
    block_points: int
    name: str
    per: str
    points: int
    kind: str
    severity: str
    due: str


@dataclass(frozen=True)
class Checklist:
    """What holds on a day.

    severities  lightest first; deductions  of each, in hundredths of a point
    limits      words → days after the finding, 0 = the day itself 立行立改
    """

    kinds: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    deductions: Mapping[str, int] = field(default_factory=dict, hash=False)
    limits: Mapping[str, int] = field(default_factory=dict, hash=False)
    items: Mapping[str, Item] = field(default_factory=dict, hash=False)

    def raised(self, severity: str) -> str:
        """One step heavier: what came back weighs more than what was found first. An unknown word stays."""
        if severity not in self.severities:
            return severity
        return self.severities[min(self.severities.index(severity) + 1, len(self.severities) - 1)]

    def lighter_than_due(self, severity: str, first: str) -> str:
        """What the return of a problem should weigh at least, where it weighs less: one step more than the first did.

        Blank where it weighs enough, and where either word is not one of the severities: nothing is made of it.
        """
        if severity not in self.severities or first not in self.severities:
            return ""
        due = self.raised(first)
        return due if self.severities.index(severity) < self.severities.index(due) else ""

    def of_return(self, severity: str, first: str) -> str:
        """What the return of a problem is recorded with: one step more than was said of it, and than the first weighed."""
        raised = self.raised(severity)
        return self.lighter_than_due(raised, first) or raised

    @property
    def at_once(self) -> str:
        """The shortest limit: what is put right on the spot was due then; blank where there is none."""
        return min(self.limits, key=lambda word: self.limits[word], default="")

    @property
    def usual_limit(self) -> str:
        """What a form begins with: the first that leaves a day or more; blank where there is none."""
        return next((word for word, days in self.limits.items() if days), self.at_once)

    def points(self, severity: str, *, item: Item | None, places: int, again: bool) -> int:
        """What a finding takes off before its block is used up. An item counts per place, twice where it came back."""
        if item is None:
            return self.deductions.get(severity, 0)
        return item.points * max(1, places) * (2 if again else 1)


def checklist(
    choices: Iterable[Mapping[str, object]], items: Iterable[Mapping[str, object]], day: date
) -> Checklist:
    """Of the rows as known (fields of `InspectionChoice` and `CheckItem`), what holds on the day and is in use."""
    held = [row for row in _holding(choices, ("about", "word"), day) if row["used"]]
    own = {about: [row for row in held if row["about"] == about] for about in (KIND, SEVERITY, LIMIT)}
    return Checklist(
        kinds=tuple(str(row["word"]) for row in own[KIND]),
        severities=tuple(str(row["word"]) for row in own[SEVERITY]),
        deductions={str(row["word"]): _whole(row["points"]) for row in own[SEVERITY]},
        limits={str(row["word"]): _whole(row["days"]) for row in own[LIMIT]},
        items={str(row["item"]): _item(row) for row in _holding(items, ("item",), day) if row["used"]},
    )


def _holding(
    rows: Iterable[Mapping[str, object]], key: tuple[str, ...], day: date
) -> list[Mapping[str, object]]:
    """The newest version of each that is valid on the day, in the office's own order."""
    newest: dict[tuple[object, ...], Mapping[str, object]] = {}
    for row in sorted(rows, key=lambda one: str(one["valid_from"] or "")):
        if str(row["valid_from"] or "") <= day.isoformat():
            newest[tuple(row[name] for name in key)] = row
    return sorted(
        newest.values(), key=lambda row: (_whole(row["position"]), *(str(row[name]) for name in key))
    )


def _item(row: Mapping[str, object]) -> Item:
    texts = {name: str(row[name]) for name in ("item", "block", "name", "per", "kind", "severity", "due")}
    return Item(**texts, block_points=_whole(row["block_points"]), points=_whole(row["points"]))


def _whole(worth: object) -> int:
    return int(worth) if isinstance(worth, int | float) and worth == worth else 0


def within_block(points: int, item: Item | None, taken: int) -> int:
    """扣完为止: no more than the block still has.

    taken  what earlier findings of the visit took off for the same block
    """
    return points if item is None else max(0, min(points, item.block_points - taken))


def score_of(deductions: Iterable[int]) -> int:
    """The visit's score in hundredths of a point: 100 less what its findings took off, never below 0."""
    return max(0, FULL_SCORE - sum(deductions))


@dataclass(frozen=True, slots=True)
class Closed:
    """A problem that was closed, and where: what a new finding may be the return of."""

    number: str
    village: str
    kind: str
    spot: str
    day: date


def came_back(closed: Iterable[Closed], *, village: str, kind: str, spot: str, day: date, within: int) -> str:
    """The number of the newest closed problem this finding is the return of; blank where it is none.

    Same village, same kind, where both name a spot the same spot, within so many days after closing (domain/measures/rebounds.py).
    """
    again = [
        one
        for one in closed
        if one.village == village
        and one.kind == kind
        and not (one.spot and spot and one.spot != spot)
        and timedelta(0) < day - one.day <= timedelta(days=within)
    ]
    return max(again, key=lambda one: (one.day, one.number)).number if again else ""


def due_on(found: date, limit: str, limits: Mapping[str, int]) -> date:
    return found + timedelta(days=limits.get(limit, 0))
