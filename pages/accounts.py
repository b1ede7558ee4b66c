"""账号: who may come in, as what and for which part of the county; the first administrator on this PC."""

from services.accounts.manage_accounts import list_accounts
from services.accounts.show_accounts import accounts_headline
from services.completeness.strip_of import strip_of
from views.accounts import add_one, change_one, make_first, show_accounts, tell_once
from views.asof import show_strip
from views.county import the_store
from views.frame import conclude, foot, open_page, section

page = open_page("accounts")
store = the_store()
show_strip(page, page.ask(strip_of, store, right=page.title))
listed = list_accounts(store)
conclude(accounts_headline(listed), sub="账号不删除，只停用：变更记录里写着它的名字。")
tell_once()
if listed.empty:
    make_first(page, store)
else:
    section("账号", "建立的先后为序")
    show_accounts(listed)
    section("改一个账号", "角色和范围下一次操作就生效；停用和重设密码会结束正开着的页面")
    change_one(page, store, listed)
    section("建新账号", "给一个一次性密码，本人第一次登录时换掉")
    add_one(page, store)
foot(("密码只存不可还原的指纹；连续输错 5 次暂停登录 15 分钟。",))
