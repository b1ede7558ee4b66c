"""Reading ahead: what the sample county's files are opened as is what they would be opened as one by one."""

import pytest

from domain.refusals import Refusal
from services.county.load_sample import SAMPLE, arrivals, reading_ahead
from uploads.reading import read_workbook

FILES = [SAMPLE / arrival.file for arrival in arrivals()[:2]]


def test_a_file_read_ahead_is_the_workbook_it_would_be_by_itself():
    with reading_ahead(FILES) as opener:
        for file in reversed(FILES):
            content = file.read_bytes()
            assert opener(content, file.name) == read_workbook(content, file.name)


def test_a_file_asked_for_twice_or_unannounced_is_read_again():
    content = FILES[0].read_bytes()
    with reading_ahead(FILES[:1]) as opener:
        assert opener(content, FILES[0].name) == opener(content, FILES[0].name)
        assert opener(FILES[1].read_bytes(), FILES[1].name).name == FILES[1].name


def test_a_file_that_cannot_be_read_says_so_when_its_turn_comes(tmp_path):
    broken = tmp_path / "坏文件.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    with reading_ahead([broken, FILES[0]]) as opener:
        assert opener(FILES[0].read_bytes(), FILES[0].name).sheets
        with pytest.raises(Refusal, match=broken.name):
            opener(broken.read_bytes(), broken.name)
