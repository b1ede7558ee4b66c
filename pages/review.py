"""报送审核: what waits for a reviewer and what he does with it; to its sender, how far each of his submissions is."""

from services.completeness.strip_of import strip_of
from services.review.list_submissions import list_submissions
from services.review.tell_submissions import tell_submissions
from views.asof import show_strip
from views.county import the_store
from views.frame import conclude, foot, open_page, section
from views.review import asked_submission, show_listed
from views.review_opened import show_opened

page = open_page("review")
store = the_store()
show_strip(page, page.ask(strip_of, store, right=f"{page.title} · {page.actor.name}"))
number = asked_submission()
if number is None:
    rows = list_submissions(store, page.actor, page.scope)
    told = tell_submissions(rows, page.actor, page.scope, signed_in=page.here.signed_in)
    conclude(told.plain, told.red, told.sub)
    section("未办结", "最早送来的在前；点编号打开")
    show_listed(told.open, nothing=told.nothing)
    if len(told.decided):
        section("已有结果", "最近的在前")
        show_listed(told.decided)
else:
    show_opened(page, store, number)
foot(("收下才成为数：收下以前，总览和各页都看不到。谁报、谁审，变更记录里都写着。",))
