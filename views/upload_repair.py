"""Repairing a file: the marked workbook to take away, what is better than in the last attempt, and the correct rows first."""

import streamlit as st

from domain.issues import NOTE
from services.taking_in.annotate_workbook import annotate_workbook, name_of_annotated
from services.taking_in.compare_attempts import compare_attempts, is_same_report
from services.taking_in.correct_rows import rows_held_back
from services.taking_in.preview import FilePreview, Preview
from services.taking_in.tell_preview import FileTold
from views.downloads import XLSX, noted
from views.markup import show, tag
from views.upload_many import whose

_ATTEMPTS = "_upload_attempts"
_KEPT = 8


def offer_annotated(seen: Preview, file: FileTold) -> None:
    """下载标注件: the clerk's own workbook with every issue at its cell; made only on the click."""
    own = _preview_of(seen, file)
    if own is None or not own.issues:
        return

    def built() -> bytes:
        return annotate_workbook(own, seen.contents[own.sha256]).content

    name = name_of_annotated(own, seen.contents[own.sha256])
    st.download_button(
        f"下载标注件{whose(seen, file.name)}",
        data=noted(name, built),
        file_name=name,
        mime=XLSX,
        help="原表照旧，有问题的格标红或标黄并加批注；改好后直接再放进来",
        on_click="ignore",
        key="annotated",
    )


def tell_repaired(seen: Preview, file: FileTold) -> None:
    """One line beside the issues: what is repaired since the last attempt at this report."""
    own = _preview_of(seen, file)
    if own is None or own.reading is None:
        return
    tried: list[FilePreview] = st.session_state.setdefault(_ATTEMPTS, [])
    before = next((one for one in reversed(tried) if is_same_report(one, own)), None)
    if all(one.sha256 != own.sha256 for one in tried):
        tried.append(own)
        del tried[:-_KEPT]
    if before is None or not any(one.level != NOTE for one in before.issues):
        return
    show(tag("div", compare_attempts(before, own).words, css="kb-done", role="status"))


def offer_correct_rows(seen: Preview) -> bool:
    """先入正确的行: whether somebody chose to take the others in now."""
    back, whole = rows_held_back(seen)
    if back >= whole:
        return False
    chosen = st.checkbox(
        f"先入正确的行（{whole} 行里 {whole - back} 行）",
        help="还有错的行不入库：库里没有的数记为“待核”，算作缺报；改好后再放一次即可",
        key="correct_rows",
    )
    if chosen:
        words = f"其余 {back} 行记为待核，算作缺报；说明里会写明是哪几行。"
        show(tag("p", words, css="kb-parts"))
    return chosen


def _preview_of(seen: Preview, file: FileTold) -> FilePreview | None:
    return next((one for one in seen.files if one.sha256 == file.sha256), None)
