"""Every text and every number in whatever a person may be given: answers of services, frames, charts, workbooks, documents."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

import numpy as np
import openpyxl
import pandas as pd
import plotly.graph_objects as go
from docx import Document

from charts.peers import Band
from services.meeting.slides import WallChart

# Median and quartiles of the peer group: a village's place among all is told to its town (decision 0018).
STANDING = (Band,)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def texts_in(given: object) -> Iterator[str]:
    """All of it as texts, names of columns and keys of mappings too; numbers as written by Python."""
    if isinstance(given, np.generic):
        given = given.item()
    if given is None or given is pd.NaT or given is pd.NA or isinstance(given, bool):
        return
    if isinstance(given, str):
        yield given
    elif isinstance(given, (int, float, date, Enum)):
        yield str(given)
    elif isinstance(given, bytes):
        yield from texts_in(_cells(given))
    elif isinstance(given, pd.DataFrame):
        yield from texts_in(list(given.columns))
        for name in given.columns:
            yield from texts_in(given[name].tolist())
        if given.index.dtype == object:
            yield from texts_in(given.index.tolist())
    elif isinstance(given, pd.Series):
        yield from texts_in(given.tolist())
        yield from texts_in(given.index.tolist())
    elif isinstance(given, np.ndarray):
        yield from texts_in(given.ravel().tolist())
    elif isinstance(given, WallChart):
        yield from texts_in([given.parts, dict(given.named), given.drawn()])
    elif isinstance(given, go.Figure):
        yield from texts_in(given.to_dict())
    elif isinstance(given, dict):
        yield from texts_in(list(given))
        yield from texts_in(list(given.values()))
    elif isinstance(given, STANDING):
        return
    elif isinstance(given, Iterable):
        for one in given:
            yield from texts_in(one)
    elif is_dataclass(given):
        for field in fields(given):
            yield from texts_in(getattr(given, field.name))
    else:
        raise TypeError(
            f"{type(given).__name__} is not read yet: what a person sees of it has to be told here"
        )


def _cells(file: bytes) -> list[object]:
    """Of a workbook or a Word document."""
    if b"word/document.xml" in file:
        document = Document(io.BytesIO(file))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return [*(line.text for line in document.paragraphs), *cells]
    book = openpyxl.load_workbook(io.BytesIO(file))
    found: list[object] = list(book.sheetnames)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                found += [cell.value, cell.comment.text if cell.comment else None]
    return found


def numbers_in(text: str) -> Iterator[float]:
    for found in _NUMBER.findall(text):
        yield float(found.replace(",", ""))
