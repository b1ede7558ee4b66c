"""Accounts and visits on both engines: who may come in, for how long, and what a wrong password costs."""

import hashlib
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from data_access.accounts import list_deeds
from data_access.database import head, reading
from domain.permissions import Actor, Role
from domain.refusals import Refusal
from services.accounts.manage_accounts import (
    add_account,
    disable_account,
    has_administrator,
    list_accounts,
    reset_account,
)
from services.accounts.passwords import refuse_weak
from services.accounts.sign_in import LASTS, change_password, sign_in, sign_out, visitor
from tests.scope.marked_county import marked_county

AT = datetime(2026, 11, 19, 8, 0)
ADMIN = Actor("本机", Role.ADMIN)
GIVEN, OWN = "松树下喝一杯热茶好吗2026", "清晨沿河边走一走再开会7"
HERE = "10.1.2.3"


@pytest.fixture
def staffed(store):
    """An administrator and a leader, both with the password they were given."""
    for login, name, role in (("admin", "孙某", "管理"), ("leader", "李某", "领导")):
        add_account(store, ADMIN, login=login, name=name, role=role, password=GIVEN, now=AT)
    return store


def come(store, login="leader", password=GIVEN, *, now=AT, address=HERE, former=None):
    return sign_in(store, login, password, address=address, now=now, former=former)


def test_signing_in_opens_a_visit_of_which_only_the_hash_is_kept(staffed):
    token, who = come(staffed)
    assert (who.actor, who.must_change) == (Actor("李某", Role.LEADER), True)
    assert visitor(staffed, token, now=AT) == who
    with staffed.engine.connect() as connection:
        assert connection.execute(text("SELECT token FROM sign_in")).scalars().all() == [
            hashlib.sha256(token.encode()).hexdigest()
        ]
        [*secrets] = connection.execute(text("SELECT secret FROM account")).scalars()
    assert all(secret.startswith("$argon2id$") for secret in secrets)
    assert len(set(secrets)) == 2, "each with a salt of its own"


def test_a_visit_ends_by_itself_by_leaving_and_with_its_account(staffed):
    token, _ = come(staffed)
    assert visitor(staffed, token, now=AT + LASTS - timedelta(seconds=1))
    assert visitor(staffed, token, now=AT + LASTS) is None
    sign_out(staffed, token, now=AT)
    assert visitor(staffed, token, now=AT) is None
    again, _ = come(staffed)
    disable_account(staffed, ADMIN, login="leader", disabled=True, now=AT)
    assert visitor(staffed, again, now=AT) is None
    with pytest.raises(Refusal, match="登录名或密码不对"):
        come(staffed)
    disable_account(staffed, ADMIN, login="leader", disabled=False, now=AT)
    assert visitor(staffed, again, now=AT) is None, "opening the account again opens no old visit"
    assert come(staffed)


def test_a_token_the_browser_came_with_opens_nothing_afterwards(staffed):
    """Session fixation: neither a made-up token nor somebody's older visit survives a log-in."""
    old, _ = come(staffed, "admin")
    new, _ = come(staffed, former=old)
    assert new != old
    assert visitor(staffed, old, now=AT) is None
    come(staffed, former="planted")
    assert visitor(staffed, "planted", now=AT) is None
    assert visitor(staffed, "", now=AT) is None
    assert visitor(staffed, 7, now=AT) is None


def test_unknown_wrong_and_disabled_are_told_alike(staffed):
    disable_account(staffed, ADMIN, login="leader", disabled=True, now=AT)
    said = set()
    for login, password in (("nobody", GIVEN), ("admin", OWN), ("leader", GIVEN), ("admin", "a" * 5000)):
        with pytest.raises(Refusal) as refusal:
            come(staffed, login, password)
        said.add(refusal.value.sentence)
    assert len(said) == 1


@pytest.mark.parametrize("login", ["leader", "nobody"])
def test_five_wrong_passwords_close_the_login_for_a_while(staffed, login):
    for _ in range(4):
        with pytest.raises(Refusal, match="不对"):
            come(staffed, login, OWN)
    with pytest.raises(Refusal, match="暂停登录到 08:15"):
        come(staffed, login, OWN)
    with pytest.raises(Refusal, match="暂停登录到 08:15"):
        come(staffed, login, GIVEN, address="10.9.9.9")
    if login == "leader":
        assert come(staffed, login, now=AT + timedelta(minutes=15))
        reset_account(staffed, ADMIN, login=login, password=OWN, now=AT)
        assert come(staffed, login, OWN)
    assert come(staffed, "admin"), "others come in"


def test_an_address_that_tries_many_logins_is_closed_too(staffed):
    for at in range(29):
        with pytest.raises(Refusal, match="不对"):
            come(staffed, f"x{at}", OWN)
    with pytest.raises(Refusal, match="暂停登录"):
        come(staffed, "x30", OWN)
    with pytest.raises(Refusal, match="暂停登录"):
        come(staffed, "admin")
    assert come(staffed, "admin", address="10.9.9.9")


def test_changing_the_password_ends_every_other_visit(staffed):
    elsewhere, _ = come(staffed)
    token, _ = come(staffed)
    with pytest.raises(Refusal, match="原密码不对"):
        change_password(staffed, token, OWN, OWN, address=HERE, now=AT)
    with pytest.raises(Refusal, match="和原密码一样"):
        change_password(staffed, token, GIVEN, GIVEN, address=HERE, now=AT)
    fresh = change_password(staffed, token, GIVEN, OWN, address=HERE, now=AT)
    assert [visitor(staffed, one, now=AT) for one in (elsewhere, token)] == [None, None]
    assert not visitor(staffed, fresh, now=AT).must_change
    with pytest.raises(Refusal, match="登录已结束"):
        change_password(staffed, token, OWN, GIVEN, address=HERE, now=AT)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("短密码", "至少 12 个字，现在是 3 个"),
        ("字" * 129, "最多 128"),
        ("aaaaaaaaaaaaaa", "重复或连续"),
        ("123456789012", "重复或连续"),
        ("lkjihgfedcba", "重复或连续"),
        ("我是zhoumou我会记住的", "登录名或姓名"),
        ("周某某说今天天气真不错", "至少 12"),
        ("周某某说今天天气真的很不错", "登录名或姓名"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused(password, said):
    with pytest.raises(Refusal, match=said):
        refuse_weak(password, "zhoumou", "周某某")


def test_length_is_enough_without_signs_of_every_kind():
    refuse_weak("今天下午三点开会记得带伞", "zhoumou", "周某某")


def test_the_first_account_administers_and_the_last_administrator_stays(store):
    new = {"password": GIVEN, "now": AT}
    with pytest.raises(Refusal, match="第一个账号必须是管理员"):
        add_account(store, ADMIN, login="li", name="李某", role="领导", **new)
    assert not has_administrator(store)
    add_account(store, ADMIN, login="sun", name="孙某", role="管理", **new)
    assert has_administrator(store)
    with pytest.raises(Refusal, match="最后一个管理员"):
        disable_account(store, ADMIN, login="sun", disabled=True, now=AT)
    for login, name, role, said in (
        ("SUN", "钱某", "领导", "已有人用"),
        ("qian", "孙某", "领导", "已有人用"),
        ("钱某", "钱某", "领导", "只能用字母"),
        ("qian", " ", "领导", "姓名要写"),
        ("qian", "钱某", "县长", "没有角色“县长”"),
        ("qian", "钱某", "科员", "哪个镇或哪个单位"),
    ):
        with pytest.raises(Refusal, match=said):
            add_account(store, ADMIN, login=login, name=name, role=role, **new)
    with pytest.raises(Refusal, match="村名册里没有"):
        add_account(store, ADMIN, login="qian", name="钱某", role="科员", place="青石镇", **new)
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(Refusal, match="由管理员管理"):
            add_account(store, Actor("李某", role), login="qian", name="钱某", role="领导", **new)
    assert list_accounts(store)["login"].tolist() == ["sun"]


def test_an_administrator_is_never_confined(tmp_path):
    store = marked_county(tmp_path)
    asked = {"login": "sun", "name": "孙某", "password": GIVEN, "now": AT}
    for place, unit in (("鹿岭镇", ""), ("", "县松务局")):
        with pytest.raises(Refusal, match="不能限定到一个镇或单位"):
            add_account(store, ADMIN, role="管理", place=place, unit=unit, **asked)


def test_what_was_done_is_noted_outside_the_chain(staffed):
    come(staffed)
    with pytest.raises(Refusal):
        come(staffed, "my password by mistake", OWN)
    with reading(staffed) as connection:
        deeds = list_deeds(connection, most=10)
        assert head(connection) == 0
    assert deeds["kind"].tolist() == ["sign_in_failed", "signed_in", "account_added", "account_added"]
    assert "mistake" not in deeds.to_string(), "people type their password where the login belongs"
