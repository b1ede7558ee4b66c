"""What a town and a department are told: decision 0018 case by case, on the marked county."""

import pytest
from pandas import DataFrame

from domain.permissions import Moment, Role
from domain.records import Payment, Problem, Project, Record, Visit
from services.accounts.rows_in_scope import rows_in_scope
from services.accounts.scope_of import scope_of
from services.funds.read_money import read_money
from services.known.list_rows import list_rows
from services.measures.list_figures import list_figures
from services.measures.trace_number import trace
from services.problems.list_problems import list_problems
from tests.scope.marked_county import AS_OF, marked_county, town, unit


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return marked_county(tmp_path_factory.mktemp("marked"))


@pytest.fixture(scope="module")
def now(store):
    with store.engine.connect() as connection:
        return Moment(AS_OF, connection.exec_driver_sql("SELECT MAX(n) FROM change").scalar_one())


@pytest.fixture(scope="module")
def of_town(store, now):
    return scope_of(store, Role.CLERK, place=town("鹿"), unit=None, known_at=now.known_at)


@pytest.fixture(scope="module")
def of_department(store, now):
    return scope_of(store, Role.CLERK, place=None, unit=unit("松"), known_at=now.known_at)


def test_a_town_sees_the_projects_departments_run_in_its_villages(store, now, of_town):
    seen = read_money(store, scope=of_town, moment=now, code="FND_PAY")
    assert {key[:2] for key in seen["project"]} == {"鹿松", "鹿羲"}
    listed = list_rows(store, Project, scope=of_town, moment=now)
    assert {key[:2] for key in listed["project"]} == {"鹿松", "鹿羲"}


def test_a_department_sees_its_own_matters_in_every_town_and_nobody_elses(store, now, of_department):
    for rows, key in (
        (read_money(store, scope=of_department, moment=now, code="FND_PAY"), "project"),
        (list_rows(store, Problem, scope=of_department, moment=now), "problem"),
        (list_rows(store, Payment, scope=of_department, moment=now), "payment"),
        (list_problems(store, scope=of_department, moment=now, status=None, overdue=False), "problem"),
    ):
        assert {one[:2] for one in rows[key]} == {"鹿松", "鲸松"}


def test_a_department_sees_the_figures_and_inspections_of_every_place(store, now, of_department, of_town):
    asked = {"moment": now, "indicator": "TOI_COV", "level": "town"}
    assert len(list_figures(store, scope=of_department, **asked)) == 4
    assert len(list_figures(store, scope=of_town, **asked)) == 1
    assert len(list_rows(store, Visit, scope=of_department, moment=now)) > len(
        list_rows(store, Visit, scope=of_town, moment=now)
    )


def test_what_nobody_answers_for_is_the_countys(store, now, of_town, of_department):
    for scope in (of_town, of_department):
        assert not list_rows(store, Project, scope=scope, moment=now)["project"].str.startswith("玺").any()


def test_a_number_tells_how_many_rows_behind_it_are_others(store, now, of_department):
    found = trace(
        store, scope=of_department, moment=now, record="measure", key=("PRJ_DONE", "place", town("鹿"))
    )
    assert [name for name in found.parts["name"] if name.startswith("另有")] == [
        "另有 2 行由其他单位负责", "另有 9 行由其他单位负责",
    ]  # fmt: skip


def test_a_record_nobody_thought_of_is_hidden_from_the_confined(store, now, of_town):
    class Unthought(Record):
        NAME = "unthought"

    seen = rows_in_scope(store, Unthought, DataFrame({"text": ["甲"]}), scope=of_town, known_at=now.known_at)
    assert not seen.any()
