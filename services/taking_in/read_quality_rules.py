"""The office's sheet 核对规则 as known at a change; a county that never took one up goes by the shipped sheet."""

from functools import cache

import pandas as pd

from data_access.database import Store
from domain.quality.rules import QualityRules, quality_rules
from domain.records import QualityRule, meanings
from services.county.load_catalogue import SHIPPED, rows_of
from services.known.known_rows import known_rows


def read_quality_rules(store: Store, known_at: int) -> QualityRules:
    """A database from before the sheet existed has no rows of it."""
    rows = known_rows(store, QualityRule, known_at)
    return quality_rules(rows) if len(rows) else shipped_rules()


@cache
def shipped_rules() -> QualityRules:
    fields = list(meanings(QualityRule))
    rows = rows_of(SHIPPED / "quality_rules.csv", QualityRule)
    return quality_rules(
        pd.DataFrame([[getattr(row, name) for name in fields] for row in rows], columns=fields)
    )
