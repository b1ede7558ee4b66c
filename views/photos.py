"""The photos of a problem: before beside after, what is odd about them, who looked at them; taking in, covering, erasing."""

from collections.abc import Sequence

import streamlit as st

from domain.photos import AFTER, BEFORE, GONE, SIDES
from domain.problem_life import KEEPERS, REPORTERS
from domain.refusals import Refusal
from services.county.installation import Store
from services.photos.add_photos import Added, add_photos
from services.photos.doubt_photos import Doubt
from services.photos.erase_photo import erase_photo
from services.photos.kept_pictures import shown_picture
from services.photos.look_at_photo import look_at_photo
from services.photos.read_photos import SeenPhoto, pairs, read_photos
from services.photos.taken_in import PhotoFile
from views.county import now
from views.empty import refused
from views.frame import Page
from views.links import link
from views.markup import Html, show, tag
from views.photo_mask import offer_brush

SMALL, LARGE = 460, 1_200
WHEN_SENT = "照片全部传完，按钮才点得动"
_SAID, _OPENED, _TURN, _MOVED = "_photos_said", "_photo_opened", "_photos_turn", "_photos_moved"


def drop_photos(title: str, *, key: str) -> list[PhotoFile]:
    """The photos in a box; any ending is let in, the content decides."""
    with st.container(key=f"kbphotos_{key}"):
        found = st.file_uploader(title, accept_multiple_files=True, key=key)
    return [PhotoFile(one.name, one.getvalue()) for one in found]


def offer_photos(page: Page, store: Store, number: str) -> None:
    """Everything about the photos of one problem, in its panel."""
    if st.session_state.pop(_MOVED, False):
        st.rerun()  # the panel runs by itself; what the brush wrote is known to the next run of the whole page
    photos = page.ask(read_photos, store, number=number)
    may_add = page.actor.role in REPORTERS and not page.pinned
    if not photos and not may_add:
        return
    show(tag("div", tag("h2", "照片"), tag("span", "左边整改前，右边整改后", css="kb-how"), css="kb-sec"))
    for sentence, css in st.session_state.pop(_SAID, ()):
        show(tag("div", sentence, css=css, role="status"))
    opened = st.session_state.get(_OPENED)
    chosen = next((one for one in photos if opened == (number, one.photo)), None)
    if chosen is not None and may_add:
        _look(page, store, number, chosen)
        return
    for before, after in pairs(photos):
        columns = st.columns(2, gap="small")
        for column, one, side in zip(columns, (before, after), (BEFORE, AFTER), strict=True):
            with column:
                _shown(store, number, one, side, may_add)
    if may_add:
        _add(page, store, number)


def _shown(store: Store, number: str, one: SeenPhoto | None, side: str, may_look: bool) -> None:
    if one is None:
        show(no_picture("", SIDES[side]))
        return
    show(photo_html(store, one, SMALL))
    if may_look and not one.erased:
        word = "再遮盖" if one.looked else "看人脸车牌"
        st.button(word, key=f"look_{one.photo[:12]}_{side}", on_click=_open, args=((number, one.photo),))


def photo_html(store: Store, one: SeenPhoto, width: int) -> Html:
    """The picture over its side and time, who looked at it, and every doubt with the other picture beside it."""
    address = shown_picture(store, one.shown, width)
    words = " · ".join(filter(None, (SIDES[one.side], f"拍于 {one.taken}" if one.taken else "没有拍摄时间")))
    picture = (
        tag("img", src=address, alt=words, css="kb-shot")
        if address
        else no_picture(one.shown, SIDES[one.side])
    )
    look = tag("div", one.look, css="" if one.looked else "kb-red")
    doubts = [_doubt(store, doubt) for doubt in one.doubts]
    return tag("figure", picture, tag("figcaption", tag("div", words), look), *doubts, css="kb-photo")


def no_picture(sha256: str, side: str) -> Html:
    """What stands in the place of a picture: none was put in, or the one registered is gone. side in words"""
    return tag("div", GONE if sha256 else f"没有{side}的照片", css="kb-noshot")


def _doubt(store: Store, doubt: Doubt) -> Html:
    address = shown_picture(store, doubt.other, SMALL // 2) if doubt.other else ""
    other = tag("img", src=address, alt=f"{doubt.other_problem} 的照片", css="kb-shot") if address else ""
    way = link("打开那个问题", problem=doubt.other_problem) if doubt.other_problem else ""
    return tag("div", tag("b", "存疑："), doubt.words, "。请复查人到现场核对。", way, other, css="kb-note")


def _open(chosen: tuple[str, str] | None) -> None:
    st.session_state[_OPENED] = chosen


def _look(page: Page, store: Store, number: str, one: SeenPhoto) -> None:
    """One photo large, the brush, and what else may be done with it."""
    show(tag("p", "拖动鼠标框住人脸和车牌，再点“遮住框选的”。遮住的在所有页面都看不到。", css="kb-parts"))
    address = shown_picture(store, one.shown, LARGE)

    def drawn(boxes: Sequence[Sequence[float]]) -> None:
        try:
            done = look_at_photo(
                store, page.actor, scope=page.scope, number=number, photo=one.photo, now=now(),
                boxes=[(float(box[0]), float(box[1]), float(box[2]), float(box[3])) for box in boxes],
            )  # fmt: skip
            _say((f"已记：照片看过，第 {done.n} 号变更。", "kb-done"))
        except Refusal as refusal:
            _say((refusal.sentence, "kb-refused"))
        st.session_state[_MOVED] = True
        _open(None)

    offer_brush(address, page.theme, key=f"mask_{one.shown[:12]}", drawn=drawn)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("先不看", on_click=_open, args=(None,))
        if page.actor.role in KEEPERS:
            reason = st.text_input("涂除这张照片的依据或缘由", max_chars=100, key="erase_reason")
            if st.button("涂除照片"):
                _erase(page, store, number, one, reason)


def _erase(page: Page, store: Store, number: str, one: SeenPhoto, reason: str) -> None:
    try:
        done = erase_photo(
            store, page.actor, scope=page.scope, number=number, photo=one.photo, reason=reason, now=now()
        )
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    _say((f"已涂除，第 {done.n} 号变更。照片找不回来了，指纹和缘由还在。", "kb-done"))
    _open(None)
    st.rerun()


def _add(page: Page, store: Store, number: str) -> None:
    turn = st.session_state.get(_TURN, 0)
    side = st.segmented_control(
        "这些照片是",
        list(SIDES),
        format_func=lambda code: SIDES[code],
        default=AFTER,
        required=True,
        key="photo_side",
    )
    with st.form(f"kbctl_more_{turn}", border=False):
        files = drop_photos("放入照片", key=f"more_{turn}")
        with st.container(horizontal=True, vertical_alignment="center"):
            sure = st.form_submit_button("收下照片", type="primary")
            show(tag("div", WHEN_SENT, css="kb-parts"))
    if not sure:
        return
    if not files:
        refused("还没有放入照片。请选照片，等传完再点“收下照片”。")
        return
    try:
        added = add_photos(
            store, page.actor, scope=page.scope, number=number, side=str(side), files=files, now=now()
        )
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    _say(*_told(added))
    st.session_state[_TURN] = turn + 1
    st.rerun()


def _told(added: Added) -> list[tuple[str, str]]:
    known = f"，{added.known} 张已经有了" if added.known else ""
    said = (
        f"收下 {added.added} 张{known}，第 {added.n} 号变更。拍摄地点等信息已去掉。"
        if added.n
        else "这些照片已经有了。"
    )
    done = [(said, "kb-done")] if added.added or added.known else []
    return [*done, *((sentence, "kb-refused") for sentence in added.refused)]


def _say(*told: tuple[str, str]) -> None:
    st.session_state[_SAID] = told
