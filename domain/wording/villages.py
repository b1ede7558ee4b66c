"""村情画像 in words: how a village stands, what is at hand, and where the village of an old link went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan

from domain.rounding import half_up
from domain.wording.conclusion import Conclusion
from domain.wording.days import day_words
from domain.wording.numbers import plain, spaced
from domain.wording.standing import fitted, sentence


def merged_away(old: str, last_day: date, successors: Sequence[str]) -> str:
    """「松岗镇上垅村已于2026年7月1日并入松岗镇双垅村，下面是松岗镇双垅村。」; several: 分为.

    last_day  the last day the old village counted
    """
    shown = f"，下面是{successors[0]}" if successors else ""
    return f"{old}{went_where(last_day, successors)}{shown}。"


def went_where(last_day: date, successors: Sequence[str]) -> str:
    """「已于2026年7月1日并入双垅村」; several: 分为, none: 撤销."""
    when = day_words(last_day + timedelta(days=1))
    if not successors:
        return f"已于{when}撤销"
    became = "并入" if len(successors) == 1 else "分为"
    return f"已于{when}{became}{'、'.join(successors)}"


def not_yet_there(name: str, first_day: date, predecessors: Sequence[str]) -> str:
    """「松岗镇双垅村自2026年7月1日起才有，此前是松岗镇上垅村、松岗镇下垅村，下面是松岗镇上垅村。」"""
    shown = f"，下面是{predecessors[0]}" if predecessors else ""
    return f"{name}{came_from(first_day, predecessors)}{shown}。"


def came_from(first_day: date, predecessors: Sequence[str]) -> str:
    """「自2026年7月1日起才有，此前是上垅村、下垅村」"""
    before = f"，此前是{'、'.join(predecessors)}" if predecessors else ""
    return f"自{day_words(first_day)}起才有{before}"


def not_found(asked: str) -> str:
    """The same for a village that is not there and one that may not be seen."""
    return f"到这一天为止没有“{asked}”这个村，或不在您的查看范围内。请从村名表里点开，或换一个数据截至日。"


@dataclass(frozen=True, slots=True)
class Stands:
    """How a village stands in its group.

    score, moved   points, NaN where there is none; moved since the period before
    rank, of       0 where it is not ranked; reason then says why
    block, beyond  the block that loses most beyond the group's median, and by how many points; blank where none does
    """

    group: str
    score: float
    rank: int
    of: int
    moved: float
    block: str
    beyond: float
    reason: str
    decimals: int


@dataclass(frozen=True, slots=True)
class AtHand:
    """What is to be done in a village: counts as of the day.

    silent  forms it has not reported, with how many periods running
    """

    open_problems: int
    late_problems: int
    longest_late: int
    projects: int
    late_projects: int
    silent: Sequence[tuple[str, int]] = ()


def village_conclusion(name: str, stands: Stands | None, hand: AtHand, *, since: str) -> Conclusion:
    """村情画像: 「水口村67.04分，集聚提升类63村中第61，较上旬少2.64分；人居环境比同组多扣11.69分」.

    stands  None where there is no board at all
    """
    sub = spaced(sentence(_at_hand(hand)))
    if stands is None:
        return Conclusion(name, "", sub)
    if stands.rank == 0:
        reason = stands.reason.replace("（", "，").replace("）", "")
        return fitted([(f"{name}本期不参评：{reason}", ""), (f"{name}本期不参评", "")], sub)
    said = f"{name}{plain(stands.score, stands.decimals)}分，{_place(stands)}"
    moved = _moved(stands, since)
    if not stands.block:
        return fitted([(f"{said}{moved}，没有一块比同组多扣", ""), (f"{said}{moved}", ""), (said, "")], sub)
    lost = f"多扣{plain(stands.beyond, stands.decimals)}分"
    red, short = f"{stands.block}比同组{lost}", f"{stands.block}{lost}"
    return fitted(
        [
            (f"{said}{moved}；", red),
            (f"{said}{moved}；", short),
            (f"{said}；", red),
            (f"{said}；", short),
            (said, ""),
        ],
        sub,
    )


def level_words(
    score: float, median: float, moved: float, median_moved: float, *, since: str, decimals: int
) -> str:
    """「水平：高于同组中位数5.20分；进步：较上旬多0.08分，同组中位数少0.10分」.

    score, median        of the village and its group, NaN where there is none
    moved, median_moved  since the day compared with, NaN where nothing may be compared; since blank likewise
    """
    gap = half_up(score - median, decimals)
    if isnan(gap):
        return ""
    size = plain(abs(gap), decimals)
    level = f"{'高于' if gap > 0 else '低于'}同组中位数{size}分" if gap else "与同组中位数持平"
    mine, theirs = (half_up(size, decimals) for size in (moved, median_moved))
    if not since or isnan(mine):
        return spaced(f"水平：{level}。")
    peers = "" if isnan(theirs) else f"，同组中位数{_more(theirs, decimals)}"
    return spaced(f"水平：{level}；进步：较{since}{_more(mine, decimals)}{peers}。")


def _more(size: float, decimals: int) -> str:
    """「多0.08分」, 「少0.10分」, 「未动」."""
    return f"{'多' if size > 0 else '少'}{plain(abs(size), decimals)}分" if size else "未动"


def _place(stands: Stands) -> str:
    if stands.of == 1:
        return f"{stands.group}只此1村参评"
    return f"{stands.group}{stands.of}村中第{stands.rank}"


def _moved(stands: Stands, since: str) -> str:
    """「，较上旬少2.64分」; blank where nothing may be compared."""
    size = half_up(stands.moved, stands.decimals)
    if isnan(size):
        return ""
    if size == 0:
        return f"，与{since}持平"
    return f"，较{since}{'多' if size > 0 else '少'}{plain(abs(size), stands.decimals)}分"


def _at_hand(hand: AtHand) -> list[str]:
    late = f"，逾期{hand.late_problems}个（最长{hand.longest_late}天）" if hand.late_problems else ""
    problems = f"未结问题{hand.open_problems}个{late}" if hand.open_problems else "没有未结问题"
    overdue = f"，{hand.late_projects}个逾期未完工" if hand.late_projects else ""
    projects = f"项目{hand.projects}个{overdue}" if hand.projects else ""
    silent = [f"{form}{f'连续{times}期' if times > 1 else '本期'}未报" for form, times in hand.silent]
    return [problems, projects, *silent]


def base_words(base: str, before: float, now: float, change: str) -> str:
    """「应计户数268→240（少28）：卫生厕所普及率…」: a base that moved and what the rate made of it."""
    moved = now - before
    word = "多" if moved > 0 else "少"
    return spaced(f"{base}{plain(before, 0)}→{plain(now, 0)}（{word}{plain(abs(moved), 0)}）：{change}")


def silent_words(form: str, times: int, last: str) -> str:
    """「村级人居环境旬报：连续2期未报，最近一次是10月下旬」."""
    said = f"连续{times}期未报" if times > 1 else "本期未报"
    return spaced(f"{form}：{said}，{f'最近一次是{last}' if last else '从未报过'}")
