"""Where money waits and how long."""

from datetime import date
from math import isnan

import pandas as pd

from domain.measures.waiting_money import waiting_money
from domain.records import Allocation, Fund, Payment
from tests.domain.ledgers import AS_OF, ledgers

BOOKS = ledgers(
    funds=[
        Fund(
            document="甲〔2026〕1号", level="county", issued_on=date(2026, 11, 9), issued=100_000_00, received=60_000_00,
            received_on=date(2026, 11, 14),
        ),
        Fund(document="甲〔2026〕2号", level="county", issued_on=date(2026, 11, 9), issued=5_000_00),
    ],
    allocations=[
        Allocation(project="X1", level="county", amount=45_000_00),
        Allocation(project="X9", level="county", amount=9_000_00),  # not among the projects looked at
        Allocation(project="X2", level="city", amount=1_000_00),  # nothing of this level has arrived
    ],
    payments=[
        Payment(payment="P1", document="甲〔2026〕1号", day=date(2026, 11, 15), amount=50_000_00),
        Payment(payment="P2", document="甲〔2026〕1号", day=date(2026, 11, 16), amount=-10_000_00),
    ],
)  # fmt: skip
MONEY = pd.DataFrame(
    {
        "project": ["X1", "X2", "X3", "X4"],
        "name": ["一", "二", "三", "四"],
        "plan": [100.0, 100.0, 100.0, 100.0],
        "paid": [60.0, 100.0, float("nan"), 10.0],
        "done": [True, True, True, False],
        "act_end": pd.to_datetime(["2026-11-09", "2026-11-09", "2026-11-09", None]),
    }
)


def found(by_document=True):
    rows = waiting_money(
        MONEY, BOOKS.funds, BOOKS.payments, BOOKS.allocations, as_of=AS_OF, by_document=by_document
    )
    told = rows[["step", "key", "amount", "days"]].itertuples(index=False)
    return [(*row[:3], None if isnan(row[3]) else row[3]) for row in told]


def test_every_step_tells_what_waits_greatest_first_and_for_how_long():
    assert found() == [
        ("issued", "甲〔2026〕1号", 40_000.0, 10.0),
        ("issued", "甲〔2026〕2号", 5_000.0, 10.0),
        ("unplanned", "county", 15_000.0, None),
        ("received", "甲〔2026〕1号", 20_000.0, 5.0),
        ("done", "X1", 40.0, 10.0),
    ]


def test_a_refund_waits_again_and_what_nobody_wrote_is_not_said_to_wait():
    assert all(key != "X3" and not isnan(amount) for _, key, amount, _ in found())


def test_without_payments_by_document_nothing_is_said_of_what_arrived():
    assert "received" not in {step for step, *_ in found(by_document=False)}
