"""Where money waits: issued and not arrived, arrived and not paid, finished and not settled; and how long."""

from datetime import date

import pandas as pd

from domain.frames import day_stamp, days, looked_up, yuan
from domain.measures.spending import year_documents

STEPS = {"issued": "下达未到位", "received": "到位未支付", "done": "完工未付清"}
WAITING_COLUMNS = ("step", "record", "key", "name", "amount", "days")


def waiting_money(
    money: pd.DataFrame, funds: pd.DataFrame, payments: pd.DataFrame, *, as_of: date, by_document: bool
) -> pd.DataFrame:
    """WAITING_COLUMNS, step by step, greatest amount first; amounts in yuan, days NaN where no day is written.

    money        `read_money` columns: project, name, plan, paid, done, act_end; paid NaN is nobody's word, not zero
    by_document  whether payments name their document: only then is it known what a document has not paid out
    record, key  the ledger row that says so: fund or project
    """
    today = day_stamp(as_of)
    documents = year_documents(funds, as_of)
    arrived = documents["received"].fillna(0.0)
    parts = [_documents("issued", documents, documents["issued"] - arrived, documents["issued_on"], today)]
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
