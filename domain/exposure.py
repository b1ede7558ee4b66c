"""Exposure 曝光 of a problem: 拟曝光 → 审核 → 已曝光 → 撤回. Nothing is exposed by default.

As in domain/problem_life.py one table says which step leads where, who may make it and what it needs; a button that may
not be pressed says why in the sentence the service refuses with. What is exposed names a village and a spot, never a
person: photos have been looked at for faces and plates, the unit's own short reply stands beside them, and whoever
proposed it does not review it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.permissions import ROLE_WORDS, Role, role_words
from domain.problem_life import CHECKERS, KEEPERS, REPORTERS

ABOUT = "exposure"
LONGEST = 60


class ExposureStatus(StrEnum):
    NONE = "none"
    PROPOSED = "proposed"
    APPROVED = "approved"
    EXPOSED = "exposed"
    RECALLED = "recalled"


EXPOSURE_WORDS: Mapping[str, str] = {
    ExposureStatus.NONE: "没有曝光", ExposureStatus.PROPOSED: "拟曝光", ExposureStatus.APPROVED: "审核通过",
    ExposureStatus.EXPOSED: "已曝光", ExposureStatus.RECALLED: "已撤回",
}  # fmt: skip
_N, _P, _A, _E, _R = ExposureStatus
CHANNELS = ("工作群", "电视台", "公众号", "通报", "调度会")

# What a step may need: its name on the form, and what is said where it is missing.
NEEDS: Mapping[str, tuple[str, str]] = {
    "sentence": ("曝光文字", "没有写曝光文字。请用一句话写明哪里、什么问题，点到村组和点位，不点到人。"),
    "reply": ("单位回应", "没有写单位回应。请写责任单位自己的一句话。"),
    "channel": ("渠道", "没有选渠道。请选在哪里曝光。"),
    "note": ("理由", "没有写理由。请写明为什么。"),
    "actor": ("经办人", "没有写经办人。请写明是谁办的。"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table; to None where the status stays. shows: it brings pictures nearer to the public."""

    kind: str
    word: str
    starts: frozenset[ExposureStatus]
    to: ExposureStatus | None
    roles: frozenset[Role]
    needs: tuple[str, ...]
    shows: bool = False


STEPS: tuple[Step, ...] = (
    Step("proposed", "拟曝光", frozenset({_N, _R}), _P, CHECKERS, ("sentence", "actor"), shows=True),
    Step("answered", "记单位回应", frozenset({_P, _A, _E}), None, REPORTERS, ("reply", "actor")),
    Step("approved", "审核通过", frozenset({_P}), _A, KEEPERS, ("actor",), shows=True),
    Step("refused", "审核不通过", frozenset({_P}), _R, KEEPERS, ("note", "actor")),
    Step("exposed", "曝光", frozenset({_A}), _E, KEEPERS, ("channel", "actor"), shows=True),
    Step("recalled", "撤回曝光", frozenset({_P, _A, _E}), _R, CHECKERS, ("note", "actor")),
)
STEP_OF: Mapping[str, Step] = {step.kind: step for step in STEPS}
# The field a step's text comes from: it is what the event's note keeps.
SAID_BY: Mapping[str, str] = {"proposed": "sentence", "answered": "reply", "exposed": "channel", "refused": "note",
                              "recalled": "note"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """What decides on the next step.

    proposer   who proposed it; persons  names that may not stand in what is shown
    before     photos before that are still there; unlooked  photos of either side nobody looked at
    declined   the problem was not taken up
    """

    status: ExposureStatus
    proposer: str
    reply: str
    before: int
    unlooked: int
    declined: bool
    last_day: date
    persons: frozenset[str]


def offered(status: ExposureStatus) -> tuple[Step, ...]:
    """The steps of a status; where nothing is on the way, the first one alone, which says what it needs."""
    return tuple(step for step in STEPS if status in step.starts)


def barred(step: Step, case: Case, role: Role) -> str:
    """Why this step may not be made now by this role; blank where it may."""
    if role not in step.roles:
        return f"“{step.word}”由{role_words(step.roles)}来做，您的角色是{ROLE_WORDS[role]}。"
    if case.status not in step.starts:
        return f"现在是“{EXPOSURE_WORDS[case.status]}”，不能{step.word}。"
    if not step.shows:
        return ""
    if case.declined:
        return "这个问题不予受理，不能曝光。"
    if not case.before:
        return "没有整改前的照片。请先放入，让人看得到是什么问题。"
    if case.unlooked:
        return f"还有 {case.unlooked} 张照片没人看过有没有人脸车牌。请在“照片”里逐张看过、遮盖。"
    if step.kind != "proposed" and not case.reply:
        return "单位还没有回应。请先记下责任单位的一句话，它和照片一起显示。"
    return ""


def lacking(step: Step, case: Case, told: Mapping[str, object], day: date) -> str:
    """What is missing or may not be said; blank where nothing is."""
    for name in step.needs:
        if not str(told.get(name) or "").strip():
            return NEEDS[name][1]
    if day < case.last_day:
        return f"日期 {day:%Y-%m-%d} 早于上一步的 {case.last_day:%Y-%m-%d}，请改成那天或以后。"
    if step.kind == "approved" and str(told["actor"]).strip() == case.proposer:
        return f"“{case.proposer}”是提出曝光的人。提出的人不能自己审核，请换人审。"
    shown = str(told.get("sentence") or told.get("reply") or "")
    if len(shown) > LONGEST:
        return f"写了 {len(shown)} 个字，投影上读不完。请缩到 {LONGEST} 个字以内。"
    named = next((person for person in sorted(case.persons) if person in shown), "")
    return f"文字里写着“{named}”。曝光点到村组和点位，不点到人，请去掉姓名。" if named else ""


def names_in(texts: list[object]) -> frozenset[str]:
    """Names of persons as ledgers write them, 「村支书 陶某」, without the post; a single sign is no name."""
    said = [text.split()[-1] for text in texts if isinstance(text, str) and text.split()]
    return frozenset(name for name in said if len(name) > 1)
