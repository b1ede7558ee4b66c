"""Where words stand in a submission: it is no fact, but it holds files, their cells, answers and what was said of it."""

import json
from collections.abc import Iterator

from data_access.submissions import Kept
from domain.refusals import Refusal
from services.review.kept_upload import unpacked
from uploads.sheets import Workbook, shown

UNREAD = "存的内容是另一个版本的，打不开，没法查"


def places_of(kept: Kept, words: str) -> tuple[str, ...]:
    """「文件名」, 「文件里 3 格」, 「说明、询问或回答」; empty where they stand nowhere in it."""
    return tuple(dict.fromkeys(_places(kept, words)))


def _places(kept: Kept, words: str) -> Iterator[str]:
    if words in kept.found.title:
        yield "名称"
    if any(words in text for text in (*kept.said, kept.found.decision or "")):
        yield "说明、询问或回答"
    if kept.content is None:
        return
    if kept.found.kind == "correction":
        asked = json.loads(kept.content)
        if any(words in str(asked[name]) for name in ("value", "reason")):
            yield "新值或理由"
        return
    try:
        uploads, decided = unpacked(kept.content)
    except Refusal:
        yield UNREAD
        return
    told = [answer.reason for one in uploads for answer in one.hints.answers.values()]
    told += [answer.choice for one in uploads for answer in one.hints.answers.values()]
    if any(words in text for text in (decided.reason, *told)):
        yield "说明、询问或回答"
    for one in uploads:
        if words in one.name:
            yield "文件名"
        count = _cells_with(one.workbook, words) if one.workbook else 0
        if count:
            yield f"“{one.name}”里 {count} 格"


def _cells_with(workbook: Workbook, words: str) -> int:
    """Cells, notes, names of sheets and what lies beside the cells."""
    found = 0
    for sheet in workbook.sheets:
        beside = (sheet.name, *sheet.comments.values(), *(text for _, text in sheet.asides))
        found += sum(words in text for text in beside)
        found += sum(words in shown(cell) for column in sheet.columns for cell in column if cell is not None)
    return found
