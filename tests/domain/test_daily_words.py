"""The one line of a day's inspections."""

from datetime import date

from domain.wording.conclusion import LONGEST
from domain.wording.daily import Covered, Day, daily_conclusion

COVERED = Covered(recent=103, villages=120, long=4, weeks=6, within=30)
DAY = date(2026, 11, 19)


def day(**more):
    none = dict.fromkeys(
        ("towns", "visited", "found", "fixed", "handed", "waiting", "overdue", "rebounded"), 0
    )
    return Day(**{**none, **more})


def test_a_day_is_told_in_one_line_with_what_is_overdue_in_red():
    told = day(towns=3, visited=4, found=6, fixed=1, handed=5, overdue=2, rebounded=1)
    said = daily_conclusion(told, COVERED, day=DAY, last=DAY)
    assert said.plain == "11月19日督查 3 镇 4 村，发现问题 6 处，当场整改 1 处，交办 5 处；"
    assert said.red == "逾期 2 处，反弹 1 处"
    assert said.sub == "近 30 天查过 103 / 120 村；4 村超过 6 周没查。没查不等于没问题。"
    assert len(f"{said.plain}{said.red}".replace(" ", "")) <= LONGEST


def test_a_day_without_inspection_says_so_and_is_not_a_day_without_problems():
    assert daily_conclusion(day(overdue=2), COVERED, day=DAY, last=date(2026, 11, 18)).plain == (
        "11月19日没有督查，最近一次是11月18日；"
    )
    assert daily_conclusion(day(), COVERED, day=DAY, last=None).plain == "11月19日以前没有督查"
