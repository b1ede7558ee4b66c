"""照抄上期: a sheet whose every number stood in it last time as well (features 18)."""

from collections.abc import Sequence


def is_copy(pairs: Sequence[tuple[int, int]], *, fewest: int) -> bool:
    """Whether all (now, before) agree.

    fewest  with fewer pairs than this nothing is said: a short list may well stand still
    """
    return len(pairs) >= fewest and all(now == before for now, before in pairs)
