"""Habits of inspection and rectification an office sets for itself: how long, how many, what a slip is called.

They stand among the terms 用语 (catalogue/terms.csv), each with the day it holds from; what is not there is as shipped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

RULE, SLIP, ESCALATION = "rule.", "slip.", "escalation."


@dataclass(frozen=True, slots=True)
class Practice:
    """What holds on a day.

    rebound_days     a problem of the same village, kind and spot within so many days after closing is its return 反弹
    look_back_share  per cent of what was closed in a 旬 that is looked at again 回头看
    unvisited_weeks  a village nobody visited for longer goes first when villages are drawn 抽签
    drawn            villages drawn for a day
    coverage_days    a village inspected within so many days counts as covered 督查覆盖
    report_minutes, arrive_minutes, hand_over_minutes
                     after a village is drawn for a real review 抽查: to report it, to be there, to hand over the papers
    slips            level of lateness (note, warn, bad) → what is sent: 「红单·约谈通报」
    """

    rebound_days: int = 30
    look_back_share: int = 15
    unvisited_weeks: int = 6
    drawn: int = 6
    coverage_days: int = 30
    report_minutes: int = 30
    arrive_minutes: int = 120
    hand_over_minutes: int = 240
    slips: Mapping[str, str] = field(default_factory=dict, hash=False)


NUMBERS = tuple(one.name for one in fields(Practice) if one.name != "slips")


def practice(terms: Iterable[tuple[str, str, str]], day: date) -> Practice:
    """Of the terms as known (term, valid_from, word; blank valid_from = always), what holds on the day.

    A number that is none, or not above 0, is left as shipped.
    """
    held: dict[str, str] = {}
    for term, since, word in sorted(terms, key=lambda one: one[1]):
        if not since or since <= day.isoformat():
            held[term] = word.strip()
    told = {name: held.get(f"{RULE}{name}", "") for name in NUMBERS}
    numbers = {name: int(word) for name, word in told.items() if word.isdecimal() and int(word) > 0}
    levels = [term.removeprefix(SLIP) for term in held if term.startswith(SLIP)]
    slips = {
        level: "·".join(filter(None, (held[f"{SLIP}{level}"], held.get(f"{ESCALATION}{level}", ""))))
        for level in levels
    }
    return Practice(**numbers, slips=slips)
