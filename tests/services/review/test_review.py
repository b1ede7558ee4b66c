"""送审 → 审核 → 变更: what waits, who decides, and what is said when two do, or the county moved meanwhile."""

import io
import json
import zipfile
import zlib
from datetime import datetime
from functools import cache

import openpyxl
import pytest

from data_access.database import head, reading
from data_access.rows import rows_known
from data_access.submissions import RETURNED, list_submissions
from domain.permissions import WHOLE_COUNTY, Actor, Role
from domain.records import Figure
from domain.refusals import Moved, Refusal
from services.accounts.scope_of import scope_of
from services.county.check_county import check_county
from services.county.list_changes import list_changes
from services.county.progress import silent
from services.known.read_setting import read_setting
from services.review import list_submissions as listing
from services.review.accept_submission import accept_submission
from services.review.follow_submission import answer_reviewer, withdraw_submission
from services.review.kept_upload import Decided
from services.review.open_submission import open_submission
from services.review.return_submission import ask_sender, return_submission
from services.review.submit_files import submit_files
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.pages.books import TOWN, corrected
from tests.uploads.books import saved
from uploads.reading import read_workbook

CLERK, REVIEWER, OTHER = Actor("周某", Role.CLERK), Actor("吴某", Role.REVIEWER), Actor("孙某", Role.ADMIN)
LEADER = Actor("李某", Role.LEADER)
AT = datetime(2026, 11, 20, 9, 30)
LATER = datetime(2026, 11, 20, 10, 5)
OWN, ELSEWHERE = "云溪镇", "青石镇"
PLAIN = Decided("云台村并点，核减 22 户", frozenset(), False)


def within(store, town):
    with reading(store) as connection:
        newest = head(connection)
    places = {
        node.name: node.place
        for node in read_setting(store, newest).roster.nodes.values()
        if node.level == "town"
    }
    return scope_of(store, Role.CLERK, place=places[town], unit=None, known_at=newest)


once = cache(read_workbook)  # the same bytes are parsed once for all tests


def looked(store, content, *, scope=None, name=TOWN, actor=CLERK):
    files = [Upload(name, content)]
    return preview(store, actor, scope or within(store, OWN), files, now=AT, progress=silent, opener=once)


def sent(store, content=None, *, actor=CLERK, name=TOWN):
    seen = looked(store, content or corrected({"F9": 530}), name=name, actor=actor)
    return submit_files(store, actor, seen, PLAIN, now=AT, opener=once)


def opened(store, number, actor=REVIEWER, scope=WHOLE_COUNTY):
    return open_submission(store, actor, scope, number, now=LATER, progress=silent)


def newest(store):
    with reading(store) as connection:
        return head(connection)


def figure(store, village="云台村"):
    places = read_setting(store, newest(store)).roster.nodes.values()
    key = next(node.place for node in places if node.name == village)
    where = {"indicator": ["TOI_COV"], "subject": [key], "period": ["2026-11-X2"]}
    with reading(store) as connection:
        rows = rows_known(connection, Figure, head(connection), where=where)
    return rows.iloc[0].to_dict()


def test_what_a_clerk_sends_in_is_no_fact_until_it_is_accepted_and_then_it_is_his_change(own_sample):
    before = newest(own_sample)
    number = sent(own_sample).number
    assert newest(own_sample) == before
    assert listing.waiting_words(own_sample, WHOLE_COUNTY) == "1 镇已报待审"
    assert listing.waiting_for(own_sample, REVIEWER, WHOLE_COUNTY) == 1
    seen = opened(own_sample, number)
    assert seen.seen.counts() == looked(own_sample, corrected({"F9": 530})).counts()
    n = accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, seen, now=LATER)
    row = list_changes(own_sample).iloc[0]
    assert (row["n"], row["actor"], row["reviewer"], row["files"]) == (n, "周某", "吴某", TOWN)
    assert figure(own_sample)["numerator"] == 530
    assert listing.waiting_words(own_sample, WHOLE_COUNTY) == ""
    assert check_county(own_sample) == []


def test_a_clerk_is_told_nothing_of_a_file_with_rows_of_another_town(own_sample):
    seen = looked(own_sample, corrected({"F9": 530}), scope=within(own_sample, ELSEWHERE))
    [file] = seen.files
    assert file.reading is None
    assert "行不在您的填报范围，第一处在" in file.refusal
    assert len(file.differences) == 0
    with pytest.raises(Refusal, match="不在您的填报范围"):
        submit_files(own_sample, CLERK, seen, PLAIN, now=AT, opener=once)


def test_one_who_only_looks_sends_nothing_in_and_a_clerk_accepts_nothing(own_sample):
    seen = looked(own_sample, corrected({"F9": 530}))
    with pytest.raises(Refusal, match="只看不报"):
        submit_files(own_sample, LEADER, seen, PLAIN, now=AT)
    with pytest.raises(Refusal, match="请点“送审”"):
        accept(own_sample, CLERK, within(own_sample, OWN), seen, reason="", now=AT)
    number = submit_files(own_sample, CLERK, seen, PLAIN, now=AT, opener=once).number
    own = opened(own_sample, number, CLERK, within(own_sample, OWN))
    with pytest.raises(Refusal, match="由能看全县的审核人或管理员来做"):
        accept_submission(own_sample, CLERK, within(own_sample, OWN), own, now=LATER)
    with pytest.raises(Refusal, match=f"没有第 {number} 份报送"):
        opened(own_sample, number, Actor("另一人", Role.CLERK), within(own_sample, OWN))


def test_nobody_accepts_what_he_sent_in_himself(own_sample):
    number = sent(own_sample, actor=REVIEWER).number
    with pytest.raises(Refusal, match="自己报的由另一位审核人来审"):
        accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, opened(own_sample, number), now=LATER)
    assert accept_submission(own_sample, OTHER, WHOLE_COUNTY, opened(own_sample, number, OTHER), now=LATER)


def test_a_returned_one_says_why_and_the_repaired_one_follows_it(own_sample):
    first = sent(own_sample).number
    with pytest.raises(Refusal, match="退回要写明理由"):
        return_submission(own_sample, REVIEWER, WHOLE_COUNTY, first, reason=" ", now=LATER)
    return_submission(own_sample, REVIEWER, WHOLE_COUNTY, first, reason="F9 对不上", now=LATER)
    assert listing.waiting_for(own_sample, CLERK, within(own_sample, OWN)) == 1
    again = sent(own_sample, corrected({"F9": 529}))
    assert again.former == first
    assert listing.waiting_for(own_sample, CLERK, within(own_sample, OWN)) == 0
    rows = listing.list_submissions(own_sample, CLERK, within(own_sample, OWN))
    assert rows[["id", "state_word", "former", "decision"]].values.tolist() == [
        [again.number, "待审", first, None], [first, "已退回", None, "F9 对不上"],
    ]  # fmt: skip
    accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, opened(own_sample, again.number), now=LATER)
    assert figure(own_sample)["numerator"] == 529


def test_a_question_is_answered_by_its_sender_and_waits_again(own_sample):
    number = sent(own_sample).number
    with pytest.raises(Refusal, match="没有要回答的询问"):
        answer_reviewer(own_sample, CLERK, number, answer="早", now=LATER)
    ask_sender(own_sample, REVIEWER, WHOLE_COUNTY, number, question="并点文件号？", now=LATER)
    assert listing.waiting_words(own_sample, WHOLE_COUNTY) == "1 份等报送人回答"
    answer_reviewer(own_sample, CLERK, number, answer="镇政办〔2026〕8 号", now=LATER)
    told = opened(own_sample, number).steps
    assert told["step"].tolist() == ["sent", "asked", "answered"]
    assert accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, opened(own_sample, number), now=LATER)


def test_of_two_reviewers_the_second_is_told_who_was_first(own_sample):
    number = sent(own_sample).number
    both = opened(own_sample, number), opened(own_sample, number, OTHER)
    accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, both[0], now=LATER)
    with pytest.raises(Refusal, match="已收下（吴某，11-20 10:05），不再待审"):
        accept_submission(own_sample, OTHER, WHOLE_COUNTY, both[1], now=LATER)
    with pytest.raises(Refusal, match="已收下（吴某"):
        return_submission(own_sample, OTHER, WHOLE_COUNTY, number, reason="晚了", now=LATER)


def test_one_taken_back_by_its_sender_is_accepted_by_nobody(own_sample):
    number = sent(own_sample).number
    held = opened(own_sample, number)
    with pytest.raises(Refusal, match="没有第"):
        withdraw_submission(own_sample, Actor("另一人", Role.CLERK), number, now=LATER)
    withdraw_submission(own_sample, CLERK, number, now=LATER)
    with pytest.raises(Refusal, match="已撤回（周某"):
        accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, held, now=LATER)


def test_where_the_county_moved_since_it_was_opened_the_new_difference_is_shown_first(own_sample):
    number = sent(own_sample).number
    held = opened(own_sample, number)
    moved = looked(own_sample, corrected({"F9": 531}), scope=WHOLE_COUNTY, actor=OTHER)
    accept(own_sample, OTHER, WHOLE_COUNTY, moved, reason="另报", now=LATER)
    with pytest.raises(Moved):
        accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, held, now=LATER)
    again = opened(own_sample, number)
    assert "531" in again.seen.files[0].differences["old"].astype(str).tolist()
    assert accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, again, now=LATER)
    assert figure(own_sample)["numerator"] == 530


def test_the_same_file_does_not_wait_twice(own_sample):
    content = corrected({"F9": 530})
    number = sent(own_sample, content).number
    with pytest.raises(Refusal, match=f"已经送审（第 {number} 份）"):
        sent(own_sample, content)


def test_of_a_file_with_phones_neither_the_original_nor_a_phone_is_held(own_sample):
    book = openpyxl.load_workbook(io.BytesIO(corrected({"F9": 530})))
    sheet = book.worksheets[0]
    column = sheet.max_column + 1
    sheet.cell(3, column, "联系电话")
    for row in range(8, 16):
        sheet.cell(row, column, "13812345678")
    number = sent(own_sample, saved(book)).number
    with own_sample.engine.connect() as connection:
        held = connection.exec_driver_sql("SELECT content FROM submission").scalar_one()
    assert b".file" not in held
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        cells = zlib.decompress(archive.read("0.cells"))
    assert b"13812345678" not in cells
    n = accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, opened(own_sample, number), now=LATER)
    with own_sample.engine.connect() as connection:
        kept = connection.exec_driver_sql(f"SELECT size, body FROM file WHERE change = {n}").one()
    assert tuple(kept) == (None, None)


def test_what_waits_is_gone_once_decided_and_its_summary_names_no_figure(own_sample):
    number = sent(own_sample).number
    with reading(own_sample) as connection:
        (one,) = list_submissions(connection)
    assert set(json.loads(one.summary)) == {"counts", "explained", "towns", "files"}
    return_submission(own_sample, REVIEWER, WHOLE_COUNTY, number, reason="重报", now=LATER)
    with own_sample.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT content FROM submission").scalar_one() is None
    assert opened(own_sample, number).found.state == RETURNED


def test_what_another_version_packed_can_be_returned_and_nothing_else(own_sample):
    number = sent(own_sample).number
    with own_sample.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE submission SET content = x'00'")
    held = opened(own_sample, number)
    assert "另一个版本的软件" in held.trouble
    with pytest.raises(Refusal, match="现在收不了：这份报送是另一个版本"):
        accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, held, now=LATER)
    return_submission(own_sample, REVIEWER, WHOLE_COUNTY, number, reason="请重送", now=LATER)
