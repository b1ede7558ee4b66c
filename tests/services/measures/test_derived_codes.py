"""What the loop gives in numbers: every REC_*, INSP_*, HOT_* is there at every level it has, judged, and rankable."""

from datetime import date, datetime

import pandas as pd
import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from services.county.progress import silent
from services.known.read_setting import read_setting
from services.measures.follow_measures import follow_measures
from services.measures.judge_measures import judge
from services.measures.read_measures import read_measures
from services.problems.list_problems import list_problems
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.uploads.books import xlsx
from tests.uploads.test_requests import HEADS, SECOND, TITLE, line

CODES = ("REC_DONE", "REC_STAGE", "REC_LATE", "REC_DOC", "INSP_N", "INSP_RATE", "INSP_COV", "INSP_FIX", "INSP_REB",
         "ENV_SCORE", "HOT_ONTIME", "HOT_SAT", "HOT_REP")  # fmt: skip
DAY = date(2026, 11, 19)


@pytest.fixture(scope="module")
def moment(sample):
    with reading(sample) as connection:
        return Moment(DAY, head(connection))


@pytest.mark.parametrize("code", CODES)
def test_each_is_measured_judged_and_followed(code, sample, moment):
    setting = read_setting(sample, moment.known_at)
    indicator = setting.catalogue.version(code, DAY)
    rows = judge(
        sample, read_measures(sample, scope=WHOLE_COUNTY, moment=moment, codes=(code,)), moment=moment
    )
    spoken = rows[(rows["status"] == "reported").to_numpy()]
    kinds = {"unit"} if code.startswith("HOT") else {"place"}
    assert kinds <= set(spoken["subject_kind"]), "villages, towns and county, or the units that answer"
    if indicator.light != "none":
        assert set(spoken["light"]) & {"ok", "note", "warn", "bad"}
    if kinds == {"place"}:
        course = follow_measures(
            sample, scope=WHOLE_COUNTY, moment=moment, codes=(code,), count=3, cadence="xun"
        )
        assert set(course["day"]) == {date(2026, 10, 31), date(2026, 11, 10), DAY}


def test_requests_taken_in_are_problems_and_move_none_of_the_hotline_offices_rates(own_sample):
    """Decision 0027: only the office's report counts all work orders and call-backs."""
    office, now = Actor("王某", Role.ADMIN), datetime(2026, 11, 21, 9)

    def rates():
        with reading(own_sample) as connection:
            moment = Moment(DAY, head(connection))
        asked = {"scope": WHOLE_COUNTY, "moment": moment}
        problems = list_problems(own_sample, status=None, overdue=False, **asked)
        return read_measures(own_sample, codes=CODES[-3:], **asked), set(problems["problem"])

    before, known = rates()
    upload = Upload("诉求工单.xlsx", xlsx([TITLE, SECOND, HEADS, line(涉及镇村="青石镇")]))
    seen = preview(own_sample, office, WHOLE_COUNTY, [upload], now=now, progress=silent)
    accept(own_sample, office, WHOLE_COUNTY, seen, reason="", now=now)
    after, more = rates()
    assert more - known == {"R-001"}
    pd.testing.assert_frame_equal(before, after)
