"""The title of a page, computed by rule: measure, value, gap to a named baseline, one exception.

人居环境 has its own module (`sanitation`). Every number in a sentence comes from its arguments. A sentence is at
most 45 字; when it would be longer, its least needed part is left out, never cut.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from domain.measures.strip import Strip
from domain.targets import Projection
from domain.wording.changes import change, places_moved
from domain.wording.conclusion import Conclusion
from domain.wording.numbers import YUAN_PER_WAN, measure_value, percent, plain, spaced
from domain.wording.standing import (
    Standing,
    changed,
    fitted,
    gap_said,
    missing_note,
    nothing_yet,
    reported_words,
    sentence,
    stands,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A subject and its number: a value, an amount of yuan, days or points, as the function says."""

    name: str
    value: float


def indicator_conclusion(standing: Standing, worst: Named | None, *, since: str) -> Conclusion:
    """Any indicator: 「卫生厕所普及率87.4%，低于目标2.6个百分点（缺8村）；柳湾乡最低，71.2%」.

    worst  the subject furthest on the wrong side, None where none is; named only when the whole falls short
    since  the earlier period, 上旬, 上月 …
    """
    if math.isnan(standing.value):
        return nothing_yet(standing)
    said, note = stands(standing), missing_note(standing)
    sub = sentence([changed(standing, since), reported_words(standing)])
    if worst is None or not standing.falls_short:
        return fitted([(said + note, "")], sub)
    extreme = "最高" if standing.indicator.direction == "down" else "最低"
    red = f"{worst.name}{extreme}，{measure_value(standing.indicator, worst.value)}"
    return fitted([(f"{said}{note}；", red), (said + note, "")], sub)


def overview_conclusion(
    standings: Sequence[Standing], *, late: int, late_over_7: int, news: Sequence[str], since: str
) -> Conclusion:
    """总览: the two measures furthest behind, then what is long overdue.

    standings  the measures on the page, in its order; the sub sentence tells how each moved
    late       overdue feedback problems, late_over_7 those by more than seven days
    news       further clauses for the sub sentence, e.g. 「完工3个项目」
    """
    known = [s for s in standings if not math.isnan(s.value)]
    short = sorted((s for s in known if s.falls_short), key=lambda s: s.gap)[:2]
    told = [gap_said(s) + missing_note(s) for s in sorted(short, key=list(known).index)]
    plain_text = "；".join(told) if told else "主要指标都达到基准"
    red = f"{late_over_7}个反馈问题逾期超过7天" if late_over_7 else f"{late}个反馈问题逾期" if late else ""
    moved = [f"{s.name}{change(s.indicator, s.value, s.before)}" for s in known if not math.isnan(s.before)]
    held = "、".join(dict.fromkeys(s.baseline_name for s in short))
    sub = sentence(
        [
            f"与{since}相比：{'，'.join([*moved, *news])}" if moved or news else "",
            f"差距以{held}为准" if held else "",
        ]
    )
    if not known:
        return Conclusion("本期还没有数据", "", "")
    joint = "，" if red else ""
    short_text = (told[0] if told else plain_text) + joint
    return fitted([(plain_text + joint, red), (short_text, red)], sub)


def projects_conclusion(
    standing: Standing, *, late: int, longest: Named | None, accepted: int, since: str
) -> Conclusion:
    """项目完成: 「项目完工率78.0%，低于县定节点10.3个百分点；7个项目逾期，最长46天」.

    longest   the most overdue project and its days; accepted: projects accepted so far
    """
    if math.isnan(standing.value):
        return nothing_yet(standing)
    said, note = stands(standing), missing_note(standing)
    sub = sentence(
        [changed(standing, since), f"已验收{accepted}个", _longest(longest), reported_words(standing)]
    )
    if late == 0:
        return fitted([(f"{said}{note}；没有项目逾期", ""), (said + note, "")], sub)
    days = f"，最长{plain(longest.value, 0)}天" if longest else ""
    over = f"{late}个项目逾期"
    bare = f"{standing.name}{measure_value(standing.indicator, standing.value)}{note}；"
    choices = [
        (f"{said}{note}；", f"{over}{days}"),
        (f"{said}{note}；", over),
        (bare, over),
    ]
    return fitted(choices, sub)


def _longest(longest: Named | None) -> str:
    return f"逾期最长的是{longest.name}（{plain(longest.value, 0)}天）" if longest else ""


def funds_conclusion(
    standing: Standing, shortfalls: Sequence[Named], projection: Projection | None, *, since: str
) -> Conclusion:
    """资金支出: 「资金支出83.1%，低于县定节点9.2个百分点；柳湾乡一乡占欠支的43%」.

    shortfalls  yuan each town below the baseline lacks to reach it (gross: towns above it take nothing off)
    projection  where the last three 旬 lead, None without enough of them
    """
    if math.isnan(standing.value):
        return nothing_yet(standing)
    said, note = stands(standing), missing_note(standing)
    total = sum(town.value for town in shortfalls)
    sub = sentence([_ahead(projection), _lacking(shortfalls, total), changed(standing, since)])
    if total <= 0:
        return fitted([(f"{said}{note}；各乡镇都达到{standing.baseline_name}", ""), (said + note, "")], sub)
    first = max(shortfalls, key=lambda town: town.value)
    share = percent(first.value / total, 0)
    alone = {"乡": "一乡", "镇": "一镇", "街": "一街", "道": "一街道"}.get(first.name[-1:], "一地")
    red = f"{first.name}{alone}占欠支的{share}" if len(shortfalls) > 1 else f"欠支都在{first.name}"
    return fitted([(f"{said}{note}；", red), (said + note, "")], sub)


def _ahead(projection: Projection | None) -> str:
    if projection is None:
        return ""
    low, high = (plain(share * 100, 0) for share in (projection.low, projection.high))
    span = f"{low}%" if low == high else f"{low}%—{high}%"
    day = f"{projection.day.month}月{projection.day.day}日"
    missed = "，完不成100%" if projection.high < 1 and high != "100" else ""
    return f"按近三旬速度，{day}约{span}{missed}"


def _lacking(shortfalls: Sequence[Named], total: float) -> str:
    if total <= 0:
        return ""
    most = sorted(shortfalls, key=lambda town: -town.value)[:2]
    named = "、".join(f"{town.name}{plain(town.value / YUAN_PER_WAN, 1)}万元" for town in most)
    return f"{len(shortfalls)}个乡镇合计欠支{plain(total / YUAN_PER_WAN, 1)}万元，其中{named}"


def rectification_conclusion(
    strip: Strip, *, late: int, late_over_7: int, checking: int, staged: int, period: str
) -> Conclusion:
    """问题整改: 「本旬销号18个、新增12个，未结降到25个；逾期4个，2个超过7天」.

    strip   what moved in the period; late … staged: open problems as they stand now; period: 本旬, 本周 …
    """
    came = strip.new + strip.late_entry + strip.reopened + strip.moved_in
    if strip.opening == came == strip.closing == 0:
        return Conclusion(f"{period}没有反馈问题", "", "")
    way = "降到" if strip.closing < strip.opening else "升到" if strip.closing > strip.opening else "仍为"
    said = f"{period}销号{strip.closed}个、新增{strip.new}个，未结{way}{strip.closing}个"
    extra = [f"台账报完成待复查{checking}个" if checking else "", f"阶段性完成{staged}个" if staged else ""]
    sub = sentence([strip.words, *extra])
    if late == 0:
        return fitted([(f"{said}，没有逾期", "")], sub)
    over = f"，{late_over_7}个超过7天" if late_over_7 else ""
    return fitted([(f"{said}；", f"逾期{late}个{over}")], sub)


def ranking_conclusion(
    first: Sequence[str], riser: Named | None, faller: Named | None, *, lost_most_in: str, decimals: int, ranked: int,
    apart: int, reason: str, since: str,
) -> Conclusion:  # fmt: skip
    """村级排名: 「上坪村第1；望月村进3位，柳林村较上期少6.1分，人居环境失分最多」.

    first   who shares the first place; riser gained the most places, faller lost the most points (> 0)
    apart   how many take no part, reason why (of the first of them)
    """
    if not first:
        return Conclusion(
            "本期没有村参评",
            "",
            spaced(sentence([f"{apart}村不参评：{reason}" if apart else ""])),
        )
    top = f"{'、'.join(first[:3])}{'并列' if len(first) > 1 else ''}第1"
    rise = f"；{riser.name}{places_moved(int(riser.value)).replace('上升', '进')}" if riser else ""
    sub = sentence([f"{ranked}村参评", f"{apart}村不参评（{reason}）" if apart else ""])
    if faller is None:
        return fitted([(top + rise, ""), (top, "")], sub)
    red = f"{faller.name}较{since}少{plain(faller.value, decimals)}分"
    full = f"{red}，{lost_most_in}失分最多" if lost_most_in else red
    return fitted([(f"{top}{rise}，", full), (f"{top}{rise}，", red), (f"{top}；", red)], sub)
