"""Problems as they stand at a moment: status, deadline, days late, who answers."""

from pandas import DataFrame

from data_access.database import Store
from domain.frames import with_texts
from domain.permissions import Moment, Scope
from domain.problem_selection import WHOLE, Selection
from domain.problem_status import STATUS_WORDS
from domain.refusals import Refusal
from services.known.read_setting import read_setting
from services.problems.follow_problems import inside_of, state_on

PROBLEM_COLUMNS = (
    "problem", "source", "batch", "found_on", "category", "town_name", "village_name", "unit_name", "person", "text",
    "deadline", "status", "status_word", "days_late", "returns", "reopens", "closed_on",
)  # fmt: skip


def list_problems(
    store: Store,
    *,
    scope: Scope,
    moment: Moment,
    status: str | None,
    overdue: bool,
    selection: Selection = WHOLE,
) -> DataFrame:
    """PROBLEM_COLUMNS, most days late first, then by deadline: those the page of the same selection counts.

    status     only problems in this status, by its code or its word; overdue: only those past their deadline and still open
    selection  what else is asked; tasks 分解任务 are in none but their own, as on the page
    Refused    an unknown status, naming those there are
    """
    code = next((code for code, word in STATUS_WORDS.items() if status in (code, word)), None)
    if status is not None and code is None:
        raise Refusal(
            f"没有“{status}”这种状态。可以是：{'、'.join(STATUS_WORDS.values())}。", code="unknown_status"
        )
    setting = read_setting(store, moment.known_at)
    asked = selection if scope.may_see_names else selection.without_names()
    state = inside_of(state_on(store, moment.known_at, moment.as_of, scope, asked, moment.as_of))
    if code is not None:
        state = state[(state["status"] == code).to_numpy()]
    if overdue:
        state = state[(state["days_late"] > 0).to_numpy()]
    state = with_texts(state)
    names = {key: node.name for key, node in setting.roster.nodes.items()}
    units = {key: node.name for key, node in setting.units.nodes.items()}
    named = state.assign(
        town_name=state["town"].map(names),
        village_name=state["village"].map(names),
        unit_name=state["unit"].map(units),
        status_word=state["status"].map(dict(STATUS_WORDS)),
    )
    if not scope.may_see_names:
        named = named.assign(person=None)
    ordered = named.sort_values(["days_late", "deadline", "problem"], ascending=[False, True, True])
    return ordered[list(PROBLEM_COLUMNS)].reset_index(drop=True)
