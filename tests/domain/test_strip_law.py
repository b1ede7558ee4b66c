"""期初＋新增＋补录＋重开＋转入－销号－不予受理－转出＝期末 for 10,000 filters and spans: 200 selections × 50 spans of one history.

The history is drawn once, with problems entered late and others moved to another town or unit; the selections are
those the page can ask for. All selections of a span are followed at once, each problem once per selection.
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from domain.measures.problem_state import problem_state
from domain.measures.strip import CAME, WENT, moves
from domain.problem_selection import DUE_WORDS, FEEDBACK, SOURCE_WORDS, UNSAID, Selection
from domain.records import Event, Problem
from tests.domain.ledgers import SETTING

PROBLEMS, SELECTIONS, SPANS = 80, 200, 50
FIRST = date(2026, 1, 1)
CHANCE = np.random.default_rng(20261119)
ASKED = {
    "source": [*SOURCE_WORDS, FEEDBACK], "batch": ["第一批", "第二批", UNSAID], "unit": ["U01", "U02", UNSAID],
    "town": ["T01", "T02"], "leader": ["副县长 甲", UNSAID], "person": ["镇长 甲", "镇长 乙"], "due": [*DUE_WORDS],
}  # fmt: skip
ENDS = ("closed", "declined")
NEEDED = ["problem", "status", "found_on", "since", "reopens", "is_open"]


def drawn(count, choices):
    return CHANCE.choice(np.array(choices, dtype=object), count)


def day_after(days):
    return FIRST + timedelta(days=int(days))


def history():
    """problems as last known, the same before some moved, which of them were known late, and their events."""
    found = CHANCE.integers(0, 300, PROBLEMS)
    problems = pd.DataFrame(
        {
            "problem": [f"问题-{n:03}" for n in range(PROBLEMS)], "source": drawn(PROBLEMS, [*SOURCE_WORDS]),
            "found_on": [day_after(one) for one in found], "batch": drawn(PROBLEMS, ["第一批", "第二批", None]),
            "place": drawn(PROBLEMS, ["V0001", "V0002", "V0003"]), "duty_unit": drawn(PROBLEMS, ["U01", "U02", None]),
            "leader": drawn(PROBLEMS, ["副县长 甲", None]), "person": drawn(PROBLEMS, ["镇长 甲", "镇长 乙", None]),
            "deadline": [day_after(one + 9) if one % 5 else None for one in found],
        }
    ).reindex(columns=list(Problem.model_fields))  # fmt: skip
    moved = CHANCE.random(PROBLEMS) < 0.2
    before = problems.assign(
        place=problems["place"].where(~moved, "V0003"), duty_unit=problems["duty_unit"].where(~moved, "U02")
    )
    steps = [
        (
            number,
            day_after(start + at),
            drawn(1, ["fixing", "checking", "staged", "returned", *ENDS, *ENDS])[0],
        )
        for number, start in zip(problems["problem"], found, strict=True)
        for at in sorted(CHANCE.choice(60, CHANCE.integers(0, 6), replace=False))
    ]
    events = pd.DataFrame(steps, columns=["number", "day", "to_status"]).assign(
        about="problem", seq=1, kind="reported", actor=None, note=""
    )
    return problems, before, CHANCE.random(PROBLEMS) < 0.1, events[list(Event.model_fields)]


def selections():
    found = []
    while len(found) < SELECTIONS:
        fields = drawn(CHANCE.integers(0, 3), [*ASKED])
        found.append(Selection(**{name: drawn(1, ASKED[name])[0] for name in dict.fromkeys(fields)}))
    return found


def inside(states, asked):
    """Selection × row of all states together: whether the problem lies in it; deadlines held against one day each."""
    whole = pd.concat(states, ignore_index=True)
    days = [day_after(CHANCE.integers(0, 330)) for _ in asked]
    return np.array([one.inside(whole, as_of=day) for one, day in zip(asked, days, strict=True)])


def followed(state, chosen):
    """The state once per selection, each problem by a number of its own."""
    again = np.repeat(np.arange(SELECTIONS), len(state))
    rows = pd.concat([state] * SELECTIONS, ignore_index=True)
    return rows.assign(problem=[f"{at}·{n}" for at, n in zip(again, rows["problem"], strict=True)],
                       world=again, inside=chosen.ravel())  # fmt: skip


def spans():
    for _ in range(SPANS):
        start = day_after(CHANCE.integers(20, 330))
        yield start, start + timedelta(days=int(CHANCE.integers(0, 40)))


def test_the_strip_adds_up_for_ten_thousand_filters_and_spans():
    problems, before, late, events = history()
    asked, drawn_spans, told, kinds = selections(), list(spans()), [], set()
    pairs = [
        (
            problem_state(before[~late], events, setting=SETTING, as_of=start - timedelta(days=1)),
            problem_state(problems, events, setting=SETTING, as_of=end),
        )
        for start, end in drawn_spans
    ]
    states = [state for pair in pairs for state in pair]
    cuts = np.cumsum([len(state) for state in states])[:-1]
    # The same day holds for both ends of a span.
    chosen = np.split(inside(states, asked), cuts, axis=1)
    for at, ((start, _), pair) in enumerate(zip(drawn_spans, pairs, strict=True)):
        opened, closed = (
            followed(state[NEEDED], own) for state, own in zip(pair, chosen[2 * at : 2 * at + 2], strict=True)
        )
        rows = moves(opened, closed, start=start)
        world = rows["problem"].str.split("·").str[0].astype("int64")
        strips = pd.DataFrame(
            {"opening": rows["was_open"], "came": rows["came"] != "", "went": rows["went"] != "",
             "closing": rows["is_open"]}
        ).groupby(world).sum().reindex(range(SELECTIONS), fill_value=0)  # fmt: skip
        for name, state in (("opening", opened), ("closing", closed)):
            counted = state[state["inside"] & state["is_open"]].groupby("world").size()
            assert (strips[name] == counted.reindex(range(SELECTIONS), fill_value=0)).all()
        kinds |= {*rows["came"], *rows["went"]}
        told.append(strips)
    every = pd.concat(told)
    assert (every["opening"] + every["came"] - every["went"] == every["closing"]).all()
    assert len(every) == 10_000
    assert kinds >= {*CAME, *WENT}
