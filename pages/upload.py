"""数据上报: files in, how they were understood, what they would change, what is wrong, confirm or put aside."""

import streamlit as st

from services.completeness.strip_of import strip_of
from services.taking_in.show_upload import show_upload
from services.taking_in.tell_preview import tell_preview
from views.asof import show_strip
from views.county import the_store
from views.frame import conclude, foot, open_page, section
from views.issues import counts_words
from views.upload import drop_files, preview_files, tell_done
from views.upload_confirm import choose_file, confirm, offer_again, offer_another_name
from views.upload_details import show_all_issues, show_differences
from views.upload_many import show_by_town, tell_clashes
from views.upload_questions import ask_questions, decide_conflicts
from views.upload_repair import tell_repaired
from views.upload_told import compared_words, show_arrivals, show_columns, show_counts, show_files

page = open_page("upload")
store = the_store()
show_strip(page, page.ask(strip_of, store, right=f"{page.title} · {page.actor.name}"))
head = st.container()
left, right = st.columns([38, 62], gap="medium")
with left:
    section("① 放入文件", "办公室现有的 Excel 直接拖进来，不用改模板")
    files = drop_files()

idle = page.ask(show_upload, store)
if files:
    with left:
        seen = preview_files(page, store, files)
        told = tell_preview(store, seen)
        tell_done()
        show_files(told, page.theme)
        offer_again(told)
    with head:
        conclude(told.plain, told.red, told.sub)
else:
    told = None
    with left:
        tell_done()
        offer_another_name(page)
    with head:
        conclude(idle.plain, sub=idle.sub)

if told is None or not told.is_read:
    with right:
        section("各报表本期报送", "到期的最近一期；还差谁")
        show_arrivals(idle)
else:
    with left:
        file = choose_file(told)
        section(f"② 表头已认出 {file.recognised} / {len(file.columns)} 列", "例值是首个有字的格")
        show_columns(file, page.theme)
    with right:
        section("③ 与库里比", compared_words(told))
        show_counts(seen.counts(), told.sums)
        tell_clashes(told.clashes)
        show_by_town(store, seen)
        show_differences(file.differences, page.theme)
        decide_conflicts(file.differences)
        section("④ 问题与待答", f"{counts_words(file.issues, file.awaiting)}；地址可直接在名称框里定位")
        tell_repaired(seen, file)
        ask_questions(file)
        show_all_issues(file.issues, page.theme)
        section("⑤ 确认或放弃", "确认以前什么都没有写入")
        confirm(page, store, seen, file)
foot(("原始文件按指纹留存，可随时撤回本次。含个人信息的列不入库，这时原件也不留存。",))
