"""A submission waits, is asked about, accepted into a change, returned or taken back; originals come back byte for byte."""

import threading
from datetime import date, datetime

import pytest
from saying import NOVEMBER, amounts, header, imported
from sqlalchemy import text

from data_access.database import head, reading
from data_access.files import file_content
from data_access.submissions import (
    ACCEPTED,
    ASKED,
    RETURNED,
    WAITING,
    WITHDRAWN,
    NewSubmission,
    accept,
    list_submissions,
    move,
    newest_step,
    steps_of,
    submission_content,
    submit,
)
from data_access.versions import check, commit, erase
from domain.records import Problem
from domain.refusals import Moved, Refusal

LATER = datetime(2026, 11, 22, 10, 5)


def sent(store, *, former=None):
    new = NewSubmission(
        actor="李某", role="clerk", at=NOVEMBER, kind="files", title="青石镇.xlsx", form="sanitation",
        period="2026-11-X2", as_of=date(2026, 11, 20), seen=0, summary='{"new": 1}', content=b"packed", former=former,
    )  # fmt: skip
    return submit(store, new)


def listed(store, *states):
    with reading(store) as connection:
        return list_submissions(connection, states=states)


def take(store, number, *, seen=0):
    change = header("import", actor="李某", reviewer="赵某")
    return accept(store, number, change, [amounts({"P1": 37})], seen)


def give_back(store, number, *, name="赵某", to=RETURNED, step="returned", words="合计不对"):
    move(store, number, step=step, to=to, name=name, role="reviewer", at=LATER, words=words)


def test_a_waiting_submission_is_no_fact(store):
    number = sent(store)
    with reading(store) as connection:
        assert head(connection) == 0
        assert submission_content(connection, number) == b"packed"
    (waiting,) = listed(store, WAITING)
    assert (waiting.id, waiting.title, waiting.actor, waiting.as_of, waiting.at, waiting.change) == (
        number, "青石镇.xlsx", "李某", date(2026, 11, 20), NOVEMBER, None,
    )  # fmt: skip


def test_accepting_makes_it_its_authors_change_names_the_reviewer_and_drops_what_it_held(store):
    number = sent(store)
    committed = take(store, number)
    (row,) = listed(store, ACCEPTED)
    assert (row.change, row.decided_by, row.decided_at) == (committed.n, "赵某", NOVEMBER)
    with reading(store) as connection:
        assert connection.execute(text("SELECT content FROM submission")).scalar_one() is None
        assert tuple(connection.execute(text("SELECT actor, reviewer FROM change")).one()) == ("李某", "赵某")
    assert listed(store, WAITING) == []
    assert check(store) == []


def test_a_reviewer_written_in_afterwards_is_found_out(store):
    commit(store, header(), [amounts({"P1": 37})], 0)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE change SET reviewer = '赵某'"))
    assert any("变更记录被改动" in sentence for sentence in check(store))


def test_one_that_moved_keeps_waiting(store):
    number = sent(store)
    commit(store, header(), [amounts({"P1": 38})], 0)
    with pytest.raises(Moved):
        take(store, number)
    assert len(listed(store, WAITING)) == 1
    assert take(store, number, seen=1).n == 2


def test_a_question_and_its_answer_are_steps_that_leave_it_open(store):
    number = sent(store)
    give_back(store, number, to=ASKED, step="asked", words="并点的文件呢")
    assert [one.state for one in listed(store)] == [ASKED]
    before = newest_step_of(store)
    move(
        store,
        number,
        step="answered",
        to=WAITING,
        name="李某",
        role="clerk",
        at=LATER,
        words="镇政办〔2026〕8 号",
    )
    with reading(store) as connection:
        steps = steps_of(connection, number)
        assert newest_step(connection) > before
    assert steps[["step", "name", "words"]].values.tolist() == [
        ["sent", "李某", ""], ["asked", "赵某", "并点的文件呢"], ["answered", "李某", "镇政办〔2026〕8 号"],
    ]  # fmt: skip
    assert take(store, number).n == 1


def newest_step_of(store):
    with reading(store) as connection:
        return newest_step(connection)


def test_a_returned_one_keeps_its_reason_is_decided_once_and_has_a_successor(store):
    number = sent(store)
    give_back(store, number)
    assert [one.decision for one in listed(store, RETURNED)] == ["合计不对"]
    with pytest.raises(Refusal, match="第 1 份报送已退回（赵某，11-22 10:05），不再待审"):
        give_back(store, number)
    with pytest.raises(Refusal, match="没有第 9 份报送"):
        give_back(store, 9)
    assert sent(store, former=number) == 2
    assert [one.former for one in listed(store, WAITING)] == [number]


def test_one_its_sender_took_back_is_not_accepted(store):
    number = sent(store)
    give_back(store, number, name="李某", to=WITHDRAWN, step="withdrawn", words="")
    with pytest.raises(Refusal, match="第 1 份报送已撤回（李某"):
        take(store, number)
    with reading(store) as connection:
        assert head(connection) == 0


def test_of_two_who_accept_at_once_one_does(store):
    number = sent(store)
    barrier, outcomes = threading.Barrier(2), []

    def decide():
        barrier.wait()
        try:
            outcomes.append(take(store, number).n)
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
