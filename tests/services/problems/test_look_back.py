"""回头看: what was closed last 旬 is drawn, looked at on the spot, and a false closure is open again and counted with its interval."""

from datetime import date, datetime

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from services.known.read_states import problems_on
from services.problems.act_on_problem import act_on_problem
from services.problems.look_back import look_back

DAY, NOW = date(2026, 11, 23), datetime(2026, 11, 25, 10, 0)
INSPECTOR = Actor("督查 甲某", Role.INSPECTOR)


def test_of_what_was_closed_last_xun_a_share_is_looked_at_and_a_false_closure_opens_again(own_sample):
    def now():
        with reading(own_sample) as connection:
            return Moment(NOW.date(), head(connection))

    drawn = look_back(own_sample, scope=WHOLE_COUNTY, moment=now())
    assert drawn.period.startswith("11月中旬")
    assert 0.10 <= len(drawn.rows) / drawn.closed <= 0.20
    assert drawn.year.looked == 0
    true, false = drawn.rows["problem"][:2]
    was = problems_on(own_sample, now().known_at, NOW.date()).set_index("problem")["severity"]
    for number, kind in ((true, "confirmed"), (false, "found_false")):
        told = {"note": "到现场看过", "actor": INSPECTOR.name}
        act_on_problem(
            own_sample, INSPECTOR, scope=WHOLE_COUNTY, number=number, kind=kind, day=DAY, told=told,
            seen=now().known_at, now=NOW,
        )  # fmt: skip
    after = look_back(own_sample, scope=WHOLE_COUNTY, moment=now())
    assert after.rows["problem"].tolist() == drawn.rows["problem"].tolist(), "the draw stays what it was"
    assert after.rows["looked"].tolist()[:2] == ["属实", "不实"]
    assert (after.year.looked, after.year.false, after.year.rate) == (2, 1, 0.5)
    low, high = after.year.interval
    assert 0 < low < 0.5 < high < 1
    state = problems_on(own_sample, now().known_at, NOW.date()).set_index("problem")
    assert state.loc[[true, false], "status"].tolist() == ["closed", "fixing"]
    # A closing that was not true weighs one step more from then on; one that was true weighs what it did.
    weights = ["一般", "较重", "严重"]
    assert state["severity"][true] == was[true]
    assert weights.index(state["severity"][false]) == min(weights.index(was[false]) + 1, 2)
