"""A list of decisions taken in: it stands beside what was recorded by hand, counts as such, and tells nothing twice."""

from datetime import date, datetime

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from services.county.progress import silent
from services.known.read_directives import directives_on
from services.known.read_setting import read_setting
from services.measures.read_measures import read_measures
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.uploads.books import xlsx

OFFICE, NOW = Actor("王某", Role.ADMIN), datetime(2026, 11, 19, 20)
DAY = date(2026, 11, 19)
HEADS = ["来源", "交办日期", "调度事项", "牵头单位", "责任人", "办理时限", "进展", "状态", "办结日期"]
DONE = [
    "11月上旬调度会", "2026-11-10", "户厕台账见底", "农业农村局", "局长 李某", "11月15日前", "已见底", "办结", "2026-11-14",
]  # fmt: skip
# What stands before and behind the person in charge.
WORKING, STILL = (
    ["11月上旬调度会", "2026-11-10", "保洁员工资补发", "人社局"],
    ["11月18日前", "已列预算", "在办", None],
)
TITLE = [["云岭县旬调度会议定事项清单"], ["填报时间：2026年11月19日"]]


def listed(*lines):
    return xlsx([*TITLE, HEADS, *lines])


def taken_in(store, content, name="调度事项清单.xlsx"):
    seen = preview(store, OFFICE, WHOLE_COUNTY, [Upload(name, content)], now=NOW, progress=silent)
    (file,) = seen.files
    assert (file.refusal, file.reading.form) == ("", "DIR")
    told = [(row.field, row.outcome) for row in file.differences.itertuples()]
    if told:
        accept(store, OFFICE, WHOLE_COUNTY, seen, reason="清单", now=NOW)
    return told


def state(store):
    with reading(store) as connection:
        n = head(connection)
    return directives_on(store, n, DAY).set_index("text"), n


def rate(store, n):
    county = read_setting(store, n).roster.county.place
    found = read_measures(store, scope=WHOLE_COUNTY, moment=Moment(DAY, n), codes=("TSK_DONE",)).set_index(
        "subject"
    )
    return int(found.loc[county, "numerator"]), int(found.loc[county, "denominator"])


def test_decisions_of_a_list_are_directives_and_counted_as_such(own_sample):
    kept, due = rate(own_sample, state(own_sample)[1])
    content = listed(DONE, [*WORKING, "副局长 张某", *STILL])
    taken_in(own_sample, content)
    found, n = state(own_sample)
    assert found.loc["户厕台账见底", ["status", "post", "person", "days_late"]].tolist() == [
        "done",
        "局长",
        "李某",
        0,
    ]
    assert found.loc["保洁员工资补发", ["status", "note", "days_late"]].tolist() == ["working", "已列预算", 1]
    assert rate(own_sample, n) == (kept + 1, due + 2)
    before = len(found)

    # The same list with one cell more tells that cell alone, and knows its rows without numbers.
    again = listed(DONE, [*WORKING, "副局长 赵某", *STILL])
    assert taken_in(own_sample, again) == [("directive.person", "changed")]
    found, _ = state(own_sample)
    assert (len(found), found.loc["保洁员工资补发", "person"]) == (before, "赵某")
