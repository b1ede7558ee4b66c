"""A submission waits, is accepted into a change, or returned; kept originals come back byte for byte."""

import threading
from datetime import date, datetime

import pytest
from saying import NOVEMBER, amounts, figures, file_source, header, imported, sheet
from sqlalchemy import text

from data_access.database import head, reading
from data_access.files import file_content
from data_access.said_text import Content, packed, unpacked
from data_access.statements import FileSource, Said
from data_access.submissions import (
    ACCEPTED,
    RETURNED,
    WAITING,
    NewSubmission,
    accept,
    list_submissions,
    return_submission,
    submission_content,
    submit,
)
from data_access.versions import check, commit, erase
from domain.records import UNSAID, Form, Problem, ProjectStatus
from domain.refusals import Moved, Refusal


def submission(*said, content=b"workbook", seen=0):
    own = Content(
        files=(file_source(content=content), FileSource("另一份.xlsx", "ab" * 32, None)),
        sources=(sheet(), sheet(form=None, file=1)),
        said=said,
    )
    return NewSubmission(
        actor="李某", role="clerk", at=NOVEMBER, title="青石镇.xlsx", form="sanitation", period="2026-11-X2",
        as_of=date(2026, 11, 20), seen=seen, summary='{"new": 1}', content=own,
    )  # fmt: skip


def listed(store, *states):
    with reading(store) as connection:
        return list_submissions(connection, states=states)


def test_what_is_packed_comes_back_as_it_was():
    said = (
        figures({"V0001": 37}),
        Said(ProjectStatus, 0, {"project": ["P1", "P2"], "day": [date(2026, 11, 20)] * 2, "paid": [UNSAID, None]}, [2, None]),
        Said(Form, None, {"form": ["f"], "full": [True]}, [3]),
    )  # fmt: skip
    content = submission(*said).content
    assert unpacked(packed(content)) == content


def test_a_waiting_submission_is_no_fact(store):
    number = submit(store, submission(amounts({"P1": 37})))
    with reading(store) as connection:
        assert head(connection) == 0
        assert connection.execute(text("SELECT count(*) FROM allocation")).scalar_one() == 0
        assert submission_content(connection, number).said[0].columns["amount"] == [37]
    waiting = listed(store, WAITING)
    assert waiting[["id", "title", "actor", "as_of", "change"]].values.tolist()[0][:4] == [
        number, "青石镇.xlsx", "李某", date(2026, 11, 20),
    ]  # fmt: skip
    assert waiting["at"].tolist() == [NOVEMBER]


def take(store, number, *, seen=0):
    with reading(store) as connection:
        content = submission_content(connection, number)
    change = header("import", actor="赵某", files=content.files, sources=content.sources)
    return accept(store, number, change, content.said, seen)


def test_accepting_makes_it_a_change_and_drops_what_it_kept(store):
    number = submit(store, submission(amounts({"P1": 37})))
    committed = take(store, number)
    row = listed(store, ACCEPTED).iloc[0]
    assert (row["change"], row["decided_by"], row["decided_at"]) == (committed.n, "赵某", NOVEMBER)
    with reading(store) as connection:
        assert connection.execute(text("SELECT content FROM submission")).scalar_one() is None
        assert connection.execute(text("SELECT amount FROM allocation")).scalar_one() == 37
    assert listed(store, WAITING).empty
    assert check(store) == []


def test_one_that_moved_keeps_waiting(store):
    number = submit(store, submission(amounts({"P1": 37})))
    commit(store, header(), [amounts({"P1": 38})], 0)
    with pytest.raises(Moved):
        take(store, number)
    assert len(listed(store, WAITING)) == 1
    assert take(store, number, seen=1).n == 2


def test_a_returned_one_keeps_its_reason_and_is_decided_once(store):
    number = submit(store, submission(amounts({"P1": 37})))
    return_submission(store, number, actor="赵某", at=datetime(2026, 11, 22, 10, 5), reason="合计不对")
    assert listed(store, RETURNED)["decision"].tolist() == ["合计不对"]
    with pytest.raises(Refusal, match="第 1 份报送已退回（赵某，11-22 10:05），不再待审"):
        return_submission(store, number, actor="赵某", at=NOVEMBER, reason="又一次")
    with pytest.raises(Refusal, match="没有第 9 份报送"):
        return_submission(store, 9, actor="赵某", at=NOVEMBER, reason="没有")


def test_of_two_who_accept_at_once_one_does(store):
    number = submit(store, submission(amounts({"P1": 37})))
    with reading(store) as connection:
        content = submission_content(connection, number)
    change = header("import", files=content.files, sources=content.sources)
    barrier, outcomes = threading.Barrier(2), []

    def decide():
        barrier.wait()
        try:
            outcomes.append(accept(store, number, change, content.said, 0).n)
        except Refusal as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=decide) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=str) == [1, "already_decided"]


def test_a_kept_original_comes_back_byte_for_byte_and_is_kept_once(store):
    content = bytes(range(256)) * 40
    change, said = imported([amounts({"P1": 37})], content=content)
    sha256 = change.files[0].sha256
    commit(store, change, said, 0)
    commit(store, change, said, 1)
    with reading(store) as connection:
        assert file_content(connection, sha256) == content
        assert file_content(connection, "0" * 64) is None
        kept = connection.execute(text("SELECT count(*), count(body) FROM file")).one()
    assert tuple(kept) == (2, 1)


def test_an_erased_original_is_gone_and_a_damaged_one_is_refused(store):
    change, said = imported([amounts({"P1": 37})], content=b"one")
    commit(store, change, said, 0)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE file SET body = :body"), {"body": b"x"})
    with (
        reading(store) as connection,
        pytest.raises(Refusal, match="“青石镇.xlsx”保存的原件与登记的指纹不一致"),
    ):
        file_content(connection, change.files[0].sha256)
    erase(store, header("erasure"), Problem, ("W1",), fields=(), files=(change.files[0].sha256,))
    with reading(store) as connection:
        assert file_content(connection, change.files[0].sha256) is None
