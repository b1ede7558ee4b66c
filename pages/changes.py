"""变更记录: who changed what, when, from which file; one change opened, checked, withdrawn."""

from services.completeness.strip_of import strip_of
from services.county.show_change import show_change
from services.county.show_changes import show_changes
from views.asof import show_strip
from views.change_actions import offer_withdrawal
from views.changes import asked_change, asked_from, show_list, show_opened
from views.check import offer_check
from views.county import the_store
from views.frame import conclude, foot, open_page, section

page = open_page("changes")
store = the_store()
show_strip(page, page.ask(strip_of, store, right=page.title))

answer = page.ask(show_changes, store, before=asked_from())
n = asked_change()
if n is None:
    conclude(answer.plain, sub=answer.sub)
    section("变更", "最新的在前；撤回后其后的变更都保留")
    show_list(answer)
    if not page.scope.is_limited():
        offer_check(store, page.actor, page.here.head)
else:
    found = page.ask(show_change, store, n=n)
    conclude(found.title, sub=found.sub)
    show_opened(page, found)
    offer_withdrawal(page, store, found)
foot(answer.sources)
