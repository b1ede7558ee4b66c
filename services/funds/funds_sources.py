"""Money by source level 资金级次: what was paid of what was planned, issued or received, and what has arrived."""

from math import nan

import numpy as np
from pandas import DataFrame

from data_access.database import Store
from domain.baselines import Baseline
from domain.lights import light
from domain.measure_frame import Status
from domain.measures.spending import LEVEL_WORDS, spending_by_level
from domain.permissions import Moment, Scope
from domain.records import Indicator
from services.funds.read_money import seen
from services.known.read_ledgers import read_ledgers
from services.known.read_states import projects_on
from services.measures.judge_measures import read_rules


def funds_sources(
    store: Store, *, scope: Scope, moment: Moment, indicator: Indicator, base: str, against: Baseline | None
) -> DataFrame:
    """A point frame with one row per source level, central first; previous is the share that has arrived.

    base     plan | issued | received: the denominator
    returns  value NaN where only the projects' own column is known: it does not say whose money was paid
    """
    ledgers = read_ledgers(store, moment.known_at)
    _, rules = read_rules(store, moment.known_at)
    state = projects_on(store, moment.known_at, moment.as_of)
    money = (ledgers.allocations, ledgers.funds, ledgers.payments)
    levels = spending_by_level(seen(state, scope), *money, as_of=moment.as_of)
    rows = levels.assign(
        subject=levels["level"],
        name=levels["level"].map(LEVEL_WORDS),
        period="",
        numerator=levels["paid"],
        denominator=levels[base],
        value=levels[f"rate_{base}"],
        previous=(levels["received"] / levels[base]).where(levels[base] > 0),
        baseline=against.value if against else nan,
    )
    verdicts = [
        light(indicator, value, base=whole, against=against, rules=rules, day=moment.as_of)
        for value, whole in zip(rows["value"], rows["denominator"], strict=True)
    ]
    status = np.where(rows["value"].notna(), Status.REPORTED.value, Status.NOT_REPORTED.value)
    return rows.assign(
        light=[verdict.level.value for verdict in verdicts],
        sentence=[verdict.sentence() for verdict in verdicts],
        status=status,
    )
