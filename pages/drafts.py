"""照片整理: a heap of photos and a pasted group message become drafts by time and village; each is confirmed or dropped."""

from services.completeness.strip_of import strip_of
from views.asof import show_strip
from views.county import the_store
from views.drafts import confirm_draft, drop_heap, waiting_drafts
from views.frame import conclude, foot, open_page

page = open_page("drafts")
store = the_store()
show_strip(page, page.ask(strip_of, store, form="INS"))
waiting = waiting_drafts(store)
conclude(
    f"还有 {len(waiting.drafts)} 份草稿等您确认"
    if waiting.drafts
    else "放入照片，粘贴群消息，分成一处一处的草稿",
    sub="确认一份记一处，不确认的什么都不记；发消息的人不保存。",
)
if waiting.drafts:
    confirm_draft(page, store, waiting)
else:
    drop_heap(page, store)
foot(
    (
        "口径：照片按拍摄时间、再按文件名里的时间归到最近的一条消息；村名只认名册上的，认不出或有重名的要您选。",
    )
)
