"""The sentence over a slide of the meeting: at most 24 字, so that it stands on one line across the room.

The same rules as the pages' headlines (`conclusions`), said shorter: measure, value, gap to a named baseline, one
exception in red. What does not fit is left out, never cut; 「（缺 8 村）」 is never what is left out.
"""

from collections.abc import Mapping, Sequence
from math import isnan

from domain.wording.changes import against
from domain.wording.comparison import lacking_note
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import Named
from domain.wording.numbers import length, measure_value, percent, plain, rate_gap, spaced
from domain.wording.sanitation import RateTold
from domain.wording.standing import Standing, missing_note, stands

LONGEST = 24
NOTHING = "本期还没有数据"


def overview_title(standings: Sequence[Standing], *, late: int) -> Conclusion:
    """总览: the measure furthest behind its baseline, then how many feedback problems are overdue."""
    known = [standing for standing in standings if not isnan(standing.value)]
    if not known:
        return Conclusion(NOTHING)
    short = sorted((standing for standing in known if standing.falls_short), key=lambda s: s.gap)[:1]
    reds = [f"{late}个反馈问题逾期", f"{late}个反馈逾期"] if late else []
    if not short:
        return fitted([("主要指标都达到基准，", red) for red in reds] + [("主要指标都达到基准", "")])
    note = missing_note(short[0])
    said = f"{short[0].name}{_held(short[0])}{note}"
    return fitted([(f"{said}，", red) for red in reds] + _alone(short[0], said, note))


def measure_title(standing: Standing) -> Conclusion:
    """项目, 资金: 「资金支出 83.1%，低于县定节点 9.2 个百分点」."""
    if isnan(standing.value):
        return Conclusion(spaced(f"{standing.name}{NOTHING}"))
    note = missing_note(standing)
    return fitted(
        [(stands(standing) + note, ""), *_alone(standing, f"{standing.name}{_held(standing)}{note}", note)]
    )


def sanitation_title(
    rates: Sequence[RateTold], targets: Sequence[float], *, lacking: int, expected: int
) -> Conclusion:
    """人居: the rate furthest below its target.

    targets  of the rates in their order, NaN where none is set
    lacking, expected  villages that did not report, and those asked
    """
    known = [(rate, target) for rate, target in zip(rates, targets, strict=True) if not isnan(rate.county)]
    if not known:
        return Conclusion(f"人居环境{NOTHING}")
    note = lacking_note(expected - lacking, expected, "村")
    gaps = [(*rate_gap(rate.county, target), rate) for rate, target in known if not isnan(target)]
    gap, decimals, worst = min(gaps, key=lambda found: found[0], default=(0.0, 1, None))
    if worst is None:
        told = "、".join(f"{rate.short}{percent(rate.county)}" for rate, _ in known)
        return fitted([(told + note, ""), (f"{known[0][0].short}{percent(known[0][0].county)}{note}", "")])
    if gap >= 0:
        return fitted([(f"{'、'.join(rate.short for *_, rate in gaps)}都达到目标{note}", "")])
    said = f"{worst.short}{percent(worst.county)}，低于目标{plain(-gap, decimals)}个百分点{note}"
    return fitted([(said, ""), (f"{worst.short}低于目标{plain(-gap, decimals)}个百分点{note}", "")])


def rectification_title(
    *, known: bool, still_open: int, late: int, late_over_7: int, holders: Sequence[str]
) -> Conclusion:
    """整改: 「整改逾期 4 个，2 个超过 7 天：柳湾乡、农业农村局」.

    known    whether any problem is known at all
    holders  who answers for those late by more than seven days, most late first
    """
    if not known:
        return Conclusion(f"问题整改{NOTHING}")
    if not late:
        return fitted([(f"未结{still_open}个，没有逾期" if still_open else "没有未结的问题", "")])
    said = f"整改逾期{late}个"
    if not late_over_7:
        return fitted([(said, "")])
    red = f"{late_over_7}个超过7天"
    named = [f"{red}：{'、'.join(holders[:most])}{'等' if most < len(holders) else ''}" for most in (3, 2, 1)]
    return fitted([(f"{said}，", words) for words in (*(named if holders else ()), red)])


def decisions_title(counts: Mapping[str, int]) -> Conclusion:
    """上次议定: 「上次定了 4 件，办结 1 件，」「1 件逾期」.

    counts  定了, 办结, 未办结, 逾期, 在办 of the last meeting; empty before the first
    """
    if not counts:
        return Conclusion("还没有记过调度事项")
    start = f"上次定了{counts['定了']}件"
    done = f"{start}，办结{counts['办结']}件"
    red = f"{counts['逾期']}件逾期" if counts["逾期"] else ""
    return fitted([(f"{done}，", red), (f"{start}，", red)] if red else [(done, "")])


def ranking_title(
    first: Sequence[str], faller: Named | None, riser: Named | None, *, since: str, decimals: int
) -> Conclusion:
    """排名: 「较上旬望月村多 5.5 分，柳林村少 6.1 分」; without movement, who is first.

    faller, riser  who lost and gained most points, both above zero
    """
    if not first:
        return Conclusion("本期没有村参评")
    top = f"{'、'.join(first[:2])}{'等' if len(first) > 2 else ''}{'并列' if len(first) > 1 else ''}第1"
    up = f"较{since}{riser.name}多{plain(riser.value, decimals)}分" if riser else ""
    if faller is None:
        return fitted([(f"{top}，{up}" if up else top, ""), (top, "")])
    down = f"{faller.name}少{plain(faller.value, decimals)}分"
    both = [(f"{up}，", down)] if up else []
    return fitted([*both, (f"{top}，较{since}", down), (f"较{since}", down)])


def fitted(choices: Sequence[tuple[str, str]]) -> Conclusion:
    """The first (plain, red) of at most 24 字, spaced for the screen; the last, shortest one if none is."""
    said, red = next((c for c in choices if length(c[0] + c[1]) <= LONGEST), choices[-1])
    return Conclusion(spaced(said), spaced(red))


def _held(standing: Standing) -> str:
    """「低于县定节点9.2个百分点」; the value where there is no baseline."""
    held = against(standing.indicator, standing.value, standing.baseline, name=standing.baseline_name)
    return held or measure_value(standing.indicator, standing.value)


def _alone(standing: Standing, said: str, note: str) -> list[tuple[str, str]]:
    """The measure without an exception, then its bare value."""
    return [(said, ""), (f"{standing.name}{measure_value(standing.indicator, standing.value)}{note}", "")]
