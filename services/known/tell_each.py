"""What is told of each problem as it stands on a day: worked out anew only for those a change spoke of."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import TypeVar

from pandas import DataFrame

from data_access.database import Store
from services.known.kept import Versions
from services.known.known_rows import last_change
from services.known.read_setting import SETTING
from services.known.read_states import last_of_problems_on, moved_on, problems_on, stood_on

Told = TypeVar("Told")


def tell_each(
    store: Store, known_at: int, day: date, tell: Callable[[DataFrame], dict[str, Told]], *, by: Hashable
) -> Mapping[str, Told]:
    """Number → what is told of the problem, in the order of numbers; the very same object until the problem moves.

    tell  rows of `problem_state` → what is told of each by its number, row by row; of some it may tell nothing
    by    who asks, and whatever else than rows and setting the telling depends on
    """
    n = last_of_problems_on(store, known_at, day)
    matter = (store, day, last_change(store, n, *SETTING), by)

    def work() -> Mapping[str, object]:
        since, before = _TOLD.before(matter, n) or (0, None)
        moved = moved_on(store, since, n, day) if before is not None else None
        if before is None or moved is None:
            return tell(problems_on(store, n, day))
        stay = {number: one for number, one in before.items() if number not in moved}
        return dict(sorted((stay | tell(stood_on(store, n, moved, day))).items()))

    return _TOLD.answer(matter, n, work)  # type: ignore[return-value]


_TOLD: Versions[Mapping[str, object]] = Versions(matters=32, older=8)
