"""Giving memory back: what large uploads took and freed, the C library keeps unless it is told to let go."""

import ctypes
import gc
import sys


def give_memory_back() -> None:
    """Collect garbage, then return freed pages to the system, where its C library can (glibc)."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
