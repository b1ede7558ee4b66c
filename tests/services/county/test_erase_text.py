"""涂除: found wherever it stands, taken out of every version with its file, the chain whole, nothing kept of it."""

import io
from datetime import datetime

import openpyxl
import pytest

from data_access.database import head, reading
from data_access.erasure import erase
from data_access.versions import Header, Said, check, commit
from domain.permissions import WHOLE_COUNTY, Actor, Role
from domain.records import Problem
from domain.refusals import Refusal
from services.county.erase_text import GROUNDS, erase_found, find_erasable
from services.county.first_days import newest_change
from services.county.list_changes import open_change
from services.county.show_change import show_change
from services.known.forget import forget_erased
from services.known.known_rows import known_rows
from services.review.kept_upload import Decided
from services.review.submit_files import submit_files
from tests.loaded_county import SAMPLE_CHANGES as LAST
from tests.pages.books import corrected
from tests.services.leader_pages import newest
from tests.services.review.test_review import CLERK, looked, opened
from tests.uploads.books import saved

NOW = datetime(2026, 11, 22, 9, 0)
ADMIN = Actor("孙某", Role.ADMIN)
NAME = "柳某某"
NUMBER = "日督-20261119-001"
KEPT = "日督-20261118-007"


@pytest.fixture
def written(own_sample):
    """The name stood in two versions of one problem and stands in another's goal; the last two changes wrote it."""
    for n, text in ((LAST, f"{NAME}家门前有垃圾"), (LAST + 1, f"{NAME}家门前有垃圾，已劝导")):
        _edit(own_sample, n, {"problem": [NUMBER], "text": [text]})
    _edit(own_sample, LAST + 2, {"problem": [KEPT], "goal": [f"与{NAME}商定后拆除"]})
    return own_sample


def _edit(store, seen, columns):
    change = Header("edit", "王某", "clerk", "补写", NOW, (), ())
    commit(store, change, [Said(Problem, None, columns, [None])], seen)


def texts_at(store, n):
    rows = known_rows(store, Problem, n)
    return "\n".join(str(text) for name in ("text", "goal") for text in rows[name])


def do(store, **asked):
    wanted = {"texts": ("1", "2"), "files": (), "reason": "本人要求删除", "ground": GROUNDS[0], "now": NOW}
    return erase_found(store, ADMIN, NAME, **{**wanted, **asked})


def test_every_place_is_found_in_old_versions_too(written):
    found = find_erasable(written, ADMIN, NAME, known_at=LAST + 3)
    assert found.texts[["what", "field", "standing"]].to_numpy().tolist() == [
        ["问题", "问题描述", "现行"],
        ["问题", "整改目标", "现行"],
    ]
    _edit(written, LAST + 3, {"problem": [NUMBER], "text": ["门前有垃圾"]})
    assert find_erasable(written, ADMIN, NAME, known_at=LAST + 4).texts["standing"].tolist() == [
        "只在旧版里",
        "现行",
    ]
    assert find_erasable(written, ADMIN, "%某_", known_at=LAST + 4).texts.empty, (
        "signs are signs, not a pattern"
    )


def test_erased_means_gone_from_every_version_also_where_it_was_read_before(written):
    for n in (LAST + 1, LAST + 2, LAST + 3):
        assert NAME in texts_at(written, n), "read before, so that it is kept"
    done = do(written)
    for n in (LAST + 1, LAST + 2, LAST + 3, done.n):
        assert NAME not in texts_at(written, n)
    assert check(written) == []
    with written.engine.connect() as connection:
        raw = connection.exec_driver_sql(
            "SELECT group_concat(coalesce(text, '') || coalesce(goal, '')) FROM problem"
        )
        assert NAME not in raw.scalar_one()


def test_an_erasure_by_another_process_is_noticed_at_the_next_look(written):
    assert NAME in texts_at(written, LAST + 1)
    erase(
        written,
        Header("erasure", "孙某", "admin", "依法", NOW, (), ()),
        Problem,
        (NUMBER,),
        fields=("text",),
        files=(),
    )
    forget_erased(written, newest_change(written))  # what every run of a page does first
    assert NAME not in texts_at(written, LAST + 1)


def test_only_what_was_chosen_goes_and_the_change_says_what_without_the_text(written):
    done = do(written, texts=("2",))
    assert f"{NAME}家门前" in texts_at(written, done.n)
    told = show_change(written, scope=WHOLE_COUNTY, moment=newest(written), n=done.n)
    assert told.title == f"第 {done.n} 号变更涂除了问题的整改目标 1 处"
    assert f"本人要求删除；依据：{GROUNDS[0]}" in told.sub
    assert NAME not in str(open_change(written, done.n))


@pytest.mark.soak
def test_the_file_it_came_from_is_offered_and_goes_by_its_number(own_sample):
    found = find_erasable(own_sample, ADMIN, "长岗村污水横流", known_at=LAST)
    assert "反馈问题整改台账（11月19日）.xlsx" in found.files["name"].tolist(), "it said the text again"
    done = erase_found(
        own_sample, ADMIN, "长岗村污水横流", texts=(), files=("1",), reason="原件含个人信息", ground=GROUNDS[0],
        now=NOW,
    )  # fmt: skip
    assert check(own_sample) == []
    told = show_change(own_sample, scope=WHOLE_COUNTY, moment=newest(own_sample), n=done.n)
    assert told.title == f"第 {done.n} 号变更涂除了原件 1 份"
    assert find_erasable(own_sample, ADMIN, "长岗村污水横流", known_at=done.n).files["name"].tolist() == list(
        found.files["name"][1:]
    )


def test_what_waits_for_review_is_found_in_its_cells_and_sent_back_empty(own_sample):
    """A submission is no fact but holds the file, its name and what was said of it."""
    book = openpyxl.load_workbook(io.BytesIO(corrected({"F9": 530})))
    book.worksheets[0]["A3"] = f"填报人：{NAME}"
    number = submit_files(
        own_sample,
        CLERK,
        looked(own_sample, saved(book)),
        Decided(f"{NAME}已核", frozenset(), False),
        now=NOW,
    ).number
    found = find_erasable(own_sample, ADMIN, NAME, known_at=LAST)
    assert found.texts.empty
    [row] = found.submissions[["id", "where", "state"]].to_numpy().tolist()
    assert row[0] == number
    assert row[2] == "待审"
    assert "说明、询问或回答" in row[1]
    assert "里 1 格" in row[1]
    done = do(own_sample, texts=(), submissions=("1",))
    assert check(own_sample) == []
    assert find_erasable(own_sample, ADMIN, NAME, known_at=done.n).submissions.empty
    told = show_change(own_sample, scope=WHOLE_COUNTY, moment=newest(own_sample), n=done.n)
    assert told.title == f"第 {done.n} 号变更涂除了报送 1 份"
    held = opened(own_sample, number)
    assert (held.found.state, held.found.decision) == (
        "returned",
        "依法涂除，里面的内容已经去掉。请改好再报。",
    )
    with own_sample.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT content FROM submission").scalar_one()
        said = connection.exec_driver_sql("SELECT group_concat(words) FROM submission_step").scalar_one()
    assert kept is None
    assert NAME not in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"texts": ()}, "没有选要涂除的文字、原件或报送"),
        ({"reason": " "}, "涂除要写明理由"),
        ({"reason": f"{NAME}要求删除"}, "理由里写着要涂除的文字"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(written, asked, said):
    with pytest.raises(Refusal, match=said):
        do(written, **asked)
    with reading(written) as connection:
        assert head(connection) == LAST + 3


def test_only_an_administrator_seeks_and_erases_and_two_signs_are_the_least(written):
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(Refusal, match="由管理员来做"):
            find_erasable(written, Actor("王某", role), NAME, known_at=LAST + 3)
    with pytest.raises(Refusal, match="至少写 2 个字"):
        find_erasable(written, ADMIN, "柳 ", known_at=LAST + 3)
