"""What follows once a village is drawn: how long each step took, which is late, and what is not known yet on a day."""

from datetime import date, datetime, time

import pytest

from domain.practice import Practice
from domain.spot_check import STEPS, Done, clock_of, minutes_words, moment_of, standing
from domain.wording.conclusion import Conclusion
from domain.wording.spot_checks import spot_check_conclusion

TOLD = datetime(2026, 11, 19, 22, 30)
DAY = TOLD.date()
DONE = {
    "county": Done(moment_of(DAY, "23:00")),
    "leader": Done(moment_of(DAY, "23:01")),
    "town": Done(moment_of(date(2026, 11, 20), "00:10"), "2 人"),
}


def told(as_of, habits=Practice()):
    return {one.step.code: one for one in standing(TOLD, DONE, habits, as_of=as_of)}


def test_a_step_is_late_by_its_own_minutes_and_an_unrecorded_one_only_after_its_last_day():
    first, second, third = (told(date(2026, 11, day)) for day in (19, 20, 21))
    assert (first["county"].minutes, first["county"].late) == (30, False)
    assert (first["leader"].minutes, first["leader"].late) == (31, True)
    assert first["town"].at is None, "it was done the day after"
    assert (second["town"].minutes, second["town"].late, second["town"].note) == (100, False, "2 人")
    # Due at 00:30 of the 20th: not late on that day, late from the next on.
    assert (first["papers"].late, second["papers"].late, third["papers"].late) == (False, False, True)
    assert not told(date(2026, 11, 21), Practice(hand_over_minutes=3_000))["papers"].late


def test_every_step_has_a_limit_that_the_office_sets():
    assert {step.limit for step in STEPS} <= set(Practice.__dataclass_fields__)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 分"), (25, "25 分"), (60, "1 小时"), (125, "2 小时 5 分"), (1440, "1 天")]
)
def test_minutes_are_written_as_people_say_them(minutes, words):
    assert minutes_words(minutes) == words


def test_the_headline_names_the_village_its_next_step_and_what_was_late():
    one, two = ("青石镇东关村", "资料移交"), ("柳湾乡水口村", "报告包联领导")
    assert spot_check_conclusion([one], checks=1, late=0) == Conclusion("青石镇东关村迎检，下一步：资料移交")
    both = spot_check_conclusion([one, two], checks=3, late=2)
    assert both == Conclusion(
        "青石镇东关村、柳湾乡水口村迎检，青石镇东关村下一步：资料移交；", "2 步超过时限"
    )
    assert spot_check_conclusion([], checks=2, late=0).plain == "登记过抽查 2 次，每一步都有时刻"


@pytest.mark.parametrize(
    ("written", "read"),
    [("9:12", (9, 12)), ("９：05", (9, 5)), ("9点12分", (9, 12)), ("21点", (21, 0)), ("0912", (9, 12)),
     ("9", None), ("24:00", None), ("9:60", None), ("九点", None), ("", None), ("912", None)],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_type_it(written, read):
    assert clock_of(written) == (time(*read) if read else None)
