"""Words of project ledgers read as a stage: 主体完成80% is being built, 已完工，待验收 is completed, not accepted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """How far a project is, in order; cancelled stands outside it. 完工, 验收 and 报账 are three things."""

    PREPARE = "prepare"
    TENDER = "tender"
    BUILDING = "building"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    SETTLED = "settled"
    CANCELLED = "cancelled"


STAGE_WORDS = {
    Stage.PREPARE: "前期",
    Stage.TENDER: "招投标",
    Stage.BUILDING: "在建",
    Stage.COMPLETED: "已完工",
    Stage.ACCEPTED: "已验收",
    Stage.SETTLED: "已报账",
    Stage.CANCELLED: "已取消",
}

STARTED = frozenset({Stage.BUILDING, Stage.COMPLETED, Stage.ACCEPTED, Stage.SETTLED})
DONE = frozenset({Stage.COMPLETED, Stage.ACCEPTED, Stage.SETTLED})
ACCEPTED = frozenset({Stage.ACCEPTED, Stage.SETTLED})


@dataclass(frozen=True, slots=True)
class StageRead:
    """What the words say: the stage, and the share done where a percentage stands in them."""

    stage: Stage
    progress: float | None


_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
# Tried in this order; a clause that denies (未验收, 待报账, 尚未开工) is taken out before.
_WORDS: Sequence[tuple[Stage, re.Pattern[str]]] = (
    (Stage.CANCELLED, re.compile("取消|终止|调出|不再实施")),
    (Stage.SETTLED, re.compile("报账|决算|结算")),
    (Stage.ACCEPTED, re.compile("验收")),
    (Stage.COMPLETED, re.compile("完工|竣工|全部完成|全面完成|建成|已完成|投入使用|投产|^完成$")),
    (
        Stage.BUILDING,
        re.compile("在建|施工|建设中|主体|基础|开工|正在建设|推进中|实施中|完成|安装|扫尾|收尾"),
    ),
    (Stage.TENDER, re.compile("招标|招投标|挂网|评标|中标|采购|开标|合同")),
    (Stage.PREPARE, re.compile("前期|设计|立项|可研|批复|申报|勘测|财评|筹备|谋划|未开工|储备")),
)
_DENIED = re.compile(
    r"(?:未|待|尚未|没有|正在|准备|申请)(?:组织|进行|办理|完成)?(验收|报账|决算|结算|完工|竣工|招标|招投标)"
)
_NOT_STARTED = re.compile("(?:未|待|尚未|没有|暂未)(?:动工|开工|启动|实施)")


def stage_of_words(written: str | None) -> StageRead | None:
    """The stage a 项目进展 cell speaks of, None where its words say nothing that is known.

    A percentage below 100 is the share of what is being built; 100 % alone means completed.
    """
    text = re.sub(r"\s+", "", written or "")
    share = _SHARE.search(text)
    progress = min(float(share.group(1)), 100.0) / 100 if share else None
    if _NOT_STARTED.search(text) and progress is None:
        tender = _WORDS[5][1].search(_NOT_STARTED.sub("", text))
        return StageRead(Stage.TENDER if tender else Stage.PREPARE, None)
    denied = _DENIED.search(text)
    plain = _DENIED.sub("", text)
    stage = next((stage for stage, words in _WORDS if words.search(plain)), None)
    if progress is not None and stage in (None, Stage.COMPLETED, Stage.BUILDING):
        stage = Stage.COMPLETED if progress == 1 else Stage.BUILDING
    if stage is None and denied:
        stage = _before(denied.group(1))
    return None if stage is None else StageRead(stage, progress)


def _before(denied: str) -> Stage:
    """The stage that waits for the denied step: 待验收 alone means completed, 待完工 means building."""
    if denied in ("验收", "报账", "决算", "结算"):
        return Stage.COMPLETED if denied == "验收" else Stage.ACCEPTED
    return Stage.BUILDING if denied in ("完工", "竣工") else Stage.TENDER
