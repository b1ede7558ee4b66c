"""审计: deeds and changes in one list, by day, person and kind; closed to who sees a part of the county."""

from datetime import date, datetime

import pytest

from data_access.submissions import RETURNED, NewSubmission, move, submit
from data_access.versions import Header, Said, commit
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role, Scope
from domain.records import PeriodLock, Term
from domain.refusals import Refusal
from domain.wording.deeds import DEEDS, deed_words, group_of
from services.accounts.manage_accounts import add_account, disable_account
from services.accounts.note_deeds import note_export, note_seen
from services.accounts.show_audit import people_of, show_audit
from services.accounts.sign_in import sign_in

AT = datetime(2026, 11, 19, 8, 0)
DAY, NEXT = date(2026, 11, 19), date(2026, 11, 20)
ADMIN, LEADER = Actor("孙某", Role.ADMIN), Actor("李某", Role.LEADER)
SECRET = "松树下喝一杯热茶好吗2026"


@pytest.fixture
def busy(sqlite_store):
    """One working day: two accounts made, a sign-in and a failed one, a page seen, a file taken, a word changed."""
    store = sqlite_store
    for login, name, role in (("admin", "孙某", "管理"), ("leader", "李某", "领导")):
        add_account(
            store, Actor("本机", Role.ADMIN), login=login, name=name, role=role, password=SECRET, now=AT
        )
    sign_in(store, "leader", SECRET, address="10.1.2.3", now=AT.replace(hour=9))
    for login in ("leader", "nobody"):
        with pytest.raises(Refusal):
            sign_in(store, login, "不对的密码一二三四五六", address="10.1.2.4", now=AT.replace(hour=10))
    moment = Moment(DAY, 0)
    note_seen(store, LEADER, page="资金支出", moment=moment, now=AT.replace(hour=11))
    note_export(store, LEADER, name="资金支出_各乡镇.xlsx", moment=moment, now=AT.replace(hour=12))
    said = Said(Term, None, {"term": ["light.ok"], "valid_from": [""], "word": ["绿灯"]}, [None])
    commit(store, Header("edit", "孙某", "admin", "改用灯名", AT.replace(hour=13), (), ()), [said], 0)
    disable_account(store, ADMIN, login="leader", disabled=True, now=AT.replace(day=20))
    return store


def rows(store, **asked):
    wanted = {"scope": WHOLE_COUNTY, "first": DAY, "last": DAY, **asked}
    found = show_audit(store, **wanted).entries
    return list(zip(found["name"], found["what"], found["about"], strict=True))


def test_a_day_tells_who_came_looked_took_away_and_changed_newest_first(busy):
    assert rows(busy) == [
        ("孙某", "更正", "改用灯名"),
        ("李某", "下载", "资金支出_各乡镇.xlsx，数据截至 2026-11-19，第 0 号变更"),
        ("李某", "看了", "资金支出，数据截至 2026-11-19，第 0 号变更"),
        ("不认识的登录名", "登录失败", "来自 10.1.2.4"),
        ("李某", "登录失败", "来自 10.1.2.4"),
        ("李某", "登录", "来自 10.1.2.3"),
        ("本机", "建账号", "leader"),
        ("本机", "建账号", "admin"),
    ]


def test_the_next_day_is_another_list_and_a_span_holds_both(busy):
    assert rows(busy, first=NEXT, last=NEXT) == [("孙某", "停用账号", "leader")]
    assert len(rows(busy, last=NEXT)) == 9


def test_a_person_and_a_kind_narrow_the_list(busy):
    assert [what for _who, what, _about in rows(busy, person="李某")] == ["下载", "看了", "登录失败", "登录"]
    assert {who for who, _what, _about in rows(busy, group="账号")} == {"本机"}
    assert rows(busy, person="李某", group="改动") == []


def test_the_headline_counts_and_names_failed_sign_ins_in_red(busy):
    told = show_audit(busy, scope=WHOLE_COUNTY, first=DAY, last=DAY)
    assert told.plain + told.red == "2026年11月19日1 人登录 1 次，改动 1 次，下载 1 份，登录失败 2 次"
    assert people_of(busy) == ("孙某", "李某")


def test_who_sees_a_part_of_the_county_sees_no_deed(busy):
    part = Scope(frozenset({"T1"}), frozenset(), may_see_names=True, may_see_small_counts=True)
    told = show_audit(busy, scope=part, first=DAY, last=DAY)
    assert told.entries.empty
    assert "全县" in told.plain


def test_each_kind_stands_in_one_group_and_an_unknown_one_has_a_word():
    kinds = [kind for group in DEEDS.values() for kind in group]
    assert len(kinds) == len(set(kinds))
    assert (deed_words("of a later release"), group_of("of a later release")) == ("其他", "其他")


def test_locking_sending_in_and_returning_stand_in_the_list_too(busy):
    for n, locked in ((1, True), (2, False)):
        row = {"form": ["ENV"], "period": ["2026-10-X3"], "locked": [locked], "day": [DAY]}
        change = Header("edit", "孙某", "admin", "10月下旬已通报", AT.replace(hour=14 + n), (), ())
        commit(busy, change, [Said(PeriodLock, None, row, [None])], n)
    sent = NewSubmission(
        actor="李某", role="clerk", at=AT.replace(hour=17), kind="files", title="青石镇11月中旬.xlsx", form="ENV",
        period="2026-11-X2", as_of=DAY, seen=3, summary="{}", content=b"", words="请审",
    )  # fmt: skip
    number, at = submit(busy, sent), AT.replace(hour=18)
    move(busy, number, step="returned", to=RETURNED, name="孙某", role="reviewer", at=at, words="改 F9")
    assert rows(busy, group="锁定") == [
        ("孙某", "解锁", "10月下旬已通报"),
        ("孙某", "锁定", "10月下旬已通报"),
    ]
    assert rows(busy, group="审核") == [
        ("孙某", "退回", "青石镇11月中旬.xlsx；改 F9"),
        ("李某", "送审", "青石镇11月中旬.xlsx；请审"),
    ]
