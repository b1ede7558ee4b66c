"""An answer is kept per question, database, scope, day and change, and nobody can change what another reads."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import pytest

from domain.permissions import WHOLE_COUNTY, Moment, Scope
from views.cache import cached
from views.sealing import sealed

asked: list[tuple[Scope, Moment, str]] = []
DAY = Moment(date(2026, 11, 19), 418)


@dataclass(frozen=True, slots=True)
class Board:
    rows: pd.DataFrame
    names: tuple[str, ...]
    counts: dict[str, int]
    days: list[int]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Something opened at an address, as the store is."""

    url: str


def board(*_opened: object, scope: Scope, moment: Moment, code: str) -> Board:
    asked.append((scope, moment, code))
    return Board(pd.DataFrame({"value": [1.0]}), ("a",), {"n": len(asked)}, [1])


@pytest.fixture(autouse=True)
def fresh() -> None:
    asked.clear()


def ask(code: str, scope: Scope = WHOLE_COUNTY, moment: Moment = DAY, database: str = "") -> Board:
    return cached(board, database=database or f"test {id(asked)}", scope=scope, moment=moment, code=code)


def test_the_same_question_is_asked_once() -> None:
    ask("once")
    ask("once")
    assert len(asked) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"scope": replace(WHOLE_COUNTY, places=frozenset({"T01"}))},
        {"scope": replace(WHOLE_COUNTY, may_see_names=False)},
        {"scope": replace(WHOLE_COUNTY, may_see_small_counts=False)},
        {"scope": replace(WHOLE_COUNTY, units=frozenset())},
        {"moment": replace(DAY, as_of=date(2026, 11, 18))},
        {"moment": replace(DAY, known_at=417)},
        {"database": "another county"},
    ],
)
def test_whatever_differs_is_asked_anew(other: dict[str, object]) -> None:
    ask("differs " + str(other))
    ask("differs " + str(other), **other)  # type: ignore[arg-type]
    assert len(asked) == 2


def test_a_scope_is_the_same_in_any_order_of_its_places() -> None:
    for places in (["T01", "T02", "V0001"], ["V0001", "T02", "T01"]):
        ask("order", scope=replace(WHOLE_COUNTY, places=frozenset(places)))
    assert len(asked) == 1


def test_the_store_is_part_of_the_key_by_its_address() -> None:
    for url in ("sqlite:///a.db", "sqlite:///b.db", "sqlite:///a.db"):
        cached(board, Shelf(url), database="shelves", scope=WHOLE_COUNTY, moment=DAY, code="shelf")
    assert len(asked) == 2


def test_every_reader_gets_the_same_object() -> None:
    assert ask("same") is ask("same")


@pytest.mark.parametrize(
    "write",
    [
        lambda board: board.rows.__setitem__("more", 1),
        lambda board: board.rows.__delitem__("value"),
        lambda board: setattr(board.rows, "columns", ["other"]),
        lambda board: board.rows.insert(0, "more", 1),
        lambda board: board.rows.fillna(0, inplace=True),
        lambda board: board.counts.update(n=-1),
        lambda board: board.counts.__setitem__("n", -1),
        lambda board: board.days.append(2),
        lambda board: board.days.sort(),
    ],
)
def test_nobody_writes_into_what_others_read(write: Callable[[Board], None]) -> None:
    found = ask("sealed")
    with pytest.raises(TypeError, match="shared by all readers"):
        write(found)
    assert (found.rows.to_dict("list"), found.counts, found.days) == ({"value": [1.0]}, {"n": 1}, [1])


@pytest.mark.filterwarnings("ignore")
def test_what_is_written_by_an_indexer_reaches_nobody() -> None:
    found = ask("indexed")
    found.rows.loc[0, "value"] = 99.0
    found.rows.iloc[0, 0] = 99.0
    found.rows["value"].iloc[0] = 99.0
    assert found.rows.to_dict("list") == {"value": [1.0]}


def test_what_is_made_of_a_sealed_frame_is_ones_own() -> None:
    own = ask("own").rows.assign(more=1)
    own["value"] = 2.0
    assert type(own) is pd.DataFrame
    assert own.to_dict("list") == {"value": [2.0], "more": [1]}


def test_sealing_does_not_copy_the_numbers() -> None:
    kept = pd.DataFrame({"value": range(1000)})
    found = sealed(kept)
    assert isinstance(found, pd.DataFrame)
    assert found["value"].to_numpy().base is kept["value"].to_numpy().base


def test_what_cannot_change_stays_the_same_object() -> None:
    assert sealed(DAY) is DAY


def test_a_question_without_a_name_is_refused() -> None:
    with pytest.raises(TypeError, match="no name"):
        cached(lambda scope, moment: 1, database="", scope=WHOLE_COUNTY, moment=DAY)


@pytest.mark.parametrize("worth", [pd.DataFrame(), object(), ["T01"]])
def test_what_has_no_text_of_its_own_cannot_be_asked(worth: object) -> None:
    with pytest.raises(TypeError, match="cache key"):
        cached(board, database="", scope=WHOLE_COUNTY, moment=DAY, code=worth)  # type: ignore[arg-type]
