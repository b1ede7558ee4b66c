"""Which rules hold and how strictly: rows of the office's sheet 核对规则 (catalogue/quality_rules.csv)."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from domain.frames import records_of
from domain.issues import KINDS
from domain.records import QualityRule

OFF, ALL = "off", "*"


@dataclass(frozen=True, eq=False)
class QualityRules:
    """Rules by (rule, about). An empty sheet leaves every issue the strength its code has, and no bounds."""

    rows: Mapping[tuple[str, str], QualityRule]

    def of(self, rule: str, about: str = ALL) -> QualityRule | None:
        """The rule for one indicator, else for all; None where it is off or nobody declared it."""
        found = self.rows.get((rule, about)) or self.rows.get((rule, ALL))
        if found is None and not self.rows:
            return QualityRule(rule=rule, name=rule, strength=KINDS[rule][0])
        return found if found is not None and found.strength != OFF else None

    def each(self, rule: str) -> tuple[QualityRule, ...]:
        """The rows of a rule that speak of one indicator, those that are off left out."""
        return tuple(
            row
            for (name, about), row in self.rows.items()
            if name == rule and about != ALL and row.strength != OFF
        )


NO_RULES = QualityRules({})


def quality_rules(rows: pd.DataFrame) -> QualityRules:
    """The rules from the rows as known (fields of `QualityRule`)."""
    return QualityRules({(row.rule, row.about): row for row in records_of(QualityRule, rows)})
