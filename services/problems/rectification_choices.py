"""What the controls of 问题整改 offer: only what occurs among the problems one may see at the moment."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from data_access.database import Store
from domain.frames import is_said, texts_held
from domain.permissions import Moment, Scope
from domain.places import CROSS_TOWN, CROSS_TOWN_NAME
from domain.problem_selection import (
    DUE_WORDS,
    EVERYTHING,
    FEEDBACK,
    NAMES,
    SOURCE_WORDS,
    TASKS,
    UNSAID,
    Selection,
)
from domain.refusals import Refusal
from domain.setting import Setting
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.problems.follow_problems import seen_by
from services.problems.problem_words import unit_name

# Field of `Selection` → what its control says while it asks nothing, and for those of which nothing is said.
WHOLE_WORDS = {
    "source": ("全部来源", ""), "unit": ("全部单位", "未定单位"), "town": ("全部乡镇", ""), "batch": ("全部批次", "没有写批次"),
    "leader": ("全部牵头领导", "没有写牵头领导"), "person": ("全部责任人", "没有写责任人"), "due": ("全部期限", ""),
}  # fmt: skip


# What a field is called where somebody writes what he asks for.
FIELD_WORDS = {
    "source": "来源", "unit": "单位", "town": "乡镇", "batch": "批次", "leader": "牵头领导", "person": "责任人", "due": "期限",
}  # fmt: skip
_MOST_NAMED = 8


def rectification_choices(store: Store, *, scope: Scope, moment: Moment) -> dict[str, dict[str, str]]:
    """Field of `Selection` → code → words, EVERYTHING first; a field with one value only is left out.

    Officials are offered to nobody who may not see their names.
    """
    offered = _offered(store, scope, moment)
    return {field: words for field, words in offered.items() if len(words) > 2}


def selection_said(
    store: Store, *, scope: Scope, moment: Moment, written: Mapping[str, str | None]
) -> Selection:
    """The selection somebody wrote down, by the codes or the words the controls of the page offer.

    written  field of `Selection` → what is asked for, None where nothing is
    Refused  what no problem has that one may see at the moment, naming what there is
    """
    offered = _offered(store, scope, moment)
    return Selection(
        **{name: _code(name, worth, offered.get(name, {})) for name, worth in written.items() if worth}
    )


def _code(field: str, worth: str, words: dict[str, str]) -> str:
    if worth in words:
        return worth
    code = next((code for code, word in words.items() if word == worth), None)
    if code is None:
        named = "、".join(list(words.values())[1 : _MOST_NAMED + 1]) or "（这一天没有）"
        more = "等" if len(words) > _MOST_NAMED + 1 else ""
        raise Refusal(
            f"{FIELD_WORDS[field]}里没有“{worth}”。可以是：{named}{more}。", code="unknown_condition"
        )
    return code


def _offered(store: Store, scope: Scope, moment: Moment) -> dict[str, dict[str, str]]:
    setting = read_setting(store, moment.known_at)
    state = problems_on(store, moment.known_at, moment.as_of)
    rows = seen_by(state, scope)
    found = {
        "source": _sources(rows),
        "unit": _units(rows, setting),
        "town": _towns(rows, setting),
        "batch": _texts(rows["batch"]),
        "leader": _texts(rows["leader"]),
        "person": _texts(rows["person"]),
        "due": DUE_WORDS if len(rows) else {},
    }
    return {
        field: {EVERYTHING: WHOLE_WORDS[field][0], **words, **_unsaid(rows, field)}
        for field, words in found.items()
        if scope.may_see_names or field not in NAMES
    }


def _unsaid(rows: DataFrame, field: str) -> dict[str, str]:
    word = WHOLE_WORDS[field][1]
    return {UNSAID: word} if word and (~is_said(rows[field])).any() else {}


def _sources(rows: DataFrame) -> dict[str, str]:
    """除日督查外, every source that occurs, and the tasks handed down."""
    known = set(texts_held(rows["source"][~rows["is_task"]]))
    found = {code: word for code, word in SOURCE_WORDS.items() if code in known}
    both = {FEEDBACK: "除日督查外"} if len(found) > 1 and "inspection" in found else {}
    tasks = {TASKS: "分解任务和自查"} if rows["is_task"].any() else {}
    return {**both, **found, **tasks}


def _units(rows: DataFrame, setting: Setting) -> dict[str, str]:
    """Units that hold any problem, in the office's order; two of one name are told by their full names."""
    known = set(texts_held(rows["unit"]))
    held = {unit: unit_name(unit, setting) for unit in setting.units.nodes if unit in known}
    names = list(held.values())
    return {
        unit: name if names.count(name) == 1 else setting.units.nodes[unit].name
        for unit, name in held.items()
    }


def _towns(rows: DataFrame, setting: Setting) -> dict[str, str]:
    known = set(texts_held(rows["town"]))
    named = {key: node.name for key, node in setting.roster.nodes.items() if key in known}
    return named | ({CROSS_TOWN: CROSS_TOWN_NAME} if CROSS_TOWN in known else {})


def _texts(column: Series) -> dict[str, str]:
    said = sorted({text.strip() for text in texts_held(column)} - {""})
    return {text: text for text in said}
