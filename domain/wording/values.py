"""A stored value as a person reads it: money in 万元, rates in percent, codes as their Chinese words.

For differences and histories, where any field of any record may stand beside any other.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from domain.indicators import is_money
from domain.measure_frame import STATUS_WORDS as FIGURE_WORDS
from domain.measures.spending import LEVEL_WORDS as FUND_WORDS
from domain.period_kinds import CADENCE_WORDS
from domain.periods import parse
from domain.problem_status import STATUS_WORDS as PROBLEM_WORDS
from domain.project_stage import STAGE_WORDS
from domain.records import RECORDS, Indicator, Record, meanings
from domain.setting import Setting
from domain.wording import definitions
from domain.wording.numbers import MINUS, plain, wan

Code = TypeVar("Code", bound=StrEnum)

NOTHING = "（空）"
FEN, PPM, HUNDREDTHS = 100, 1_000_000, 100

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
    "reported": "台账报告",
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
}
KIND_OF_SUBJECT = {"place": "地区", "unit": "单位"}
RULE_WORDS = {"overdue": "逾期"}


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
    ("event", "about"): {"problem": "问题", "project": "项目", "directive": "调度事项"},
    ("event", "kind"): EVENT_WORDS,
    ("event", "to_status"): {**_plainly(STAGE_WORDS), **_plainly(PROBLEM_WORDS)},
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
}
# (record, field) of plain text that names an indicator or a form by its code.
NAMES_INDICATOR = {
    ("figure", "indicator"),
    ("target", "indicator"),
    ("scheme_item", "indicator"),
    ("indicator", "code"),
}
NAMES_FORM = {("form", "form"), ("indicator", "form")}


def value_words(
    record: type[Record], field: str, worth: object, *, setting: Setting, indicator: str = ""
) -> str:
    """A field's value; 「（空）」 for none.

    worth      as stored (integers, codes) or as read (days); ISO texts of days are days
    indicator  the code a figure's parts belong to
    """
    if worth is None or worth != worth or worth == "":
        return NOTHING
    if isinstance(worth, bool):
        return "是" if worth else "否"
    if isinstance(worth, date):
        return worth.isoformat()
    if isinstance(worth, int):
        return _number_words(record, field, worth, setting.catalogue.versions.get(indicator, ()))
    return _text_words(record, field, str(worth), setting)


def _number_words(record: type[Record], field: str, worth: int, versions: tuple[Indicator, ...]) -> str:
    meaning = meanings(record)[field]
    if meaning.unit == "fen":
        return f"{wan(worth / FEN)} 万元"
    if meaning.unit == "ppm":
        return f"{plain(worth / PPM * 100, 1)}%" if record.NAME != "target" else plain(worth / PPM, 4)
    if meaning.unit in ("score2", "hundredth of a point"):
        return f"{plain(worth / HUNDREDTHS, 2)} 分"
    if record.NAME == "figure" and versions and field in ("numerator", "denominator"):
        return _part_words(versions[-1], worth)
    return f"{plain(worth, 0)}{f' {meaning.unit}' if meaning.unit else ''}" if field != "year" else str(worth)


def _part_words(version: Indicator, worth: int) -> str:
    """A reported part: an amount in 万元, counts whole, anything else with its decimals."""
    value = worth / 10**version.scale
    if is_money(version):
        return f"{wan(value)} 万元"
    return plain(value, 0 if value.is_integer() else version.scale)


def _text_words(record: type[Record], field: str, worth: str, setting: Setting) -> str:
    place = (record.NAME, field)
    if place in CODED and worth in CODED[place]:
        return CODED[place][worth]
    if place in NAMES_INDICATOR:
        return indicator_name(worth, setting)
    if place in NAMES_FORM:
        form = setting.forms.get(worth)
        return form.name if form else worth
    if meanings(record)[field].refers in ("place", "unit") or place == ("figure", "subject"):
        return subject_name(worth, setting)
    if place == ("place", "predecessors"):
        return "、".join(subject_name(key, setting) for key in worth.split(";"))
    return worth


def difference_words(
    record: type[Record], field: str, old: object, new: object, *, setting: Setting, indicator: str = ""
) -> str:
    """「+8」, 「−9.2 个百分点」, 「+3.50 万元」 between two numbers; blank for anything else."""
    if not (_is_number(old) and _is_number(new)) or field == "year":
        return ""
    moved = int(str(new)) - int(str(old))
    size = value_words(record, field, abs(moved), setting=setting, indicator=indicator)
    if meanings(record)[field].unit == "ppm":
        size = f"{plain(abs(moved) / PPM * 100, 1)} 个百分点"
    return f"{'+' if moved > 0 else MINUS}{size}" if moved else ""


def _is_number(worth: object) -> bool:
    return isinstance(worth, int) and not isinstance(worth, bool)


def indicator_name(code: str, setting: Setting) -> str:
    versions = setting.catalogue.versions.get(code)
    return versions[-1].name if versions else code


def subject_name(key: str, setting: Setting) -> str:
    """「青石镇 上坪村」, a unit's name; the key itself for what no register holds."""
    roster = setting.roster
    if key in roster:
        town = roster.town_of(key)
        return f"{roster[town].name} {roster[key].name}" if town and town != key else roster[key].name
    return setting.units[key].name if key in setting.units else key


PART_TITLES = {"typed_rate": "手填"}
# An event's fields as the ledgers call them.
EVENT_TITLES = {"to_status": "状态", "note": "经过说明", "day": "经过日期"}


def field_title(record: type[Record], field: str, *, setting: Setting, indicator: str = "") -> str:
    """The office's name of a field: 「卫生厕所户数」, 「累计支付」."""
    versions = setting.catalogue.versions.get(indicator, ())
    if record.NAME == "figure" and versions:
        parts = {"numerator": versions[-1].numerator_name, "denominator": versions[-1].denominator_name}
        return (
            parts.get(field)
            or f"{versions[-1].name}（{PART_TITLES.get(field, meanings(record)[field].title)}）"
        )
    if record.NAME == "event" and field in EVENT_TITLES:
        return EVENT_TITLES[field]
    return meanings(record)[field].title


def key_words(
    record: type[Record], key: tuple[object, ...], setting: Setting, names: Mapping[str, str]
) -> str:
    """Who or what a row speaks of: 「青石镇 上坪村 11月中旬」, a project's name, an indicator's name.

    names  project key → its name; a key it does not hold is told as it is
    """
    if record.NAME == "figure":
        _, _, subject, period = (str(part) for part in key)
        return f"{subject_name(subject, setting)} {parse(period).short_name}"
    fields = [(name, meaning) for name, meaning in meanings(record).items() if meaning.key]
    shown = []
    for (name, meaning), part in zip(fields, key, strict=True):
        if part in ("", None, "*") or isinstance(part, int):
            continue
        named = names.get(str(part)) if meaning.refers == "project" or name in ("project", "number") else None
        shown.append(named or value_words(record, name, part, setting=setting))
    return " ".join(shown)


def record_title(name: str) -> str:
    return RECORDS[name].TITLE
