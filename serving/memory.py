"""Memory that nobody uses: what large uploads took and freed, and what Plotly knows of charts that are not drawn."""

import ctypes
import gc
import json
import sys
from importlib import resources
from typing import Any

from plotly.validator_cache import ValidatorCache

# What `charts/` draws, and where it draws it.
_DRAWN = ("bar", "scatter", "layout", "frame", "data", "frames")

_ARENA_MAX = -8  # the number mallopt of glibc knows this by
ARENAS = 2


def share_arenas() -> None:
    """Let all threads share two arenas where the C library is glibc; called before there are any threads.

    Otherwise each of the first sixteen has its own, and what one freed no other uses: 20 MB more, and no faster under Python's lock.
    """
    choose = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if choose is not None:
        choose(_ARENA_MAX, ARENAS)


def give_memory_back() -> None:
    """Collect garbage, then return freed pages to the system, where its C library can (glibc)."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def forget_other_charts() -> None:
    """Keep of Plotly's rules for the fifty kinds of charts those of bars, lines and points: a quarter of 10 MB.

    The first `import streamlit` read them all. Whoever draws another kind has them read again.
    """
    kept = _Rules(ValidatorCache._json_cache or _every_rule())
    for name in [name for name in kept if name.split(".")[0] not in _DRAWN]:
        del kept[name]
    ValidatorCache._json_cache = kept


class _Rules(dict[str, Any]):
    def get(self, name: str, otherwise: Any = None) -> Any:
        if name not in self:
            self.update({**_every_rule(), **self})
        return super().get(name, otherwise)


def _every_rule() -> dict[str, Any]:
    with resources.files("plotly").joinpath("validators", "_validators.json").open(encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found
