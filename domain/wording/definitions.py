"""Words of the catalogue: how an indicator is counted, asked for and judged, as the page 指标口径 prints it."""

from collections.abc import Sequence

from domain.baselines import LINE_NAMES, Node
from domain.indicators import is_rate
from domain.records import Form, Indicator, LightRule
from domain.wording.numbers import measure_value, plain, shown_scale, shown_unit, spaced

PPM = 1_000_000
# A line of a million households or more is the catalogue's way of saying: never.
BEYOND_COUNTING = 1_000_000

KIND_WORDS = {"cumulative": "累计", "flow": "期内", "snapshot": "时点"}
DIRECTION_WORDS = {"up": "越高越好", "down": "越低越好", "none": "不分高低"}
LEVEL_WORDS = {
    "village": "村",
    "town": "镇",
    "county": "县",
    "unit": "单位",
    "project": "项目",
    "problem": "问题",
    "derived": "由台账计算",
}
ROLLUP_WORDS = {
    "sum": "分子、分母分别相加后再算",
    "mean": "取平均（只限得分）",
    "median": "取中位数",
    "none": "不汇总",
}
COUNT_ROLLUP = "逐级相加"
LIGHT_WORDS = {"pace": "序时型", "target": "达标型", "zero": "清零型", "none": "不评灯"}
CADENCE_WORDS = {
    "day": "每日",
    "week": "每周",
    "xun": "每旬",
    "month": "每月",
    "quarter": "每季度",
    "half": "每半年",
    "year": "每年",
    "round": "每轮",
    "any": "随时",
}
SHIFT_WORDS = {"earlier": "遇节假日提前", "later": "遇节假日顺延"}


def parts_words(indicator: Indicator) -> str:
    """「卫生厕所户数 ÷ 应计农户数」; a plain value is its one part."""
    if not indicator.denominator_name:
        return indicator.numerator_name
    return f"{indicator.numerator_name} ÷ {indicator.denominator_name}"


def unit_words(indicator: Indicator) -> str:
    return shown_unit(indicator)


def counting_words(indicator: Indicator) -> str:
    """「累计，村填报；分子、分母分别相加后再算」: the kind of number, who reports it, and how places are put together."""
    level = LEVEL_WORDS[indicator.report_level]
    reported = level if indicator.report_level == "derived" else f"{level}级填报"
    plain_sum = indicator.rollup_place == "sum" and not indicator.denominator_name
    rollup = COUNT_ROLLUP if plain_sum else ROLLUP_WORDS[indicator.rollup_place]
    return f"{KIND_WORDS[indicator.kind]}，{reported}；{rollup}"


def light_words(indicator: Indicator, rule: LightRule | None) -> str:
    """The rule with its numbers: the indicator's own two lines where it has them, else the rule's own words.

    rule  the indicator's own rule or its kind's (LightRules.of); None where none is declared
    """
    if indicator.light == "none" or indicator.direction == "none":
        return LIGHT_WORDS["none"]
    if indicator.light == "zero":
        return _zero_words(indicator)
    if indicator.light == "target" and indicator.t1 is not None:
        return _threshold_words(indicator, indicator.t1)
    if rule is None:
        return "没有设定灯规则"
    baseline = LINE_NAMES.get(indicator.baseline, "")
    return rule.wording.replace("基准", baseline) if baseline else rule.wording


def _threshold_words(indicator: Indicator, first: int) -> str:
    second = first if indicator.t2 is None else indicator.t2
    one, two = (_short(indicator, line / PPM) for line in (first, second))
    fair, worse = ("不高于", "高于") if indicator.direction == "down" else ("不低于", "低于")
    if second == first:
        return spaced(f"{fair} {one}为正常；{worse} {one}为滞后")
    if _never_reached(indicator, second):
        return spaced(f"{fair} {one}为正常；{worse} {one}为预警")
    return spaced(f"{fair} {one}为正常；{worse} {one}、{fair} {two}为预警；{worse} {two}为滞后")


def _zero_words(indicator: Indicator) -> str:
    first = indicator.t1 or 0
    second = first if indicator.t2 is None else indicator.t2
    one, two = (_short(indicator, line / PPM) for line in (first, second))
    fair = f"不多于 {one}" if first else "0"
    worse = f"多于 {one}" if first else "大于 0"
    if second == first:
        return spaced(f"{fair}为正常；{worse}为滞后")
    if _never_reached(indicator, second):
        return spaced(f"{fair}为正常；{worse}为预警")
    return spaced(f"{fair}为正常；{worse}、不多于 {two}为预警；多于 {two}为滞后")


def _never_reached(indicator: Indicator, second: int) -> bool:
    """Whether the second line lies where no value can: then the worst such an indicator gets is a warning."""
    if indicator.direction == "up":
        return second <= 0
    return second >= (PPM if is_rate(indicator) else PPM * BEYOND_COUNTING)


def nodes_words(indicator: Indicator, line: str, nodes: Sequence[Node]) -> str:
    """「县定节点：3月31日 30%，6月30日 50%」; blank without nodes. Nodes at 0 only begin the line and are not told."""
    told = [node for node in nodes if node.value]
    if not told:
        return ""
    said = "，".join(f"{node.day.month}月{node.day.day}日 {_short(indicator, node.value)}" for node in told)
    return f"{LINE_NAMES[line]}：{said}"


def _short(indicator: Indicator, value: float) -> str:
    """A node without needless decimals: nodes are round numbers."""
    shown = value * shown_scale(indicator)
    decimals = 0 if round(shown, 6) == round(shown) else 1
    return f"{plain(shown, decimals)}{shown_unit(indicator)}"


def due_words(form: Form) -> str:
    """「每旬，期末前 1 天 18:00 前；遇节假日提前」: how often and until when."""
    often = CADENCE_WORDS[form.cadence]
    if form.cadence == "any":
        return often
    days = form.due_offset
    when = "期末当天" if days == 0 else f"期末前 {-days} 天" if days < 0 else f"期后 {days} 天"
    return f"{often}，{when} {form.cutoff_hour}:00 前；{SHIFT_WORDS[form.due_shift]}"


def line_words(line: int | None, *, days: bool) -> str:
    """One threshold of a light rule, 「−10 个百分点」 or 「4 天」; blank where the rule has none."""
    if line is None:
        return ""
    if days:
        return f"{plain(abs(line) / PPM, 0)} 天"
    return f"{plain(line / PPM * 100, 0)} 个百分点" if line else "0"


def item_line_words(indicator: Indicator | None, line: int) -> str:
    """零分线 or 满分线 of a scheme item in the indicator's own unit."""
    if indicator is None:
        return plain(line / PPM, 2)
    return _short(indicator, line / PPM) if is_rate(indicator) else measure_value(indicator, line / PPM)
