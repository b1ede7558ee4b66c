"""What two answers have alike is one object, and the newer answer says what it said."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from domain.permissions import WHOLE_COUNTY, Moment
from views.cache import cached
from views.sealing import SealedList, cannot_be_written, sealed
from views.sharing import shared


@dataclass(frozen=True, slots=True)
class Part:
    rows: pd.DataFrame
    words: tuple[object, ...]
    told: dict[str, object]


def part(worth: float, word: str = "甲", text: str | None = None) -> Part:
    rows = pd.DataFrame({"value": [worth, np.nan], "text": [text, "乙"], "day": [date(2026, 11, 1), None]})
    return Part(rows, (word, np.nan, date(2026, 11, 19)), {"n": 1, "more": [rows[["value"]], word]})


def test_an_answer_alike_in_all_is_the_one_before() -> None:
    before = sealed(part(1.0))
    assert shared(sealed(part(1.0)), before) is before


def test_only_what_moved_is_new() -> None:
    before, now = (sealed(part(1.0, word)) for word in ("甲", "乙"))
    found = shared(now, before)
    assert found.rows is before.rows
    assert found.words[0] == "乙"
    assert found.told["more"][0] is before.told["more"][0]
    assert found.told["more"][1] == "乙"
    assert found is not before


def test_a_missing_text_is_not_a_blank_one_nor_a_number_its_own_text() -> None:
    before = sealed(part(1.0, text=None))
    for other in (part(1.0, text=""), replace(part(1.0), words=("甲", "nan", date(2026, 11, 19)))):
        assert shared(sealed(other), before) is not before
    one, other = (sealed({"rows": pd.DataFrame({"a": worths})}) for worths in ([1, 2], [1.0, 2.0]))
    assert shared(other, one)["rows"] is other["rows"]
    renamed = sealed({"rows": pd.DataFrame({"b": [1, 2]})})
    assert shared(renamed, one)["rows"] is renamed["rows"]


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    days: tuple[int, ...] = ()
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    one: Plain
    more: tuple[object, ...] = ()


def test_what_cannot_be_written_into_is_known_by_its_fields() -> None:
    assert cannot_be_written(Plain)
    assert not cannot_be_written(Part)
    assert not cannot_be_written(Holding)
    assert sealed(Holding(Plain("甲"), ([1],))).more[0] == [1]
    assert type(sealed(Holding(Plain("甲"), ([1],))).more[0]) is SealedList


def test_what_only_stands_elsewhere_stays_the_object_it_was() -> None:
    first, second, third = (Plain(name) for name in "甲乙丙")
    assert shared((second, third), (first, second, third))[0] is second


WORTHS = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.sampled_from([0.5, 1.0]), st.sampled_from(["", "甲", "1"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip


def typed(worth: object) -> object:
    """The worth with the type of every plain part, so that 1, 1.0 and True differ."""
    if isinstance(worth, dict):
        return [(key, typed(inner)) for key, inner in worth.items()]
    if isinstance(worth, (list, tuple)):
        return (isinstance(worth, tuple), [typed(inner) for inner in worth])
    return (type(worth), worth)


@given(WORTHS, WORTHS)
def test_sharing_never_alters_what_is_said(now: object, before: object) -> None:
    found = shared(sealed(now), sealed(before))
    assert typed(found) == typed(now)


def counted(*, scope: object, moment: Moment, kind: str) -> Part:
    return part(1.0, word=str(moment.known_at))


def test_the_next_change_s_answer_keeps_the_parts_it_did_not_alter() -> None:
    def ask(n: int) -> Part:
        return cached(
            counted, database="sharing", scope=WHOLE_COUNTY, moment=Moment(date(2026, 11, 19), n), kind="a"
        )

    first, second = ask(1), ask(2)
    assert (first.words[0], second.words[0]) == ("1", "2")
    assert second.rows is first.rows
    assert ask(1) is first
