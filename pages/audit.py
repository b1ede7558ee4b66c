"""审计: who signed in, looked, changed, took away, erased, locked; the chain of fingerprints checked on a button."""

import streamlit as st

from services.accounts.show_audit import people_of, show_audit
from services.completeness.strip_of import strip_of
from views.asof import show_strip
from views.audit import choose_days, choose_group, choose_person, show_entries
from views.check import offer_check
from views.clock import now
from views.county import the_store
from views.filters import filter_row
from views.frame import conclude, foot, open_page, section

page = open_page("audit")
store = the_store()
show_strip(page, page.ask(strip_of, store, right=page.title))
head = st.container()
with filter_row("audit"):
    days = choose_days(now().date())
    person = choose_person(() if page.scope.is_limited() else people_of(store))
    group = choose_group()
answer = show_audit(store, scope=page.scope, first=days.first, last=days.last, person=person, group=group)
with head:
    conclude(answer.plain, answer.red, answer.sub)
section("留痕", "最新的在前；登录失败的来处是网络地址")
show_entries(answer)
if not page.scope.is_limited():
    section("指纹链", "每次变更都带前一次的指纹；核验重算全部指纹")
    offer_check(store, page.actor, page.here.head)
foot(("留痕只增不改；人员由账号登记，本机模式按姓名登记。",))
