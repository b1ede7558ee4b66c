"""Planned ends that later ledgers moved."""

from datetime import date, datetime

from data_access.database import head, reading
from data_access.rows import rows_known
from data_access.statements import Header, Said
from data_access.versions import commit, withdraw
from domain.permissions import Moment
from domain.records import Project
from services.projects.plan_versions import plan_versions
from services.projects.show_projects import show_projects
from tests.services.leader_pages import LAST_DAY, LEADER

LATE = "YL-2026-027"


def header(kind="edit"):
    return Header(
        kind=kind,
        actor="王某",
        role="clerk",
        reason="改期",
        at=datetime(2026, 11, 20, 9, 0),
        files=(),
        sources=(),
    )


def moved(store, day):
    with reading(store) as connection:
        seen = head(connection)
        rows = rows_known(connection, Project, seen, where={"project": [LATE]})
    columns = {"project": [LATE], "plan_end": [day], "name": [rows["name"].iloc[0]], "year": [2026]}
    return commit(store, header(), [Said(Project, None, columns, [None])], seen).n


def test_an_unchanged_county_has_no_moved_ends(sample):
    with reading(sample) as connection:
        assert plan_versions(sample, head(connection)).empty


def test_a_moved_end_is_told_since_registration_and_a_withdrawn_move_is_not(own_sample):
    first = moved(own_sample, date(2026, 11, 30))
    second = moved(own_sample, date(2026, 12, 31))
    assert plan_versions(own_sample, first).values.tolist() == [
        [LATE, date(2026, 11, 10), date(2026, 11, 10), date(2026, 11, 30)]
    ]
    assert plan_versions(own_sample, second).values.tolist() == [
        [LATE, date(2026, 11, 10), date(2026, 11, 30), date(2026, 12, 31)]
    ]
    page = show_projects(own_sample, scope=LEADER, moment=Moment(LAST_DAY, second))
    assert page is not None
    assert LATE not in page.behind["project"].tolist() or "推后" in "".join(page.behind["slip"])
    gone = withdraw(own_sample, header("withdrawal"), second).n
    assert plan_versions(own_sample, gone)["now"].tolist() == [date(2026, 11, 30)]
