"""锁定一期: nothing gets into it by upload, review or withdrawal until somebody unlocks it with a reason; both are changes."""

from datetime import date, datetime

import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import PeriodLock
from domain.refusals import Refusal
from services.completeness.strip_of import strip_of
from services.county.list_changes import list_changes
from services.county.withdraw_change import withdraw_change
from services.known.list_rows import list_rows
from services.locking.list_locks import list_locks, lockable
from services.locking.lock_period import lock_period, unlock_period
from services.review.accept_submission import accept_submission
from services.taking_in.import_files import accept
from tests.pages.books import corrected
from tests.services.review.test_review import CLERK, looked, newest, opened, sent

REVIEWER = Actor("吴某", Role.REVIEWER)
AT = datetime(2026, 11, 20, 9, 30)
XUN = {"form": "ENV", "period": "2026-11-X2"}
SENTENCE = "村级人居环境旬报11月中旬（11.11—11.20）已于 11月20日锁定（第 {n} 号变更），本次会改动其中 1 个数，没有写入"


def lock(store, *, day=date(2026, 11, 20), reason="旬调度已定稿", actor=REVIEWER, **more):
    about = {**XUN, **more}
    return lock_period(store, actor, WHOLE_COUNTY, day=day, reason=reason, now=AT, **about)


def unlock(store, *, reason="柳湾乡核减有文件", **more):
    return unlock_period(store, REVIEWER, WHOLE_COUNTY, reason=reason, now=AT, **{**XUN, **more})


def test_a_locked_period_takes_nothing_in_until_it_is_unlocked_and_both_stand_in_the_record(own_sample):
    number = sent(own_sample).number
    held = opened(own_sample, number)
    n = lock(own_sample)
    with pytest.raises(Refusal, match="已于 11月20日锁定"):
        accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, held, now=AT)
    [file] = looked(own_sample, corrected({"F9": 530}), scope=WHOLE_COUNTY).files
    assert SENTENCE.format(n=n) in file.refusal
    [change] = list_changes(own_sample).loc[lambda rows: rows["files"].str.contains("云溪镇11月中旬"), "n"]
    with pytest.raises(Refusal, match="已于 11月20日锁定"):
        withdraw_change(own_sample, REVIEWER, n=int(change), reason="重报", now=AT)
    opening = unlock(own_sample)
    assert accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, opened(own_sample, number), now=AT)
    told = list_changes(own_sample).set_index("n")
    assert told["reason"][n] == "锁定村级人居环境旬报11月中旬：旬调度已定稿"
    assert told["reason"][opening] == "解锁村级人居环境旬报11月中旬：柳湾乡核减有文件"


def test_what_says_the_same_again_passes_and_other_periods_stay_open(own_sample):
    lock(own_sample)
    seen = looked(
        own_sample, corrected({"A1": "2026年11月中旬云溪镇农村人居环境整治情况统计表 "}), scope=WHOLE_COUNTY
    )
    assert [file.refusal for file in seen.files] == [""]
    assert accept(own_sample, REVIEWER, WHOLE_COUNTY, seen, reason="又报一次", now=AT).change


def test_the_strip_says_from_its_day_on_that_the_period_is_locked(own_sample):
    n = lock(own_sample, day=date(2026, 11, 19))

    def words(day, known_at):
        return strip_of(own_sample, scope=WHOLE_COUNTY, moment=Moment(day, known_at)).locked

    assert words(date(2026, 11, 19), n) == "11月中旬已锁定（11-19起）"
    assert words(date(2026, 11, 19), n - 1) == ""
    assert words(date(2026, 11, 18), n) == ""
    assert list_locks(own_sample, known_at=n)[
        ["form", "period_name", "actor", "reason", "change"]
    ].values.tolist() == [["ENV", "11月中旬", "吴某", "旬调度已定稿", n]]
    assert list_locks(own_sample, known_at=unlock(own_sample)).empty
    rows = list_rows(own_sample, PeriodLock, scope=WHOLE_COUNTY, moment=Moment(AT.date(), newest(own_sample)))
    assert rows[["form", "period", "locked"]].values.tolist() == [["ENV", "2026-11-X2", False]]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"actor": CLERK}, "锁定和解锁由能看全县的审核人或管理员来做"),
        ({"reason": " "}, "锁定要写明理由"),
        ({"form": "XX"}, "没有按期报数的报表“XX”"),
        ({"period": "上旬"}, "期“上旬”读不懂"),
    ],
)
def test_locking_is_refused_in_one_sentence(sample, said, sentence):
    with pytest.raises(Refusal, match=sentence):
        lock(sample, **said)


def test_nothing_is_locked_or_unlocked_twice(own_sample):
    with pytest.raises(Refusal, match="没有锁定，不用解锁"):
        unlock(own_sample)
    lock(own_sample)
    with pytest.raises(Refusal, match="已经从这一天起锁定"):
        lock(own_sample)
    assert lock(own_sample, day=date(2026, 11, 25))


def test_every_form_with_periods_can_be_locked(sample):
    offered = lockable(sample, moment=Moment(date(2026, 11, 19), newest(sample)))
    assert "2026-11-X2" in offered["ENV"][1]
    assert all(periods for _, periods in offered.values())
