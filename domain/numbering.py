"""Running numbers: the next after a beginning that days share, and the next place within a day."""

from collections.abc import Iterable
from datetime import date

from pandas import DataFrame


def next_after(start: str, known: Iterable[object]) -> int:
    """One more than the greatest number after this beginning (「日督-20261119-」); 1 where there is none.

    known  numbers of any kind; what does not go on with digits alone is none of ours
    """
    tails = (str(one).removeprefix(start) for one in known if str(one).startswith(start))
    return max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1


def next_seq(events: DataFrame, day: date) -> int:
    """The next free `seq` of a day among one number's events."""
    taken = events["seq"][(events["day"] == day).to_numpy(dtype=bool)]
    return int(taken.max()) + 1 if len(taken) else 1
