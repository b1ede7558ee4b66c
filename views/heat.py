"""Heat tables: a number in every cell, four bins, dark needs attention, hatched where nobody looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from charts.quantity import written
from views.markup import Html, join, tag
from views.strips import Opened, closed

EDGES = (90.0, 85.0, 80.0)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One village: values by period (NaN: not inspected), mean and count below the last edge as given.

    opened  the mean as it is written, where it opens its visits
    ago     days since the last visit; None: not told
    """

    name: str
    place: str
    values: tuple[float, ...]
    mean: float
    below: int
    opened: object = ""
    ago: float | None = None


def heat_html(
    rows: Sequence[HeatRow],
    periods: Sequence[str],
    *,
    edges: tuple[float, float, float] = EDGES,
    decimals: int = 1,
    first: str = "村",
    mean: str = "均分",
) -> Html:
    """Village × week. Bins are taken from the number as written: what reads 80.0 never stands in the bin below 80."""
    head = [tag("th", first, css="kb-row"), *(tag("th", period) for period in periods)]
    head += [tag("th", mean), tag("th", f"低于{edges[-1]:g}")]
    head += [tag("th", "距上次")] if any(row.ago is not None for row in rows) else []
    body = [_row(row, edges, decimals) for row in rows]
    return tag("table", tag("thead", tag("tr", *head)), tag("tbody", *body), css="kb-t kb-heat")


def _row(row: HeatRow, edges: tuple[float, float, float], decimals: int) -> Html:
    cells = [tag("td", tag("b", row.name), tag("span", row.place), css="kb-row")]
    cells += [_cell(value, edges, decimals) for value in row.values]
    often = "kb-tot kb-red kb-strong" if row.below >= 3 else "kb-tot"
    shown = "未查" if isnan(row.mean) else row.opened or written(row.mean, decimals)
    cells.append(tag("td", shown, css="kb-tot"))
    cells.append(tag("td", row.below or "·", css=often))
    if row.ago is not None:
        cells.append(tag("td", "没来过" if isnan(row.ago) else f"{row.ago:.0f} 天", css="kb-tot"))
    return tag("tr", *cells)


def _cell(value: float, edges: tuple[float, float, float], decimals: int) -> Html:
    if isnan(value):
        return tag("td", "", css="kb-hatch", title="当期未查")
    shown = written(value, decimals)
    return tag("td", shown, css=f"kb-heat-{heat_bin(float(shown.replace(',', '')), edges)}")


def heat_bin(shown: float, edges: tuple[float, float, float] = EDGES) -> int:
    """1 (calm) to 4 (needs attention) for a number as written; edges fall."""
    return 1 + sum(shown < edge for edge in edges)


def heat_key(
    edges: tuple[float, float, float] = EDGES, notes: tuple[str, str] = ("黑榜线", "红榜线")
) -> Html:
    """What the bins mean, for the right of the section's head."""
    high, middle, low = (f"{edge:g}" for edge in edges)
    words = (f"<{low} {notes[0]}", f"{low}—{middle}", f"{middle}—{high}", f"≥{high} {notes[1]}")
    bins = zip((4, 3, 2, 1), words, strict=True)
    return tag(
        "span", *(tag("span", tag("i", css=f"kb-heat-{number}"), word) for number, word in bins), css="kb-key"
    )


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's problems.

    counts   open ones by status, in the order of the heads; None: the unit has not reported, `note` says so
    worst    light of its longest overdue problem, told by shape and colour of the overdue cell
    key      what stands for it in what `Opened` is told; blank: its numbers open nothing
    """

    name: object
    counts: tuple[int, ...] | None
    overdue: int = 0
    closed: int = 0
    worst: str = "none"
    note: str = "本期未报"
    key: str = ""

    @property
    def open(self) -> int:
        return sum(self.counts or ())


def matrix_html(
    units: Sequence[UnitRow],
    heads: Mapping[str, str],
    *,
    first: str = "单位",
    opened: Opened = closed,
) -> Html:
    """Unit × status counts, 0 as 「·」; most overdue first, then most open; units without a report last, hatched.

    heads   code → word of the columns
    opened  is told 「KEY~CODE」 of each number, with open, late and closed for the last three columns
    """
    ordered = sorted(units, key=lambda unit: (unit.counts is None, -unit.overdue, -unit.open))
    head = [tag("th", first, css="kb-row"), *(tag("th", word) for word in heads.values())]
    head += [tag("th", tag("b", "未结合计")), tag("th", "其中逾期"), tag("th", "已销号")]
    most = max((count for unit in units for count in unit.counts or ()), default=1)
    body = [_unit(unit, tuple(heads), most, opened) for unit in ordered]
    return tag("table", tag("thead", tag("tr", *head)), tag("tbody", *body), css="kb-t kb-heat kb-units")


def _unit(unit: UnitRow, codes: Sequence[str], most: int, opened: Opened) -> Html:
    name = tag("td", unit.name, css="kb-row")
    if unit.counts is None:
        return tag("tr", name, tag("td", tag("span", unit.note), colspan=len(codes) + 3, css="kb-hatch"))

    def number(code: str, count: int) -> object:
        shown = f"{count:,}"
        return opened(f"{unit.key}~{code}", shown) if unit.key and count else shown

    solid = f"kb-{'solid' if unit.worst == 'bad' else 'tot kb-strong'} kb-late-{unit.worst}"
    return tag(
        "tr",
        name,
        *(_count(count, most, number(code, count)) for code, count in zip(codes, unit.counts, strict=True)),
        tag("td", tag("b", number("open", unit.open)), css="kb-tot"),
        tag(
            "td",
            number("late", unit.overdue) if unit.overdue else "·",
            css=solid if unit.overdue else "kb-tot",
        ),
        tag("td", number("closed", unit.closed), css="kb-tot"),
    )


def _count(number: int, most: int, shown: object) -> Html:
    """Shades by share of the largest count; the deepest shade stays for the bins of scores."""
    if not number:
        return tag("td", "·", css="kb-tot")
    share = number / max(most, 1)
    step = 3 if share > 0.75 and most > 2 else 2 if share > 0.4 and most > 2 else 1
    return tag("td", shown, css=f"kb-heat-{step}")


def side_by_side(left: Html, right: Html) -> Html:
    """Two halves of one long table beside each other, 32 px apart."""
    style = "flex:1 1 0;min-width:0"
    halves = join(tag("div", left, style=style), tag("div", right, style=style))
    return tag("div", halves, style="display:flex;gap:32px")
