"""Every code a record holds, as its Chinese word, and the fields that name an indicator or a form by its code."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from domain.directive_life import DIRECTIVE_LIFE, DIRECTIVE_WORDS
from domain.exposure import EXPOSURE_WORDS, STEPS
from domain.issues import BLOCK, EXPLAIN, NOTE
from domain.measure_frame import STATUS_WORDS as FIGURE_WORDS
from domain.measures.spending import LEVEL_WORDS as FUND_WORDS
from domain.period_kinds import CADENCE_WORDS
from domain.photos import LOOKS, SIDES
from domain.problem_status import STATUS_WORDS as PROBLEM_WORDS
from domain.project_stage import STAGE_WORDS
from domain.quality.rules import OFF
from domain.spot_check import STEP_WORDS
from domain.wording import definitions

Code = TypeVar("Code", bound=StrEnum)

SOURCE_WORDS = {
    "inspection": "日督查",
    "superior": "上级反馈",
    "audit": "审计",
    "patrol": "巡察",
    "hotline": "群众诉求",
    "self": "自查",
}
EVENT_WORDS = {
    "found": "发现",
    "assigned": "交办",
    "replied": "回复",
    "staged": "阶段性完成",
    "rechecked": "复查",
    "returned": "退回",
    "closed": "销号",
    "reopened": "重开",
    "declined": "不予受理",
    "moved": "移交",
    "cancelled": "取消",
    "explained": "说明",
    "reported": "台账填报",
    "reviewed": "复核",
    "resumed": "继续整改",
    "extension_asked": "申请延期",
    "extended": "准予延期",
    "handed_down": "分解任务",
    "spread": "举一反三自查",
    "handed_over": "换责任人",
    "accepted_again": "恢复受理",
    "confirmed": "回头看属实",
    "found_false": "回头看不实",
    **{step.kind: step.word for step in STEPS},
    "given": "交办事项",
    **{step.kind: step.word for step in DIRECTIVE_LIFE},
}
PLACE_WORDS = {"county": "县", "town": "镇", "village": "村"}
UNIT_WORDS = {"town": "乡镇", "department": "部门", "office": "办公室", "task_force": "专班"}
LINE_WORDS = {"node": "县定节点", "time": "时间序时", "province": "全省平均", "target": "目标"}
LAYOUT_WORDS = {
    "roster": "名册",
    "indicators": "指标表",
    "projects": "项目台账",
    "funds": "资金台账",
    "inspections": "督查台账",
    "rectification": "整改台账",
    "requests": "诉求工单",
    "directives": "调度事项",
}
KIND_OF_SUBJECT = {"place": "地区", "unit": "单位"}
RULE_WORDS = {"overdue": "逾期"}
STRENGTH_WORDS = {BLOCK: "必须先改", EXPLAIN: "须说明", NOTE: "只提示", OFF: "不用"}


def _plainly(table: Mapping[Code, str]) -> dict[str, str]:
    """A table keyed by an enum as one keyed by the code as stored."""
    return {str(code): word for code, word in table.items()}


# (record, field) → code → word: every field that holds a code of ours.
CODED: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("place", "level"): PLACE_WORDS,
    ("unit", "kind"): UNIT_WORDS,
    ("alias", "kind"): KIND_OF_SUBJECT,
    ("figure", "status"): _plainly(FIGURE_WORDS),
    ("figure", "subject_kind"): KIND_OF_SUBJECT,
    ("project_status", "stage"): _plainly(STAGE_WORDS),
    ("allocation", "level"): FUND_WORDS,
    ("fund", "level"): FUND_WORDS,
    ("problem", "source"): SOURCE_WORDS,
    ("event", "about"): {"problem": "问题", "project": "项目", "directive": "调度事项", "exposure": "曝光"},
    ("event", "kind"): EVENT_WORDS,
    ("event", "to_status"): {
        **_plainly(STAGE_WORDS),
        **_plainly(PROBLEM_WORDS),
        **EXPOSURE_WORDS,
        **DIRECTIVE_WORDS,
        "explained": "说明",
    },
    ("spot_check_step", "step"): STEP_WORDS,
    ("photo", "side"): SIDES,
    ("photo", "looked"): LOOKS,
    ("indicator", "direction"): definitions.DIRECTION_WORDS,
    ("indicator", "kind"): definitions.KIND_WORDS,
    ("indicator", "report_level"): definitions.LEVEL_WORDS,
    ("indicator", "rollup_place"): definitions.ROLLUP_WORDS,
    ("indicator", "rollup_time"): {"last": "取最近", "sum": "相加", "mean": "取平均"},
    ("indicator", "light"): definitions.LIGHT_WORDS,
    ("indicator", "baseline"): LINE_WORDS,
    ("form", "layout"): LAYOUT_WORDS,
    ("form", "level"): definitions.LEVEL_WORDS,
    ("form", "cadence"): definitions.CADENCE_WORDS,
    ("form", "due_shift"): definitions.SHIFT_WORDS,
    ("target", "line"): LINE_WORDS,
    ("light_rule", "rule"): {**definitions.LIGHT_WORDS, **RULE_WORDS},
    ("scheme_item", "level"): PLACE_WORDS,
    ("cadence", "period"): _plainly(CADENCE_WORDS),
    ("quality_rule", "strength"): STRENGTH_WORDS,
    ("inspection_choice", "about"): {"kind": "问题类别", "severity": "严重程度", "limit": "整改时限"},
}
# (record, field) of plain text that names an indicator or a form by its code.
NAMES_INDICATOR = {
    ("figure", "indicator"),
    ("target", "indicator"),
    ("scheme_item", "indicator"),
    ("indicator", "code"),
}
NAMES_FORM = {("form", "form"), ("indicator", "form")}
