"""Number formats that change what a person reads: 86% for 0.86, and 2023.10 for 2023.1. Standard library only."""

import re
from decimal import Decimal
from math import isfinite

_TWO_DECIMALS = re.compile(r"(?:#,##)?0\.00(?:_.)?$")
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_OCTOBER = re.compile(r"(?:19|20)\d\d\.1")


def shows_percent(code: str) -> bool:
    """Whether a number format ends in a percent sign, e.g. 0.0%."""
    return "%" in _NOT_FORMAT.sub("", code)


def shows_two_decimals(code: str) -> bool:
    """Whether a number format shows exactly two decimals: 0.00."""
    return bool(_TWO_DECIMALS.match(_NOT_FORMAT.sub("", code).split(";")[0]))


def percent_text(value: float) -> str | None:
    """0.86 → 86%, with all its decimals."""
    if not isfinite(value):
        return None
    return f"{(Decimal(format(value, '.15g')) * 100).normalize():f}%"


def year_month_text(value: float) -> str | None:
    """2023.1 shown with two decimals is 2023.10: October, where the bare number would be January. Else None."""
    return format(value, ".2f") if _OCTOBER.fullmatch(format(value, ".10g")) else None
