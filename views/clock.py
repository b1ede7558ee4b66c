"""Civil time: the one place the pages and the server read the clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

CIVIL = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Now in Asia/Shanghai, to the second, without a zone."""
    return datetime.now(CIVIL).replace(microsecond=0, tzinfo=None)
