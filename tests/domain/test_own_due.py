"""What a project should have reached: the county's line, but never more than its own time gone by."""

from datetime import date

import pandas as pd
import pytest

from domain.measures.own_due import money_due, time_gone, work_due

AS_OF = date(2026, 11, 19)


def plans(*days):
    return pd.DataFrame(
        {
            "plan_start": pd.to_datetime([start for start, _ in days]),
            "plan_end": pd.to_datetime([end for _, end in days]),
        }
    )


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [
        ("2026-03-01", "2026-09-30", 1.0),
        ("2026-12-01", "2027-03-31", 0.0),
        ("2026-11-09", "2026-11-29", 0.5),
        ("2026-11-19", "2026-11-19", 0.0),
    ],
)
def test_time_gone_lies_between_nothing_and_all_of_the_plan(start, end, share):
    rows = plans((start, end))
    assert time_gone(rows["plan_start"], rows["plan_end"], as_of=AS_OF).tolist() == [share]


def test_without_a_planned_day_no_time_is_known():
    rows = plans(("2026-03-01", None), (None, "2026-12-31"))
    assert time_gone(rows["plan_start"], rows["plan_end"], as_of=AS_OF).isna().all()


def test_money_is_asked_by_the_line_but_never_ahead_of_the_projects_own_time():
    rows = plans(("2026-03-01", "2026-09-30"), ("2026-11-09", "2026-11-29"), (None, None))
    due = money_due(rows, line=0.914, as_of=AS_OF)
    assert due.tolist() == [0.914, 0.5, 0.914]


def test_without_a_declared_line_only_the_own_time_asks():
    rows = plans(("2026-11-09", "2026-11-29"), (None, None))
    due = money_due(rows, line=float("nan"), as_of=AS_OF)
    assert due.iloc[0] == 0.5
    assert pd.isna(due.iloc[1])


def test_work_is_due_on_its_planned_end_and_not_before():
    rows = plans(("2026-03-01", "2026-11-19"), ("2026-03-01", "2026-11-20"), (None, None))
    assert work_due(rows, as_of=AS_OF).tolist() == [True, False, False]
