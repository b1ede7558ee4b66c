"""The machine's Chromium: where it is and how it is started, quiet towards everybody outside."""

import os
import shutil
from pathlib import Path

# The shell is the same engine without tabs, toolbars and their processes: it starts sooner and takes less of the machine.
NAMES = ("chromium-headless-shell", "chromium")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_here() -> Path | None:
    """The browser CHROMIUM names and no other; without it the first this machine has; None where there is none."""
    named = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, (named,) if named else NAMES)), None)
    return Path(found) if found else None
