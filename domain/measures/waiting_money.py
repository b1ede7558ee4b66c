"""Where money waits: issued and not arrived, arrived and not paid, finished and not settled; and how long."""

from datetime import date

import pandas as pd

from domain.frames import day_stamp, days, looked_up, yuan
from domain.measures.spending import LEVEL_WORDS, year_documents

STEPS = {"issued": "下达未到位", "unplanned": "到位未分配", "received": "到位未支付", "done": "完工未付清"}
WAITING_COLUMNS = ("step", "record", "key", "name", "amount", "days")


def waiting_money(
    money: pd.DataFrame,
    funds: pd.DataFrame,
    payments: pd.DataFrame,
    allocations: pd.DataFrame,
    *,
    as_of: date,
    by_document: bool,
) -> pd.DataFrame:
    """WAITING_COLUMNS, step by step, greatest amount first; amounts in yuan, days NaN where no day is written.

    money        `read_money` columns: project, name, plan, paid, done, act_end; paid NaN is nobody's word, not zero
    by_document  whether payments name their document: only then is it known what a document has not paid out
    allocations  fields of `Allocation`: what projects were given of a source level; a level nobody wrote is not told
    record, key  the ledger row that says so: fund or project; record blank for what is told of a whole source level
    """
    today = day_stamp(as_of)
    documents = year_documents(funds, as_of)
    arrived = documents["received"].fillna(0.0)
    parts = [_documents("issued", documents, documents["issued"] - arrived, documents["issued_on"], today)]
    parts.append(_unplanned(documents.assign(received=arrived), allocations, money["project"]))
    if by_document:
        made = payments[(days(payments["day"]) <= today).to_numpy()]
        paid = looked_up(documents["document"], yuan(made["amount"]).groupby(made["document"]).sum()).fillna(
            0.0
        )
        parts.append(
            _documents("received", documents, documents["received"] - paid, documents["received_on"], today)
        )
    done = money[money["done"].to_numpy(dtype=bool)]
    left = done["plan"] - done["paid"]
    parts.append(
        pd.DataFrame(
            {
                "step": "done",
                "record": "project",
                "key": done["project"],
                "name": done["name"],
                "amount": left,
                "days": (today - days(done["act_end"])).dt.days,
            }
        )
    )
    rows = pd.concat(
        [part.astype({"amount": "float64", "days": "float64"}) for part in parts], ignore_index=True
    )
    rows = rows[(rows["amount"].round(2) > 0).to_numpy()]
    order = rows["step"].map({step: at for at, step in enumerate(STEPS)})
    rows = rows.assign(order=order, less=-rows["amount"]).sort_values(["order", "less"], kind="stable")
    return rows[list(WAITING_COLUMNS)].reset_index(drop=True)


def _unplanned(documents: pd.DataFrame, allocations: pd.DataFrame, projects: pd.Series) -> pd.DataFrame:
    """What arrived of each source level beyond what the projects were given of it."""
    own = allocations[
        (allocations["project"].isin(list(projects)) & allocations["amount"].notna()).to_numpy(dtype=bool)
    ]
    given = yuan(own["amount"]).groupby(own["level"]).sum()
    arrived = documents.groupby("level")["received"].sum()
    levels = [level for level in LEVEL_WORDS if level in given.index and level in arrived.index]
    return pd.DataFrame(
        {
            "step": "unplanned",
            "record": "",
            "key": levels,
            "name": [f"{LEVEL_WORDS[level]}资金" for level in levels],
            "amount": [float(arrived[level] - given[level]) for level in levels],
            "days": [float("nan")] * len(levels),
        }
    )


def _documents(
    step: str, documents: pd.DataFrame, amount: pd.Series, since: pd.Series, today: pd.Timestamp
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "step": step,
            "record": "fund",
            "key": documents["document"],
            "name": documents["document"],
            "amount": amount,
            "days": (today - since).dt.days,
        }
    )
