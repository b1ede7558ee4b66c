"""日报一行话: who was visited, what was found and done on the spot, what is overdue and came back (domain.md 2.1)."""

from dataclasses import dataclass
from datetime import date

from domain.wording.conclusion import Conclusion


@dataclass(frozen=True, slots=True)
class Day:
    """Counts of one day: towns and villages visited; problems found, fixed on the spot, handed over, still 待交办;
    overdue of all inspections so far; rebounded of those found."""

    towns: int
    visited: int
    found: int
    fixed: int
    handed: int
    waiting: int
    overdue: int
    rebounded: int


@dataclass(frozen=True, slots=True)
class Covered:
    """Villages visited within so many days, of all; unvisited longer than `weeks`, or never."""

    recent: int
    villages: int
    long: int
    weeks: int
    within: int


def daily_conclusion(told: Day, covered: Covered, *, day: date, last: date | None) -> Conclusion:
    """「11月19日督查 3 镇 4 村，发现问题 6 处，当场整改 1 处，交办 4 处；逾期 4 处，反弹 1 处」.

    last  the newest day with an inspection before this one, told where this one has none
    """
    name = f"{day.month}月{day.day}日"
    if told.visited:
        plain = f"{name}督查 {told.towns} 镇 {told.visited} 村，发现问题 {told.found} 处，当场整改 {told.fixed} 处，交办 {told.handed} 处"
    elif last:
        plain = f"{name}没有督查，最近一次是{last.month}月{last.day}日"
    else:
        plain = f"{name}以前没有督查"
    told_red = [(told.overdue, "逾期"), (told.rebounded, "反弹")]
    red = "，".join(f"{word} {count} 处" for count, word in told_red if count)
    return Conclusion(f"{plain}；" if red else plain, red, _covered(covered))


def _covered(told: Covered) -> str:
    if not told.villages:
        return ""
    said = f"近 {told.within} 天查过 {told.recent} / {told.villages} 村"
    if not told.long:
        return f"{said}，没有超过 {told.weeks} 周没查的村。"
    return f"{said}；{told.long} 村超过 {told.weeks} 周没查。没查不等于没问题。"
