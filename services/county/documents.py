"""Frames as plain documents for JSON: missing is null, days are ISO, whole numbers stay whole."""

from datetime import date, datetime
from typing import TypeAlias

import numpy as np
import pandas as pd

Plain: TypeAlias = str | int | float | bool | None


def plain(value: object) -> Plain:
    """One cell: None for every kind of missing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return None if np.isnan(value) else float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Plain]]:
    """The rows of a frame in order, each a document with the frame's column names."""
    names = list(frame.columns)
    columns = [frame[name].tolist() for name in names]
    return [
        {name: plain(value) for name, value in zip(names, row, strict=True)}
        for row in zip(*columns, strict=True)
    ]
