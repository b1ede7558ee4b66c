"""核验: every fingerprint, every mark, every file, with how far it is; one sentence says what that proved."""

import streamlit as st

from domain.permissions import Actor
from services.county.check_county import Proof, prove_county
from services.county.installation import Store
from views.clock import now
from views.markup import code, join, show, tag
from views.progress import shown
from views.tables import READABLE

_PROVED = "_check_proved"


def offer_check(store: Store, actor: Actor, head: int) -> None:
    """The button and, until something changes, what it found."""
    with st.container(key="kbctl_check", horizontal=True, vertical_alignment="center"):
        if st.button(
            "核验", key="check", help="重新计算每次变更的指纹，并核对每一行的起止、最新数据表和留存的原件"
        ):
            with shown("正在核验") as progress:
                st.session_state[_PROVED] = prove_county(store, actor, now=now(), progress=progress)
        proof = st.session_state.get(_PROVED)
        if isinstance(proof, Proof) and proof.head == head:
            _tell(proof)


def _tell(proof: Proof) -> None:
    if proof.broken:
        show(
            tag("div", proof.sentence, css="kb-refused", role="alert"),
            *(tag("div", sentence, css="kb-refused") for sentence in proof.broken[:READABLE]),
        )
        return
    words = join(
        proof.sentence, "链尾指纹 ", code(proof.fingerprint), "，抄下来另存，日后能证明此前没有改过。"
    )
    show(tag("div", words, css="kb-done", role="status"))
