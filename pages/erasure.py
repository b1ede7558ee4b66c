"""涂除: a text or a kept file taken out for a lawful reason; the chain of changes stays whole."""

from services.completeness.strip_of import strip_of
from views.asof import show_strip
from views.county import the_store
from views.erasure import ask_and_erase, find, seek, show_found, tell_erased
from views.frame import conclude, foot, open_page, section

page = open_page("erasure")
store = the_store()
show_strip(page, page.ask(strip_of, store, right=page.title))
conclude(
    "涂除：依法去掉不该留的文字和原件",
    sub="改错了数用更正或撤回；这里只用于个人信息、涉密等依法必须去掉的内容，去掉以后谁也看不到，也恢复不了。",
)
tell_erased()
section("查", "查全部自由文字（问题描述、说明、存在问题、经过……）、原件的文件名和报送，包括旧版")
found = find(page, store, seek())
if found is not None:
    chosen = show_found(found)
    if chosen.anything():
        ask_and_erase(page, store, found, chosen)
foot(("涂除本身是一次变更：留下的是谁、何时、理由、依据和去掉文字的指纹。",))
