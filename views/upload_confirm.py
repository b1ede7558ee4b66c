"""The end of the page 数据上报: which file is looked at, 仍要重新导入, the reason, 确认入库 and 放弃本次."""

import streamlit as st

from domain.issues import EXPLAIN, Issue
from services.county.installation import Store
from services.county.local_settings import forget_remembered_name
from services.review.kept_upload import Decided
from services.review.who_may import may_accept
from services.taking_in.ask_gone import decided
from services.taking_in.correct_rows import rows_held_back
from services.taking_in.explain_figures import WHOLE_FILE, answers_of, reason_id, with_reasons
from services.taking_in.preview import FilePreview, Preview
from services.taking_in.split_preview import only, readable
from services.taking_in.tell_preview import FileTold, PreviewTold, gravest_first
from views.filters import choose_one
from views.frame import Page
from views.markup import show, tag
from views.session import forget_name
from views.upload import Left, import_again, put_aside, send_in, take_in, taken_of
from views.upload_details import offer_issue_list
from views.upload_many import choose_what_to_take, whose
from views.upload_repair import offer_annotated, offer_correct_rows

LONGEST_REASON = 300
MOST_OWN_REASONS = 12
FEW = 2


def choose_file(told: PreviewTold) -> FileTold:
    """The file whose columns, differences and issues are shown; the one with most to do opens."""
    ordered = [file for file in gravest_first(told.files) if file.about]
    if len(ordered) == 1:
        return ordered[0]
    names = {file.sha256: file.name for file in ordered}
    chosen = choose_one("看哪一份", names, key="file", width=420)
    return next(file for file in told.files if file.sha256 == chosen)


def offer_again(told: PreviewTold) -> None:
    """A known file is answered from the record; importing it anew is a choice of its own."""
    known = [file for file in told.files if file.answered]
    many = len(known) > FEW
    with st.expander(f"仍要重新导入这 {len(known)} 份里的哪一份") if many else st.container():
        for file in known:
            st.button(
                f"仍要重新导入“{file.name}”",
                on_click=import_again,
                args=(file.sha256,),
                key=f"again_{file.sha256[:8]}",
            )
    if not told.is_read:
        st.button("放弃本次", type="tertiary", on_click=put_aside, key="put_aside")


def offer_another_name(page: Page) -> None:
    """Who is recorded, and a way for somebody else who sits down at this PC."""
    if page.here.signed_in:
        return
    with st.container(key="kbctl_name", horizontal=True, vertical_alignment="center"):
        show(tag("span", f"现在以“{page.actor.name}”的名义记录。", css="kb-grey"))
        st.button("换人", type="tertiary", on_click=_another, args=(page.here.database,), key="another")


def _another(database: str) -> None:
    forget_remembered_name(database)
    forget_name()


def confirm(page: Page, store: Store, seen: Preview, file: FileTold) -> None:
    """Which files, the reason where one is asked for, then the buttons."""
    everything, files = seen, choose_what_to_take(seen, file)
    seen = only(everything, *files)
    chosen = taken_of(everything, *files)
    seen = with_reasons(seen, _ask_reasons(seen))
    correct_only = bool(seen.blocking()) and offer_correct_rows(seen)
    direct = not page.here.signed_in or may_accept(page.actor, page.scope)
    with st.container(key="kbctl_confirm", horizontal=True, vertical_alignment="center"):
        sure = direct and _take_in_button(seen, len(chosen), correct_only=correct_only)
        send = page.here.signed_in and _send_in_button(seen, len(chosen), direct=direct)
        offer_issue_list(file.issues, file.name, whose(everything, file.name))
        offer_annotated(everything, file)
        st.button("放弃本次", type="tertiary", on_click=put_aside, key="put_aside")
        show(tag("span", f"以“{page.actor.name}”的名义{'入库' if direct else '报送'}", css="kb-grey"))
    if sure:
        take_in(
            page, store, seen, "", chosen=chosen, left=_left(everything, files), correct_only=correct_only
        )
    if send:
        sent = Decided("", frozenset(chosen), correct_only)
        send_in(page, store, seen, sent, left=_left(everything, files))


def _ask_reasons(seen: Preview) -> dict[str, dict[str, str]]:
    """File → what is explained → the reason: one for each file, and where the cells differ one for each of them."""
    asked = [
        (file, own, taken_out)
        for file in seen.files
        for own in [[one for one in file.issues if one.level == EXPLAIN]]
        for taken_out in [len(decided(file.gone, answers_of(seen, file)))]
        if own or taken_out
    ]
    return {
        file.sha256: _ask_reason(file, own, taken_out, alone=len(asked) == 1)
        for file, own, taken_out in asked
    }


def _ask_reason(file: FilePreview, issues: list[Issue], taken_out: int, *, alone: bool) -> dict[str, str]:
    whose = "" if alone else f"“{file.name}”的"
    asked = [f"{len(issues)} 处须说明"] if issues else []
    asked += [f"{taken_out} 行调出或改编号的依据"] if taken_out else []
    key = file.sha256[:8]
    given = {
        WHOLE_FILE: st.text_area(
            f"{whose}说明（{'、'.join(asked)}，记在这份文件的每一处）",
            placeholder="例如：11月上旬起柳湾乡两个自然村并点，应计户数核减 28 户，镇里有说明",
            max_chars=LONGEST_REASON,
            key="reason" if alone else f"reason_{key}",
        )
    }
    if len(issues) < 2:
        return given
    with st.expander(f"{whose}各处的原因不一样，逐处写"):
        for at, one in enumerate(issues[:MOST_OWN_REASONS]):
            given[reason_id(one)] = st.text_input(
                one.message,
                max_chars=LONGEST_REASON,
                placeholder="空着的用上面那一条",
                key=f"reason_{key}_{at}",
            )
        if len(issues) > MOST_OWN_REASONS:
            st.caption(f"另有 {len(issues) - MOST_OWN_REASONS} 处用上面那一条；要逐处写，请分几份上报。")
    return given


def _left(everything: Preview, files: tuple[str, ...]) -> Left:
    unread = tuple(one.name for one in everything.files if one.refusal)
    return Left(box=files != readable(everything), unread=unread)


def _take_in_button(seen: Preview, chosen: int, *, correct_only: bool) -> bool:
    counts = seen.counts()
    back, whole = rows_held_back(seen) if correct_only else (0, 0)
    words = (
        f"先入 {whole - back} 行，其余 {back} 行待核"
        if correct_only
        else f"确认入库 {counts.new + counts.changed + chosen:,} 格（新增 {counts.new:,}、变更 {counts.changed:,}）"
    )
    return st.button(words, type="primary", key="accept")


def _send_in_button(seen: Preview, chosen: int, *, direct: bool) -> bool:
    """Beside the other one for who may take in himself; the one blue button for who may not."""
    if direct:
        return st.button("送审", type="tertiary", help="由另一位审核人收下以后才算数", key="send")
    counts = seen.counts()
    words = (
        f"送审 {counts.new + counts.changed + chosen:,} 格（新增 {counts.new:,}、变更 {counts.changed:,}）"
    )
    return st.button(words, type="primary", key="send")
