"""A measure frame with its verdicts: the named baseline, the gap to it, the light and the sentence of the rule."""

from datetime import date

import numpy as np
import pandas as pd

from domain.baselines import Baseline, TargetLines, baseline
from domain.indicators import Catalogue
from domain.lights import Light, LightRules, light, no_light
from domain.measure_frame import STATUS_WORDS, Status

JUDGED_COLUMNS = ("line", "baseline", "gap", "light", "sentence")


def judged(
    measures: pd.DataFrame,
    catalogue: Catalogue,
    *,
    day: date,
    lines: TargetLines,
    rules: LightRules,
    line: str,
) -> pd.DataFrame:
    """The measure frame with JUDGED_COLUMNS.

    day      the day gaps are counted to, normally as_of
    line     the baseline chosen on the page (time, node, province, target); blank takes each indicator's default
    returns  line is the Chinese name of the baseline, None without one; baseline and gap in the measure's unit
             (gap = value − baseline, a fraction for rates); light ok | note | warn | bad | none
    """
    found: dict[tuple[str, str], tuple[Baseline | None, bool]] = {}
    rows: list[tuple[str | None, float, float, str, str]] = []
    read = ("indicator", "subject", "value", "denominator", "status")
    for code, subject, value, base, status in zip(*(measures[name].tolist() for name in read), strict=True):
        indicator = catalogue.version(code, day)
        if indicator is None:
            rows.append((None, np.nan, np.nan, *_said(no_light("目录中没有这项指标"))))
            continue
        if (code, subject) not in found:
            chosen = line or indicator.baseline
            known = baseline(indicator, subject, line=chosen, day=day, lines=lines) if chosen else None
            former = (
                bool(chosen) and known is None and lines.is_of_former_definition(indicator, subject, chosen)
            )
            found[code, subject] = known, former
        against, former = found[code, subject]
        verdict = (
            light(indicator, value, base=base, against=against, rules=rules, day=day, is_of_former=former)
            if status == Status.REPORTED
            else no_light(f"{STATUS_WORDS[Status(status)]}，不评灯")
        )
        rows.append((*_held(value, against), *_said(verdict)))
    table = pd.DataFrame(rows, columns=list(JUDGED_COLUMNS), index=measures.index)
    return pd.concat([measures, table], axis=1)


def _held(value: float, against: Baseline | None) -> tuple[str | None, float, float]:
    return (against.name, against.value, value - against.value) if against else (None, np.nan, np.nan)


def _said(verdict: Light) -> tuple[str, str]:
    return verdict.level.value, verdict.sentence()
