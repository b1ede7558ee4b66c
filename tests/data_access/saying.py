"""Factories for the store's tests: headers and sayings that show only what matters."""

from datetime import date, datetime

from data_access.statements import FileSource, Header, Said, SheetSource
from domain.records import Allocation, Figure, Place

NOVEMBER = datetime(2026, 11, 21, 9, 12)


def header(kind="edit", *, reason="试", files=(), sources=(), actor="王某", reviewer=None):
    return Header(
        kind=kind,
        actor=actor,
        role="clerk",
        reason=reason,
        at=NOVEMBER,
        files=tuple(files),
        sources=tuple(sources),
        reviewer=reviewer,
    )


def file_source(name="青石镇.xlsx", content=b"workbook"):
    import hashlib

    return FileSource(name=name, sha256=hashlib.sha256(content).hexdigest(), content=content)


def sheet(form="sanitation", columns=None, file=0):
    return SheetSource(file=file, sheet="Sheet1", form=form, columns=columns or {"TOI_COV.numerator": "F"})


def imported(said, *, form="sanitation", content=b"workbook", columns=None):
    """A header with one file and one sheet, and the sayings as read from it."""
    source = sheet(form, columns)
    sayings = [Said(one.record, 0, one.columns, one.lines) for one in said]
    return header("import", files=[file_source(content=content)], sources=[source]), sayings


def figures(values, *, period="2026-11-X2", cutoff=date(2026, 11, 20), indicator="TOI_COV", **columns):
    """{subject: numerator}, every field of the figure said."""
    count = len(values)
    said = {
        "indicator": [indicator] * count,
        "subject_kind": ["place"] * count,
        "subject": list(values),
        "period": [period] * count,
        "cutoff": [cutoff] * count,
        "status": ["reported"] * count,
        "numerator": list(values.values()),
        "denominator": [100] * count,
        "typed_rate": [None] * count,
        "qualifier": [None] * count,
        "explanation": [None] * count,
    }
    return Said(Figure, None, {**said, **columns}, list(range(2, count + 2)))


def amounts(values, *, level="county"):
    """{project: amount in fen}: the smallest record, one value field."""
    count = len(values)
    columns = {"project": list(values), "level": [level] * count, "amount": list(values.values())}
    return Said(Allocation, None, columns, list(range(2, count + 2)))


def places(rows):
    """{place: {field: value}}; only the fields given are said."""
    names = sorted({name for row in rows.values() for name in row})
    columns = {"place": list(rows)} | {name: [row[name] for row in rows.values()] for name in names}
    return Said(Place, None, columns, list(range(2, len(rows) + 2)))
