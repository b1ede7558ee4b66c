"""The texts beside the cells of an .xls are scanned, or the file is refused: nothing unscanned is taken in."""

import pytest

from uploads.containers import Unreadable
from uploads.xls_asides import _stream

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("content", [OLE, OLE + b"\x00" * 504, OLE + b"\xff" * 2_048])
def test_a_container_that_cannot_be_walked_is_refused_and_not_passed_as_empty(content):
    with pytest.raises(Unreadable) as refused:
        _stream(content)
    assert refused.value.code == "truncated"


def test_a_bare_stream_is_its_own_records():
    assert _stream(b"\x09\x08\x04\x00\x00\x00\x10\x00") == b"\x09\x08\x04\x00\x00\x00\x10\x00"
