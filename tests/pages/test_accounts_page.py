"""账号: the first administrator on this PC, a one-time password told once, roles, scopes, closing and opening again."""

from pathlib import Path

import pytest

from data_access.database import open_store
from domain.permissions import Role
from services.accounts.manage_accounts import list_accounts
from services.accounts.passwords import CLEAR, one_time_password, refuse_weak
from services.accounts.sign_in import sign_in
from services.county.installation import sqlite_url
from tests.loaded_county import sealed
from tests.pages.screens import run_page, seen
from tests.pages.test_changes_page import NOW, press

pytestmark = pytest.mark.xdist_group("pages")

OWN = "清晨沿河边走一走再开会7"


def fill(app, **worths):
    for key, worth in worths.items():
        field = app.selectbox(key=key) if "role" in key or "scope" in key else app.text_input(key=key)
        field.set_value(worth)
    return app


def states(url):
    store = open_store(url)
    listed = list_accounts(store)
    store.engine.dispose()
    return {row.login: (row.role_word, row.place or row.unit, row.state) for row in listed.itertuples()}


@pytest.fixture(scope="module")
def administered(sample_url, tmp_path_factory):
    """The file of the sample county with an administrator made on the screen."""
    file = tmp_path_factory.mktemp("administered") / "county.db"
    file.write_bytes(Path(sample_url.removeprefix("sqlite:///")).read_bytes())
    app = run_page("accounts", Role.ADMIN, sqlite_url(file))
    assert "还没有账号，打开看板不用登录" in seen(app)
    fill(app, first_name="孙某", first_login="sun", first_password=OWN, first_again=OWN)
    press(app, "建立管理员")
    assert "已建立管理员 sun，" in seen(app)
    assert "去登录" in seen(app)
    return sealed(open_store(sqlite_url(file)), file)


@pytest.fixture
def staffed(administered, tmp_path):
    """The address of a copy of its own."""
    file = tmp_path / "county.db"
    file.write_bytes(administered.read_bytes())
    return sqlite_url(file)


def test_the_first_administrator_is_made_here_with_a_password_of_their_own(staffed):
    assert states(staffed) == {"sun": ("管理", "", "在用")}
    store = open_store(staffed)
    token, who = sign_in(store, "sun", OWN, address="127.0.0.1", now=NOW)
    assert token
    assert not who.must_change
    store.engine.dispose()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first_again": "不一样的一句话十二个字啊"}, "两次输入的密码不一样"),
        ({"first_password": "短", "first_again": "短"}, "密码至少 12 个字"),
        ({"first_login": "孙某"}, "只能用字母、数字、点和下划线"),
    ],
)
def test_what_cannot_be_the_first_is_said_and_nobody_has_to_sign_in(own_url, typed, said):
    app = run_page("accounts", Role.ADMIN, own_url)
    given = {"first_name": "孙某", "first_login": "sun", "first_password": OWN, "first_again": OWN}
    press(fill(app, **{**given, **typed}), "建立管理员")
    assert said in seen(app)
    assert states(own_url) == {}


def test_a_new_account_has_a_password_that_is_told_once_and_must_be_changed(staffed):
    app = run_page("accounts", Role.ADMIN, staffed)
    press(
        fill(app, new_name="青石镇 王某", new_login="QS.Wang", new_role="科员", new_scope="镇：青石镇"),
        "建账号",
    )
    assert states(staffed)["qs.wang"] == ("科员", "青石镇", "待改密码")
    [password] = [block.value for block in app.code]
    store = open_store(staffed)
    assert sign_in(store, "qs.wang", password, address="127.0.0.1", now=NOW)[1].must_change
    store.engine.dispose()
    press(app, "已抄下")
    assert not app.code
    assert password not in seen(run_page("audit", Role.ADMIN, staffed, kind="账号"))


def test_a_clerk_without_a_town_and_an_administrator_with_one_are_refused(staffed):
    app = run_page("accounts", Role.ADMIN, staffed)
    press(fill(app, new_name="周某", new_login="zhou", new_role="科员", new_scope="全县"), "建账号")
    assert "科员要写明是哪个镇或哪个单位" in seen(app)
    press(fill(app, new_role="管理", new_scope="镇：青石镇"), "建账号")
    assert "管理员管全县" in seen(app)
    assert "zhou" not in states(staffed)


def test_role_and_scope_change_closing_is_asked_twice_and_opens_again(staffed):
    app = run_page("accounts", Role.ADMIN, staffed)
    press(fill(app, new_name="李某", new_login="li", new_role="领导", new_scope="全县"), "建账号")
    app.selectbox(key="account").set_value("li").run()
    fill(app, role_li="审核", scope_li="单位：县水利局")
    press(app, "保存角色和范围")
    assert states(staffed)["li"] == ("审核", "县水利局", "待改密码")
    press(app, "停用")
    assert states(staffed)["li"][2] == "待改密码", "asked once more first"
    press(app, "确认停用李某")
    assert states(staffed)["li"][2] == "停用"
    press(app, "重新启用")
    assert states(staffed)["li"][2] == "待改密码"
    told = seen(run_page("audit", Role.REVIEWER, staffed, kind="账号"))
    for word in ("建账号", "改角色或范围", "停用账号", "重新启用账号"):
        assert word in told


def test_the_last_administrator_stays_open_and_stays_one(staffed):
    app = run_page("accounts", Role.ADMIN, staffed)
    press(app, "停用")
    press(app, "确认停用孙某")
    assert "这是最后一个管理员，不能停用" in seen(app)
    press(app, "先不动")
    fill(app, role_sun="领导")
    press(app, "保存角色和范围")
    assert "这是最后一个管理员，不能改成别的角色" in seen(app)
    assert states(staffed) == {"sun": ("管理", "", "在用")}


def test_who_resets_a_password_gives_a_new_one_but_not_to_oneself(staffed):
    app = run_page("accounts", Role.ADMIN, staffed)
    press(fill(app, new_name="王某", new_login="wang", new_role="管理", new_scope="全县"), "建账号")
    press(app, "已抄下")
    press(app, "重设密码")
    press(app, "确认重设孙某的密码")
    assert len(app.code) == 1
    assert states(staffed)["sun"][2] == "待改密码"
    app.selectbox(key="account").set_value("wang").run()
    press(app, "重设密码")
    press(app, "确认重设王某的密码")
    assert "这是您自己的账号" in seen(app)


def test_one_time_passwords_differ_and_are_strong_enough():
    given = {one_time_password() for _one in range(200)}
    assert len(given) == 200
    for password in given:
        refuse_weak(password, "login", "姓名")
        assert set(password) <= {*CLEAR, "-"}
    assert not set(CLEAR) & set("0o1li")
