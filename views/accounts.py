"""The page 账号: the list, one account's role, scope, password and state, a new one, and the first of all."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from domain.permissions import ROLE_WORDS, Role
from domain.refusals import Refusal
from domain.wording.days import full_minute_words
from services.accounts.give_account import (
    OneTime,
    give_account,
    make_first_administrator,
    move_account,
    reset_with_one_time,
    scope_words,
    scopes_offered,
)
from services.accounts.manage_accounts import LONGEST, disable_account
from services.county.installation import Store
from views.clock import now
from views.empty import refused
from views.filters import choose_one
from views.frame import Page, section
from views.links import page_link
from views.markup import Html, join, show, tag
from views.tables import Column, show_table
from views.visitors import SIGN_IN

_TOLD, _ONCE, _SURE = "_accounts_told", "_accounts_once", "_accounts_sure"
DISABLED = "停用"
ROLES = {
    Role.LEADER: "看各页",
    Role.CLERK: "看自己镇或单位的数，报送",
    Role.REVIEWER: "收下、退回、撤回，看审计",
    Role.INSPECTOR: "登记督查、复查、督办",
    Role.ADMIN: "全部，并管理账号和目录",
}


def show_accounts(listed: pd.DataFrame) -> None:
    columns = [
        Column("姓名", "name", "strong", width="14%"),
        Column("登录名", "login", width="13%"),
        Column("角色", "role_word", width="8%"),
        Column("范围", write=lambda row: row.place or row.unit or "全县"),
        Column("状态", write=_state, width="9%"),
        Column("最近登录", write=lambda row: _moment(row.last_in), width="15%"),
        Column("建立", write=lambda row: _moment(row.at), width="15%", spare=True),
    ]
    show_table(listed, columns, compact=True, download="账号")


def _state(row: Any) -> Html:
    return tag("span", row.state, css="kb-grey" if row.state == DISABLED else "")


def _moment(at: object) -> str:
    return "没有登录过" if at is None or pd.isna(at) else full_minute_words(at)  # type: ignore[call-overload,arg-type]


def tell_once() -> None:
    """What was done last; a one-time password stays until it is said to be written down, and is then gone."""
    said = st.session_state.pop(_TOLD, "")
    if said:
        show(tag("div", said, css="kb-done", role="status"))
    once = st.session_state.get(_ONCE)
    if not isinstance(once, OneTime):
        return
    words = join(
        tag("b", f"{once.name}（{once.login}）的一次性密码："),
        "只显示这一次，请抄给本人。第一次登录要换成自己的密码。",
    )
    show(tag("div", words, css="kb-done", role="status"))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.code(once.password, language=None, width=280)
        st.button("已抄下", key="written_down", on_click=lambda: st.session_state.pop(_ONCE, None))


def change_one(page: Page, store: Store, listed: pd.DataFrame) -> None:
    """Role, scope, password and state of one chosen account."""
    names = {row.login: f"{row.name}（{row.login}）" for row in listed.itertuples()}
    login = choose_one("哪个账号", names, key="account", width=300)
    own = next(row for row in listed.itertuples() if row.login == login)
    offered = scopes_offered(store, now().date())
    scope = scope_words(str(own.place), str(own.unit))
    with st.container(key="account_role", horizontal=True, vertical_alignment="bottom"):
        role = _choose_role(str(own.role_word), key=f"role_{login}")
        wanted = st.selectbox(
            "范围",
            offered,
            index=offered.index(scope) if scope in offered else 0,
            key=f"scope_{login}",
            width=240,
        )
        if st.button("保存角色和范围", key="save_account"):
            _do(
                f"{own.name}现在是{role}，{wanted}。",
                lambda: move_account(store, page.actor, login=login, role=role, scope=str(wanted), now=now()),
            )
    _state_buttons(page, store, login, str(own.name), disabled=own.state == DISABLED)


def _choose_role(now_is: str, *, key: str) -> str:
    words = [ROLE_WORDS[role] for role in Role]
    told = {ROLE_WORDS[role]: f"{ROLE_WORDS[role]}：{what}" for role, what in ROLES.items()}
    return str(
        st.selectbox(
            "角色", words, index=words.index(now_is), format_func=lambda word: told[word], key=key, width=320
        )
    )


def _state_buttons(page: Page, store: Store, login: str, name: str, *, disabled: bool) -> None:
    """Resetting and disabling end what is open; each asks once more."""
    with st.container(horizontal=True):
        if disabled:
            if st.button("重新启用", key="enable"):
                _do(
                    f"{name}又可以登录了。",
                    lambda: disable_account(store, page.actor, login=login, disabled=False, now=now()),
                )
            return
        asked = st.session_state.get(_SURE)
        if asked not in ((login, "disable"), (login, "reset")):
            st.button("停用", key="disable", on_click=_ask, args=((login, "disable"),))
            st.button("重设密码", key="reset", on_click=_ask, args=((login, "reset"),))
            return
        if asked == (login, "disable") and st.button(f"确认停用{name}", type="primary", key="disable_sure"):
            _do(
                f"{name}已停用，正开着的页面也结束。",
                lambda: disable_account(store, page.actor, login=login, disabled=True, now=now()),
            )
        if asked == (login, "reset") and st.button(f"确认重设{name}的密码", type="primary", key="reset_sure"):
            _do(
                f"{name}的密码已重设，其他电脑上的登录都已结束。",
                lambda: reset_with_one_time(store, page.actor, login=login, now=now()),
            )
        st.button("先不动", key="not_now", on_click=_ask, args=(None,))


def _ask(what: tuple[str, str] | None) -> None:
    st.session_state[_SURE] = what


def add_one(page: Page, store: Store) -> None:
    """A new account; its one-time password is told once."""
    with (
        st.form("kbctl_new_account", border=False, clear_on_submit=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(
            "姓名", max_chars=LONGEST, placeholder="例如 青石镇 王某", key="new_name", width=200
        )
        login = st.text_input(
            "登录名", max_chars=LONGEST, placeholder="字母、数字，例如 qs.wang", key="new_login", width=200
        )
        role = _choose_role(ROLE_WORDS[Role.CLERK], key="new_role")
        scope = st.selectbox("范围", scopes_offered(store, now().date()), key="new_scope", width=240)
        sent = st.form_submit_button("建账号")
    if sent:
        _do(
            f"已建账号 {login.strip().lower()}。",
            lambda: give_account(
                store, page.actor, login=login, name=name, role=role, scope=str(scope), now=now()
            ),
        )


def make_first(page: Page, store: Store) -> None:
    """本机模式: what accounts change, and the first administrator."""
    with st.empty():
        if (login := _first_of_all(page, store)) is not None:
            way = tag("a", "去登录", href=SIGN_IN, target="_self")
            told = f"已建立管理员 {login}，从现在起打开看板要先登录。"
            show(tag("div", join(told, way), css="kb-done", role="status"))


def _first_of_all(page: Page, store: Store) -> str | None:
    """The form, and the login once it is made: what was typed then stands on no screen any more."""
    with st.container():
        _tell_what_accounts_change(page)
        section("第一个管理员", "密码至少 12 个字，可以是一句自己记得住的话")
        with st.form("kbctl_first", border=False):
            with st.container(horizontal=True):
                name = st.text_input(
                    "姓名", max_chars=LONGEST, value=page.actor.name, key="first_name", width=320
                )
                login = st.text_input(
                    "登录名",
                    max_chars=LONGEST,
                    placeholder="字母、数字、点和下划线",
                    key="first_login",
                    width=320,
                )
            with st.container(horizontal=True):
                password = st.text_input("密码", type="password", key="first_password", width=320)
                again = st.text_input("再输一次密码", type="password", key="first_again", width=320)
            sent = st.form_submit_button("建立管理员，从此登录", type="primary")
        if not sent:
            return None
        try:
            make_first_administrator(
                store, page.actor, login=login, name=name, password=password, again=again, now=now()
            )
        except Refusal as refusal:
            refused(refusal.sentence)
            return None
    return login.strip().lower()


def _tell_what_accounts_change(page: Page) -> None:
    section("现在是本机模式", "还没有账号：只有这台电脑能打开，谁坐下谁做全部的事")
    show(
        tag(
            "div",
            tag(
                "p",
                "建立第一个管理员以后：打开看板先登录；别的电脑也能打开（",
                page_link("怎么做", "help", at="在服务器上装"),
                "）；谁看了、改了、带走了什么都有留痕。",
            ),
            tag(
                "p",
                tag("b", "这一步不能退回："),
                "有了账号就一直要登录。管理员忘了密码，只能坐在这台电脑前重设（",
                page_link("怎么重设", "help", at="建账号、停用、重设密码"),
                "）。",
            ),
        )
    )
    if page.here.sample:
        show(
            tag(
                "p", "现在打开的是示例县：账号也只在示例县的库里。给本县建账号，请先建立本县。", css="kb-note"
            )
        )


def _do(told: str, what: Callable[[], OneTime | None]) -> None:
    """Do it, keep what is to be told, draw the page anew; a refusal stands where the button is."""
    try:
        done = what()
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    st.session_state[_TOLD] = told
    st.session_state[_SURE] = None
    if isinstance(done, OneTime):
        st.session_state[_ONCE] = done
    st.rerun()
