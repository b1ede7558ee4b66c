"""A preview and what became of it, as the one JSON document of `manage.py import` (DESIGN 7)."""

from dataclasses import asdict

from domain.issues import Issue, Question
from services.county.documents import Plain
from services.taking_in.preview import FilePreview, Preview, known_words


def import_document(seen: Preview, *, change: int | None, submission: int | None) -> dict[str, object]:
    """{"files": […], "submission", "change"}; change is null on a dry run and when nothing new was said."""
    return {
        "files": [_file(file) for file in seen.files],
        "submission": submission,
        "change": change,
    }


def _file(file: FilePreview) -> dict[str, object]:
    found = file.reading
    return {
        "file": file.name,
        "sha256": file.sha256,
        "form": found.form if found else None,
        "period": found.period if found else None,
        "as_of": found.as_of.isoformat() if found and found.as_of else None,
        "headers": dict(found.headers) if found else {},
        "counts": asdict(file.counts),
        "known": known_words(file.known) if file.known else None,
        "refusal": file.refusal or None,
        "issues": [_issue(issue) for issue in file.issues],
        "questions": [_question(question) for question in file.questions],
    }


def _issue(issue: Issue) -> dict[str, Plain]:
    return {
        "code": issue.code,
        "level": issue.level,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "message": issue.message,
        "found": issue.found,
        "expected": issue.expected,
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "text": question.text,
        "choices": list(question.choices),
        "cells": list(question.cells),
    }
