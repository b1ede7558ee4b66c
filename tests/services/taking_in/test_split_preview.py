"""Many files dropped together: one difference by town that adds up, and each of them can be taken alone."""

from datetime import datetime

import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Role
from domain.refusals import Refusal
from services.county.progress import silent
from services.known.read_setting import read_setting
from services.taking_in.find_clashes import clash_words, find_clashes
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import COUNT_WORDS, Upload
from services.taking_in.split_preview import by_town, only, parts_kept, readable, ready
from tests.pages.books import TOWN, corrected

CLERK = Actor("李某", Role.CLERK)
NOW = datetime(2026, 11, 21, 9)
OTHER = "柳湾乡人居旬报11月中旬.xlsx"
MARK = "备注：已核对"


def look(store, *contents):
    uploads = [Upload("旬报.xlsx", content) for content in contents]
    return preview(store, CLERK, WHOLE_COUNTY, uploads, now=NOW, progress=silent)


@pytest.fixture
def two(own_sample):
    """Two towns' reports under one file name, each with one number that rose by one."""
    return own_sample, look(own_sample, corrected({"F9": 517}), corrected({"A60": MARK}, OTHER))


def test_cells_by_town_add_up_to_the_counts_of_all_files(two):
    store, seen = two
    told = by_town(store, seen)
    counts = seen.counts()
    sums = {name: int(told[name].sum()) for name in COUNT_WORDS if name != "missing"}
    assert sums == {name: getattr(counts, name) for name in sums}
    assert set(told["town"]) >= {TOWN[:3], OTHER[:3]}
    assert int(told.loc[told["town"] == TOWN[:3], "changed"].iloc[0]) == 1


def test_files_of_one_name_are_told_apart(two):
    _, seen = two
    assert len({file.sha256 for file in seen.files}) == 2
    assert all(file.known is None for file in seen.files)


def test_one_file_of_several_is_taken_alone_and_the_other_is_still_to_come(two):
    store, seen = two
    first, second = seen.files
    alone = only(seen, second.sha256)
    assert (alone.counts(), len(alone.compared)) == (second.counts, len(parts_kept(seen, second.sha256)))
    assert only(seen, first.sha256, second.sha256).compared == seen.compared
    own = only(seen, first.sha256)
    done = accept(store, CLERK, WHOLE_COUNTY, own, reason="补报", now=NOW)
    assert done.counts.changed == 1
    again = look(store, *(seen.contents[file.sha256] for file in seen.files))
    assert [file.known is not None for file in again.files] == [True, False]


def look_at_files(store, *files):
    uploads = [Upload(name, content) for name, content in files]
    return preview(store, CLERK, WHOLE_COUNTY, uploads, now=NOW, progress=silent)


def test_a_file_that_cannot_be_read_keeps_nobody_elses_out(own_sample):
    seen = look_at_files(own_sample, (TOWN, corrected({"F9": 517})), ("通知.pdf", b"%PDF-1.7 ..."))
    with pytest.raises(Refusal, match="《通知.pdf》不是表格"):
        accept(own_sample, CLERK, WHOLE_COUNTY, seen, reason="更正", now=NOW)
    assert readable(seen) == (seen.files[0].sha256,)
    done = accept(own_sample, CLERK, WHOLE_COUNTY, only(seen, *readable(seen)), reason="更正", now=NOW)
    assert (done.change is not None, done.counts.changed) == (True, 1)


def test_files_without_a_matter_go_first_and_the_others_stay(own_sample):
    seen = look_at_files(
        own_sample, (TOWN, corrected({"F9": "七十三"})), (OTHER, corrected({"A60": MARK}, OTHER))
    )
    wrong, right = seen.files
    assert (readable(seen), ready(seen)) == ((wrong.sha256, right.sha256), (right.sha256,))
    assert (
        accept(own_sample, CLERK, WHOLE_COUNTY, only(seen, right.sha256), reason="", now=NOW).counts.refused
        == 0
    )


def test_two_files_that_contradict_each_other_are_named_and_neither_is_guessed(own_sample):
    seen = look_at_files(own_sample, (TOWN, corrected({"F9": 517})), (f"更正_{TOWN}", corrected({"F9": 518})))
    [clash] = find_clashes(seen)
    words = clash_words(clash, seen.files, read_setting(own_sample, seen.seen))
    assert words.startswith(
        f"“{TOWN}”和“更正_{TOWN}”有 1 处说法不一：云溪镇 云台村 卫生厕所户数，一份是 517（Sheet1!F9），一份是 518"
    )
    assert ready(seen) == ()
    with pytest.raises(Refusal, match="一份是 517"):
        accept(own_sample, CLERK, WHOLE_COUNTY, seen, reason="更正", now=NOW)
    later = only(seen, seen.files[1].sha256)
    assert accept(own_sample, CLERK, WHOLE_COUNTY, later, reason="更正", now=NOW).counts.changed == 1
