"""催报 texts, ready to paste into the group: who, what, by when, at most 200 characters."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Lack:
    """What one town still owes of one form: names of its silent or incomplete villages, cells missing, days late."""

    form: str
    period: str
    cells: int
    names: tuple[str, ...]
    days_late: int


def reminder_of(who: str, lacks: Sequence[Lack], until: str) -> str:
    """「【催报】柳湾乡：11月中旬村级人居环境旬报缺40格（上坪村等5村）…。请于11月20日18:00前补报」; most missing first.

    What does not fit is counted, never cut in the middle of a word.
    """
    head, tail = f"【催报】{who}：", f"请于{until}前补报，只填缺的格，其余不用再填。"
    if not lacks:
        return f"{who}本期应报的都已报齐。"
    ordered = sorted(lacks, key=lambda lack: -lack.cells)
    said: list[str] = []
    for at, lack in enumerate(ordered):
        part = _lack_words(lack)
        rest = len(ordered) - at - 1
        room = LONGEST - len(head) - len(tail) - sum(len(one) + 1 for one in said) - (12 if rest else 0)
        if len(part) + 1 > room:
            left = ordered[at:]
            said.append(f"另有{len(left)}张表缺{sum(one.cells for one in left)}格")
            break
        said.append(part)
    return f"{head}{'；'.join(said)}。{tail}"


def _lack_words(lack: Lack) -> str:
    late = f"，已过{lack.days_late}天" if lack.days_late > 0 else ""
    names = ""
    if lack.names:
        more = f"等{len(lack.names)}村" if len(lack.names) > 2 else ""
        names = f"（{'、'.join(lack.names[:2])}{more}）"
    return f"{lack.period}{lack.form}缺{lack.cells}格{names}{late}"
