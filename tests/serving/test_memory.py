"""What was taken and freed goes back to the system."""

import sys

import psutil
import pytest

from serving.memory import give_memory_back

FILL, PIECES = b"x" * 1_000, 100_000


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be told")
def test_memory_freed_between_what_stays_is_given_back():
    process = psutil.Process()
    taken = [bytearray(FILL) for _ in range(PIECES)]
    full = process.memory_info().rss
    kept = taken[::50]
    del taken
    give_memory_back()
    assert full - process.memory_info().rss > 0.6 * len(FILL) * PIECES
    assert len(kept) == PIECES // 50
