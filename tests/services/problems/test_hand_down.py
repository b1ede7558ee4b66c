"""Tasks under a problem: the towns' tasks hold it open, self-checks of villages alike do not, neither is in a rate."""

from datetime import date, datetime

import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.refusals import Refusal
from services.known.read_setting import read_setting
from services.measures.read_measures import read_measures
from services.problems.act_on_problem import act_on_problem
from services.problems.hand_down import check_elsewhere, hand_down
from services.problems.open_problem import open_problem
from services.problems.show_rectification import show_rectification
from services.problems.towns_offered import towns_offered

NUMBER, DAY = "整改-046", date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 0)
REVIEWER, CLERK = Actor("整改办 丙某", Role.REVIEWER), Actor("柳湾乡 乙某", Role.CLERK)
DUE = date(2026, 12, 10)


@pytest.fixture
def county(own_sample):
    class County:
        store = own_sample

        @property
        def moment(self):
            with reading(own_sample) as connection:
                return Moment(DAY, head(connection))

        def act(self, kind, number=NUMBER, by=REVIEWER, day=DAY, **told):
            told = {"note": "已到现场", "actor": by.name, "evidence": "照片", "person": "乡长 甲", **told}
            return act_on_problem(
                own_sample, by, scope=WHOLE_COUNTY, number=number, kind=kind, day=day, told=told,
                seen=self.moment.known_at, now=NOW,
            )  # fmt: skip

        def hand_down(self, *names, by=REVIEWER, number=NUMBER, deadline=DUE):
            towns = {
                name: key
                for key, name in towns_offered(own_sample, scope=WHOLE_COUNTY, moment=self.moment).items()
            }
            return hand_down(
                own_sample, by, scope=WHOLE_COUNTY, number=number, towns=[towns[name] for name in names],
                deadline=deadline, seen=self.moment.known_at, now=NOW,
            )  # fmt: skip

        def spread(self, trait):
            return check_elsewhere(
                own_sample, REVIEWER, scope=WHOLE_COUNTY, number=NUMBER, trait=trait, deadline=DUE,
                seen=self.moment.known_at, now=NOW,
            )  # fmt: skip

        def tasks(self):
            return open_problem(own_sample, scope=WHOLE_COUNTY, moment=self.moment, number=NUMBER).tasks

        def page(self, **asked):
            return show_rectification(own_sample, scope=WHOLE_COUNTY, moment=self.moment, **asked)

        def strip(self, **asked):
            return self.page(**asked).flow

        def rates(self):
            page = show_rectification(own_sample, scope=WHOLE_COUNTY, moment=self.moment)
            measured = read_measures(own_sample, scope=WHOLE_COUNTY, moment=self.moment, codes=("REC_DONE",))
            county = read_setting(own_sample, self.moment.known_at).roster.county.place
            return (
                page.closing.closed,
                page.closing.asked,
                measured.set_index("subject").loc[county, "denominator"],
            )

    return County()


def refused(work):
    with pytest.raises(Refusal) as refusal:
        work()
    return str(refusal.value)


def test_a_problem_handed_down_closes_only_after_its_towns(county):
    rates = county.rates()
    strip = county.strip()
    county.hand_down("柳湾乡", "青石镇")
    assert county.rates() == rates  # a part of the problem above, not two more problems
    assert county.strip() == strip
    assert county.strip(source="tasks").new == 2
    assert list(county.tasks()["name"]) == ["柳湾乡", "青石镇"]
    assert list(county.tasks()["status_word"]) == ["待交办", "待交办"]
    assert "没有选还没分解到的镇" in refused(lambda: county.hand_down("青石镇"))
    assert "不能再分解" in refused(lambda: county.hand_down("青石镇", number=f"{NUMBER}/柳湾乡"))
    assert "您的角色是科员" in refused(lambda: county.hand_down("云溪镇", by=CLERK))
    assert "早于今天" in refused(lambda: county.hand_down("云溪镇", deadline=date(2026, 11, 1)))

    county.act("replied", by=CLERK)
    assert "还有 2 个没有销号" in refused(lambda: county.act("closed"))
    county.act("declined", f"{NUMBER}/青石镇")
    for kind, by in (("replied", CLERK), ("closed", REVIEWER)):
        county.act(kind, f"{NUMBER}/柳湾乡", by=by)
    county.act("closed")
    opened = open_problem(county.store, scope=WHOLE_COUNTY, moment=county.moment, number=f"{NUMBER}/柳湾乡")
    assert (opened.above, opened.status_word) == (NUMBER, "已销号")
    assert "未了结的问题才能分解" in refused(lambda: county.hand_down("云溪镇"))


def test_villages_alike_check_themselves_and_hold_nothing_open(county):
    rates, strip = county.rates(), county.strip()
    county.spread("town")
    assert county.strip() == strip
    tasks = county.tasks()
    assert len(tasks) > 3
    assert set(tasks["kind_word"]) == {"自查"}
    assert tasks["name"].str.startswith("柳湾乡").all()
    assert county.rates() == rates
    assert "没有还没列入自查的" in refused(lambda: county.spread("town"))
    county.act("replied", by=CLERK)
    county.act("closed")


def test_an_extension_asked_in_time_may_be_granted_after_the_deadline(county):
    number = f"{NUMBER}/青石镇"
    county.hand_down("青石镇", deadline=DAY)
    county.act("assigned", number, duty_unit="U01", deadline=DAY)
    county.act("extension_asked", number, by=CLERK, new_deadline=date(2026, 12, 20))
    county.act("extended", number, new_deadline=date(2026, 12, 15), approver="丁某")
    opened = open_problem(county.store, scope=WHOLE_COUNTY, moment=county.moment, number=number)
    assert "申请由 2026-11-25 延到 2026-12-20" in opened.events["note"].iloc[2]
    facts = dict(opened.facts)
    assert (facts["原定期限"], facts["期限日"]) == ("2026-11-25", "2026-12-15")
