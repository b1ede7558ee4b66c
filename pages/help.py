"""帮助: the user's manual, task by task, with a table of contents and a search."""

import streamlit as st

from services.county.read_manual import find_in_manual, read_manual
from views.frame import conclude, foot, open_page, section
from views.manual import opened_task, search_manual, show_contents, show_hits, show_task

page = open_page("help")
tasks = read_manual()
here = opened_task(tasks)
conclude(
    "帮助：找到要做的事，照着做",
    sub="每一页右下角的“帮助”打开讲那一页的一节；这本手册也在安装目录的文件夹里。",
)
left, right = st.columns([24, 76], gap="large")
with left:
    sought = search_manual()
    show_contents(tasks, here)
with right:
    if sought:
        hits = find_in_manual(tasks, sought)
        section(f"查“{sought}”", f"{len(hits)} 处")
        show_hits(hits, sought)
    else:
        section(here.title, here.part)
        show_task(here, page.theme)
foot(())
