"""Long work shows how far it is: steps done of steps in all, and what is being done now."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from services.county.progress import Progress
from views.markup import Html, tag


@contextmanager
def shown(title: str) -> Iterator[Progress]:
    """`with shown("正在核对文件") as progress: read_files(…, progress=progress)`; gone when the work is done.

    An exception leaves nothing half-drawn behind and goes on to the page.
    """
    place = st.empty()
    with place:
        st.html(how_far_html(title, 0, 0, "准备中"))

    def told(done: int, total: int, what: str) -> None:
        with place:
            st.html(how_far_html(title, done, total, what))

    try:
        yield told
    finally:
        place.empty()


def how_far_html(title: str, done: int, total: int, what: str) -> Html:
    """「正在核对文件：第 3 / 8 步，读取…」 over a bar; before the total is known only the words."""
    share = 100 * min(done / total, 1) if total else 0.0
    words = f"{title}：已完成 {done} / {total}，{what}" if total else f"{title}：{what}"
    bar = tag("div", tag("i", style=f"width:{share:.1f}%"), css="kb-how-far")
    return tag("div", tag("div", words, role="status"), bar, css="kb")
