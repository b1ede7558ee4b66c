"""What the panel of a number shows, whatever record it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

PART_COLUMNS = ("name", "value", "status", "file", "sheet", "cell", "actor", "at", "change", "key")


@dataclass(frozen=True, eq=False)
class Provenance:
    """What the panel shows.

    title    「卫生厕所普及率 青石镇 11月中旬」
    value    as shown, 未报 where there is none
    formula  「2,833 / 3,007，Σ分子÷Σ分母」
    parts    PART_COLUMNS, one row per stored part; key: record and key of the row it is, None where a part is none
    row      record and key of the row this is, whose cells can be corrected; () for a measure
    cells    field → its name and what stands: what can be corrected
    fixed    why its other fields are not corrected here; "" where there is nothing to say
    corrected  「卫生厕所户数 516 → 530，周某 报，吴某 审，11-20 10:05，第 60 号变更：理由」, newest first
    earlier  older sayings of the same key, newest first: value, actor, at, change; None for an aggregate
    """

    title: str
    value: str
    formula: str
    parts: pd.DataFrame
    earlier: pd.DataFrame | None = None
    row: tuple[str, ...] = ()
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    fixed: str = ""
    corrected: tuple[str, ...] = ()
