"""Which shown numbers were corrected since they were first reported, in words: first → now, by which change."""

from collections.abc import Collection, Hashable, Sequence

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.revisions import revised_figures
from domain.frames import rows_where
from domain.permissions import Moment, Scope
from domain.records import Indicator
from domain.small_counts import counts_people
from domain.wording.numbers import plain
from services.known.kept import Versions
from services.known.known_rows import last_change_of_figures

_REVISIONS: Versions[DataFrame] = Versions(matters=64, older=8)


def read_revisions(store: Store, known_at: int, codes: Sequence[str]) -> DataFrame:
    """REVISION_COLUMNS (data_access/revisions.py) of these indicators. Nobody writes into it."""
    asked = tuple(dict.fromkeys(codes))

    def work() -> DataFrame:
        with reading(store) as connection:
            return revised_figures(connection, known_at, asked)

    last = last_change_of_figures(store, known_at, asked) if asked else 0
    return _REVISIONS.answer((store, asked), last, work)


def revised_numbers(store: Store, known_at: int, code: str) -> frozenset[tuple[str, str]]:
    """(subject, period) of the reporters of an indicator that were corrected."""
    rows = read_revisions(store, known_at, (code,))
    return frozenset(zip(rows["subject"], rows["period"], strict=True))


def revised_words(
    store: Store, one: Indicator, *, scope: Scope, moment: Moment, shown: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """(subject, period) → 「首报 516 / 617，第 43 号变更改为 518 / 617」 of the reporters of an indicator that were corrected.

    shown  the (subject, period) words are asked for
    Whoever may not see small counts is told that, and by which change, without the numbers of people.
    """
    rows = read_revisions(store, moment.known_at, (one.code,))
    own = rows_where(rows, (key in shown for key in zip(rows["subject"], rows["period"], strict=True)))
    return {
        (str(row["subject"]), str(row["period"])): _words(one, row, scope) for row in own.to_dict("records")
    }


def revised_of(
    store: Store, subject: str, ones: Sequence[Indicator], *, scope: Scope, moment: Moment
) -> dict[tuple[str, str], str]:
    """(indicator, period) → the same words, of one reporter."""
    by_code = {one.code: one for one in ones}
    rows = read_revisions(store, moment.known_at, tuple(by_code))
    own = rows[(rows["subject"] == subject).to_numpy()]
    return {
        (str(row["indicator"]), str(row["period"])): _words(by_code[str(row["indicator"])], row, scope)
        for row in own.to_dict("records")
    }


def revised_reporters(
    store: Store, known_at: int, codes: Sequence[str], places: Collection[str]
) -> tuple[str, ...]:
    """Which of these places have a corrected figure of these indicators."""
    rows = read_revisions(store, known_at, codes)
    found = dict.fromkeys(str(key) for key in rows["subject"])
    return tuple(key for key in found if key in places)


def _words(one: Indicator, row: dict[Hashable, object], scope: Scope) -> str:
    if counts_people(one) and not scope.may_see_small_counts:
        return f"见第 {row['change']} 号变更"
    return f"首报 {_parts(one, row, 'first_')}，第 {row['change']} 号变更改为 {_parts(one, row, '')}"


def revised_below(
    told: Collection[tuple[str, str]], place_of: dict[str, str], counted: str
) -> dict[tuple[str, str], str]:
    """(place above, period) → 「含 2 村更正过的数」.

    told      (reporter, period) of the numbers corrected
    place_of  reporter → the place its numbers are summed into
    """
    counts: dict[tuple[str, str], int] = {}
    for subject, period in told:
        above = place_of.get(subject)
        if above:
            counts[above, period] = counts.get((above, period), 0) + 1
    return {key: f"含 {count} {counted}更正过的数" for key, count in counts.items()}


def _parts(one: Indicator, row: dict[Hashable, object], which: str) -> str:
    """The stored parts as people write them; 未报 for a blank one."""
    scale = 10**one.scale if one.scale else 1
    names = (
        ("numerator", "denominator")
        if one.denominator_name and one.denominator_fixed is None
        else ("numerator",)
    )
    digits = 2 if one.scale else 0
    worths = (row[f"{which}{name}"] for name in names)
    return " / ".join(
        "未报" if worth is None else plain(float(str(worth)) / scale, digits) for worth in worths
    )
