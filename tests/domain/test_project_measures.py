"""Projects and money: stages, 跨区域, three denominators, which ledger a payment was read from."""

from datetime import date

import numpy as np
import pytest

from domain.measures.funds import fund_measures
from domain.measures.projects import project_measures, project_state
from domain.measures.spending import payment_source, spending_by_level, spending_by_project, year_documents
from domain.records import Allocation, Fund, Payment
from tests.domain.ledgers import AS_OF, SETTING, event, ledgers, project, status
from tests.domain.settings import measure

DAY = date(2026, 11, 10)


def state(books, as_of=AS_OF):
    return project_state(books.projects, books.statuses, books.events, setting=SETTING, as_of=as_of)


def measured(books, as_of=AS_OF):
    return project_measures(state(books, as_of), setting=SETTING, as_of=as_of)


def money(books, as_of=AS_OF):
    found = state(books, as_of)
    return fund_measures(found, books.allocations, books.funds, books.payments, setting=SETTING, as_of=as_of)


FOUR = ledgers(
    projects=[
        project("P1", "V0001", lead_unit="U01"), project("P2", "V0002", plan_end=date(2026, 10, 31)),
        project("P3", "V0003", lead_unit="U02"), project("P4", "C01"),
        project("P5", "V0001", reserve=True, year=2027), project("P6", "V0001", year=2025),
    ],
    statuses=[
        status("P1", "completed"), status("P2", "building"), status("P3", "accepted"), status("P4", "prepare"),
        status("P6", "settled"),
    ],
)  # fmt: skip


def test_towns_and_cross_town_projects_add_up_to_the_county():
    found = measured(FOUR)
    rows = found[(found["indicator"] == "PRJ_N") & (found["subject_kind"] == "place")].set_index("subject")[
        "value"
    ]
    assert rows.to_dict() == {"V0001": 1, "V0002": 1, "V0003": 1, "T01": 2, "T02": 1, "CROSS": 1, "C01": 4}


@pytest.mark.parametrize(
    ("code", "parts"),
    [("PRJ_START", (3, 4)), ("PRJ_DONE", (2, 4)), ("PRJ_ACPT", (1, 2)), ("PRJ_LATE", (1, None))],
)
def test_completed_accepted_and_started_are_three_things(code, parts):
    row = measure(measured(FOUR), "C01", code)
    assert row["numerator"] == parts[0]
    assert row["denominator"] == parts[1] if parts[1] else np.isnan(row["denominator"])


def test_a_project_counts_for_its_responsible_unit():
    found = measured(FOUR)
    assert measure(found, "U01", "PRJ_DONE")["value"] == 1
    assert measure(found, "U02", "PRJ_ACPT")["value"] == 1


def test_a_town_without_projects_has_none_and_no_rate():
    found = measured(ledgers(projects=[project("P1")], statuses=[status("P1", "building")]))
    assert (measure(found, "T02", "PRJ_N")["value"], measure(found, "T02", "PRJ_N")["status"]) == (
        0,
        "reported",
    )
    assert measure(found, "T02", "PRJ_DONE")["status"] == "not_applicable"


def test_without_a_ledger_nothing_is_zero():
    row = measure(measured(ledgers()), "C01", "PRJ_N")
    assert row["status"] == "not_reported"
    assert np.isnan(row["value"])


def test_a_project_without_a_progress_row_is_expected_but_never_summed():
    found = measured(ledgers(projects=[project("P1"), project("P2")], statuses=[status("P1", "completed")]))
    row = measure(found, "C01", "PRJ_DONE")
    assert (row["value"], row["reported"], row["expected"]) == (1, 1, 2)


def test_the_stage_is_the_newest_on_or_before_the_day():
    books = ledgers(
        projects=[project("P1")],
        statuses=[
            status("P1", "building", date(2026, 10, 10)),
            status("P1", "completed", date(2026, 11, 10)),
        ],
    )
    assert measure(measured(books, date(2026, 11, 9)), "C01", "PRJ_DONE")["value"] == 0
    assert measure(measured(books, date(2026, 11, 10)), "C01", "PRJ_DONE")["value"] == 1


def test_dates_that_have_come_count_like_their_stage():
    books = ledgers(projects=[project("P1")], statuses=[status("P1", act_end=date(2026, 11, 15))])
    assert measure(measured(books, date(2026, 11, 14)), "C01", "PRJ_DONE")["value"] == 0
    assert measure(measured(books), "C01", "PRJ_START")["value"] == 1


def test_a_cancelled_project_leaves_the_base():
    books = ledgers(
        projects=[project("P1"), project("P2"), project("P3")],
        statuses=[status("P1", "completed"), status("P2", "building"), status("P3", "cancelled")],
        events=[event("P2", date(2026, 11, 12), "cancelled", kind="cancelled", about="project")],
    )
    assert measure(measured(books, date(2026, 11, 11)), "C01", "PRJ_N")["value"] == 2
    assert measure(measured(books), "C01", "PRJ_DONE")["value"] == 1


def test_investment_is_by_money_or_by_the_share_of_the_work():
    books = ledgers(
        projects=[project("P1", invest_total=100_00), project("P2", invest_total=300_00), project("P3")],
        statuses=[
            status("P1", "building", invested=50_00),
            status("P2", "building", progress=500_000),
            status("P3"),
        ],
    )
    row = measure(measured(books), "C01", "PRJ_INV")
    assert (row["numerator"], row["denominator"], row["value"]) == (200, 400, 0.5)
    assert (row["reported"], row["expected"]) == (2, 3)


def test_next_years_reserve_is_held_against_this_years_plan():
    books = ledgers(projects=[
        project("P1", invest_total=100_00), project("P2", year=2027, reserve=True, invest_total=120_00),
    ])  # fmt: skip
    assert measure(measured(books), "C01", "PRJ_RESV")["value"] == pytest.approx(1.2)
    assert measure(measured(FOUR), "C01", "PRJ_RESV")["status"] == "not_reported"


def test_an_industry_project_needs_a_mechanism_that_is_one():
    books = ledgers(projects=[
        project("P1", type="产业发展", link_mode="订单收购"), project("P2", type="产业发展", link_mode="无"),
        project("P3", type="产业发展"), project("P4", type="乡村建设行动"),
    ])  # fmt: skip
    assert measure(measured(books), "C01", "PRJ_LINK")["value"] == pytest.approx(1 / 3)


def test_overdue_days_are_counted_to_the_day():
    row = state(FOUR).set_index("project").loc["P2"]
    assert (bool(row["late"]), row["days_late"]) == (True, 19)


def allocation(key, level, yuan):
    return Allocation(project=key, level=level, amount=yuan * 100)


def fund(number, level="central", issued=None, received=None, issued_on=date(2026, 3, 2), **more):
    return Fund(
        document=number, level=level, issued=issued and issued * 100, received=received and received * 100,
        issued_on=issued_on, **more,
    )  # fmt: skip


def paid(number, key, yuan, day=date(2026, 11, 18), document="D1"):
    return Payment(payment=number, project=key, document=document, day=day, amount=yuan * 100)


BOOK = {
    "projects": [
        project("P1", type="产业发展", fund_received=90_00),
        project("P2", "V0003", type="乡村建设"),
    ],
    "statuses": [status("P1", "building", paid=30_00), status("P2", "building", paid=10_00)],
    "allocations": [
        allocation("P1", "central", 60),
        allocation("P1", "province", 40),
        allocation("P2", "central", 100),
    ],
    "funds": [fund("D1", issued=250, received=200), fund("D2", "province", issued=50)],
}
TREASURY = ledgers(**BOOK, payments=[
    paid("1", "P1", 50), paid("2", "P2", 20, date(2026, 11, 1)), paid("3", "P1", -5), paid("4", None, 7, document="D2"),
    paid("5", "P1", 99, date(2026, 11, 20)), paid("6", "P1", 40, date(2025, 12, 1)),
])  # fmt: skip


def test_the_treasury_is_read_where_it_covers_the_day_and_says_so():
    source = payment_source(TREASURY.payments, state(TREASURY), as_of=AS_OF)
    assert source.words == "国库支付台账（至11月18日）"
    column = ledgers(**BOOK)
    assert (
        payment_source(column.payments, state(column), as_of=AS_OF).words
        == "项目台账累计支付列（至11月10日）"
    )
    nothing = ledgers()
    assert payment_source(nothing.payments, state(nothing), as_of=AS_OF).words == "没有支付数据"


def test_a_treasury_ledger_that_ends_long_before_gives_way_to_the_projects_column():
    books = ledgers(**BOOK, payments=[paid("1", "P1", 50, date(2026, 9, 1))])
    assert payment_source(books.payments, state(books), as_of=AS_OF).kind == "projects"
    assert measure(money(books), "T01", "FND_PAY_PLAN")["value"] == pytest.approx(0.3)


def test_a_payment_rate_names_and_uses_three_denominators():
    found = money(TREASURY)
    county = {code: measure(found, "C01", code) for code in ("FND_PAY_PLAN", "FND_PAY", "FND_PAY_RCV")}
    assert [county[code]["numerator"] for code in county] == [72, 72, 72]
    assert [county[code]["denominator"] for code in county] == [200, 300, 200]
    assert measure(found, "T01", "FND_PAY")["value"] == pytest.approx(0.45)
    assert measure(found, "CROSS", "FND_PAY")["numerator"] == 7


def test_refunds_are_negative_and_other_years_and_later_days_do_not_count():
    rows = spending_by_project(state(TREASURY), TREASURY.allocations, TREASURY.payments, as_of=AS_OF)
    assert rows.set_index("project")["paid"].to_dict() == {"P1": 45, "P2": 20}
    assert rows.set_index("project")["plan"].to_dict() == {"P1": 100, "P2": 100}


def test_money_is_told_by_source_level():
    books = TREASURY
    rows = spending_by_level(state(books), books.allocations, books.funds, books.payments, as_of=AS_OF)
    rows = rows.set_index("level")
    assert rows.loc["central", ["plan", "issued", "received", "paid"]].tolist() == [160, 250, 200, 65]
    assert rows.loc["province", ["plan", "issued", "paid"]].tolist() == [40, 50, 7]
    assert np.isnan(rows.loc["province", "received"])
    column = ledgers(**BOOK)
    told = spending_by_level(state(column), column.allocations, column.funds, column.payments, as_of=AS_OF)
    assert told["paid"].isna().all()


def test_without_documents_the_county_is_held_against_what_was_allotted():
    books = ledgers(**{**BOOK, "funds": []})
    assert measure(money(books), "C01", "FND_PAY")["denominator"] == 200
    assert measure(money(books), "C01", "FND_ALLOC")["status"] == "not_reported"


def test_allocation_and_industry_share_of_the_county():
    found = money(TREASURY)
    assert measure(found, "C01", "FND_ALLOC")["value"] == pytest.approx(200 / 300)
    assert measure(found, "C01", "FND_IND")["value"] == pytest.approx(60 / 250)


def test_days_to_release_are_working_days_per_document():
    books = ledgers(funds=[
        fund("D1", issued=1, received=1, issued_on=date(2026, 11, 2), received_on=date(2026, 11, 9)),
        fund("D2", issued=1, received=1, issued_on=date(2026, 11, 2), received_on=date(2026, 11, 16)), fund("D3"),
    ])  # fmt: skip
    row = measure(money(books), "C01", "FND_DAYS")
    assert (row["numerator"], row["denominator"], row["value"]) == (15, 2, 7.5)


def test_money_received_a_year_ago_and_unpaid_is_idle():
    books = ledgers(
        funds=[
            fund("D1", received=100, issued_on=date(2025, 3, 1), received_on=date(2025, 4, 1)),
            fund("D2", received=100, received_on=date(2026, 4, 1)),
        ],
        payments=[paid("1", None, 30)],
    )
    found = money(books)
    assert measure(found, "C01", "FND_IDLE")["value"] == 70
    assert measure(found, "C01", "FND_IDLE_RATE")["value"] == pytest.approx(0.35)


def test_documents_issued_later_or_in_other_years_are_not_this_years():
    rows = ledgers(funds=[
        fund("D1", issued=1), fund("D2", issued=1, issued_on=date(2026, 12, 1)),
        fund("D3", issued=1, issued_on=date(2025, 6, 1)), fund("D4", issued=1, issued_on=None),
    ]).funds  # fmt: skip
    assert list(year_documents(rows, AS_OF)["document"]) == ["D1", "D4"]
