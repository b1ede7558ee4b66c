"""What the loop gives in numbers: every REC_*, INSP_*, HOT_* is there at every level it has, judged, and rankable."""

from datetime import date

import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Moment
from services.known.read_setting import read_setting
from services.measures.follow_measures import follow_measures
from services.measures.judge_measures import judge
from services.measures.read_measures import read_measures

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
