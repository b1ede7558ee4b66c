"""Files made to do harm: each ends in one clear sentence, and the memory is back where it was.

How long each takes is printed by `python -m tests.hostile.table`; the reader's own limit is below 30 seconds with
the machine to itself (uploads/watching.py).
"""

import gc
import re

import psutil
import pytest

from domain.refusals import Refusal
from tests.hostile.corpus import Hostile, corpus, small_files
from tests.uploads.offices import office
from uploads.knowledge import Hints
from uploads.reading import LIMITS, read_workbook
from uploads.recognition import read
from uploads.refusals import SENTENCES

MOST_MB, LONGEST = 60, 30
EVERY = 17  # of the corpus in the short run


def ends(one: Hostile) -> str:
    """The code of its refusal, or "read"; the sentence is one a person can read."""
    try:
        workbook = read_workbook(one.content, one.name)
        read(workbook, office(), Hints())
    except Refusal as caught:
        refused = caught
    else:
        return "read"
    assert refused.code in SENTENCES, one.kind
    assert "请" in refused.sentence, one.kind
    assert refused.sentence.endswith("。"), one.kind
    assert len(refused.sentence) < 400, one.kind
    assert not re.search(r"Error|Traceback|None|[{}\n]", refused.sentence), refused.sentence
    return refused.code


def memory() -> float:
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20


def test_there_are_300_hostile_files_and_no_two_alike():
    assert len({(one.name, one.content) for one in small_files()}) >= 300


def test_some_of_every_kind_end_in_one_sentence():
    for one in small_files()[::EVERY]:
        ends(one)


def test_no_reader_may_take_30_seconds():
    assert LIMITS.seconds < LONGEST


@pytest.mark.soak
def test_every_hostile_file_ends_in_one_sentence_and_leaves_no_memory_taken():
    for one in small_files()[::EVERY]:  # what is imported and remembered at the first file stays
        ends(one)
    before = memory()
    for one in corpus():
        ends(one)
    assert memory() - before < MOST_MB
    assert psutil.Process().children() == []
