"""Measures derived from other measures: weak villages, income growth, the gap of the payment rate.

Each is recomputed from the level's own parts; nothing is averaged.
"""

from datetime import date

import numpy as np
import pandas as pd

from domain.baselines import TargetLines, baseline
from domain.frames import looked_up
from domain.indicators import Catalogue
from domain.measure_frame import Status, joined
from domain.measures.ledgers import Whole, counted
from domain.periods import Period
from domain.places import VILLAGE
from domain.setting import Setting

WEAK_LINE_YUAN = 50_000.0


def weak_villages(operating: pd.DataFrame, *, period: Period, setting: Setting, as_of: date) -> pd.DataFrame:
    """COL_WEAK and COL_WEAK_RATE: villages whose 经营性收入 so far this year is below 5 万元, in proportion to the year.

    operating  the measure frame of COL_OPR at `period`, which ends where the sum so far ends; villages that did not
               report are expected and not counted
    """
    villages = setting.roster.ancestry(as_of)
    rows = villages[(villages["level"] == VILLAGE).to_numpy()]
    spoken = operating[(operating["status"] == Status.REPORTED).to_numpy()]
    income = looked_up(rows["place"], spoken.set_index("subject")["value"])
    line = WEAK_LINE_YUAN * period.end.month / 12
    weak = (income < line).astype("float64").where(income.notna())
    parts = pd.DataFrame({"village": rows["place"], "town": rows["town"], "unit": None})
    parts = parts.assign(numerator=weak, denominator=np.where(income.notna(), 1.0, np.nan))
    found = [
        counted(parts, Whole(code, base, False), period=period.code, setting=setting, as_of=as_of)
        for code, base in (("COL_WEAK", False), ("COL_WEAK_RATE", True))
    ]
    return joined([frame[(frame["subject_kind"] == "place").to_numpy()] for frame in found])


def income_growth(now: pd.DataFrame, last_year: pd.DataFrame) -> pd.DataFrame:
    """INC_GROW: INC_PC of a period against the same period last year, level by level.

    now, last_year  measure frames of INC_PC of the same subjects
    returns         numerator the rise in yuan, denominator last year's level; not_reported where either is missing
    """
    spoken = last_year[(last_year["status"] == Status.REPORTED).to_numpy()]
    base = looked_up(now["subject"], spoken.set_index("subject")["value"])
    level = now["value"].where(now["status"] == Status.REPORTED)
    known = level.notna() & base.notna() & (base > 0)
    return now.assign(
        indicator="INC_GROW",
        numerator=(level - base).where(known),
        denominator=base.where(known),
        value=((level - base) / base).where(known),
        reported=known.astype("int64"),
        expected=1,
        status=np.where(known, Status.REPORTED.value, Status.NOT_REPORTED.value),
    ).reset_index(drop=True)


def payment_gap(
    payment: pd.DataFrame, catalogue: Catalogue, *, line: str, day: date, lines: TargetLines
) -> pd.DataFrame:
    """FND_GAP: each level's own payment rate minus the chosen baseline, a fraction; never averaged.

    payment  the measure frame of FND_PAY (or one of its other denominators)
    """
    against = [
        _on_line(catalogue, code, subject, line, day, lines)
        for code, subject in zip(payment["indicator"], payment["subject"], strict=True)
    ]
    value = payment["value"] - pd.Series(against, index=payment.index, dtype="float64")
    status = payment["status"].where(value.notna(), Status.NOT_REPORTED.value)
    return payment.assign(
        indicator="FND_GAP", numerator=np.nan, denominator=np.nan, value=value, status=status.astype("str")
    ).reset_index(drop=True)


def _on_line(
    catalogue: Catalogue, code: str, subject: str, line: str, day: date, lines: TargetLines
) -> float:
    indicator = catalogue.version(code, day)
    found = baseline(indicator, subject, line=line, day=day, lines=lines) if indicator else None
    return found.value if found else np.nan
