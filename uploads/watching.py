"""A child process watched from outside: its memory, its own processor seconds, and the seconds it stands still.

Seconds on the wall are not what a file costs: on a busy machine a good file waits for its turn, and so may we. A child is
charged for the processor it uses and for standing still; on an idle machine the two are all the time there is.
"""

import subprocess
import threading
import time
from dataclasses import dataclass

import psutil

_GLANCE = 0.02  # seconds between two looks at the child; a parser fills about 20 MB in that time
# Without a tick of the processor for so long it is not waiting for its turn: even among a hundred it would have had one.
_STILL = 2.0
# What passes between two looks beyond this is ours: we did not run ourselves, or the machine was asleep.
_LONGEST_LOOK = 1.0


@dataclass(slots=True)
class Cost:
    """What a child has cost so far, in seconds.

    processor  its own, user and system
    still      in stretches of more than two seconds without any
    quiet      of the stretch that goes on now
    watched    all that passed under our eyes
    """

    processor: float = 0.0
    still: float = 0.0
    quiet: float = 0.0
    watched: float = 0.0

    @property
    def charged(self) -> float:
        return self.processor + self.still + (self.quiet if self.quiet > _STILL else 0.0)

    def add(self, passed: float, processor: float) -> None:
        """One more look. passed: seconds since the last; processor: the child's seconds up to now."""
        passed = min(passed, _LONGEST_LOOK)
        self.watched += passed
        if processor > self.processor:
            self.still += self.quiet if self.quiet > _STILL else 0.0
            self.quiet = 0.0
            self.processor = processor
        else:
            self.quiet += passed


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a child had to be stopped: out_of_memory, timeout; and the limit it met, in bytes or seconds."""

    code: str
    limit: float


def watch(
    child: "subprocess.Popen[bytes]",
    draining: threading.Thread,
    *,
    memory: int,
    seconds: float,
    longest: float,
) -> Stopped | None:
    """Waits until the answer is drained and the child has ended; why it has to be stopped, if it has.

    memory   bytes it may hold
    seconds  it may be charged with
    longest  seconds it may take on the wall, however little it does
    """
    process, cost, last = psutil.Process(child.pid), Cost(), time.monotonic()
    while draining.is_alive() or child.poll() is None:
        _wait(child, draining)
        now = time.monotonic()
        held, processor = _use(process)
        cost.add(now - last, processor)
        last = now
        if held > memory:
            return Stopped("out_of_memory", memory)
        if cost.charged > seconds:
            return Stopped("timeout", seconds)
        if cost.watched > longest:
            return Stopped("timeout", longest)
    return None


def _wait(child: "subprocess.Popen[bytes]", draining: threading.Thread) -> None:
    """Until something ends, or for the time between two looks."""
    if draining.is_alive():
        draining.join(_GLANCE)
        return
    try:
        child.wait(_GLANCE)
    except subprocess.TimeoutExpired:
        return


def _use(process: psutil.Process) -> tuple[int, float]:
    """Bytes held and processor seconds used; nothing of one that has just ended."""
    try:
        used = process.cpu_times()
        return int(process.memory_info().rss), used.user + used.system
    except psutil.Error:
        return 0, 0.0
