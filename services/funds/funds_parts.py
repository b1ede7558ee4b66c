"""More of 资金支出: who owes how much by town, where money waits, and 拨付, 报账 and 支付 as three amounts."""

from dataclasses import dataclass
from math import nan

from pandas import DataFrame

from data_access.database import Store
from domain.frames import day_stamp, days, yuan
from domain.measures.spending import payment_source
from domain.measures.waiting_money import STEPS, waiting_money
from domain.permissions import Moment
from services.funds.read_money import full_names
from services.known.read_ledgers import read_ledgers
from services.known.read_states import projects_on

AMOUNTS = {"transferred": "拨付", "reimbursed": "报账", "paid": "支付"}


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """One step: how many documents or projects, how much in yuan, the longest in days (NaN unknown); rows of it."""

    step: str
    word: str
    count: int
    amount: float
    longest: float
    rows: DataFrame


def waiting_steps(store: Store, money: DataFrame, *, moment: Moment, whole: bool) -> tuple[WaitingStep, ...]:
    """Where money waits, the steps at which any does.

    money  `read_money` columns
    whole  the county is looked at: documents do not say for which town, so a town is told of its projects alone
    """
    ledgers = read_ledgers(store, moment.known_at)
    state = projects_on(store, moment.known_at, moment.as_of)
    source = payment_source(ledgers.payments, state, as_of=moment.as_of)
    funds = ledgers.funds if whole else ledgers.funds[:0]
    named = money.assign(name=full_names(money)) if len(money) else money
    rows = waiting_money(
        named,
        funds,
        ledgers.payments,
        ledgers.allocations,
        as_of=moment.as_of,
        by_document=source.kind == "treasury",
    )
    found = []
    for step, word in STEPS.items():
        own = rows[(rows["step"] == step).to_numpy()].reset_index(drop=True)
        if len(own):
            amount, longest = float(own["amount"].sum()), float(own["days"].max())
            found.append(WaitingStep(step, word, len(own), amount, longest, own))
    return tuple(found)


def three_amounts(store: Store, money: DataFrame, *, moment: Moment) -> dict[str, tuple[float, int]]:
    """拨付, 报账 and 支付 of these projects: yuan and of how many it is written; NaN where no ledger writes it."""
    statuses = read_ledgers(store, moment.known_at).statuses
    day = days(statuses["day"])
    own = statuses.assign(day=day)[
        ((day <= day_stamp(moment.as_of)) & statuses["project"].isin(list(money["project"]))).to_numpy()
    ]
    newest = own.sort_values("day", kind="stable").drop_duplicates("project", keep="last")
    columns = {name: yuan(newest[name]) for name in ("transferred", "reimbursed")} | {"paid": money["paid"]}
    return {
        word: (float(columns[name].sum(min_count=1)), int(columns[name].notna().sum()))
        for name, word in AMOUNTS.items()
    }


def owing_towns(towns: DataFrame) -> DataFrame:
    """subject, name, base, paid, rate, gap, light, owed of every town; owed is what it lacks to its baseline, in yuan.

    owed is 0 at or above the baseline (gross: nobody's lead pays another's debt), NaN where the rate is not known
    """
    owed = (-towns["gap"] * towns["denominator"]).clip(lower=0.0)
    rows = DataFrame(
        {
            "subject": towns["subject"],
            "name": towns["name"],
            "base": towns["denominator"],
            "paid": towns["numerator"],
            "rate": towns["value"],
            "gap": towns["gap"] if len(towns) else nan,
            "light": towns["light"],
            "owed": owed,
        }
    )
    return rows.sort_values("owed", ascending=False, kind="stable", na_position="last").reset_index(drop=True)
