"""What is drawn of the same things is drawn once, and never shown where anything it is made of differs."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import pandas as pd
import pytest
import streamlit as st

from charts.tokens import DARK, LIGHT
from domain.permissions import Moment
from views.drawn import drawn, drawn_anywhere, not_to_be_kept, shown, step

made: list[tuple[object, ...]] = []
written: list[str] = []
numbers = count(1)


@drawn
def figure(*parts: object, **named: object) -> str:
    made.append(parts)
    return f"figure {next(numbers)}"


@drawn_anywhere
def chart(*parts: object) -> str:
    made.append(parts)
    return f"chart {next(numbers)}"


@shown
def fragment(rows: object, words: str) -> None:
    made.append((rows, words))
    step(lambda: written.append(f"head {words}"))
    step(lambda: step(lambda: written.append(words)))


@shown
def control(rows: object) -> None:
    made.append((rows,))
    not_to_be_kept()


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    made.clear()
    written.clear()
    yield
    st.query_params.clear()


def test_the_same_parts_are_drawn_once() -> None:
    rows = pd.DataFrame({"value": [1]})
    assert figure(rows, theme=LIGHT) is figure(rows, theme=LIGHT)
    assert len(made) == 1


def test_a_chart_without_links_is_the_same_at_every_address() -> None:
    rows = pd.DataFrame({"value": [1]})
    first, linked = chart(rows), figure(rows)
    st.query_params["town"] = "青石镇"
    assert chart(rows) is first
    assert figure(rows) is not linked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LIGHT, DARK),
        (1, 1.0),
        (1, True),
        ("a", "b"),
        (Moment(date(2026, 11, 19), 4), Moment(date(2026, 11, 19), 5)),
        (Moment(date(2026, 11, 19), 4), Moment(date(2026, 11, 18), 4)),
        (pd.DataFrame({"value": [1]}), pd.DataFrame({"value": [1]})),
        ((1, 2), [1, 2]),
    ],
)
def test_whatever_differs_is_drawn_anew(one: object, other: object) -> None:
    assert figure("differs", one) != figure("differs", other)


def test_an_argument_by_another_name_is_another_drawing() -> None:
    assert figure(a="x") != figure(b="x")


def test_another_address_is_another_drawing() -> None:
    rows = pd.DataFrame()
    first = figure(rows)
    st.query_params["town"] = "柳湾乡"
    assert figure(rows) != first


def test_nothing_takes_the_place_of_what_is_gone() -> None:
    """A new frame may stand where an old one stood in memory; a drawing kept keeps its own alive."""
    drawings = {figure(pd.DataFrame({"value": [at]})) for at in range(50)}
    assert len(drawings) == 50


def test_a_drawing_that_failed_is_tried_again() -> None:
    asked = []

    @drawn
    def fails_first() -> str:
        asked.append(1)
        if len(asked) == 1:
            raise ValueError("first")
        return "second"

    with pytest.raises(ValueError, match="first"):
        fails_first()
    assert fails_first() == "second"


def test_a_fragment_is_made_once_and_written_every_time() -> None:
    rows = pd.DataFrame()
    for _ in range(3):
        fragment(rows, "三率")
    assert len(made) == 1
    assert written == ["head 三率", "三率"] * 3


def test_what_holds_a_control_is_run_every_time() -> None:
    rows = pd.DataFrame()
    control(rows)
    control(rows)
    assert len(made) == 2


def test_plain_parts_told_in_a_tuple_are_compared_and_a_frame_among_them_is_not() -> None:
    rows = pd.DataFrame({"value": [1]})
    assert figure(("甲村", 3), rows) is figure(("甲村", 3), rows)
    assert figure(("甲村", 3)) != figure(("甲村", 4))
    assert figure((rows, 3)) is figure((rows, 3))
    assert figure((rows, 3)) != figure((rows.copy(), 3))
