"""One problem opened: what it is, who answers by when, and everything that happened to it, each with its cells."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from pandas import DataFrame

from data_access.database import Store, reading
from data_access.rows import rows_known
from data_access.sources import cells_of_rows
from domain.exposure import ABOUT
from domain.frames import day_stamp, days
from domain.lights import overdue_light
from domain.permissions import Moment, Scope, of_scope
from domain.places import Roster
from domain.problem_life import SPREAD_SIGN, TASK_SIGN
from domain.problem_selection import SOURCE_WORDS
from domain.problem_status import ENDED, STATUS_WORDS, ProblemStatus
from domain.records import Event, Problem
from domain.refusals import Refusal
from domain.wording.codes import EVENT_WORDS
from domain.wording.severity import severity_words
from domain.wording.tasks import CHECK_WORD, TASK_WORD
from services.known.known_rows import known_events
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.measures.judge_measures import read_rules
from services.problems.original_deadlines import original_deadlines
from services.problems.problem_returns import came_back_as, return_of, returns_words
from services.problems.problem_words import deadline_words, status_words, unit_name
from services.problems.rebound_severity import asked_of_rebound

EVENT_COLUMNS = (
    "key",
    "day",
    "kind_word",
    "status_word",
    "actor",
    "note",
    "file",
    "sheet",
    "cells",
    "change",
)
TASK_COLUMNS = ("problem", "name", "kind_word", "deadline", "status_word", "days_late")


@dataclass(frozen=True, slots=True)
class OpenedProblem:
    """number, text, found_on   what it is
    status_word, is_over, days_late   as it stands: closed or declined; days after its deadline, 0 unless overdue
    facts   (title, value) of what is known of it, blank ones left out
    events  EVENT_COLUMNS, oldest first; key is the event's own, for its provenance
    above   the problem this is a task of, blank for a problem
    tasks   TASK_COLUMNS of the tasks under it
    own_town  the town the problem lies in, where it has no task of its own: it answers on the problem itself; else ""
    too_light  whether a ledger's severity is less than the rule asks of a rebound
    others  numbers of the problems its facts name: what it is the return of, what came back after it
    """

    number: str
    text: str
    status_word: str
    is_over: bool
    days_late: int
    found_on: date
    facts: tuple[tuple[str, str], ...]
    events: DataFrame
    above: str
    tasks: DataFrame
    own_town: str
    too_light: bool
    others: tuple[str, ...]


def open_problem(store: Store, *, scope: Scope, moment: Moment, number: str) -> OpenedProblem:
    """A problem at a moment.

    Refused: one that is not known then, or that lies outside the scope: both are told in the same words.
    """
    state = problems_on(store, moment.known_at, moment.as_of)
    rows = state[((state["problem"] == number) & of_scope(state, scope)).to_numpy(dtype=bool)]
    if rows.empty:
        raise Refusal(
            f"到这一天为止没有编号“{number}”的问题，或不在您的查看范围内。请从清单里点开。", code="no_problem"
        )
    row = rows.iloc[0]
    within = read_practice(store, moment).rebound_days
    back, returns = return_of(row, state, within), came_back_as(row, state, within)
    asked = asked_of_rebound(store, row, back.first, moment)
    tasks = _tasks(state, number)
    return OpenedProblem(
        number=number,
        text=_text(row["text"]) or "（没有写问题）",
        status_word=STATUS_WORDS[ProblemStatus(row["status"])],
        is_over=row["status"] in ENDED,
        days_late=int(row["days_late"]),
        found_on=row["found_on"].date(),
        facts=tuple(
            (title, value)
            for title, value in _facts(row, store, scope, moment, (back.told, returns_words(returns), asked))
            if value
        ),
        events=_events(store, number, scope, moment),
        above=number[: max(number.rfind(sign) for sign in (TASK_SIGN, SPREAD_SIGN))]
        if row["is_task"]
        else "",
        tasks=tasks,
        own_town=_own_town(row, tasks, read_setting(store, moment.known_at).roster),
        too_light=asked != "",
        others=tuple(filter(None, (back.first, *returns))),
    )


def _tasks(state: DataFrame, number: str) -> DataFrame:
    """The towns' tasks first, then the villages that check themselves."""
    under = state["problem"].str.startswith((f"{number}{TASK_SIGN}", f"{number}{SPREAD_SIGN}"))
    own = state[(under & state["is_task"]).to_numpy(dtype=bool)]
    own = own.assign(spread=own["problem"].str.startswith(f"{number}{SPREAD_SIGN}"))
    own = own.sort_values(["spread", "problem"], kind="stable")
    return DataFrame(
        {
            "problem": own["problem"],
            "name": own["problem"].str.slice(len(number) + 1),
            "kind_word": [CHECK_WORD if spread else TASK_WORD for spread in own["spread"]],
            "deadline": deadline_words(own),
            "status_word": status_words(own["status"]),
            "days_late": own["days_late"],
        },
        columns=list(TASK_COLUMNS),
    ).reset_index(drop=True)


def _own_town(row: pd.Series, tasks: DataFrame, roster: Roster) -> str:
    name = roster[row["town"]].name if row["town"] in roster else ""
    return "" if name in set(tasks["name"]) else name


def _facts(
    row: pd.Series, store: Store, scope: Scope, moment: Moment, back: tuple[str, str, str]
) -> list[tuple[str, str]]:
    """back  what it is the return of, what came back after it, how heavy it should be for being a return"""
    return_told, returns_told, due_severity = back
    setting = read_setting(store, moment.known_at)
    places = [setting.roster[key].name for key in (row["town"], row["village"]) if key in setting.roster]
    returned, reopened = int(row["returns"]), int(row["reopens"])
    return [
        ("来源", " · ".join(filter(None, (SOURCE_WORDS.get(row["source"], ""), _text(row["batch"]))))),
        ("发现日期", _day(row["found_on"])),
        ("类别", _text(row["category"])),
        ("地点", " ".join(filter(None, ("".join(places), _text(row["spot"]))))),
        ("严重程度", severity_words(_text(row["severity"]), due_severity)),
        ("牵头领导", _text(row["leader"]) if scope.may_see_names else ""),
        ("责任单位", unit_name(row["unit"], setting)),
        ("责任人", _text(row["person"]) if scope.may_see_names else ""),
        ("整改时限", _text(row["deadline_written"])),
        ("期限日", _day(row["deadline"])),
        ("原定期限", _day(original_deadlines(store, moment.known_at).get(str(row["problem"])))),
        ("督办", _slip(row, store, moment)),
        ("下次复核日", _day(row["next_review"])),
        ("整改目标", _text(row["goal"])),
        ("整改措施", _text(row["measure"])),
        ("原问题编号", return_told),
        ("又出现", returns_told),
        ("佐证资料", _text(row["evidence"])),
        ("退回", f"{returned} 次" if returned else ""),
        ("重开", f"{reopened} 次" if reopened else ""),
        ("是否曝光", _exposed(row, store, moment)),
    ]


def _exposed(row: pd.Series, store: Store, moment: Moment) -> str:
    """What a ledger says of it is no exposure of ours: that takes a review and the look for faces."""
    if row["exposed"] is not True:
        return ""
    events = known_events(store, ABOUT, moment.known_at)
    is_ours = bool((events["number"] == row["problem"]).any())
    return "已曝光" if is_ours else "台账写“是”；没有在看板里审核，不上曝光台"


def _slip(row: pd.Series, store: Store, moment: Moment) -> str:
    """「红单·约谈通报（逾期超过 7 天）」 of one that is overdue."""
    if not row["days_late"]:
        return ""
    light = overdue_light(int(row["days_late"]), read_rules(store, moment.known_at)[1], moment.as_of)
    slip = read_practice(store, moment).slips.get(light.level.value, "")
    return f"{slip}（{light.band}）" if slip else ""


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _day(value: object) -> str:
    return "" if not isinstance(value, date) or pd.isna(value) else f"{value:%Y-%m-%d}"


def _events(store: Store, number: str, scope: Scope, moment: Moment) -> DataFrame:
    with reading(store) as connection:
        rows = rows_known(
            connection, Event, moment.known_at, where={"about": [Problem.NAME], "number": [number]}
        )
        rows = rows[(days(rows["day"]) <= day_stamp(moment.as_of)).to_numpy()].reset_index(drop=True)
        origin = cells_of_rows(connection, Event, rows)
    keys = [
        (Problem.NAME, number, f"{day:%Y-%m-%d}", str(seq))
        for day, seq in zip(rows["day"], rows["seq"], strict=True)
    ]
    told = DataFrame(
        {
            "key": keys,
            "day": [f"{day:%Y-%m-%d}" for day in rows["day"]],
            "kind_word": [EVENT_WORDS.get(kind, kind) for kind in rows["kind"]],
            "status_word": [STATUS_WORDS[ProblemStatus(status)] for status in rows["to_status"]],
            "actor": [_text(actor) if scope.may_see_names else "" for actor in rows["actor"]],
            "note": [_text(note) for note in rows["note"]],
        }
    )
    return told.join(origin[["file", "sheet", "cells", "change"]].reset_index(drop=True))[list(EVENT_COLUMNS)]
