"""Giving memory back: what large uploads took and freed, the C library keeps unless it is told to let go."""

import ctypes
import gc
import sys

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
