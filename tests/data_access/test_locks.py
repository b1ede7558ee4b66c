"""A locked period: no change alters its figures, by whatever way it comes, until it is unlocked; confirming passes."""

from datetime import date

import pytest
from saying import figures, header

from data_access.statements import Said
from data_access.versions import commit, withdraw
from domain.records import Form, Indicator, PeriodLock
from domain.refusals import Refusal

LOCKED = "村级旬报11月中旬（11.11—11.20）已于 11月20日锁定（第 3 号变更），本次会改动其中 1 个数，没有写入"


def lock(store, seen, *, locked=True, day=date(2026, 11, 20), period="2026-11-X2"):
    columns = {"form": ["ENV"], "period": [period], "locked": [locked], "day": [day]}
    return commit(store, header("configuration"), [Said(PeriodLock, None, columns, [None])], seen).n


@pytest.fixture
def county(store):
    """A form with one indicator and one figure of it; locked from 11-20 on by change 3."""
    form = {"form": ["ENV"], "name": ["村级旬报"], "reporter": ["镇"], "level": ["village"], "cadence": ["xun"],
            "layout": ["indicators"]}  # fmt: skip
    indicator = {"code": ["TOI_COV"], "name": ["普及率"], "form": ["ENV"], "numerator_name": ["卫生厕所户数"],
                 "unit": ["%"], "kind": ["cumulative"], "direction": ["up"]}  # fmt: skip
    commit(store, header("configuration"), [full(Form, form), full(Indicator, indicator)], 0)
    commit(store, header(), [figures({"V0001": 37})], 1)
    lock(store, 2)
    return store


def full(record, said):
    """A row with a plain word in every text nobody cares about."""
    columns = {}
    for name, field in record.model_fields.items():
        default = field.get_default() if not field.is_required() else "x"
        columns[name] = said.get(name, [default])
    return Said(record, None, columns, [None])


def test_a_change_of_a_locked_figure_is_refused_and_a_confirmation_is_not(county):
    with pytest.raises(Refusal, match=LOCKED):
        commit(county, header(), [figures({"V0001": 38})], 3)
    with pytest.raises(Refusal, match=LOCKED):
        commit(county, header(), [figures({"V0002": 5})], 3)
    assert commit(county, header(), [figures({"V0001": 37})], 3).confirmed == 1
    assert commit(county, header(), [figures({"V0001": 38}, period="2026-11-X3")], 3).opened == 1


def test_taking_back_a_change_of_a_locked_period_is_refused(county):
    with pytest.raises(Refusal, match=LOCKED):
        withdraw(county, header("withdrawal"), 2)


def test_an_unlocked_period_and_one_locked_from_a_later_day_are_open(county):
    lock(county, 3, locked=False)
    assert commit(county, header(), [figures({"V0001": 38})], 4).opened == 1
    lock(county, 5, day=date(2026, 11, 25))
    assert commit(county, header(), [figures({"V0001": 39})], 6).opened == 1
