"""Frames from outside made plain: days, amounts and texts as one type each, missing values as one value each.

Rows as known come with `datetime.date` objects and None, NaN or NA for what is missing. Inside the domain a day
column is datetime64 (NaT missing), a number float64 (NaN missing), a text `str` or None.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar

import numpy as np
import pandas as pd
from pandas.api.types import is_integer_dtype

from domain.records import Record, field_type, meanings

FEN = 100
PPM = 1_000_000

AnyRecord = TypeVar("AnyRecord", bound=Record)


def days(column: pd.Series) -> pd.Series:
    """A column of dates as datetime64[s], NaT where missing."""
    if column.empty:
        return pd.Series(pd.DatetimeIndex([]), index=column.index, dtype="datetime64[s]")
    if column.dtype == object:
        # Few days, many rows: each day is turned once.
        at, found = pd.factorize(column)
        known = np.array([*found, None], dtype="datetime64[s]")
        return pd.Series(known[at], index=column.index)
    return pd.to_datetime(column).astype("datetime64[s]")


def day_stamp(day: date) -> pd.Timestamp:
    return pd.Timestamp(day).as_unit("s")


def numbers(column: pd.Series, *, per: float) -> pd.Series:
    """A column of stored integers divided by their scale, float64, NaN where missing."""
    values = pd.to_numeric(column).to_numpy(dtype="float64", na_value=np.nan)
    return pd.Series(values / per, index=column.index)


def yuan(column: pd.Series) -> pd.Series:
    """Money: stored fen as yuan."""
    return numbers(column, per=FEN)


def looked_up(keys: pd.Series, table: pd.Series) -> pd.Series:
    """What a table says of each key, as numbers, NaN where it says nothing. (`map` with an empty table loses types.)"""
    known = dict(zip(table.index, table, strict=True))
    return pd.Series([known.get(key, np.nan) for key in keys.tolist()], index=keys.index, dtype="float64")


def looked_up_text(keys: pd.Series, table: pd.Series) -> pd.Series:
    """What a table says of each key, as objects, None where it says nothing."""
    known = dict(zip(table.index, table, strict=True))
    return pd.Series([known.get(key) for key in keys.tolist()], index=keys.index, dtype=object)


def truths(column: pd.Series) -> pd.Series:
    """A column of yes/no, False where nothing is said."""
    return pd.Series([bool(said) for said in worths(column)], index=column.index, dtype=bool)


def is_said(column: pd.Series) -> pd.Series:
    """Where a text says something: neither missing nor blank."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return pd.Series(each_text(column, lambda text: text.strip() != ""), index=column.index)
    said = column.notna()
    if not said.any():  # as a column that is seldom filled
        return said
    told = (worth.strip() != "" if isinstance(worth, str) else True for worth in column.tolist())
    return said & np.fromiter(told, dtype=bool, count=len(column))


def alike(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two frames of the same columns hold the same rows in the same order, however their texts are told."""
    return len(one) == len(other) and all(worths(one[name]) == worths(other[name]) for name in one)


def worths(column: pd.Series) -> list[object]:
    """A column's worths, None for what is missing; the texts of coded ones."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        at, texts = different_texts(column)
        return [None if one < 0 else texts[one] for one in at.tolist()]
    told = zip(column.tolist(), column.isna().tolist(), strict=True)
    return [None if missing else worth for worth, missing in told]


def each_text(column: pd.Series, holds: Callable[[str], bool]) -> np.ndarray:
    """Which rows hold a text of which something is true; each different text is asked once, a missing one holds nothing."""
    at, texts = different_texts(column)
    told: np.ndarray = np.array([*map(holds, texts), False], dtype=bool)[at]
    return told


def different_texts(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Which of its different texts each row holds, −1 for none, and those texts; of coded ones also some nobody holds."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.array.codes, column.cat.categories.tolist()
    at, texts = pd.factorize(column)
    return at, texts.tolist()


def words_of(column: pd.Series, word: Callable[[str], str], nothing: str = "") -> list[str]:
    """What is said of the text of each row, `nothing` where it is missing; each different text is asked once."""
    at, texts = different_texts(column)
    words = [*map(word, texts), nothing]
    return [words[one] for one in at.tolist()]


def only_texts(column: pd.Series, kept: Sequence[str]) -> pd.Series:
    """A column of texts with those kept, blank in place of every other and of none."""
    at = positions(column, kept)
    at[at < 0] = len(kept)
    texts = pd.Index([*kept, ""], dtype="str")
    return pd.Series(pd.Categorical.from_codes(at, categories=texts), index=column.index)


def texts_held(column: pd.Series) -> list[str]:
    """The different texts of a column that some row holds."""
    at, texts = different_texts(column)
    held = np.bincount(at[at >= 0], minlength=len(texts))
    return [text for text, count in zip(texts, held.tolist(), strict=True) if count]


def positions(column: pd.Series, order: Sequence[str]) -> np.ndarray:
    """Where each text of a column stands in `order`, −1 for one that does not; each text is looked up once."""
    at, found = different_texts(column)
    places = {text: n for n, text in enumerate(order)}
    looked_up: np.ndarray = np.array([places.get(text, -1) for text in found] + [-1], dtype="int64")[at]
    return looked_up


def with_codes(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The frame with these texts told by a number each, in the order of texts: few names told often take a tenth.

    Of such a column the different texts are asked, not the rows (`each_text`, `among`, `positions`); `==` and groupings
    do so themselves.
    """
    told = rows.copy(deep=False)
    for name in names:
        is_coded = isinstance(rows[name].dtype, pd.CategoricalDtype)
        told[name] = only_held(rows[name]) if is_coded else _coded(rows[name])
    return told


def only_held(column: pd.Series) -> pd.Series:
    """A column of coded texts without those no row holds; the very column where there are none."""
    at = column.array.codes
    held = np.bincount(at[at >= 0], minlength=len(column.cat.categories))
    return column if held.all() else column.cat.remove_unused_categories()


def _coded(column: pd.Series) -> pd.Series:
    at, texts = different_texts(column)
    order = sorted(range(len(texts)), key=texts.__getitem__)
    codes = np.full(len(texts) + 1, -1)
    codes[order] = np.arange(len(texts))
    known = pd.Index([texts[one] for one in order], dtype="str")
    coded = pd.Categorical.from_codes(codes[at], categories=known, validate=False)
    return pd.Series(coded, index=column.index)


def with_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """The frame with texts where `with_codes` put numbers."""
    coded = [str(name) for name, kind in rows.dtypes.items() if kind == "category"]
    return rows.assign(**{name: _texts(rows[name]) for name in coded})


def _texts(column: pd.Series) -> pd.Series:
    """The texts of a coded column, looked up by number; `astype` makes every text anew."""
    names, at = column.cat.categories, column.cat.codes.to_numpy()
    if names.dtype != "str" or (at < 0).any():
        return column.astype("str")
    return pd.Series(names.take(at), index=column.index)


def among(column: pd.Series, keys: Collection[str]) -> np.ndarray:
    """Which texts of a column are among many keys; each text is looked up once. (`isin` makes every key anew.)"""
    known = frozenset(keys)
    return each_text(column, known.__contains__)


def put_between(
    rows: pd.DataFrame, standing: np.ndarray, coming: pd.DataFrame, at: Sequence[int]
) -> pd.DataFrame:
    """Some rows of a frame with others between them, numbered anew. Taken once from both: a copy of a long history is dear.

    standing  the places in `rows` of those that stay
    at        before which of the standing ones each coming row belongs; as many as stay: behind the last
    """
    order = np.insert(standing, at, np.arange(len(rows), len(rows) + len(coming)))
    return pd.concat([rows, coming], ignore_index=True).take(order).reset_index(drop=True)


def with_whole_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """The frame with columns of whole numbers as `Int64` where some are missing, else `int64`."""
    held = {
        name: "Int64" if rows[name].isna().any() else "int64" for name in rows if is_integer_dtype(rows[name])
    }
    moved = {name: kind for name, kind in held.items() if rows[name].dtype != kind}
    return rows.astype(moved) if moved else rows


def rows_where(rows: pd.DataFrame, truths: Iterable[bool]) -> pd.DataFrame:
    """The rows for which it is true. (A frame without rows, asked by an empty list, would lose its columns.)"""
    kept: pd.DataFrame = rows[np.fromiter(truths, dtype=bool, count=len(rows))]
    return kept


def text_or_none(value: object) -> str | None:
    """One cell's text, None for missing and blank."""
    return value.strip() or None if isinstance(value, str) else None


def texts(column: pd.Series) -> list[str]:
    """A column's texts, blank where nothing is said."""
    return [text_or_none(worth) or "" for worth in column.tolist()]


def day_or_none(value: object) -> date | None:
    """One cell's date, None for missing (None, NaN, NaT)."""
    return value if isinstance(value, date) and value == value else None


def count_or_none(value: object) -> int | None:
    """One cell's whole number, None for missing."""
    return int(value) if isinstance(value, (int, float, np.integer)) and value == value else None


def split_names(joined: object) -> tuple[str, ...]:
    """The parts of a text joined by 「;」, without blanks."""
    text = text_or_none(joined)
    return tuple(part.strip() for part in text.split(";") if part.strip()) if text else ()


def fields_of(record: type[Record], frame: pd.DataFrame) -> pd.DataFrame:
    """The record's own columns of a frame as known, without those that say who said it."""
    return frame[list(meanings(record))]


def records_of(record: type[AnyRecord], frame: pd.DataFrame) -> list[AnyRecord]:
    """The rows of a frame as records, in order; a missing cell takes the field's default.

    frame  at least the record's fields, as `rows_known` gives them; other columns are left aside
    """
    fields = [name for name in meanings(record) if name in frame.columns]
    kinds = {name: field_type(record, name) for name in fields}
    return [
        record.model_validate(
            {
                name: _plain(value, kinds[name])
                for name, value in zip(fields, row, strict=True)
                if not _missing(value)
            }
        )
        for row in zip(*(frame[name] for name in fields), strict=True)
    ]


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


def _plain(value: object, kind: type) -> object:
    if kind is int and isinstance(value, float):
        return int(value)
    return bool(value) if kind is bool else value
